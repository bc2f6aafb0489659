"""Whatever is wrong with the server, a person gets one line that says what and what to do; the status is 1 or 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kg.cli import execute
from kg.errors import LostError, QueryError, ServerError
from kg.loaders.neo4j import Connection, connect
from kg.loaders.neo4j.connection import _refused, check_version
from kg.settings import Server
from tests.loaders.neo4j.world import article, keep


@pytest.fixture
def said(ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `kg load` with an environment, and gives status and what it said."""
    keep(ledger, [article(1)])

    def run(*words: str, **environment: str) -> tuple[int, str]:
        for name in ("NEO4J_PASSWORD", "NEO4J_USER", "NEO4J_USERNAME", "NEO4J_DATABASE", "NEO4J_URI"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        status = execute([*(words or ("load",)), *([] if words and words[0] == "query" else ["--ledger", str(ledger)])])
        return status, capsys.readouterr().err

    return run


def test_no_password(said: Any) -> None:
    status, words = said()
    assert status == 2
    assert "no password" in words
    assert "NEO4J_PASSWORD" in words


def test_nobody_there(said: Any) -> None:
    status, words = said("load", "--uri", "bolt://127.0.0.1:9", NEO4J_PASSWORD="secret-words")
    assert (status, words.count("\n")) == (2, 1)
    assert "no Neo4j answers" in words
    assert "secret-words" not in words


@pytest.mark.parametrize("uri", ["http:/x", "foo://127.0.0.1:7687", "localhost", "bolt://", "bolt://[x"])
def test_no_address(said: Any, uri: str) -> None:
    status, words = said("load", "--uri", uri, NEO4J_PASSWORD="secret-words")
    assert (status, words.count("\n")) == (2, 1)
    assert "fault in kg" not in words


def test_no_ledger_is_said_first(said: Any, tmp_path: Path) -> None:
    status = execute(["load", "--ledger", str(tmp_path / "none.db"), "--uri", "bolt://127.0.0.1:9"])
    assert status == 2


def test_a_certificate_that_is_not_there(said: Any, tmp_path: Path) -> None:
    status, words = said("load", "--ca", str(tmp_path / "none.pem"), NEO4J_PASSWORD="secret-words")
    assert status == 2
    assert "no such certificate" in words


@pytest.mark.parametrize("agent", ["Neo4j/4.4.9", "Neo4j/3.5.0"])
def test_too_old(agent: str) -> None:
    with pytest.raises(ServerError, match=r"Neo4j [34].* is too old.*Neo4j 5 or later"):
        check_version(agent, Server())


@pytest.mark.parametrize(
    ("code", "message", "words"),
    [
        ("Neo.ClientError.Security.AuthenticationRateLimit", "x", "too many wrong passwords"),
        ("Neo.ClientError.Security.CredentialsExpired", "x", "has to be changed"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "x", "--batch"),
        ("Neo.DatabaseError.General.UnknownError", "over the limit of 200000 nodes", "limit of its licence"),
        ("Neo.ClientError.Cluster.NotALeader", "x", "neo4j:// for routing"),
        ("Neo.DatabaseError.General.UnknownError", "x", "it calls this Neo.DatabaseError"),
    ],
)
def test_what_the_server_says_and_what_to_do(code: str, message: str, words: str) -> None:
    assert words in str(_refused(code, message, Server()))


@pytest.mark.neo4j
def test_a_wrong_password(said: Any, server: Server) -> None:
    status, words = said("load", "--uri", server.uri, NEO4J_PASSWORD="not-the-password")
    assert (status, words.count("\n")) == (2, 1)
    assert "wrong user or password" in words
    assert "not-the-password" not in words


@pytest.mark.neo4j
@pytest.mark.parametrize("command", ["load", "ask", "query"])
def test_no_such_database(said: Any, server: Server, command: str) -> None:
    words = {"load": ["load"], "ask": ["ask", "allies", "--neo4j"], "query": ["query", "RETURN 1 AS x", "--neo4j"]}[
        command
    ]
    status, told = said(*words, "--uri", server.uri, "--database", "nowhere", NEO4J_PASSWORD=server.password or "")
    assert (status, told.count("\n")) == (2, 1)
    assert "nowhere: there is no such database" in told


@pytest.mark.neo4j
def test_a_server_that_wants_no_encryption(said: Any, server: Server) -> None:
    status, words = said(
        "load", "--uri", server.uri.replace("bolt://", "bolt+s://"), NEO4J_PASSWORD=server.password or ""
    )
    assert (status, words.count("\n")) == (2, 1)
    assert "TLS" in words


@pytest.mark.neo4j
def test_routing_and_a_named_database(empty: Connection, server: Server, ledger: Path) -> None:
    from kg import run
    from kg.settings import Settings

    keep(ledger, [article(1)])
    routed = Server(server.uri.replace("bolt://", "neo4j://"), server.user, server.password, "neo4j")
    assert run.load(Settings(ledger=ledger), routed).nodes > 3


@pytest.mark.neo4j
def test_an_edition_that_cannot_do_what_is_asked(connection: Connection) -> None:
    from kg.loaders.neo4j.connection import translated

    with (
        pytest.raises(ServerError, match="its edition cannot do that"),
        translated(connection.server),
        connection.session() as session,
    ):
        session.run("CREATE DATABASE another").consume()


@pytest.mark.neo4j
def test_a_connection_lost_in_a_query(server: Server) -> None:
    from kg.loaders.neo4j import run
    from tests.loaders.neo4j.proxy import wire

    with (
        wire(urlsplit(server.uri).port or 7687) as through,
        connect(Server(f"bolt://127.0.0.1:{through.port}", server.user, server.password)) as connected,
    ):
        through.cut()
        with pytest.raises(LostError) as lost:
            run(connected, "RETURN 1 AS x")
    assert lost.value.exit_code == 1


@pytest.mark.neo4j
def test_things_of_our_names_that_are_there_twice(connection: Connection, cypher: Any, tmp_path: Path) -> None:
    from kg.graph import project
    from kg.loaders.neo4j import load
    from kg.resolve import link
    from tests.loaders.conftest import clear

    clear(connection)
    cypher("DROP CONSTRAINT claim_id IF EXISTS")
    cypher("UNWIND [1, 2] AS x CREATE (:Claim {id: 'twice'})")
    with pytest.raises(ServerError, match="things of our names twice"):
        load(project([article(1)], link([article(1)])), connection)
    clear(connection)


def test_a_query_error_stays_one() -> None:
    assert isinstance(_refused("Neo.ClientError.Statement.SyntaxError", "bad", Server()), QueryError)
