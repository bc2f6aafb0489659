"""The knowledge graph: built from extractions and entities, checked, selected from, measured, and shown."""

from kg.graph.check import Problem, check
from kg.graph.find import find
from kg.graph.measure import Measures, measure
from kg.graph.profile import Profile, Term, profile
from kg.graph.project import Linked, project
from kg.graph.select import WHAT, select
from kg.graph.summary import relation_id, sides, summarise

__all__ = [
    "WHAT",
    "Linked",
    "Measures",
    "Problem",
    "Profile",
    "Term",
    "check",
    "find",
    "measure",
    "profile",
    "project",
    "relation_id",
    "select",
    "sides",
    "summarise",
]
