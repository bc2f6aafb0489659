"""An ingest watched: what is counted, what is listed as failed, and who is told.

Invariant: every article that comes out of the readers is counted once: as new, as known, or as failed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from kg.errors import InputError
from kg.ledger import Ledger
from kg.model import Article, Extraction
from kg.readers import Reading
from kg.settings import Settings
from kg.workers import Item

LANGUAGE = "en"


@dataclass(slots=True)
class Report:
    """What an ingest did so far.

    Attributes:
        read: Articles that could be read, known ones included.
        new: Articles added to the ledger.
        skipped: Articles that stood in the ledger already.
        failed: Articles (or whole files) that failed.
        claims: Claims of the new articles.
        words: Words of the new articles.
        seconds: Time since the start.
        position: Bytes of the input done, of `size` (0 when unknown, as for standard input).
        stopped: Whether it stopped at the first failure, as it was told.
        errors: The list of what failed; None when nothing did.
    """

    read: int = 0
    new: int = 0
    skipped: int = 0
    failed: int = 0
    claims: int = 0
    words: int = 0
    seconds: float = 0.0
    position: int = 0
    size: int = 0
    stopped: bool = False
    errors: Path | None = None


class Progress(Protocol):
    """Somebody who watches an ingest."""

    def advanced(self, report: Report) -> None:
        """An article is done."""

    def failed(self, error: InputError) -> None:
        """An article failed."""


def error_list(ledger: Path) -> Path:
    """Where the failed articles of the last ingest are listed."""
    return ledger.with_name(f"{ledger.name}.errors.jsonl")


class StopError(Exception):
    """The first failure of a run that was told to stop there."""


def in_english(item: Item) -> Item:
    """The item, or the error that its language is not the model's; an unknown language passes."""
    if isinstance(item, Article) and item.language not in (None, LANGUAGE):
        remedy = "translate it, or correct its `language`"
        message = f"language {item.language}; the model reads English"
        return InputError(message, file=item.file, line=item.line, key=item.id, remedy=remedy)
    return item


@dataclass(slots=True)
class Watch:
    """Counts what passes, lists what fails, and tells whoever watches."""

    reading: Reading
    settings: Settings
    progress: Progress | None
    report: Report = field(default_factory=Report)
    began: float = field(default_factory=time.monotonic)
    failures: TextIO | None = None

    def __post_init__(self) -> None:
        error_list(self.settings.ledger).unlink(missing_ok=True)
        self.report.size = self.reading.size

    def close(self) -> None:
        """Close the list of failures."""
        if self.failures is not None:
            self.failures.close()

    def articles(self) -> Iterator[Article]:
        """The articles of the input that are in the model's language."""
        for item in map(in_english, self.reading):
            if isinstance(item, InputError):
                self.failed(item)
                continue
            self.report.read += 1
            self.report.skipped += 1  # until `taken` says otherwise
            yield item
            self.advanced()

    def taken(self, unseen: Iterable[Article]) -> Iterator[Article]:
        """The articles that the ledger does not know."""
        for article in unseen:
            self.report.skipped -= 1
            yield article

    def extracted(self, extraction: Extraction) -> None:
        """Count a new article; it is kept with its batch."""
        self.report.new += 1
        self.report.claims += len(extraction.claims)
        self.report.words += len(extraction.article.text.split())

    def kept(self, ledger: Ledger, batch: list[Extraction]) -> None:
        """Keep a batch and empty it."""
        # Another process may have kept some of the same articles meanwhile.
        known = len(batch) - ledger.append(batch)
        self.report.new -= known
        self.report.skipped += known
        batch.clear()

    def advanced(self) -> None:
        """Tell how far it is."""
        self.report.seconds = time.monotonic() - self.began
        self.report.position = self.reading.position
        if self.progress is not None:
            self.progress.advanced(self.report)

    def failed(self, error: InputError) -> None:
        """List a failure; stop where that was asked for."""
        self.report.failed += 1
        self.report.errors = error_list(self.settings.ledger)
        if self.failures is None:
            self.failures = self.report.errors.open("w", encoding="utf-8", errors="backslashreplace")
        row = {
            "file": error.file,
            "line": error.line,
            "article": error.key,
            "reason": error.message,
            "remedy": error.remedy,
        }
        self.failures.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.failures.flush()
        if self.progress is not None:
            self.progress.failed(error)
        if self.settings.stop_on_error:
            raise StopError
