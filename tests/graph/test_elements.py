from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph.elements import Edge, Node, elements
from kg.model import Article, Entity, Graph, Quantity, Relation, Statement


def said(id_: str, article: str, *quantities: Quantity) -> Statement:
    return Statement(
        id_, article, "ASSAULT", None, ("e1",), ("e2",), (), None, "actual", (), quantities, "hit", "S.", "r", 1.0
    )


GRAPH = Graph(
    entities=(Entity("e1", "group", "one", chains=("a1:c1", "a2:c1", "a2:c9")), Entity("e2", "place", "two")),
    relations=(Relation("r1", "e1", "ASSAULT", "e2", 2, 2, "2020", "2020-03", ("k1", "k2")),),
    articles=(Article("a1", published="2020-03-01"), Article("a2")),
    claims=(
        said("k1", "a1", Quantity("killed", 3, 4, "e2", ""), Quantity("killed", 2, None, None, "")),
        said("k2", "a2"),
    ),
)


@pytest.mark.parametrize(
    ("what", "nodes", "edges"),
    [
        ("relations", ["e1", "e2"], ["r1"]),
        ("claims", ["e1", "e2", "article:a1", "article:a2", "k1", "k2"], 6),
        ("all", ["e1", "e2", "article:a1", "article:a2", "k1", "k2"], 7),
    ],
)
def test_what_is_given(what: str, nodes: list[str], edges: list[str] | int) -> None:
    found = list(elements(GRAPH, what))
    assert [n.key for n in found if isinstance(n, Node)] == nodes
    ids = [e.id for e in found if isinstance(e, Edge)]
    assert len(set(ids)) == len(ids)
    assert (ids if isinstance(edges, list) else len(ids)) == edges
    assert [isinstance(e, Node) for e in found] == sorted((isinstance(e, Node) for e in found), reverse=True)


def test_numbers_of_a_claim_are_summed_and_one_open_end_opens_all() -> None:
    by_key = {e.key: e for e in elements(GRAPH, "claims") if isinstance(e, Node)}
    killed = [by_key["k1"].properties[f"killed_{side}"] for side in ("low", "high")]
    assert killed == [5, None]
    assert by_key["k2"].properties["killed_low"] is None


def test_spells() -> None:
    spells = {e.key: e.spells for e in elements(GRAPH, "relations") if isinstance(e, Node)}
    assert spells == {"e1": (("2020", "2020-03"),), "e2": (("2020", "2020-03"),)}
    spells = {e.key: e.spells for e in elements(GRAPH, "claims") if isinstance(e, Node)}
    assert spells["e1"] == (), "one of its claims has no date"
    assert spells["k1"] == (("2020-03-01", "2020-03-01"),)


def test_entities_count_articles() -> None:
    (one, _) = (e for e in elements(GRAPH, "relations") if isinstance(e, Node))
    assert (one.properties["articles"], one.labels) == (2, ("Entity", "Actor", "Group"))


def test_unknown_what() -> None:
    with pytest.raises(UsageError, match="relations, claims, all"):
        list(elements(GRAPH, "everything"))
