"""GraphML, for yEd, igraph, NetworkX, Gephi: nodes and edges with typed data.

Each edge has an id of its own, so parallel edges stay apart (NetworkX's writer repeats ids unless told otherwise).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from kg.exports.protocol import not_begun
from kg.exports.values import Columns, Value, legal, plain, properties
from kg.exports.xml import attributes, escape, pour, spool
from kg.graph.elements import Edge, Node

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class GraphML:
    """Nodes have `label` and `labels`, edges have `type`; beside these stand their properties."""

    suffix = ".graphml"

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def begin(self, stream: TextIO, what: str) -> None:
        """Start a file."""
        self._stream, self._body = stream, spool()
        self._columns = {"node": Columns(), "edge": Columns()}

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        if isinstance(item, Node):
            given = {"label": item.name, "labels": item.labels, **item.properties}
            self._write("node", {"id": item.key}, properties(given, "graphml"))
        else:
            ends = {"id": item.id, "source": item.source, "target": item.target}
            # igraph 1.0 reads nodes' ids into its edges' `id`, so the id stands among the data too (as `kg_id`).
            given = {"id": item.id, "type": item.type, **item.properties}
            self._write("edge", ends, properties(given, "graphml"))

    def finish(self) -> None:
        """Write the columns, then what was kept aside."""
        if self._stream is None:
            raise not_begun()
        self._stream.write(_HEAD)
        for element, columns in self._columns.items():
            for i, name in enumerate(columns.names):
                type_ = columns.type_of(i).replace("int", "long")
                key = {"id": f"{element[0]}{i}", "for": element, "attr.name": name, "attr.type": type_}
                self._stream.write(f"  <key{attributes(key)}/>\n")
        self._stream.write('  <graph id="kg" edgedefault="directed">\n')
        pour(self._body, self._stream)
        self._stream.write("  </graph>\n</graphml>\n")

    def _write(self, element: str, ids: Mapping[str, str], row: Mapping[str, Value]) -> None:
        clean = {name: legal(id_, "graphml") for name, id_ in ids.items()}
        self._body.write(f"    <{element}{attributes(clean)}>\n")
        for i, value in self._columns[element].number(row):
            self._body.write(f'      <data key="{element[0]}{i}">{escape(plain(value))}</data>\n')
        self._body.write(f"    </{element}>\n")
