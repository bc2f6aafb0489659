"""The embedded index: built once per version, read-only, one process a query; refuses what would write."""

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph import project
from kg.loaders import embedded
from kg.model import Graph
from kg.resolve import link
from tests.factory import claim, make_extraction

pytest.importorskip("grafeo")


@pytest.fixture(scope="module")
def graph() -> Graph:
    extractions = [
        make_extraction(
            "a1", "2024-05-01",
            claims=[claim("ASSAULT", "Turkey", "Syria", at="Idlib", when="2024-02", killed=3), claim("CONSULT", "Turkey", "Russia")],
        ),
        make_extraction("a2", "2024-06-01", claims=[claim("THREATEN", "Turkey", "Syria")]),
    ]  # fmt: skip
    return project(extractions, link(extractions))


@pytest.fixture(scope="module")
def index(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "graph"
    embedded.build(graph, path)
    return path


def test_nodes_and_edges_are_all_there(index: Path, graph: Graph) -> None:
    nodes = embedded.run(index, "MATCH (n) RETURN count(n) AS n").rows[0][0]
    assert nodes == len(graph.entities) + len(graph.claims) + len(graph.articles)
    edges = embedded.run(index, "MATCH ()-[r]->() RETURN count(r) AS n").rows[0][0]
    arguments = sum(len(c.actors) + len(c.recipients) + len(c.places) + len(c.attributed_to) + 1 for c in graph.claims)
    assert edges == arguments + len(graph.relations)


def test_parameters_are_values(index: Path) -> None:
    hostile = "x'}) DETACH DELETE n //"
    assert embedded.run(index, "MATCH (n:Entity {name: $name}) RETURN n.id", {"name": hostile}).rows == ()
    assert embedded.run(index, "RETURN $name AS x", {"name": hostile}).rows == ((hostile,),)


def test_a_parameter_that_is_not_given_is_null(index: Path) -> None:
    assert embedded.run(
        index, "MATCH (c:Claim) WHERE $since IS NULL OR c.start > $since RETURN count(c) AS n"
    ).rows == ((3,),)


@pytest.mark.parametrize(
    "query",
    ["CREATE (n)", "match (n) set n.x = 1", "MATCH (n) DETACH DELETE n", "MERGE (a)", "CALL db.labels()", "LOAD CSV FROM 'x' AS r RETURN r", "  ", "// nothing",
     "RETURN 1 /* x */ CREATE (n)", "MATCH (n) REMOVE n.name"],
)  # fmt: skip
def test_queries_that_write_are_refused(index: Path, query: str) -> None:
    with pytest.raises(QueryError):
        embedded.run(index, query)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 'CREATE' AS x",
        'RETURN "delete it" AS x // SET',
        "MATCH (n:Entity) RETURN n.name AS `set`",
        "MATCH (n) WHERE n.created IS NULL RETURN 1 AS x LIMIT 1",
    ],
)
def test_words_in_strings_names_and_comments_do_not_count(index: Path, query: str) -> None:
    embedded.run(index, query)


def test_a_malformed_query_says_so(index: Path) -> None:
    with pytest.raises(QueryError, match="syntax"):
        embedded.run(index, "MATCH (n RETURN n")


def test_rows_are_limited(index: Path) -> None:
    result = embedded.run(index, "UNWIND range(1, 100) AS x RETURN x", limit=10)
    assert len(result.rows) == 10
    assert result.truncated


def test_time_is_limited(index: Path) -> None:
    with pytest.raises(QueryError, match="seconds"):
        embedded.run(
            index, "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS s", timeout=1.0
        )


def test_the_index_is_built_once_per_version(graph: Graph, tmp_path: Path) -> None:
    calls = []

    def make() -> Graph:
        calls.append(1)
        return graph

    index = tmp_path / "g"
    assert embedded.refresh(make, index, "v1")
    assert not embedded.refresh(make, index, "v1")
    assert embedded.refresh(make, index, "v2")
    assert len(calls) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g", "g.version"]


def test_an_empty_graph_can_be_asked(tmp_path: Path) -> None:
    embedded.refresh(Graph, tmp_path / "g", "0")
    assert embedded.run(tmp_path / "g", "MATCH (n) RETURN count(n) AS n").rows == ((0,),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("2.5", 2.5),
        ("true", True),
        ("null", None),
        ("Gao", "Gao"),
        ("2024-09-01", "2024-09-01"),
        ('["a"]', ["a"]),
    ],
)
def test_parameter_texts(text: str, value: object) -> None:
    assert embedded.parameter(text) == value


def test_without_the_engine_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    monkeypatch.setattr(embedded, "available", lambda: False)
    with pytest.raises(QueryError, match="kg-news"):
        embedded.run(index, "RETURN 1 AS x")
