"""Send transactions by a few writers: one is prepared here while others are carried out there.

Invariants: a transaction that the driver repeats, or that meets what stands there already, says what may be said again;
no more than one batch waits beside those that are sent, so memory does not grow with the graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from kg.errors import ServerError
from kg.loaders.neo4j import statements as say
from kg.loaders.neo4j.batches import Batch, Phase, Step
from kg.loaders.neo4j.connection import Connection


def send(connection: Connection, phase: Phase) -> Iterator[tuple[Batch, list[Any]]]:
    """Carry out the batches of a phase, and give each back with the counters of its statements.

    Raises:
        ServerError: An end of a relationship is not there.
        neo4j.exceptions.Neo4jError: The server refuses; and the driver's errors where it went away.
    """
    with ThreadPoolExecutor(phase.writers, "kg-load") as pool:
        waiting: deque[tuple[Batch, Future[list[Any]]]] = deque()
        try:
            for batch in phase.batches:
                waiting.append((batch, pool.submit(carry_out, connection, batch)))
                if len(waiting) > phase.writers:
                    yield _done(*waiting.popleft())
            while waiting:
                yield _done(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()
            phase.batches.close()


def carry_out(connection: Connection, batch: Batch) -> list[Any]:
    """One transaction, repeated where the server asks for that; the counters of its statements."""
    from neo4j.exceptions import ConstraintError, IncompleteCommit

    tried = 0

    def work(transaction: Any) -> list[Any]:
        nonlocal tried
        tried += 1
        alone = batch.turn is None or _take_turn(transaction, batch.turn)
        return [_run(transaction, step) for step in (batch.steps if alone and tried == 1 else batch.again())]

    with connection.session() as session:
        try:
            done: list[Any] = session.execute_write(work)
        # A row stands there, written by somebody else meanwhile; or the connection went before the end was heard.
        except (ConstraintError, IncompleteCommit):
            done = session.execute_write(work)
    return done


def _done(batch: Batch, future: Future[list[Any]]) -> tuple[Batch, list[Any]]:
    return batch, future.result()


def _take_turn(transaction: Any, turn: str) -> bool:
    """Whether no other load has begun, or written relations, since; until the transaction ends, none does."""
    record = transaction.run(say.TAKE_TURN, rows=[turn, uuid4().hex]).single()
    return record is not None and record["alone"]


def _run(transaction: Any, step: Step) -> Any:
    result = transaction.run(step.statement, rows=step.rows)
    record = result.single() if "RETURN" in step.statement else None
    counters = result.consume().counters
    if step.ends is not None:
        found = record["done"] if record is not None else counters.relationships_created
        if found != step.ends:
            raise ServerError(
                f"{step.ends - found} ends of relationships are not there",
                remedy="somebody else is changing the database: load again when they are done",
            )
    return counters
