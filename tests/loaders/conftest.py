"""A Neo4j server for the whole run: NEO4J_URI, else a container, else one put together from Maven Central.

Where there is none, tests that need one are skipped; KG_REQUIRE_NEO4J=1 (the build machine) makes that a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.loaders.neo4j import Connection, connect
from kg.settings import Server
from tests.loaders.neo4j.server import PASSWORD, Neo4j, possible, version


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The address of a server whose database the tests may empty."""
    if os.environ.get("NEO4J_URI"):
        yield _given()
    elif _containers():
        from testcontainers.neo4j import Neo4jContainer  # type: ignore[import-not-found]

        with Neo4jContainer(f"neo4j:{version()}-community", password=PASSWORD) as container:
            yield Server(container.get_connection_url(), password=PASSWORD)
    elif possible():
        with Neo4j(tmp_path_factory.mktemp("neo4j")) as started:
            yield Server(started.uri, password=PASSWORD)
    else:
        reason = "no Neo4j: neither NEO4J_URI, nor Docker, nor Java and Maven"
        if os.environ.get("KG_REQUIRE_NEO4J"):
            pytest.fail(reason)
        pytest.skip(reason)


def _given() -> Server:
    """A person's server, if it is empty: tests remove everything."""
    given = Server(
        os.environ["NEO4J_URI"],
        os.environ.get("NEO4J_USER", "neo4j"),
        os.environ.get("NEO4J_PASSWORD"),
        os.environ.get("NEO4J_DATABASE"),
    )
    with connect(given) as connection, connection.session(reading=True) as session:
        if session.run("MATCH (n) RETURN count(n) AS n").single()["n"]:
            pytest.fail("NEO4J_URI names a database that is not empty: the tests would empty it")
    return given


def _containers() -> bool:
    """Whether testcontainers is installed and an engine answers."""
    try:
        import testcontainers.neo4j  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        return False
    docker = shutil.which("docker")
    try:
        return docker is not None and subprocess.run([docker, "info"], capture_output=True, timeout=10).returncode == 0
    except subprocess.TimeoutExpired:  # an engine that does not answer is none
        return False


@pytest.fixture(scope="session")
def connection(server: Server) -> Iterator[Connection]:
    """One connection to it."""
    with connect(server) as connected:
        yield connected


def clear(connection: Connection) -> None:
    """Empty the database; constraints and indexes stay."""
    with connection.session() as session:
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture
def empty(connection: Connection) -> Connection:
    """The connection, to an empty database."""
    clear(connection)
    return connection


@pytest.fixture
def cypher(connection: Connection) -> Callable[..., list[dict[str, Any]]]:
    """Runs any statement, also one that writes, and gives its rows."""

    def run(query: str, **values: Any) -> list[dict[str, Any]]:
        with connection.session() as session:
            found: list[dict[str, Any]] = session.run(query, values).data()
            return found

    return run


def stored(connection: Connection) -> dict[str, Any]:
    """Everything that the graph has in the database: nodes by id with labels, relationships by their ends, all values."""
    with connection.session(reading=True) as session:
        nodes = {
            (min(r["labels"]), r["values"]["id"]): (sorted(r["labels"]), dict(sorted(r["values"].items())))
            for r in session.run("MATCH (n) WHERE NOT n:KgLoad RETURN labels(n) AS labels, properties(n) AS values")
        }
        edges = sorted(
            (r["source"], r["type"], r["target"], sorted((k, str(v)) for k, v in r["values"].items()))
            for r in session.run(
                "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS values"
            )
        )
    return {"nodes": dict(sorted(nodes.items())), "edges": edges}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where a test may make a ledger."""
    return tmp_path / "kg.db"
