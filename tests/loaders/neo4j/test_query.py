"""Asking a server: read-only twice over, bounded, and with the same values as the embedded index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError
from kg.graph import project
from kg.loaders import embedded
from kg.loaders.neo4j import Connection, load, run
from kg.loaders.questions import find_question, load_questions
from kg.resolve import link
from tests.loaders.conftest import clear
from tests.test_questions import EXPECTED, told

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def both(connection: Connection, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Connection]:
    """One graph, in the embedded index and on the server."""
    pytest.importorskip("grafeo")
    graph = project(told(), link(told()))
    path = tmp_path_factory.mktemp("both") / "graph"
    embedded.build(graph, path)
    clear(connection)
    load(graph, connection)
    return path, connection


def even(rows: tuple[tuple[Any, ...], ...], name: str) -> list[tuple[Any, ...]]:
    """Rows with collected lists in one order, which Cypher does not promise."""
    ordered = name == "shortest-path"
    return [tuple(sorted(v) if isinstance(v, list) and not ordered else v for v in row) for row in rows]


@pytest.mark.parametrize(
    ("name", "given"), [(n, g) for n, g, _ in EXPECTED], ids=[f"{n}-{i}" for i, (n, *_) in enumerate(EXPECTED)]
)
def test_a_question_has_the_same_rows_on_both_engines(
    both: tuple[Path, Connection], name: str, given: dict[str, Any]
) -> None:
    index, connection = both
    question = find_question(name)
    here = embedded.run(index, question.text, question.values(given))
    there = run(connection, question.text, question.values(given))
    assert there.columns == here.columns == question.columns
    assert even(there.rows, name) == even(here.rows, name)


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_a_question_goes_by_an_index(both: tuple[Path, Connection], name: str) -> None:
    question = find_question(name)
    values = {p.name: p.default for p in question.parameters}
    with both[1].session(reading=True) as session:
        plan = session.run(f"EXPLAIN {question.text}", values).consume().plan
    found = operators(plan)
    assert not any("AllNodes" in name or "AllRelationships" in name for name in found), found
    assert any("Index" in name or "LabelScan" in name or "TypeScan" in name for name in found), found


def operators(plan: dict[str, Any]) -> list[str]:
    return [plan["operatorType"], *(o for child in plan.get("children", ()) for o in operators(child))]


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n)",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "CALL db.labels()",
        "LOAD CSV FROM 'file:///x' AS r RETURN r",
    ],
)
def test_what_writes_or_reads_files_is_refused_before_it_is_sent(connection: Connection, query: str) -> None:
    with pytest.raises(QueryError):
        run(connection, query)


def test_the_server_refuses_writes_of_such_a_session_too(connection: Connection) -> None:
    import neo4j

    with (
        connection.session(reading=True) as session,
        pytest.raises(neo4j.exceptions.ClientError, match="read access mode"),
    ):
        session.run("CREATE (n)").consume()


def test_a_malformed_query_says_so(connection: Connection) -> None:
    with pytest.raises(QueryError, match="Invalid input"):
        run(connection, "MATCH (n RETURN n")


def test_rows_and_time_are_limited(connection: Connection) -> None:
    result = run(connection, "UNWIND range(1, 100) AS x RETURN x", limit=10)
    assert (len(result.rows), result.truncated) == (10, True)
    with pytest.raises(QueryError, match="no answer in time"):
        run(connection, "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS s", timeout=0.5)


def test_elements_are_plain_values_as_in_the_index(both: tuple[Path, Connection]) -> None:
    index, connection = both
    query = "MATCH (x:Country)-[r:ASSAULT]->(y) RETURN x, r"
    (here,), (there,) = embedded.run(index, query).records(), run(connection, query).records()
    assert sorted(there["x"].pop("_labels")) == sorted(here["x"].pop("_labels"))
    assert there["x"].pop("location") == [38.0, 35.0]
    assert (there["r"].pop("first_date"), there["r"].pop("last_date")) == ("2020-02-03", "2020-02-03")
    assert there["x"].pop("aliases") == list(here["x"].pop("aliases"))
    assert there == here


def test_paths_dates_and_missing_parameters(connection: Connection) -> None:
    (row,) = run(
        connection, "RETURN date('2020-02-03') AS day, $missing AS nothing, [1.5, {a: null}] AS list, 0.0 / 0.0 AS nan"
    ).rows
    assert row == ("2020-02-03", None, [1.5, {"a": None}], None)
    (row,) = run(connection, "MATCH p = (:Claim)-[:ACTOR]->(:Country {name: 'Russia'}) RETURN p").rows
    assert [n["_labels"][0] for n in row[0]["nodes"]] == ["Claim", "Actor"]
    assert [e["_type"] for e in row[0]["edges"]] == ["ACTOR"]
