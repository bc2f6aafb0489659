"""Rows as transactions: what is said for each, the first time and when it has to be said again.

Invariants: a row and its digest are written in one transaction; said again, a transaction leaves the same graph.
Order: entities and articles, claims with their ties, relations, then removals from relations up, so that at no moment
something is tied to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kg.graph.spool import Spool, Written
from kg.graph.stored import DIGEST, LOCATION, derived, point
from kg.loaders.neo4j import statements as say
from kg.ontology import Ontology

WRITERS = 2  # at a time, where two cannot wait for each other


class Step(NamedTuple):
    """A statement with its rows, and how many relationships it has to find or make (None: it makes none)."""

    statement: str
    rows: list[Any] | None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """One transaction.

    Attributes:
        size: How many rows of the graph it does.
        steps: What it says.
        again: Makes what it says where nobody knows whether `steps` were heard, or where a row stands there already.
        turn: Whose turn it has to be to write relations for `steps` to hold; None: they always do.
    """

    size: int
    steps: tuple[Step, ...]
    again: Callable[[], tuple[Step, ...]]
    turn: str | None = None


class Phase(NamedTuple):
    """Batches in no order among each other: of which part, how many may be written at a time, and if no more come."""

    part: str
    batches: Generator[Batch]
    writers: int = 1
    last: bool = False


def phases(spool: Spool, ontology: Ontology, size: int, *, by_value: bool, turn: str = "") -> Iterator[Phase]:
    """What is to be done, one phase after the other.

    Args:
        spool: Rows, and what stands in the database.
        ontology: Labels.
        size: Rows of one batch.
        by_value: Whether the server takes types of relationships as values; else each type is a statement of its own.
        turn: Of this load, begun before `spool` was told what stands there.
    """
    for part in ("entity", "article"):
        yield Phase(part, (_nodes(part, rows, ontology, fresh=True) for rows in spool.new(part, size)), WRITERS)
        changed = (_nodes(part, rows, ontology, fresh=False) for rows in spool.changed(part, size))
        yield Phase(part, changed, WRITERS, last=True)
    # From here on one writer: an edge locks its ends until the transaction ends, and most batches share some end.
    yield Phase("claim", (_claims(rows, fresh=by_value) for rows in spool.new("claim", size)))
    yield Phase("claim", (_claims(rows, fresh=False) for rows in spool.changed("claim", size)), last=True)
    # After the claims: Neo4j looks for an edge between two nodes ten times as fast where they are known to have many.
    new = spool.new("relation", size, grouped=not by_value)
    yield Phase("relation", (_relations(rows, by_value=by_value, turn=turn) for rows in new))
    yield Phase("relation", (_relations(rows, turn=turn, fresh=False) for rows in spool.changed("relation", size)))
    for part in ("relation", "claim", "article", "entity"):
        yield Phase(part, (_gone(part, ids) for ids in spool.gone(part, size)))


def values(rows: list[Written]) -> list[dict[str, Any]]:
    """Properties as Neo4j keeps them: those of the row, days as dates, coordinates as a point, and the digest."""
    from neo4j.spatial import WGS84Point

    sent = []
    for row, digest in rows:
        kept: dict[str, Any] = {**row.properties, DIGEST: digest}
        if row.part == "entity":
            place = point(row.properties)
            if place is not None:
                kept[LOCATION] = WGS84Point(place)
        else:
            for name, day in derived(row.properties).items():
                kept[name] = date.fromisoformat(day)
        sent.append(kept)
    return sent


def _nodes(part: str, rows: list[Written], ontology: Ontology, *, fresh: bool) -> Batch:
    sent = values(rows)
    labels = tuple(rows[0][0].group.split(":"))
    known = dict.fromkeys(label for kind in ontology.kinds.values() for label in kind.labels)
    others = tuple(label for label in known if label not in labels) if part == "entity" else ()
    again = (Step(say.nodes(labels, others), sent),)
    return Batch(len(rows), (Step(say.new_nodes(labels), sent),) if fresh else again, lambda: again)


def _relations(rows: list[Written], *, turn: str, by_value: bool = False, fresh: bool = True) -> Batch:
    sent = [
        [row.ties["FROM"][0], row.ties["TO"][0], kept, row.group]
        for (row, _), kept in zip(rows, values(rows), strict=True)
    ]
    type_ = None if by_value else rows[0][0].group
    again = (Step(say.relations(type_, fresh=False), sent, len(sent)),)
    steps = (Step(say.relations(type_, fresh=True), sent, len(sent)),) if fresh else again
    return Batch(len(rows), steps, lambda: again, turn)


def _claims(rows: list[Written], *, fresh: bool) -> Batch:
    sent = values(rows)

    def again() -> tuple[Step, ...]:
        steps = [Step(say.nodes(("Claim",)), sent), Step(say.UNTIE, [row.id for row, _ in rows])]
        for type_ in say.TIES:
            tied = [[row.id, id_] for row, _ in rows for id_ in row.ties.get(type_, ())]
            if tied:
                steps.append(Step(say.tie(type_), tied, len(tied)))
        return tuple(steps)

    if not fresh:
        return Batch(len(rows), again(), again)
    told = [
        [kept, [[type_, id_] for type_, ids in row.ties.items() if type_ != "IN" for id_ in ids]]
        for (row, _), kept in zip(rows, sent, strict=True)
    ]
    ends = len(rows) + sum(len(ties) for _, ties in told)
    return Batch(len(rows), (Step(say.NEW_CLAIMS, told, ends),), again)


def _gone(part: str, ids: list[tuple[str, str | None, str | None]]) -> Batch:
    statement = say.REMOVE_RELATIONS if part == "relation" else say.remove_nodes(say.NODES[part])
    steps = (Step(statement, [list(one) for one in ids]),)
    return Batch(len(ids), steps, lambda: steps)
