from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.graph import check
from kg.model import Extraction, Graph, Period, Quantity
from kg.ontology import load_ontology
from tests.factory import claim, make_extraction

Build = Callable[..., Graph]
Change = Callable[[Graph], Graph]


def test_a_projected_graph_has_no_problems(graph_of: Build, batch: list[Extraction]) -> None:
    assert check(graph_of(*batch), load_ontology()) == []


def entity(**values: object) -> Change:
    return lambda g: replace(g, entities=(replace(g.entities[0], **values), *g.entities[1:]))


def told(**values: object) -> Change:
    return lambda g: replace(g, claims=(replace(g.claims[0], **values), *g.claims[1:]))


def relation(**values: object) -> Change:
    return lambda g: replace(g, relations=(replace(g.relations[0], **values), *g.relations[1:]))


@pytest.mark.parametrize(
    ("change", "part", "message"),
    [
        (lambda g: replace(g, entities=g.entities[:-1]), "relation", "is absent"),
        (lambda g: replace(g, articles=()), "claim", "its article a is absent"),
        (lambda g: replace(g, claims=()), "relation", "its claim"),
        (lambda g: replace(g, entities=g.entities * 2), "entity", "stands 2 times"),
        (lambda g: replace(g, claims=g.claims * 3), "claim", "stands 3 times"),
        (
            lambda g: replace(g, relations=(*g.relations, replace(g.relations[0], id="x"))),
            "relation",
            "another relation",
        ),
        (entity(kind="ship"), "entity", "unknown kind"),
        (entity(sector="XXX"), "entity", "unknown sector"),
        (entity(place_precision="street"), "entity", "unknown precision"),
        (entity(lat=91.0, lon=0.0), "entity", "not on Earth"),
        (entity(lat=None), "entity", "half a coordinate"),
        (entity(name=""), "entity", "no name"),
        (told(type="HUG"), "claim", "unknown type"),
        (told(status="maybe"), "claim", "unknown status"),
        (told(mode="drone"), "claim", "no mode"),
        (told(period=Period("2020", "2020", "eon", "2020")), "claim", "unknown grain"),
        (told(quantities=(Quantity("eaten", 1, 1, None, "one"),)), "claim", "unknown quantity"),
        (told(sentence=""), "claim", "no evidence"),
        (told(confidence=1.5), "claim", "between 0 and 1"),
        (told(actors=("geonames:169389",)), "claim", "is a place"),
        (told(places=("gone",)), "claim", "gone is absent"),
        (relation(claims=(), count=0), "relation", "no evidence"),
        (relation(count=9), "relation", "counts 9"),
        (relation(type="FAMILY_OF"), "relation", "does not hold"),
        (lambda g: relation(object=g.relations[0].subject)(g), "relation", "to itself"),
    ],
)
def test_each_fault_is_found(graph_of: Build, change: Change, part: str, message: str) -> None:
    graph = graph_of(make_extraction("a", claims=[claim("AID", "Russia", "Syria", at="Idlib")]))
    assert check(graph, load_ontology()) == []
    problems = check(change(graph), load_ontology())
    assert any(p.part == part and message in p.message for p in problems), problems
    assert problems == sorted(problems)


def test_a_standing_relation_between_wrong_kinds(graph_of: Build) -> None:
    graph = graph_of(make_extraction("a", claims=[claim("FAMILY_OF", "Recep Tayyip Erdogan", "Turkey")]))
    assert {p.part for p in check(graph, load_ontology())} == {"claim", "relation"}
