"""CSV tables whose columns become known as rows come: rows are kept aside, then written under a head."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from kg.exports.protocol import Folder, not_begun
from kg.exports.values import Columns, Value, plain, sanitise
from kg.exports.values import properties as sanitised
from kg.exports.xml import spool
from kg.graph.elements import Edge, Node

# Before Python 3.13, `csv.writer` leaves a lone CR unquoted: its readers then see two rows.
_QUOTED = re.compile('[",\r\n]')


class Table:
    """One table: fixed columns first, then properties as they come."""

    def __init__(self) -> None:
        self.columns = Columns()
        self._rows = spool()

    def add(self, fixed: list[str], row: Mapping[str, Value]) -> None:
        """Take a row."""
        cells = dict(self.columns.number(row))
        self._rows.write(json.dumps([fixed, list(cells.items())]) + "\n")

    def write(self, stream: TextIO, fixed: list[str], head: Callable[[str, str], str]) -> None:
        """Write head and rows as RFC 4180 with LF; `head` makes a column's head of its name and type."""
        width = len(self.columns.names)
        heads = (head(name, self.columns.type_of(i)) for i, name in enumerate(self.columns.names))
        stream.write(_line([*fixed, *heads]))
        self._rows.seek(0)
        for line in self._rows:
            own, cells = json.loads(line)
            row = [""] * width
            for i, value in cells:
                row[i] = plain(value)
            stream.write(_line([*own, *row]))
        self._rows.close()


class Csv:
    """A folder with `nodes.csv` and `edges.csv`, for spreadsheets and pandas.

    Decision: text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, their full-width forms,
    tab, CR or LF) gets an apostrophe in front, as OWASP advises; numbers keep their sign.
    """

    suffix = ""
    folder = True

    def __init__(self) -> None:
        self._folder: Folder | None = None

    def begin(self, stream: Folder, what: str) -> None:
        """Start a folder."""
        self._folder, self._nodes, self._edges = stream, Table(), Table()

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        row = sanitised(item.properties, "csv")
        if isinstance(item, Node):
            self._nodes.add(_cells(item.key, item.name, "|".join(item.labels)), row)
        else:
            self._edges.add(_cells(item.id, item.source, item.target, item.type), row)

    def finish(self) -> None:
        """Write both files."""
        if self._folder is None:
            raise not_begun()
        self._nodes.write(self._folder.open("nodes.csv"), ["id", "label", "labels"], lambda name, _: name)
        self._edges.write(self._folder.open("edges.csv"), ["id", "source", "target", "type"], lambda name, _: name)


def _line(cells: Iterable[str]) -> str:
    return ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(c) else c for c in cells) + "\n"


def _cells(*texts: str) -> list[str]:
    return [str(sanitise(text, "csv")) for text in texts]
