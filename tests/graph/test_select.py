from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import UsageError
from kg.graph import check, select
from kg.model import Extraction, Graph
from kg.ontology import load_ontology
from tests.factory import chain, claim, make_extraction

Build = Callable[..., Graph]


def types(graph: Graph) -> list[str]:
    return sorted(c.type for c in graph.claims)


def test_nothing_asked_keeps_claims_relations_and_what_they_name(graph_of: Build, batch: list[Extraction]) -> None:
    whole = graph_of(*batch)
    kept = select(whole)
    assert (kept.claims, kept.relations, kept.articles) == (whole.claims, whole.relations, whole.articles)
    assert {e.name for e in whole.entities} - {e.name for e in kept.entities} == {"protesters"}
    assert check(kept, load_ontology()) == []


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2020-02-05", None, 4),
        (None, "2020-02-05", 4),
        ("2020-02", "2020-02", 7),
        ("2020-02-03", "2020-02-03", 2),
        (None, "2020-01", 0),
        ("2021", None, 0),
        (None, "2020", 7),
    ],
)
def test_a_window_keeps_what_overlaps_it(
    graph_of: Build, batch: list[Extraction], since: str | None, until: str | None, count: int
) -> None:
    kept = select(graph_of(*batch), since=since, until=until)
    assert len(kept.claims) == count
    assert check(kept, load_ontology()) == []


def test_relations_are_counted_anew(graph_of: Build, batch: list[Extraction]) -> None:
    graph = graph_of(*batch)
    kept = select(graph, until="2020-02-08", types=["CONSULT"])
    assert [(r.type, r.count, r.first) for r in kept.relations] == [("CONSULT", 1, "2020-02-08")]
    assert sorted(e.name for e in kept.entities) == ["Ankara", "Russia", "Turkey"]
    assert [a.id for a in kept.articles] == ["a2"]


@pytest.mark.parametrize("name", ["Recep Tayyip Erdogan", "ERDOGAN", " erdoğan "])
def test_an_entity_by_any_of_its_names(graph_of: Build, batch: list[Extraction], name: str) -> None:
    kept = select(graph_of(*batch), entity=name)
    assert types(kept) == ["LEADS", "THREATEN"]
    assert [r.type for r in kept.relations] == ["LEADS"]


def test_an_entity_by_id_and_only_its_own_relations(graph_of: Build) -> None:
    graph = graph_of(make_extraction("a", claims=[claim("REQUEST", "Turkey; Russia", "Syria")]))
    kept = select(graph, entity="iso3166:TUR")
    assert [(r.subject, r.object) for r in kept.relations] == [("iso3166:TUR", "iso3166:SYR")]
    assert len(kept.claims) == 1


def test_an_ambiguous_name_means_all_that_bear_it(graph_of: Build) -> None:
    georgia = [chain("Georgia", "country", ref="iso3166:GEO"), chain("Georgia", "place", ref="geonames:4197000")]
    batch = [
        make_extraction(f"a{i}", claims=[claim("AID", "Russia", at="Georgia")], chains=[g])
        for i, g in enumerate(georgia)
    ]
    assert len(select(graph_of(*batch), entity="georgia").claims) == 2


def test_relations_or_claims_alone(graph_of: Build, batch: list[Extraction]) -> None:
    graph = graph_of(*batch)
    relations, claims = select(graph, what="relations"), select(graph, what="claims")
    assert relations.relations == graph.relations
    assert relations.claims == relations.articles == ()
    assert "Ankara" not in {e.name for e in relations.entities}
    assert claims.claims == graph.claims
    assert claims.relations == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"types": ["ASSALT"]}, "unknown type"),
        ({"what": "nodes"}, "unknown choice"),
        ({"entity": "Turkye"}, "did you mean Turkey"),
    ],
)
def test_what_is_not_there_is_an_error(graph_of: Build, batch: list[Extraction], values: dict, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(UsageError, match=message):
        select(graph_of(*batch), **values)
