"""Transactions are repeated where they have to be, never with what may not be said twice; and few of them wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kg.errors import ServerError
from kg.graph.spool import Spool
from kg.loaders.neo4j import Connection
from kg.loaders.neo4j import connection as connections
from kg.loaders.neo4j.batches import Batch, Phase, Step, phases
from kg.loaders.neo4j.connection import check_version
from kg.loaders.neo4j.send import carry_out, send
from kg.loaders.neo4j.statements import BEGIN_TURN
from kg.ontology import load_ontology
from kg.projection import project_to
from kg.settings import Server, Settings
from tests.loaders.conftest import clear, stored
from tests.loaders.neo4j.test_load import load
from tests.loaders.neo4j.world import article, keep

FIRST = Batch(1, (Step("first", [1]),), lambda: (Step("again", [1]),))


class Fake:
    """A connection whose sessions keep what was said, and fail as told: each turn is what one call to the driver does."""

    def __init__(self, *turns: Callable[[Callable[[Any], Any]], Any]) -> None:
        self.said: list[str] = []
        self._turns = list(turns)

    @contextmanager
    def session(self) -> Generator[Any]:
        yield self

    def execute_write(self, work: Callable[[Any], Any]) -> Any:
        return self._turns.pop(0)(work) if self._turns else work(self)

    def run(self, statement: str, rows: list[Any]) -> Any:
        self.said.append(statement)
        return SimpleNamespace(
            consume=lambda: SimpleNamespace(counters=SimpleNamespace(relationships_created=len(rows)))
        )


def outcome(fake: Fake, batch: Batch = FIRST) -> list[str]:
    carry_out(cast("Connection", fake), batch)
    return fake.said


def failing(fake: list[Fake], error: Exception) -> Callable[[Callable[[Any], Any]], Any]:
    def turn(work: Callable[[Any], Any]) -> Any:
        work(fake[0])
        raise error

    return turn


def test_what_was_heard_is_said_once() -> None:
    assert outcome(Fake()) == ["first"]


def test_the_driver_repeats_with_what_may_be_said_again() -> None:
    fake = Fake(lambda work: (work(fake), work(fake))[1])
    assert outcome(fake) == ["first", "again"]


@pytest.mark.parametrize("name", ["ConstraintError", "IncompleteCommit"])
def test_a_row_that_is_there_and_an_end_that_nobody_heard(name: str) -> None:
    from neo4j import exceptions

    holder: list[Fake] = []
    holder.append(Fake(failing(holder, getattr(exceptions, name)("…"))))
    assert outcome(holder[0]) == ["first", "again"]


def test_a_second_failure_is_told() -> None:
    from neo4j.exceptions import ConstraintError

    holder: list[Fake] = []
    holder.append(Fake(failing(holder, ConstraintError("one")), failing(holder, ConstraintError("two"))))
    with pytest.raises(ConstraintError, match="two"):
        outcome(holder[0])


def test_ends_that_are_not_there_are_told() -> None:
    step = Step("first", [1, 2], 3)
    with pytest.raises(ServerError, match="1 ends of relationships are not there"):
        outcome(Fake(), Batch(2, (step,), lambda: (step,)))


def test_few_batches_are_made_ahead() -> None:
    made = 0
    held = threading.Event()

    def batches() -> Generator[Batch]:
        nonlocal made
        for _ in range(50):
            made += 1
            yield FIRST

    def slow(work: Callable[[Any], Any]) -> Any:
        held.wait(10)
        return work(fake)

    fake = Fake(slow, slow)
    sent = send(cast("Connection", fake), Phase("claim", batches(), 2))
    threading.Timer(0.3, lambda: (counts.append(made), held.set())).start()
    counts: list[int] = []
    assert sum(batch.size for batch, _ in sent) == 50
    assert counts == [3], "two are sent, one waits"


def test_after_an_error_no_more_is_sent() -> None:
    closed: list[bool] = []

    def batches() -> Generator[Batch]:
        try:
            while True:
                yield FIRST
        finally:
            closed.append(True)

    def refused(_: Callable[[Any], Any]) -> Any:
        raise ServerError("no", remedy="no")

    fake = Fake(refused)
    with pytest.raises(ServerError):
        list(send(cast("Connection", fake), Phase("claim", batches(), 1)))
    assert closed
    assert len(fake.said) <= 1


@pytest.mark.parametrize(
    ("agent", "version"),
    [("Neo4j/5.26.12", (5, 26)), ("Neo4j/5.27-aura", (5, 27)), ("Neo4j/2025.06.0", (2025, 6)), ("something", (5, 0))],
)
def test_the_version_of_a_server(agent: str, version: tuple[int, int]) -> None:
    assert check_version(agent, Server()) == version


@pytest.mark.neo4j
def test_every_transaction_twice_is_once(empty: Connection, ledger: Path, server: Server, tmp_path: Path) -> None:
    """As when no end was heard: each batch is carried out again by somebody who believes that nothing is there."""
    load(keep(ledger, map(article, range(12))), server)
    once = stored(empty)
    clear(empty)
    project_to(Settings(ledger=ledger), tmp_path / "rows")
    with Spool(tmp_path / "rows") as spool:
        for phase in phases(spool, load_ontology(), 20, by_value=True):
            for batch in phase.batches:
                carry_out(empty, batch)
                carry_out(empty, batch)
    assert stored(empty) == once


@pytest.mark.neo4j
def test_two_loads_at_once_are_one(empty: Connection, ledger: Path, server: Server) -> None:
    load(keep(ledger, map(article, range(30))), server)
    once = stored(empty)
    clear(empty)
    failed: list[BaseException] = []

    def other() -> None:
        try:
            load(ledger, server, batch=7)
        except BaseException as e:
            failed.append(e)

    thread = threading.Thread(target=other)
    thread.start()
    load(ledger, server, batch=5)
    thread.join()
    assert not failed
    assert stored(empty) == once


def begun(connection: Connection, rows: Path, turn: str) -> list[Batch]:
    """Batches of relations of a load that takes its turn now, and finds none there."""
    with connection.session() as session:
        session.run(BEGIN_TURN, turn=turn).consume()
    with Spool(rows) as spool:
        found = phases(spool, load_ontology(), 3, by_value=True, turn=turn)
        return [batch for phase in found if phase.part == "relation" for batch in phase.batches]


def told(connection: Connection, batches: list[Batch]) -> None:
    for batch in batches:
        carry_out(connection, batch)


@pytest.mark.neo4j
@pytest.mark.parametrize("first", [0, 1, 3])
def test_relations_are_created_only_while_nobody_else_loads(
    empty: Connection,
    ledger: Path,
    server: Server,
    tmp_path: Path,
    cypher: Callable[..., list[dict[str, Any]]],
    first: int,
) -> None:
    """Two loads that both believe that nothing is there, the second begun when the first has written some or none."""
    load(keep(ledger, map(article, range(12))), server)
    once = stored(empty)
    cypher("MATCH (:Entity)-[r]->(:Entity) DELETE r")
    project_to(Settings(ledger=ledger), tmp_path / "rows")
    one = begun(empty, tmp_path / "rows", "one")
    assert len(one) > 3
    assert "CREATE" in one[0].steps[0].statement
    told(empty, one[:first])
    written = cypher("MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS n")[0]["n"]
    assert written == 3 * first
    cypher("MATCH (:Entity)-[r]->(:Entity) DELETE r")  # what the second does not see, nobody has written
    other = begun(empty, tmp_path / "rows", "other")
    told(empty, [other[2], one[first], other[0], *one, other[1], *other])
    assert stored(empty) == once


@pytest.mark.neo4j
def test_a_load_that_is_alone_stays_so(
    empty: Connection, ledger: Path, server: Server, tmp_path: Path, cypher: Callable[..., list[dict[str, Any]]]
) -> None:
    """Nobody takes its turn away, so it creates all its relations; another that begins takes it."""
    load(keep(ledger, map(article, range(12))), server)
    cypher("MATCH (:Entity)-[r]->(:Entity) DELETE r")
    project_to(Settings(ledger=ledger), tmp_path / "rows")
    one = begun(empty, tmp_path / "rows", "one")
    told(empty, one)
    assert len(one) > 3
    assert cypher("MATCH (k:KgLoad) RETURN k.turn AS turn, k.locked AS locked") == [{"turn": "one", "locked": None}]
    begun(empty, tmp_path / "rows", "other")
    told(empty, one[:1])
    assert cypher("MATCH (k:KgLoad) RETURN k.turn AS turn")[0]["turn"] not in ("one", "other")


@pytest.mark.neo4j
def test_doubled_relations_do_not_stop_a_full_load(
    empty: Connection, ledger: Path, server: Server, cypher: Callable[..., list[dict[str, Any]]]
) -> None:
    load(keep(ledger, map(article, range(3))), server)
    cypher(
        "MATCH (a:Entity)-[r:ASSAULT]->(b:Entity) WITH a, r, b LIMIT 1 CREATE (a)-[s:ASSAULT]->(b) SET s = properties(r)"
    )
    load(ledger, server, full=True)


@pytest.mark.neo4j
def test_a_server_that_takes_no_types_as_values(
    empty: Connection, ledger: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(keep(ledger, map(article, range(12))), server)
    once = stored(empty)
    clear(empty)
    monkeypatch.setattr(connections, "_BY_VALUE", (9999, 0))
    load(ledger, server)
    assert stored(empty) == once


@pytest.mark.neo4j
def test_a_load_that_was_ended_before_its_indexes(
    empty: Connection, ledger: Path, server: Server, cypher: Callable[..., list[dict[str, Any]]]
) -> None:
    load(keep(ledger, map(article, range(3))), server)
    cypher("DROP INDEX entity_names")
    cypher("DROP INDEX claim_type")
    cypher("MATCH (k:KgLoad) REMOVE k.version")
    assert load(ledger, server).writes == 0
    shown = cypher("SHOW INDEXES YIELD name, state WHERE name IN ['entity_names', 'claim_type'] RETURN state")
    assert [r["state"] for r in shown] == ["ONLINE", "ONLINE"]
