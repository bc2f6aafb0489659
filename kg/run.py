"""The line, step by step: what the command line and notebooks call. Nothing here prints.

     1 readers.read -> 2 ledger.unseen -> 3 nlp.pipe -> 4 nlp.harvest -> 5 ledger.append       (`ingest`, `extract`)
     6 resolve.block -> 7 resolve.judge -> 8 resolve.Linker                                    (`resolve`)
     9 graph.project -> 10 graph.check -> 11 loaders and exports                               (`build_graph`)

Invariants: articles stream, so memory does not grow with their number; a batch is kept whole or not at all, so a run
that was ended at any moment goes on where it was; everything from step 6 on is made anew from the ledger.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from kg.errors import InputError, UsageError
from kg.ledger import Ledger
from kg.model import Article, Extraction, Graph
from kg.readers import Reading, read
from kg.settings import Settings
from kg.workers import Item, read_articles, versions

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


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a resolution did: chains seen, pairs judged, those found the same, judgements new, entities in the end."""

    chains: int
    pairs: int
    same: int
    new: int
    entities: int


def ingest(
    sources: Iterable[str], settings: Settings, *, progress: Progress | None = None, stdin: BinaryIO | None = None
) -> Report:
    """Read articles into the ledger (steps 1 to 5); what stands there already is passed over.

    Args:
        sources: Files, folders, `-`.
        settings: Ledger, model, data, workers, batch, and whether to stop at the first failure.
        progress: Told after each article.
        stdin: What `-` reads.

    Returns:
        What was done; failed articles stand in `<ledger>.errors.jsonl`, the list of the last run.

    Raises:
        KgError: Nothing could be read: a missing path, an unknown model, a ledger that cannot be written.
    """
    reading, known = read(sources, stdin=stdin), versions(settings)
    with Ledger(settings.ledger) as ledger, closing(_Watch(reading, settings, progress)) as watch:
        unseen = ledger.unseen(watch.articles(), versions=known)
        batch: list[Extraction] = []
        try:
            with closing(read_articles(watch.taken(unseen), settings, known)) as results:
                for result in results:
                    if isinstance(result, InputError):
                        watch.failed(result)
                    else:
                        batch.append(result)
                    if len(batch) >= settings.batch:
                        watch.kept(ledger, batch)
                    watch.advanced()
        except _StopError:
            watch.report.stopped = True
        finally:
            # Also after Ctrl-C: what was read is kept.
            watch.kept(ledger, batch)
        watch.advanced()
        return watch.report


def extract(
    sources: Iterable[str], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Extraction | InputError]:
    """Read and extract without a ledger (steps 1, 3 and 4): an extraction or an error per article, in order.

    Raises:
        KgError: A path or model does not exist; raised before the first article.
    """
    reading, known = read(sources, stdin=stdin), versions(settings)
    return _until_stopped(read_articles((_in_english(item) for item in reading), settings, known), settings)


def _until_stopped(results: Iterator[Extraction | InputError], settings: Settings) -> Iterator[Extraction | InputError]:
    for result in results:
        yield result
        if settings.stop_on_error and isinstance(result, InputError):
            return


def resolve(settings: Settings) -> Resolved:
    """Judge the pairs of chains that may be one entity, and keep the judgements (steps 6 to 8)."""
    from kg.resolve import Linker, block, chains_of, judge

    at = datetime.now(UTC).isoformat(timespec="seconds")
    with Ledger(settings.ledger, create=False) as ledger:
        chains = list(chains_of(ledger.extractions()))
        judgements = list(judge(block(chains), at=at))
        new = ledger.add_judgements(judgements)
        entities = sum(1 for _ in Linker(chains, ledger.judgements()).entities())
    same = sum(j.same for j in judgements)
    return Resolved(len(chains), len(judgements), same, new, entities)


def build_graph(settings: Settings) -> Graph:
    """Build the graph from the ledger (steps 6 to 9).

    Raises:
        LedgerError: There is no ledger, or it cannot be read.
    """
    from kg.graph import project
    from kg.ontology import load_ontology
    from kg.resolve import link

    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        linker = link(ledger.extractions(), ledger.judgements())
        return project(ledger.extractions(), linker, ontology=load_ontology(settings.data))


def remove(settings: Settings, articles: Sequence[str]) -> None:
    """Take articles out of all that is built from the ledger: all of them or, when one is unknown, none.

    Raises:
        UsageError: An id is not in the ledger.
    """
    with Ledger(settings.ledger, create=False) as ledger:
        standing = set(ledger.ids())
        for id_ in articles:
            if id_ not in standing:
                remedy = "`kg query 'MATCH (a:Article) RETURN a.id, a.title'` lists them"
                raise UsageError("no such article in the ledger", file=settings.ledger, key=id_, remedy=remedy)
        for id_ in dict.fromkeys(articles):
            ledger.remove(id_)


def error_list(ledger: Path) -> Path:
    """Where the failed articles of the last ingest are listed."""
    return ledger.with_name(f"{ledger.name}.errors.jsonl")


class _StopError(Exception):
    """The first failure of a run that was told to stop there."""


def _in_english(item: Item) -> Item:
    """The item, or the error that its language is not the model's; an unknown language passes."""
    if isinstance(item, Article) and item.language not in (None, LANGUAGE):
        remedy = "translate it, or correct its `language`"
        message = f"language {item.language}; the model reads English"
        return InputError(message, file=item.file, line=item.line, key=item.id, remedy=remedy)
    return item


@dataclass(slots=True)
class _Watch:
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
        if self.failures is not None:
            self.failures.close()

    def articles(self) -> Iterator[Article]:
        """The articles of the input that are in the model's language."""
        for item in map(_in_english, self.reading):
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

    def kept(self, ledger: Ledger, batch: list[Extraction]) -> None:
        """Keep a batch and empty it."""
        self.report.new += ledger.append(batch)
        self.report.claims += sum(len(e.claims) for e in batch)
        self.report.words += sum(len(e.article.text.split()) for e in batch)
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
            raise _StopError
