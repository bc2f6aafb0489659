"""Nodes and edges as JSON: Cytoscape.js elements, and the node-link form of NetworkX and D3. One element a line."""

from __future__ import annotations

import json
from typing import Any, TextIO

from kg.exports.protocol import not_begun
from kg.exports.values import legal, properties
from kg.graph.elements import Edge, Node


class _Elements:
    """A head, a list of nodes, a list of edges, a tail."""

    suffix = ".json"
    format = ""
    head = "{"
    tail = "}"

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def begin(self, stream: TextIO, what: str) -> None:
        """Start a file."""
        self._stream, self._edges, self._first = stream, False, True
        stream.write(f'{self.head}\n"nodes": [')

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        if self._stream is None:
            raise not_begun()
        if isinstance(item, Node):
            self._write(self._stream, self.node(item))
            return
        if not self._edges:
            self._turn(self._stream)
        self._write(self._stream, self.edge(item))

    def finish(self) -> None:
        """Close the lists."""
        if self._stream is None:
            raise not_begun()
        if not self._edges:
            self._turn(self._stream)
        self._stream.write(f"\n]{self.tail}\n")

    def node(self, node: Node) -> dict[str, Any]:
        """A node as the format writes it."""
        raise NotImplementedError

    def edge(self, edge: Edge) -> dict[str, Any]:
        """An edge as the format writes it."""
        raise NotImplementedError

    def own(self, *texts: str) -> list[str]:
        """Ids and names without characters that are no Unicode."""
        return [legal(text, self.format) for text in texts]

    def _turn(self, stream: TextIO) -> None:
        stream.write('\n],\n"edges": [')
        self._edges, self._first = True, True

    def _write(self, stream: TextIO, element: dict[str, Any]) -> None:
        stream.write("\n" if self._first else ",\n")
        stream.write(json.dumps(element, ensure_ascii=False))
        self._first = False


class Cytoscape(_Elements):
    """Cytoscape.js and Cytoscape: each element has `data`; a node's labels are its classes."""

    format = "cytoscape"
    head = '{"format_version": "1.0", "generated_by": "kg", "data": {"name": "kg"}, "elements": {'
    tail = "}}"

    def node(self, node: Node) -> dict[str, Any]:
        """A node with id and label."""
        id_, label = self.own(node.key, node.name)
        data = {"id": id_, "label": label, **properties(node.properties, self.format)}
        return {"data": data, "classes": " ".join(node.labels)}

    def edge(self, edge: Edge) -> dict[str, Any]:
        """An edge with id, source, target and type; the type is its label and class too."""
        id_, source, target = self.own(edge.id, edge.source, edge.target)
        data = {"id": id_, "source": source, "target": target, "label": edge.type, "type": edge.type}
        return {"data": data | properties(edge.properties, self.format), "classes": edge.type}


class NodeLink(_Elements):
    """`networkx.node_link_graph(data, edges="edges")` makes a `MultiDiGraph` of it."""

    format = "node-link"
    head = '{"directed": true, "multigraph": true, "graph": {},'

    def node(self, node: Node) -> dict[str, Any]:
        """A node with id and labels."""
        id_, label = self.own(node.key, node.name)
        return {"id": id_, "label": label, "labels": list(node.labels)} | properties(node.properties, self.format)

    def edge(self, edge: Edge) -> dict[str, Any]:
        """An edge with source, target and key (its id)."""
        key, source, target = self.own(edge.id, edge.source, edge.target)
        ends = {"source": source, "target": target, "key": key, "type": edge.type}
        return ends | properties(edge.properties, self.format)
