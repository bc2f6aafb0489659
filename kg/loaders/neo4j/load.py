"""Bring a database to where a graph is: send what is new or changed, take away what is gone, leave the rest alone.

Invariants: a row and its digest are written in one transaction, so a load that was ended at any moment goes on where it
was; what has no digest was not written by us and is left alone; nothing that is read here goes back into the line.
Order: entities and articles, claims with their ties, relations, then removals from relations up, so that at no moment
something is tied to nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg import __version__
from kg.errors import LostError, ServerError
from kg.graph.spool import Spool, Written
from kg.graph.stored import DIGEST, LOCATION, PARTS, Row, derived, point
from kg.ids import content_hash
from kg.loaders.neo4j import statements as say
from kg.loaders.neo4j.connection import Connection, translated
from kg.ontology import Ontology
from kg.schema import statements as schema_statements

BATCH = 2000
_SHAPE = "1"  # changes when the same row is stored in another shape
_WAIT = 300  # seconds for an index to be filled


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

    def count(self, counters: Any) -> None:
        """Add what a statement did."""
        self.nodes += counters.nodes_created
        self.relationships += counters.relationships_created
        self.properties += counters.properties_set
        self.removed += counters.nodes_deleted + counters.relationships_deleted
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
        progress: Told after each batch.

    Raises:
        DataError: A label or type of the ontology is not a word.
        ServerError: The server refuses, or went away (`LostError`).
    """
    loaded = Loaded()
    connection.check_writable()
    tell = progress or (lambda _: None)
    try:
        with translated(connection.server), connection.session() as session:
            make_schema(session, ontology)
            for part in PARTS:
                spool.note(part, _stored(session, part, full=full))
            loaded.rows = spool.to_do()
            if loaded.rows:
                session.execute_write(_run, [(say.FORGET_STATE, None)])
            for steps, size in _steps(spool, ontology, batch):
                for counters in session.execute_write(_run, steps):
                    loaded.count(counters)
                loaded.done += size
                tell(loaded)
            _finish(session, version, ontology)
    except LostError as e:
        raise LostError(
            f"the connection was lost after {loaded.done} of {loaded.rows} rows",
            key=connection.server.uri,
            remedy="run the same command again: it goes on from there",
        ) from e
    loaded.current = not loaded.rows
    return loaded


def make_schema(session: Any, ontology: Ontology) -> None:
    """Make the constraints and indexes that are not there yet, and wait for them."""
    wanted = schema_statements(ontology)
    shown = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
    missing = [statement for name, statement in wanted.items() if name not in shown]
    for statement in missing:
        session.run(statement).consume()
    if missing:
        session.run("CALL db.awaitIndexes($seconds)", seconds=_WAIT).consume()


Step = tuple[str, list[Any] | None]


def _stored(session: Any, part: str, *, full: bool) -> Iterator[tuple[str, str, str | None, str | None]]:
    """What the database has of a part; with `full`, digests that fit nothing."""
    query = say.READ_RELATIONS if part == "relation" else say.READ_NODES.format(label=say.NODES[part])
    for id_, digest, source, target in session.run(query):
        yield id_, "" if full else digest, source, target


def _steps(spool: Spool, ontology: Ontology, size: int) -> Iterator[tuple[list[Step], int]]:
    """One transaction after the other, with how many rows it does."""
    for part in PARTS:
        for rows in spool.new(part, size):
            yield _written(part, rows, ontology, fresh=True), len(rows)
        for rows in spool.changed(part, size):
            yield _written(part, rows, ontology, fresh=False), len(rows)
    for part in ("relation", "claim", "article", "entity"):
        for gone in spool.gone(part, size):
            statement = say.REMOVE_RELATIONS if part == "relation" else say.remove_nodes(say.NODES[part])
            yield [(statement, [list(one) for one in gone])], len(gone)


def _written(part: str, rows: list[Written], ontology: Ontology, *, fresh: bool) -> list[Step]:
    group = rows[0][0].group
    if part == "relation":
        sent = [
            {"source": row.ties["FROM"][0], "target": row.ties["TO"][0], "values": values(row, digest)}
            for row, digest in rows
        ]
        return [(say.relations(group), sent)]
    sent = [values(row, digest) for row, digest in rows]
    if part == "entity":
        labels = tuple(group.split(":"))
        known = dict.fromkeys(label for kind in ontology.kinds.values() for label in kind.labels)
        # What is new has no other labels to lose.
        return [(say.entities(labels, () if fresh else tuple(n for n in known if n not in labels)), sent)]
    steps: list[Step] = [(say.nodes(say.NODES[part]), sent)]
    if part == "claim":
        if not fresh:
            steps.insert(0, (say.UNTIE, [{"id": row.id} for row, _ in rows]))
        for type_ in say.TIES:
            tied = [[row.id, id_] for row, _ in rows for id_ in row.ties.get(type_, ())]
            if tied:
                steps.append((say.tie(type_), tied))
    return steps


def values(row: Row, digest: str) -> dict[str, Any]:
    """Properties as Neo4j keeps them: those of the row, days as dates, coordinates as a point, and the digest."""
    from neo4j.spatial import WGS84Point

    kept: dict[str, Any] = {**row.properties, DIGEST: digest}
    for name, day in derived(row.properties).items():
        kept[name] = date.fromisoformat(day)
    place = point(row.properties) if row.part == "entity" else None
    if place is not None:
        kept[LOCATION] = WGS84Point(place)
    return kept


def _run(transaction: Any, steps: list[Step]) -> list[Any]:
    """Carry out the steps in one transaction; the driver calls it again where the server asks for that."""
    done = []
    for statement, rows in steps:
        result = transaction.run(statement, rows=rows)
        record = result.single() if "RETURN" in statement else None
        if record is not None and rows is not None and record["done"] != len(rows):
            raise ServerError(
                f"{len(rows) - record['done']} ends of relationships are not there",
                remedy="somebody else is changing the database: load again when they are done",
            )
        done.append(result.consume().counters)
    return done


def _finish(session: Any, version: str | None, ontology: Ontology) -> None:
    """Leave a note of what is there now, unless it is there already."""
    state = session.run(say.READ_STATE).single()
    if version is None:
        return
    noted = {"version": stamp(version, ontology), "counts": json.dumps(counts(session))}
    if state is None or dict(state) != noted:
        session.run(say.WRITE_STATE, **noted, kg=__version__).consume()
