"""`kg export neo4j-csv`, imported by `neo4j-admin`, is the graph that `kg load` writes; and a database may be read-only."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import run
from kg.cli import execute
from kg.errors import ServerError
from kg.loaders.neo4j import Connection, connect
from kg.settings import Server, Settings
from tests.loaders.conftest import stored
from tests.loaders.neo4j.server import PASSWORD, Neo4j, possible
from tests.loaders.neo4j.world import article, keep

pytestmark = [pytest.mark.neo4j, pytest.mark.skipif(not possible(), reason="neo4j-admin needs Java and Maven")]


@pytest.fixture(scope="module")
def ledger_of_forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep(tmp_path_factory.mktemp("bulk") / "kg.db", map(article, range(40)))


@pytest.fixture(scope="module")
def imported(ledger_of_forty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own whose database was imported from the export, and is read-only since."""
    folder = tmp_path_factory.mktemp("imported")
    assert execute(["export", "neo4j-csv", "-o", str(folder / "csv"), "--ledger", str(ledger_of_forty)]) == 0
    neo4j = Neo4j(folder / "home", heap="384m", pages="32m", read_only=True)
    script = (folder / "csv" / "import.txt").read_text(encoding="utf-8")
    command = shlex.split(script[script.index("neo4j-admin") :].replace("\\\n", " "))
    words = [
        w.replace("=", f"={folder / 'csv'}/", 1) if w.startswith(("--nodes", "--relationships")) else w
        for w in command[1:]
    ]
    neo4j.admin(*["neo4j" if w == "$database" else w for w in words if w != "$@"])
    neo4j.admin("dbms", "set-initial-password", PASSWORD)
    with neo4j:
        yield Server(neo4j.uri, password=PASSWORD)


def test_it_is_the_graph_that_is_loaded(
    imported: Server, ledger_of_forty: Path, empty: Connection, server: Server
) -> None:
    run.load(Settings(ledger=ledger_of_forty), server)
    loaded = stored(empty)
    with connect(imported) as connection:
        found = stored(connection)
    assert found["nodes"] == loaded["nodes"]
    assert found["edges"] == loaded["edges"]


def test_a_later_load_would_find_nothing_to_send(imported: Server, ledger_of_forty: Path) -> None:
    assert all(d.sound for d in run.verify(Settings(ledger=ledger_of_forty), imported))


def test_a_read_only_database_says_so(
    imported: Server, ledger_of_forty: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    with pytest.raises(ServerError, match="read-only"):
        run.remove(Settings(ledger=ledger_of_forty), ["a001"], imported)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    assert execute(["load", "--ledger", str(ledger_of_forty), "--uri", imported.uri]) == 2
    assert "the database is read-only" in capsys.readouterr().err
    assert execute(["load", "--verify", "--ledger", str(ledger_of_forty), "--uri", imported.uri]) == 0
    assert "claim: " in capsys.readouterr().out
