"""What a format promises: `begin`, `feed` for each node and then for each edge, `finish`.

A person's own format is a class without arguments, named by the entry-point group `kg.exporters`.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TextIO

from kg.errors import UsageError
from kg.graph.elements import Edge, Node


class Folder:
    """Where an export of several files writes them. It appears whole or not at all."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path, self._stack = path, stack

    def open(self, name: str) -> TextIO:
        """A new file of that name in the folder; closed when the export is done."""
        file = (self._path / name).open("w", encoding="utf-8", newline="\n")
        return self._stack.enter_context(file)


class Exporter(Protocol):
    """One format.

    A class may also say `folder = True` (its stream is then a `Folder`) and `natural = "claims"` (what it writes when
    nobody says; else relations), and `whole = True` (it can also write `all`: relations and claims).
    """

    def begin(self, stream: Any, what: str, /) -> None:
        """Start: `stream` takes text (or is a `Folder`), `what` is `relations` or `claims`."""

    def feed(self, item: Node | Edge, /) -> None:
        """Take one node or edge; all nodes come before all edges."""

    def finish(self) -> None:
        """Write what is left; the stream is not closed."""


def not_begun() -> UsageError:
    """The error of an exporter that is fed before it was begun."""
    return UsageError("the export has not begun", remedy="call begin first")
