"""How an ingest shows itself on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from kg.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from kg.watch import Report

_EVERY = 10.0  # seconds between two lines where there is no terminal


class Watcher(Protocol):
    """A context manager that is told of each article."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def advanced(self, report: Report) -> None:
        """An article is done."""

    def failed(self, error: InputError) -> None:
        """An article failed."""


def watcher() -> Watcher:
    """The bar where stderr is a terminal, lines elsewhere."""
    return Bar() if sys.stderr.isatty() else Lines()


def complain(error: InputError) -> str:
    """One line about an article that failed (with its traceback where KG_DEBUG asks for it)."""
    import os

    notes = getattr(error, "__notes__", []) if os.environ.get("KG_DEBUG") else []
    return "\n".join([f"error: {' '.join(str(error).split())}", *notes])


def rates(report: Report) -> str:
    """Articles and words a second."""
    seconds = max(report.seconds, 1e-3)
    return f"{report.new / seconds:.1f} articles/s, {report.words / seconds:,.0f} words/s"


def counts(report: Report) -> str:
    """What was done so far."""
    failed = f", {report.failed} failed" if report.failed else ""
    return f"{report.new} new, {report.skipped} already there{failed}, {report.claims} claims"


def summary(report: Report) -> str:
    """The last line of an ingest."""
    pace = f" ({rates(report)})" if report.new else ""
    return f"{counts(report)} in {report.seconds:.1f} s{pace}"


def left(report: Report) -> str:
    """Share done and time left, where the size of the input is known."""
    if not report.size or not report.position:
        return ""
    share = min(report.position / report.size, 1.0)
    rest = int(report.seconds * (1 - share) / share)
    return f"{share:.0%}, {rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02} left"


class Lines:
    """A line every few seconds."""

    def __init__(self) -> None:
        self._told = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def advanced(self, report: Report) -> None:
        """Say how far it is, if that was not said just now."""
        if report.seconds - self._told >= _EVERY:
            self._told = report.seconds
            print("; ".join(filter(None, (counts(report), rates(report), left(report)))), file=sys.stderr)

    def failed(self, error: InputError) -> None:
        """Say what failed."""
        print(complain(error), file=sys.stderr)


def bar() -> RichProgress:
    """A bar on standard error that goes away when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(bar_width=24), TextColumn("{task.description}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)


class Bar:
    """A bar with rate and time left."""

    def __init__(self) -> None:
        self._bar = bar()
        self._task: TaskID = self._bar.add_task("loading the language model", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advanced(self, report: Report) -> None:
        """Move the bar."""
        parts = (counts(report), rates(report) if report.new else "", left(report))
        self._bar.update(
            self._task,
            total=report.size or None,
            completed=report.position,
            description="; ".join(filter(None, parts)),
        )

    def failed(self, error: InputError) -> None:
        """Say what failed, above the bar."""
        self._bar.console.print(complain(error), markup=False, highlight=False, soft_wrap=True)
