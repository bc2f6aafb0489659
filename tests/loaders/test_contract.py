"""What every loader promises. A backend joins by a class with `load` and `read`, added to `BACKENDS`.

`read` gives back what is stored: entity attributes by id, and relations as (subject, id, object) -> attributes.
"""

from __future__ import annotations

from typing import Any, Protocol

import pytest

from kg.graph import project, select
from kg.loaders.neo4j import Connection
from kg.model import Extraction, Graph
from kg.resolve import link
from tests.factory import chain, claim, make_extraction
from tests.loaders.conftest import clear

Stored = tuple[dict[str, dict[str, Any]], dict[tuple[str, str, str], dict[str, Any]]]


class Backend(Protocol):
    def load(self, graph: Graph) -> None: ...

    def read(self) -> Stored: ...


class NetworkX:
    """Loads into one graph that lives as long as the test."""

    def __init__(self) -> None:
        import networkx

        self.network = networkx.MultiDiGraph()

    def load(self, graph: Graph) -> None:
        from kg.loaders.networkx import load

        load(graph, self.network)

    def read(self) -> Stored:
        edges = {(s, key, o): dict(v) for s, o, key, v in self.network.edges(keys=True, data=True)}
        return dict(self.network.nodes(data=True)), edges


class Neo4j:
    """Loads into the server's database, which is emptied first."""

    def __init__(self, connection: Connection) -> None:
        clear(connection)
        self.connection = connection

    def load(self, graph: Graph) -> None:
        from kg.loaders.neo4j import load

        load(graph, self.connection)

    def read(self) -> Stored:
        with self.connection.session(reading=True) as session:
            entities = {r["n"]["id"]: dict(r["n"]) for r in session.run("MATCH (n:Entity) RETURN n")}
            found = session.run("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id AS s, r, type(r) AS type, b.id AS o")
            edges = {(r["s"], r["r"]["id"], r["o"]): {**r["r"], "type": r["type"]} for r in found}
        return entities, edges


BACKENDS = [
    pytest.param(lambda _: NetworkX(), id="networkx"),
    pytest.param(lambda request: Neo4j(request.getfixturevalue("connection")), id="neo4j", marks=pytest.mark.neo4j),
]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Backend:
    made: Backend = request.param(request)
    return made


def build(*extractions: Extraction) -> Graph:
    return project(extractions, link(extractions))


def story() -> list[Extraction]:
    said = [
        claim("ASSAULT", "Syria", "Turkish soldiers", at="Idlib", when="2020-02-03", killed=7),
        claim("ACCUSE", "Turkey", "Syria"),
        claim("THREATEN", "Turkey", "Syria"),
        claim("CONSULT", "Turkey; Russia"),
    ]
    rebels = chain("«rebels» & 'friends'", aliases=("«rebels» & 'friends'", 'a "name"'))
    return [
        make_extraction("a1", "2020-02-04", said, [rebels]),
        make_extraction("a2", None, [claim("ACCUSE", "Turkey", "Syria", when="2019")]),
    ]


def test_every_entity_and_relation_arrives_with_its_values(backend: Backend) -> None:
    graph = build(*story())
    backend.load(graph)
    entities, relations = backend.read()
    assert sorted(entities) == [e.id for e in graph.entities]
    turkey = entities["iso3166:TUR"]
    assert {k: turkey[k] for k in ("name", "kind", "country", "lat", "precision", "mentions", "articles")} == {
        "name": "Turkey",
        "kind": "country",
        "country": "TUR",
        "lat": 39.0,
        "precision": "country",
        "mentions": 4,
        "articles": 2,
    }
    assert sorted(relations) == sorted((r.subject, r.id, r.object) for r in graph.relations)
    accused = next(v for v in relations.values() if v["type"] == "ACCUSE")
    assert {k: accused[k] for k in ("count", "articles", "first", "last")} == {
        "count": 2,
        "articles": 2,
        "first": "2019",
        "last": "2020-02-04",
    }


def test_parallel_relations_stay_apart(backend: Backend) -> None:
    backend.load(build(*story()))
    between = [v["type"] for (s, _, o), v in backend.read()[1].items() if (s, o) == ("iso3166:TUR", "iso3166:SYR")]
    assert sorted(between) == ["ACCUSE", "THREATEN"]


def test_odd_names_arrive_unharmed(backend: Backend) -> None:
    backend.load(build(*story()))
    odd = next(v for v in backend.read()[0].values() if v["name"].startswith("«"))
    assert odd["aliases"] == ['a "name"', "«rebels» & 'friends'"]


def test_twice_is_once(backend: Backend) -> None:
    graph = build(*story())
    backend.load(graph)
    once = backend.read()
    backend.load(graph)
    assert backend.read() == once


def test_a_larger_graph_takes_the_place_of_a_smaller(backend: Backend) -> None:
    first, second = story()
    backend.load(build(first))
    backend.load(build(first, second))
    entities, relations = backend.read()
    assert entities["iso3166:TUR"]["mentions"] == 4
    assert next(v for v in relations.values() if v["type"] == "ACCUSE")["count"] == 2


@pytest.mark.parametrize("graph", [Graph(), select(build(*story()), types=["ACCUSE"], what="relations")])
def test_empty_and_partial_graphs_load(backend: Backend, graph: Graph) -> None:
    backend.load(graph)
    entities, relations = backend.read()
    assert (len(entities), len(relations)) == (len(graph.entities), len(graph.relations))
