"""Constraints and indexes in a database: what a load needs before its rows, and what is quicker to make after them.

Invariant: only what is missing is made; names and statements are those of `kg.schema`.
"""

from __future__ import annotations

from typing import Any

from kg.ontology import Ontology
from kg.schema import statements

_WAIT = 300  # seconds for an index to be filled


def make_schema(session: Any, ontology: Ontology) -> None:
    """Make all constraints and indexes that are not there yet, and wait for them.

    Raises:
        DataError: A label or type of the ontology is not a word.
    """
    _make(session, statements(ontology))


def make_constraints(session: Any, ontology: Ontology) -> None:
    """Make those that say that ids are unique: rows are found by them, and none is written twice.

    Raises:
        DataError: A label or type of the ontology is not a word.
    """
    _make(session, {name: said for name, said in statements(ontology).items() if said.startswith("CREATE CONSTRAINT")})


def _make(session: Any, wanted: dict[str, str]) -> None:
    shown = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
    missing = [said for name, said in wanted.items() if name not in shown]
    for said in missing:
        session.run(said).consume()
    if missing:
        session.run("CALL db.awaitIndexes($seconds)", seconds=_WAIT).consume()
