"""CSV for `neo4j-admin database import full` of Neo4j 5, the fast way into an empty database.

The graph is that of `kg load`, days, points and digests included, so that a later load sends only what has changed.
A file for each kind of node and each type of relationship, with typed heads, and `import.txt` with the command. Ids are
unique within Entity, Claim and Article each, so each is an id space of its own; the id stays as the property `id`.
Format: https://neo4j.com/docs/operations-manual/5/tools/neo4j-admin/neo4j-admin-import/
"""

from __future__ import annotations

from kg.exports.protocol import Folder, not_begun
from kg.exports.tables import Table
from kg.exports.values import Value, legal, renamed, sanitise
from kg.graph.elements import Edge, Node
from kg.graph.stored import DERIVED, DIGEST, LOCATION, derived, element_row, point

_TARGET = "neo4j-csv"
_DAYS = DERIVED - {LOCATION}
_COMMAND = """#!/bin/sh
# Imports this folder into an empty database; the server must be stopped. Usage: sh import.txt [DATABASE [OPTION ...]]
# To replace what the database holds (all of it is lost): sh import.txt neo4j --overwrite-destination
cd "$(dirname "$0")" || exit 1
database="${1:-neo4j}"
[ $# -eq 0 ] || shift
neo4j-admin database import full "$database" "$@" \\
  --id-type=string \\
  --array-delimiter=";" \\
  --multiline-fields=true \\
"""


class Neo4jCsv:
    """A folder of tables, in the order in which they were met."""

    suffix = ""
    folder = True
    whole = True
    natural = "all"

    def __init__(self) -> None:
        self._folder: Folder | None = None

    def begin(self, stream: Folder, what: str) -> None:
        """Start a folder."""
        self._folder = stream
        self._nodes: dict[tuple[str, ...], Table] = {}
        self._edges: dict[tuple[str, str, str], Table] = {}
        self._spaces: dict[str, tuple[str, str]] = {}
        self._lists: set[str] = set()
        self._files: set[str] = set()

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge; an edge goes between nodes that were fed."""
        if isinstance(item, Node):
            space = item.labels[0]
            self._spaces[item.key] = (space, item.id)
            table = self._nodes.setdefault(item.labels, Table())
            table.add([legal(item.id, _TARGET), ";".join(item.labels)], self._row(item))
            return
        # Relations have ids; what ties a claim to its parts has no properties and is told by its ends.
        related = bool(item.properties)
        source, start = self._spaces[item.source]
        target, end = self._spaces[item.target]
        table = self._edges.setdefault((item.type, source, target), Table())
        ends = [legal(id_, _TARGET) for id_ in (start, end)]
        if related:
            table.add([*ends, item.type, legal(item.id, _TARGET)], self._row(item))
        else:
            table.add([*ends, item.type], {})

    def finish(self) -> None:
        """Write the tables and the command."""
        if self._folder is None:
            raise not_begun()
        options = []
        for labels, table in self._nodes.items():
            name = self._file("nodes", labels[-1])
            table.write(self._folder.open(name), [f"id:ID({labels[0]})", ":LABEL"], self._head)
            options.append(f"--nodes={name}")
        for (type_, source, target), table in sorted(self._edges.items()):
            name = self._file("relationships", type_, source, target)
            fixed = [f":START_ID({source})", f":END_ID({target})", ":TYPE"]
            table.write(self._folder.open(name), [*fixed, "id"] if table.columns.names else fixed, self._head)
            options.append(f"--relationships={name}")
        self._folder.open("import.txt").write(_COMMAND + " \\\n".join(f"  {option}" for option in options) + "\n")

    def _file(self, *words: str) -> str:
        """A file's name that no other has, also where names are told apart without case."""
        stem = tried = "-".join(words).lower()
        n = 1
        while tried in self._files:
            n += 1
            tried = f"{stem}-{n}"
        self._files.add(tried)
        return f"{tried}.csv"

    def _row(self, item: Node | Edge) -> dict[str, Value]:
        stored = element_row(item)
        row: dict[str, Value] = {}
        exact = legal(item.id, _TARGET) == stored.id
        for given, value in stored.properties.items():
            if given == "id":
                continue
            name = renamed(given, _TARGET)
            if isinstance(value, list):
                self._lists.add(name)
                exact = exact and not any(";" in part for part in value)
            clean = sanitise(value, _TARGET)
            exact = exact and (isinstance(value, list) or clean == value)
            if clean is not None:
                row[name] = clean
        place = point(stored.properties) if stored.part == "entity" else None
        if place is not None:
            row[LOCATION] = f"{{longitude:{place[0]}, latitude:{place[1]}}}"
        # What cannot be written as it is gets a digest of nothing: the next `kg load` puts it right.
        return row | derived(stored.properties) | {DIGEST: stored.digest if exact else "-"}

    def _head(self, name: str, type_: str) -> str:
        if name in _DAYS:
            return f"{name}:date"
        if name == LOCATION:
            return f"{name}:point{{crs:WGS-84}}"
        return f"{name}:string[]" if name in self._lists else f"{name}:{type_}"
