"""Bring a database to where a graph is: send what is new or changed, take away what is gone, leave the rest alone.

Invariants: a row and its digest are written in one transaction, so a load that was ended at any moment goes on where it
was; what has no digest was not written by us and is left alone; nothing that is read here goes back into the line.
Indexes that a load does not need itself are made after their rows: filled at once, they cost a third.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from kg import __version__
from kg.errors import LostError, UsageError
from kg.graph.spool import Spool
from kg.graph.stored import PARTS
from kg.ids import content_hash
from kg.loaders.neo4j import statements as say
from kg.loaders.neo4j.batches import phases
from kg.loaders.neo4j.connection import Connection, translated
from kg.loaders.neo4j.schema import Indexes
from kg.loaders.neo4j.send import send
from kg.ontology import Ontology
from kg.schema import statements as schema_statements

BATCH = 2000
_SHAPE = "1"  # changes when the same row is stored in another shape


@dataclass(slots=True)
class Loaded:
    """How far a load is, and in the end what it did.

    Attributes:
        rows: Entities, articles, claims and relations that are to be sent or removed.
        done: Of these, those that are done.
        nodes: Nodes created.
        relationships: Relationships created, ties of claims among them.
        properties: Properties set.
        removed: Nodes and relationships removed.
        seconds: Since the load began.
        current: Whether there was nothing to do.
    """

    rows: int = 0
    done: int = 0
    nodes: int = 0
    relationships: int = 0
    properties: int = 0
    removed: int = 0
    seconds: float = 0.0
    current: bool = False
    _began: float = field(default_factory=time.monotonic)

    @property
    def writes(self) -> int:
        """Everything that was changed in the database."""
        return self.nodes + self.relationships + self.properties + self.removed

    def count(self, rows: int, counters: Iterable[Any]) -> None:
        """Add what a transaction did: its rows, and the counters of its statements."""
        self.done += rows
        for one in counters:
            self.nodes += one.nodes_created
            self.relationships += one.relationships_created
            self.properties += one.properties_set
            self.removed += one.nodes_deleted + one.relationships_deleted
        self.tick()

    def tick(self) -> None:
        """Take the time."""
        self.seconds = time.monotonic() - self._began


Progress = Callable[[Loaded], None]


def is_current(connection: Connection, version: str, ontology: Ontology) -> bool:
    """Whether the database has this version of a graph, whole, as far as it counts."""
    with translated(connection.server), connection.session(reading=True) as session:
        state = session.run(say.READ_STATE).single()
        return (
            state is not None
            and state["version"] == stamp(version, ontology)
            and state["counts"] == json.dumps(counts(session))
        )


def stamp(version: str, ontology: Ontology) -> str:
    """What a finished load leaves behind: the version of the graph, with that of its shape and schema."""
    return content_hash(version, _SHAPE, *schema_statements(ontology).values(), *ontology.types)


def counts(session: Any) -> dict[str, int]:
    """Nodes by label and relationships, as the database keeps count of them."""
    found = {
        label: session.run(f"MATCH (n:{label}) RETURN count(n) AS n").single()["n"] for label in say.NODES.values()
    }
    return found | {"relationships": session.run("MATCH ()-[r]->() RETURN count(r) AS n").single()["n"]}


def bring(
    connection: Connection,
    spool: Spool,
    ontology: Ontology,
    *,
    version: str | None = None,
    batch: int = BATCH,
    full: bool = False,
    held: Callable[[str], bool] | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """Bring a database to where the graph is.

    Args:
        connection: To a database that may be empty, or hold an earlier graph, or things of others.
        spool: The graph.
        ontology: Its labels and types.
        version: Of the graph; the next load with the same one has nothing to do. None where there is no such thing.
        batch: Rows of one transaction.
        full: Send every row, whatever stands there.
        held: Tells of an article's id whether the ledger has, or had, it. None: whatever is there may be taken away.
        progress: Told after each batch.

    Raises:
        UsageError: The ledger never held more than half of the articles there.
        DataError: A label or type of the ontology is not a word.
        ServerError: The server refuses, or went away (`LostError`).
    """
    loaded = Loaded()
    connection.check_writable()
    tell = progress or (lambda _: None)
    try:
        with translated(connection.server), connection.session() as session:
            indexes = Indexes(session, ontology)
            turn = uuid4().hex
            session.execute_write(lambda transaction: transaction.run(say.BEGIN_TURN, turn=turn).consume())
            for part in PARTS:
                spool.note(part, _stored(session, part, full=full))
            if held is not None:
                _check_same(spool, held, connection)
            loaded.rows = spool.to_do()
            if loaded.rows:
                session.execute_write(lambda transaction: transaction.run(say.FORGET_STATE).consume())
            for phase in phases(spool, ontology, batch, by_value=connection.types_by_value, turn=turn):
                for done, counters in send(connection, phase):
                    loaded.count(done.size, counters)
                    tell(loaded)
                if phase.last:
                    indexes.make(phase.part)
            indexes.wait()
            _finish(session, version, ontology)
            loaded.tick()
    except LostError as e:
        raise LostError(
            f"the connection was lost after {loaded.done} of {loaded.rows} rows",
            key=connection.server.uri,
            remedy="run the same command again: it goes on from there",
        ) from e
    loaded.current = not loaded.rows
    return loaded


def _check_same(spool: Spool, held: Callable[[str], bool], connection: Connection) -> None:
    """See that this is not the database of another ledger, whose graph would be lost."""
    gone = sum(not held(id_) for batch in spool.gone("article") for id_, *_ in batch)
    there = spool.noted("article")
    if 2 * gone > there:
        raise UsageError(
            f"{gone} of the {there} articles there were never in this ledger",
            key=connection.server.database or connection.server.uri,
            remedy="give each ledger a database of its own (--database, --uri); --replace takes away what is there",
        )


def _stored(session: Any, part: str, *, full: bool) -> Iterator[tuple[str, str, str | None, str | None]]:
    """What the database has of a part; with `full`, digests that fit nothing."""
    query = say.READ_RELATIONS if part == "relation" else say.READ_NODES.format(label=say.NODES[part])
    for id_, digest, source, target in session.run(query):
        yield id_, "" if full else digest, source, target


def _finish(session: Any, version: str | None, ontology: Ontology) -> None:
    """Leave a note of what is there now, unless it is there already."""
    state = session.run(say.READ_STATE).single()
    if version is None:
        return
    noted = {"version": stamp(version, ontology), "counts": json.dumps(counts(session))}
    if state is None or dict(state) != noted:
        session.run(say.WRITE_STATE, **noted, kg=__version__).consume()
