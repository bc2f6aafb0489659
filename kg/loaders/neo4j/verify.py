"""Compare what a database holds with what the graph says, both ways: ids, labels, ties and every value.

Invariant: the database is only read. Days and points are not compared: they follow from the values that are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.graph.spool import Spool
from kg.graph.stored import DIGEST, PARTS, Row, stored_row
from kg.loaders.neo4j.connection import Connection, translated

_READ = {
    "entity": "MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS values, [] AS ties",
    "article": "MATCH (n:Article) RETURN ['Article'] AS labels, properties(n) AS values, [] AS ties",
    "claim": """
        MATCH (n:Claim) OPTIONAL MATCH (n)-[r]->(x)
        RETURN ['Claim'] AS labels, properties(n) AS values, collect([type(r), x.id]) AS ties""",
    "relation": """
        MATCH (a:Entity)-[r]->(b:Entity)
        RETURN [type(r)] AS labels, properties(r) AS values, [['FROM', a.id], ['TO', b.id]] AS ties""",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with one part of the graph in the database.

    Attributes:
        part: entity, article, claim or relation.
        missing: Ids that are not there.
        surplus: Ids that are there and should not be.
        differing: Ids of what is there with other values, labels or ties.
        doubled: How many are there more than once.
        foreign: How many are there that another programme wrote: they are left alone.
        count: How many should be there.
    """

    part: str
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    differing: tuple[str, ...]
    doubled: int
    foreign: int
    count: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.missing or self.surplus or self.differing or self.doubled)


def verify(connection: Connection, spool: Spool, ontology_labels: frozenset[str]) -> list[Difference]:
    """Compare a database with a graph.

    Args:
        connection: To the database.
        spool: The graph.
        ontology_labels: Labels that count; others are a person's own.
    """
    with translated(connection.server), connection.session(reading=True) as session:
        return [_compare(session, spool, part, ontology_labels) for part in PARTS]


def _compare(session: Any, spool: Spool, part: str, labels: frozenset[str]) -> Difference:
    seen = {"ours": 0, "foreign": 0}

    def stored() -> Iterator[tuple[str, str, str | None, str | None]]:
        for record in session.run(_READ[part]):
            row = _row(part, record, labels)
            ours = DIGEST in record["values"]
            seen["ours" if ours else "foreign"] += 1
            if ours:
                yield row.id, row.digest, None, None

    spool.note(part, stored())
    missing = [row.id for batch in spool.new(part) for row, _ in batch]
    differing = [row.id for batch in spool.changed(part) for row, _ in batch]
    surplus = [id_ for batch in spool.gone(part) for id_, *_ in batch]
    total = sum(spool.groups(part).values())
    doubled = seen["ours"] - spool.noted(part)
    return Difference(part, tuple(missing), tuple(surplus), tuple(differing), doubled, seen["foreign"], total)


def _row(part: str, record: Any, known: frozenset[str]) -> Row:
    """What the database has, as a row, without labels of others."""
    tied: dict[str, list[str]] = {}
    for type_, id_ in record["ties"]:
        if type_ is not None:
            tied.setdefault(type_, []).append(id_)
    labels = [n for n in record["labels"] if n in known] if part == "entity" else record["labels"]
    return stored_row(part, labels, record["values"], tied)
