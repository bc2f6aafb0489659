"""How a load shows itself on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, Self

from kg.cli.terminal.progress import bar

if TYPE_CHECKING:
    from rich.progress import TaskID

    from kg.loaders.neo4j import Loaded

_EVERY = 10.0  # seconds between two lines where there is no terminal


class Watcher(Protocol):
    """A context manager that is told of each batch."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def advanced(self, loaded: Loaded) -> None:
        """A batch is done."""


def watcher() -> Watcher:
    """The bar where stderr is a terminal, lines elsewhere."""
    return Bar() if sys.stderr.isatty() else Lines()


def told(loaded: Loaded) -> str:
    """Rows done, rate and time left."""
    rate = loaded.done / max(loaded.seconds, 1e-3)
    rest = int((loaded.rows - loaded.done) / rate) if rate else 0
    return f"{loaded.done} of {loaded.rows} rows, {rate:,.0f}/s, {rest // 60}:{rest % 60:02} left"


class Lines:
    """A line every few seconds."""

    def __init__(self) -> None:
        self._told = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def advanced(self, loaded: Loaded) -> None:
        """Say how far it is, if that was not said just now."""
        if loaded.seconds - self._told >= _EVERY:
            self._told = loaded.seconds
            print(told(loaded), file=sys.stderr)


class Bar:
    """A bar with rate and time left."""

    def __init__(self) -> None:
        self._bar = bar()
        self._task: TaskID = self._bar.add_task("building the graph", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advanced(self, loaded: Loaded) -> None:
        """Move the bar."""
        self._bar.update(self._task, total=loaded.rows, completed=loaded.done, description=told(loaded))
