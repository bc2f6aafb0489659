"""JSON lines with names in place of ids: one claim (or relation) a line, for scripts, pandas and search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from kg.exports.protocol import not_begun
from kg.exports.values import properties
from kg.graph.elements import Edge, Node
from kg.model import Article, Entity, Relation, Statement


class ClaimLines:
    """`claims`: claims in the order of their ids; `relations`: relations."""

    suffix = ".jsonl"
    natural = "claims"

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def begin(self, stream: TextIO, what: str) -> None:
        """Start a file."""
        self._stream = stream
        self._entities: dict[str, Entity] = {}
        self._articles: dict[str, Article] = {}

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        record = item.record
        if isinstance(record, Entity):
            self._entities[record.id] = record
        elif isinstance(record, Article):
            self._articles[record.id] = record
        elif isinstance(record, Relation):
            self._write({"id": record.id, "type": record.type, **self._relation(record), **item.properties})
        elif isinstance(item, Node):
            self._write({"id": record.id, **self._claim(record), **self._said(item)})

    def finish(self) -> None:
        """Nothing is left."""
        if self._stream is None:
            raise not_begun()

    def _relation(self, relation: Relation) -> dict[str, Any]:
        return {
            "subject": self._named([relation.subject])[0],
            "object": self._named([relation.object])[0],
        }

    def _claim(self, claim: Statement) -> dict[str, Any]:
        return {
            "type": claim.type,
            "actors": self._named(claim.actors),
            "recipients": self._named(claim.recipients),
            "places": self._named(claim.places),
            "attributed_to": self._named(claim.attributed_to),
        }

    def _said(self, node: Node) -> dict[str, Any]:
        """What the claim says of itself, and the article it stands in."""
        clean = properties(node.properties, "jsonl")
        article = self._articles.get(str(node.properties["article"]))
        about = article.to_dict() if article is not None else {"id": clean.get("article")}
        return clean | {"article": properties(about, "jsonl")}

    def _named(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        found = []
        for id_ in ids:
            entity = self._entities.get(id_)
            known = {"name": entity.name, "kind": entity.kind} if entity is not None else {}
            found.append(properties({"id": id_, **known}, "jsonl"))
        return found

    def _write(self, row: dict[str, Any]) -> None:
        if self._stream is None:
            raise not_begun()
        self._stream.write(json.dumps(row, ensure_ascii=False) + "\n")
