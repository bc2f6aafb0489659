"""GEXF 1.3, for Gephi: a dynamic graph whose edges have `start` and `end` and whose nodes have spells.

The words of the format: https://gexf.net/schema.html. Gephi wants whole days, so a month starts on its first day and
ends on its last; what has no date is always in sight. A relation's type is the edge's `label` and `kind` (which keeps
parallel edges apart), its count the `weight`; our own properties of reserved names get `kg_` in front.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TextIO

from kg.exports.protocol import not_begun
from kg.exports.values import Columns, legal, plain, properties
from kg.exports.xml import attributes, pour, spool
from kg.graph.dates import Stretch, day
from kg.graph.elements import Edge, Node

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>kg</creator>
    <description>{what} of a knowledge graph of news</description>
  </meta>
  <graph mode="dynamic" defaultedgetype="directed" idtype="string" timeformat="date" timerepresentation="interval">
"""
_TYPES = {"boolean": "boolean", "int": "integer", "long": "long", "double": "double", "string": "string"}


class Gexf:
    """Nodes and edges are kept aside until the columns are known, then written in the order of the schema."""

    suffix = ".gexf"

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def begin(self, stream: TextIO, what: str) -> None:
        """Start a file."""
        self._stream, self._what = stream, what
        self._bodies = {"node": spool(), "edge": spool()}
        self._columns = {"node": Columns(), "edge": Columns()}
        self._counts = {"node": 0, "edge": 0}

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        if isinstance(item, Node):
            own = {"id": item.key, "label": " ".join(legal(item.name, "gexf").split())}
            values = {"labels": item.labels, **item.properties}
            self._write("node", own, values, _spells(item.spells))
            return
        start, end = _days(item.dates)
        own = {"id": item.id, "source": item.source, "target": item.target, "label": item.type, "kind": item.type}
        if isinstance(count := item.properties.get("count"), int):
            own["weight"] = plain(float(count))
        self._write("edge", own | _bounds(start, end), {"type": item.type, **item.properties}, "")

    def finish(self) -> None:
        """Write the head, the columns, then what was kept aside."""
        if self._stream is None:
            raise not_begun()
        self._stream.write(_HEAD.format(what=self._what))
        for element, columns in self._columns.items():
            self._stream.write(f'    <attributes class="{element}">\n')
            for i, name in enumerate(columns.names):
                own = {"id": str(i), "title": name, "type": _TYPES[columns.type_of(i)]}
                self._stream.write(f"      <attribute{attributes(own)}/>\n")
            self._stream.write("    </attributes>\n")
        for element, body in self._bodies.items():
            self._stream.write(f'    <{element}s count="{self._counts[element]}">\n')
            pour(body, self._stream)
            self._stream.write(f"    </{element}s>\n")
        self._stream.write("  </graph>\n</gexf>\n")

    def _write(self, element: str, own: dict[str, str], values: dict[str, object], after: str) -> None:
        clean: dict[str, str | None] = {name: legal(value, "gexf") for name, value in own.items()}
        body = self._bodies[element]
        body.write(f"      <{element}{attributes(clean)}>\n        <attvalues>\n")
        for i, value in self._columns[element].number(properties(values, "gexf")):
            body.write(f"          <attvalue{attributes({'for': str(i), 'value': plain(value)})}/>\n")
        body.write(f"        </attvalues>\n{after}      </{element}>\n")
        self._counts[element] += 1


def _days(dates: Stretch) -> tuple[str | None, str | None]:
    """First and last whole day, in order; None where unknown or no date."""
    start, end = day(dates[0]), day(dates[1], last=True)
    return (end, start) if start is not None and end is not None and end < start else (start, end)


def _bounds(start: str | None, end: str | None) -> dict[str, str]:
    return {name: value for name, value in (("start", start), ("end", end)) if value is not None}


def _spells(spells: Iterable[Stretch]) -> str:
    """Stretches as spells: in order, those that meet or overlap made one. An open side makes the node always visible."""
    merged: list[list[str]] = []
    days = [_days(dates) for dates in spells]
    if any(start is None or end is None for start, end in days):
        return ""
    for start, end in sorted((str(start), str(end)) for start, end in days):
        if merged and start <= _next(merged[-1][1]):
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    if not merged:
        return ""
    inner = "".join(f"          <spell{attributes({'start': s, 'end': e})}/>\n" for s, e in merged)
    return f"        <spells>\n{inner}        </spells>\n"


def _next(iso: str) -> str:
    given = date.fromisoformat(iso)
    return (given + timedelta(days=1)).isoformat() if given < date.max else iso
