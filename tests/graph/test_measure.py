from __future__ import annotations

from collections.abc import Callable

from kg.graph import measure
from kg.model import Graph
from tests.factory import claim, make_extraction

Build = Callable[..., Graph]


def test_measures_of_a_line_of_three(graph_of: Build) -> None:
    said = [claim("AID", "Russia", "Syria"), claim("AID", "Russia", "Syria"), claim("ACCUSE", "Turkey", "Syria")]
    measured = measure(graph_of(make_extraction("a", claims=said)), betweenness=True)
    assert [(m.entity, m.neighbours, m.out, m.into, m.claims, m.betweenness) for m in measured] == [
        ("iso3166:SYR", 2, 0, 2, 3, 1.0),
        ("iso3166:RUS", 1, 1, 0, 2, 0.0),
        ("iso3166:TUR", 1, 1, 0, 1, 0.0),
    ]
    assert measure(Graph()) == []


def test_betweenness_is_only_computed_when_asked_for(graph_of: Build) -> None:
    (one, other) = measure(graph_of(make_extraction("a", claims=[claim("AID", "Russia", "Syria")])))
    assert one.betweenness is other.betweenness is None
