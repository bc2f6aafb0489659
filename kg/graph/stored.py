"""The graph as rows for a database: one for each entity, article, claim and relation, with a digest of what it says.

Invariants: a row holds plain JSON values and no None; a digest is a pure function of its row, so that whoever keeps the
digests knows which rows have changed without reading them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.dates import day
from kg.graph.elements import Edge, Node, article_properties, claim_properties, entity_properties, labels_of, ties
from kg.ids import content_hash
from kg.model import Article, Entity, Relation, Statement
from kg.ontology import Ontology

PARTS = ("entity", "article", "claim", "relation")
DIGEST = "_digest"  # the property that keeps the digest; what has none was not stored by us
LOCATION = "location"
KEYS = "keys"  # of an entity: what it is looked up by

# Text with an ISO prefix -> the property of its day, and whether that is the last day of the prefix.
DAYS = {
    "start": ("start_date", False),
    "end": ("end_date", True),
    "first": ("first_date", False),
    "last": ("last_date", True),
    "published": ("published_date", False),
}
DERIVED = frozenset({LOCATION, *(name for name, _ in DAYS.values())})

_NOT_UNICODE = re.compile("[\ud800-\udfff]")
_LONGEST = 1000  # characters of a name or id: an index takes no more than 8 kB


@dataclass(frozen=True, slots=True)
class Row:
    """One record.

    Attributes:
        part: One of `PARTS`.
        id: Unique in its part.
        group: What is written in one statement: the labels of an entity (`Entity:Actor`), the type of a relation.
        properties: By name, the id among them.
        ties: Of a claim: ids by type of tie. Of a relation: `FROM` and `TO`, one id each.
    """

    part: str
    id: str
    group: str
    properties: dict[str, Any]
    ties: dict[str, list[str]]

    @property
    def digest(self) -> str:
        """A hash of everything in the row; the order of labels and ties, which a database does not keep, is no part."""
        labels = sorted(self.group.split(":"))
        tied = {type_: sorted(ids) for type_, ids in self.ties.items()}
        said = json.dumps([labels, self.properties, tied], sort_keys=True, separators=(",", ":"))
        return content_hash(self.part, said)


def entity_row(entity: Entity, ontology: Ontology) -> Row:
    """The row of an entity."""
    labels = ":".join(labels_of(entity.kind, ontology))
    return _row("entity", entity.id, labels, entity_properties(entity))


def article_row(article: Article) -> Row:
    """The row of an article, without its text."""
    return _row("article", article.id, "Article", article_properties(article))


def claim_row(claim: Statement, ontology: Ontology) -> Row:
    """The row of a claim with what it is tied to."""
    tied = {type_: [key(id_) for id_ in ids] for type_, ids in ties(claim) if ids}
    values = claim_properties(claim, ontology) | {"article": key(claim.article)}
    return _row("claim", claim.id, "Claim", values, tied)


def relation_row(relation: Relation) -> Row:
    """The row of a relation."""
    values = {"count": relation.count, "articles": relation.articles, "first": relation.first, "last": relation.last}
    tied = {"FROM": [key(relation.subject)], "TO": [key(relation.object)]}
    return _row("relation", relation.id, relation.type, values, tied)


def element_row(item: Node | Edge) -> Row:
    """The row of a node or relation as exports take them; a tie of a claim has no row, its claim's has it."""
    values, record = item.properties, item.record
    if isinstance(item, Edge):
        return _row("relation", item.id, item.type, values, {"FROM": [key(item.source)], "TO": [key(item.target)]})
    if isinstance(record, Statement):
        tied = {type_: [key(id_) for id_ in ids] for type_, ids in ties(record) if ids}
        return _row("claim", item.id, "Claim", values | {"article": key(record.article)}, tied)
    part = "article" if isinstance(record, Article) else "entity"
    return _row(part, item.id, ":".join(item.labels), values)


def stored_row(part: str, group: Iterable[str], values: Mapping[str, Any], ties: Mapping[str, Iterable[str]]) -> Row:
    """The row that a database's own values make: equal to the one that was stored, if nothing was changed there."""
    kept = {k: v for k, v in values.items() if k != DIGEST and k not in DERIVED}
    tied = {type_: list(ids) for type_, ids in ties.items() if ids}
    return Row(part, str(values.get("id")), ":".join(group), kept, tied)


def derived(values: Mapping[str, Any]) -> dict[str, str]:
    """Days of the ISO prefixes among some properties: `start: 2018-09` gives `start_date: 2018-09-01`."""
    found = {name: day(values.get(given), last=last) for given, (name, last) in DAYS.items() if given in values}
    return {name: value for name, value in found.items() if value is not None}


def point(values: Mapping[str, Any]) -> tuple[float, float] | None:
    """Longitude and latitude (WGS 84) among some properties, where both are there and on Earth."""
    lat, lon = values.get("lat"), values.get("lon")
    on_earth = isinstance(lat, (int, float)) and isinstance(lon, (int, float)) and abs(lat) <= 90 and abs(lon) <= 180
    return (float(lon), float(lat)) if on_earth else None  # type: ignore[arg-type]


def keys(names: Iterable[str]) -> str:
    """All names of an entity in lower case between bars, so that one index finds each whole name: `|mali|mali republic|`."""
    short = dict.fromkeys(name.lower() for name in names if name and len(name) <= _LONGEST)
    return f"|{'|'.join(short)}|" if short else ""


def key(id_: str) -> str:
    """An id as a database can index it: whole characters only, and a hash in place of a long rest."""
    text = _NOT_UNICODE.sub("", id_)
    return text if len(text) <= _LONGEST else f"{text[:200]}…{content_hash(text)}"


def _row(part: str, id_: str, group: str, values: Mapping[str, Any], tied: dict[str, list[str]] | None = None) -> Row:
    clean = {name: kept for name, value in values.items() if (kept := _plain(value)) is not None}
    name = clean.get("name")
    if isinstance(name, str) and len(name) > _LONGEST:
        clean["name"] = f"{name[: _LONGEST - 1]}…"
    if part == "entity":
        clean[KEYS] = keys((clean.get("name", ""), *clean.get("aliases", ())))
    return Row(part, key(id_), group, {"id": key(id_), **clean}, tied or {})


def _plain(value: Any) -> Any:
    """A value as a database takes it: whole characters, finite numbers, integers of 64 bits, lists of text."""
    if isinstance(value, str):
        return _NOT_UNICODE.sub("", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value if -(2**63) <= value < 2**63 else float(value)
    if isinstance(value, (list, tuple)):
        return [_NOT_UNICODE.sub("", str(v)) for v in value]
    return value
