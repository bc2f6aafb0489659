"""The ledger between the two halves: one SQLite file of articles, extractions and judgements, only ever added to.

Invariants: a batch is kept whole or not at all; what was kept before is not kept twice; whatever is read comes in the
order of article ids, so that nothing downstream can depend on the order of arrival.
"""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import LedgerError, UsageError
from kg.ids import content_hash
from kg.ledger import codec
from kg.ledger.schema import VERSION, open_ledger, transaction, translated
from kg.ledger.statistics import CURRENT, statistics
from kg.model import Article, Extraction, Judgement

MACHINE = "kg"  # `Judgement.by` of the judgements that the programme makes itself
_PAGE = 64  # extractions read in one go: each page is one short read, so that a writer need not wait for a slow reader
_EVER = 2**63 - 1  # the last row id that SQLite can give
_RECENT = 4096  # articles of this run remembered, for input that holds the same article twice in one batch


class Ledger:
    """One ledger file; a context manager.

    An article's *edition* is one text (with title and date) of it. The edition that came last stands; earlier ones are
    kept, and one that was followed by another is not read again: a file holding both may be ingested twice. After
    `remove` everything about the article is as if new, so that ingesting it again brings it back.

    Args:
        path: The SQLite file.
        create: Make it when it is missing.
        readonly: Refuse every change. Extractions, judgements and version are those that stood when it was opened,
            whoever adds to them meanwhile: what is read twice is twice the same.

    Raises:
        LedgerError: It cannot be opened; the error says why and what to do.
    """

    def __init__(self, path: Path, *, create: bool = True, readonly: bool = False) -> None:
        self.path = Path(path)
        self._db = open_ledger(self.path, create=create, readonly=readonly)
        self._turn = threading.RLock()
        with self._alone():
            self._until = {table: self._last(table) if readonly else _EVER for table in ("event", "judgement")}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self._db.close()

    def unseen(self, articles: Iterable[Article], *, versions: tuple[str, str]) -> Iterator[Article]:
        """Pass on the articles that half one still has to read, as they come.

        Args:
            articles: Articles with their content hash.
            versions: Versions of model and rules; an article read by others is passed on again.
        """
        recent: OrderedDict[tuple[str, str], None] = OrderedDict()
        for article in articles:
            key = (article.id, article.content)
            if key in recent or not self._wanted(article.id, article.content, versions):
                continue
            recent[key] = None
            if len(recent) > _RECENT:
                recent.popitem(last=False)
            yield article

    def append(self, batch: Sequence[Extraction]) -> int:
        """Keep a batch in one transaction: all of it or, on an error, nothing of it.

        Args:
            batch: Extractions whose article carries text and content hash.

        Returns:
            How many were new; what stands already is not kept again.

        Raises:
            LedgerError: Read-only, locked, or the disk is full; the ledger is as it was.
        """
        added = 0
        with self._alone(), transaction(self._db):
            for extraction in batch:
                article = extraction.article
                if self._wanted(article.id, article.content, (extraction.model, extraction.rules)):
                    self._log(article.id, self._keep(extraction), extraction)
                    added += 1
        return added

    def remove(self, article_id: str) -> None:
        """Take an article out of all that is built from the ledger; its editions stay on record.

        Raises:
            UsageError: No article of that id stands in the ledger.
        """
        with self._alone(), transaction(self._db):
            if self._standing(article_id) is None:
                raise self._unknown(article_id)
            self._log(article_id, None, None)

    def ids(self) -> Iterator[str]:
        """Ids of the articles that stand, sorted."""
        with self._alone():
            yield from (article for article, _ in self._db.execute(f"{CURRENT} ORDER BY article").fetchall())

    def held(self, article_id: str) -> bool:
        """Whether an article stands in the ledger, or stood there before it was removed."""
        with self._alone():
            return (
                self._db.execute("SELECT 1 FROM event WHERE article = ? LIMIT 1", (article_id,)).fetchone() is not None
            )

    def article(self, article_id: str) -> Article:
        """One article as it stands, with its text.

        Raises:
            UsageError: No article of that id stands in the ledger.
        """
        return self.extraction(article_id).article

    def extraction(self, article_id: str) -> Extraction:
        """What half one says of one article as it stands.

        Raises:
            UsageError: No article of that id stands in the ledger.
        """
        with self._alone():
            standing = self._standing(article_id)
            if standing is None:
                raise self._unknown(article_id)
            row = self._db.execute(f"{_ROW} WHERE x.id = ?", (standing,)).fetchone()
        return self._unpack(row)

    def extractions(self, *, since: str | None = None) -> Iterator[Extraction]:
        """Stream the extractions that stand, in order of article id, with their articles' texts.

        Args:
            since: Only articles published on this date (an ISO prefix) or later; those without a date are left out.
        """
        after = ""
        while True:
            with self._alone():
                page = self._db.execute(_PAGE_QUERY, (after, self._until["event"], _PAGE)).fetchall()
                rows = [
                    self._db.execute(f"{_ROW} WHERE x.id = ?", (x,)).fetchone() for _, _, x in page if x is not None
                ]
            for row in rows:
                extraction = self._unpack(row)
                if since is None or (extraction.article.published or "") >= since:
                    yield extraction
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements in one transaction; what was said last of a pair (by a person, by the machine) is not kept again.

        Returns:
            How many were new.
        """
        added = 0
        with self._alone(), transaction(self._db):
            state = self._state("judgement")
            for j in judgements:
                left, right = sorted((j.left, j.right))
                said = (int(j.same), j.score, j.reason, j.by, j.evidence)
                if self._db.execute(_LAST_SAID, (left, right, MACHINE, j.by, MACHINE)).fetchone() == said:
                    continue
                state = content_hash(state, left, right, *said, j.at)
                self._db.execute(_SAY, (left, right, *said, j.at, state))
                added += 1
        return added

    def judgements(self) -> list[Judgement]:
        """What holds of each pair, sorted by pair: the newest word of a person, else the newest of the machine."""
        with self._alone():
            old = self._db.execute("PRAGMA user_version").fetchone()[0] < VERSION
            query = _JUDGEMENTS.replace("at, evidence FROM", "at, '' FROM") if old else _JUDGEMENTS
            rows = self._db.execute(query, (MACHINE, self._until["judgement"])).fetchall()
        return [
            Judgement(left, right, bool(same), score, reason, by, at, evidence)
            for left, right, same, score, reason, by, at, evidence in rows
        ]

    def stats(self) -> dict[str, Any]:
        """Counts of what stands; see `statistics`."""
        with self._alone():
            return statistics(self._db)

    def version(self) -> str:
        """A hash that changes with each change of content: an index built from it carries it to know its age."""
        with self._alone():
            return content_hash(VERSION, self._state("event"), self._state("judgement"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One thread at a time on the connection: a pool of workers pulls `unseen` from a thread of its own."""
        with self._turn, translated(self.path):
            yield

    def _standing(self, article: str) -> int | None:
        """Row of the extraction that stands for an article; None when there is none or it was removed."""
        row = self._db.execute(
            "SELECT extraction FROM event WHERE article = ? AND id <= ? ORDER BY id DESC LIMIT 1",
            (article, self._until["event"]),
        ).fetchone()
        return row[0] if row is not None else None

    def _wanted(self, article: str, content: str, versions: tuple[str, str]) -> bool:
        """Whether this edition, read by these versions, would add something."""
        with self._alone():
            standing = self._standing(article)
            if standing is None:
                return True
            kept, *read_by = self._db.execute(_EDITION_OF, (standing,)).fetchone()
            if kept == content:
                return tuple(read_by) != tuple(versions)
            return self._db.execute(_FOLLOWED, (article, content, article)).fetchone() is None

    def _keep(self, extraction: Extraction) -> int:
        """Row of the extraction, added with its edition where they are new."""
        article = extraction.article
        self._db.execute(
            "INSERT OR IGNORE INTO edition (article, content, published, head, text) VALUES (?,?,?,?,?)",
            (
                article.id,
                article.content,
                article.published,
                codec.pack_head(article),
                codec.pack_text(article.text),
            ),
        )
        (edition,) = self._db.execute(
            "SELECT id FROM edition WHERE article = ? AND content = ?", (article.id, article.content)
        ).fetchone()
        key = (edition, extraction.model, extraction.rules)
        self._db.execute(
            "INSERT OR IGNORE INTO extraction (edition, model, rules, counts, body) VALUES (?,?,?,?,?)",
            (*key, codec.counts(extraction), codec.pack_body(extraction)),
        )
        row = self._db.execute("SELECT id FROM extraction WHERE edition = ? AND model = ? AND rules = ?", key)
        return int(row.fetchone()[0])

    def _log(self, article: str, row: int | None, extraction: Extraction | None) -> None:
        said = (extraction.article.content, extraction.model, extraction.rules) if extraction is not None else (None,)
        self._db.execute(
            "INSERT INTO event (article, extraction, state) VALUES (?,?,?)",
            (article, row, content_hash(self._state("event"), article, *said)),
        )

    def _state(self, table: str) -> str | None:
        """Running hash of a table: that of its last row."""
        query = f"SELECT state FROM {table} WHERE id <= ? ORDER BY id DESC LIMIT 1"  # noqa: S608 - a constant
        row = self._db.execute(query, (self._until[table],)).fetchone()
        return row[0] if row is not None else None

    def _last(self, table: str) -> int:
        """Id of the last row of a table; 0 when there is none."""
        row = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - a constant
        return int(row[0])

    def _unpack(self, row: tuple[Any, ...]) -> Extraction:
        article, content, head, text, body, model, rules = row
        try:
            whole = codec.unpack_article(article, content, head, codec.unpack_text(text))
            return codec.unpack_body(body, whole, model, rules)
        except (zlib.error, ValueError, KeyError) as e:
            raise LedgerError(
                "what the ledger holds of this article is damaged",
                file=self.path,
                key=article,
                remedy="restore a copy, or `kg remove` the article and ingest it into a new ledger",
            ) from e

    def _unknown(self, article: str) -> UsageError:
        return UsageError("no such article in the ledger", file=self.path, key=article, remedy="`kg stats` counts them")


_ROW = """
    SELECT d.article, d.content, d.head, d.text, x.body, x.model, x.rules
    FROM extraction x JOIN edition d ON d.id = x.edition"""
_PAGE_QUERY = """
    SELECT article, max(id), extraction FROM event WHERE article > ? AND id <= ?
    GROUP BY article ORDER BY article LIMIT ?"""
_EDITION_OF = "SELECT d.content, x.model, x.rules FROM extraction x JOIN edition d ON d.id = x.edition WHERE x.id = ?"
_FOLLOWED = """
    SELECT 1 FROM event e JOIN extraction x ON x.id = e.extraction JOIN edition d ON d.id = x.edition
    WHERE e.article = ? AND d.content = ?
    AND e.id > coalesce((SELECT max(id) FROM event WHERE article = ? AND extraction IS NULL), 0) LIMIT 1"""
_LAST_SAID = """
    SELECT same, score, reason, by, evidence FROM judgement
    WHERE left = ? AND right = ? AND (by = ?) = (? = ?) ORDER BY id DESC LIMIT 1"""
_SAY = """
    INSERT INTO judgement (left, right, same, score, reason, by, evidence, at, state) VALUES (?,?,?,?,?,?,?,?,?)"""
_JUDGEMENTS = """
    SELECT left, right, same, score, reason, by, at, evidence FROM (
        SELECT *, row_number() OVER (PARTITION BY left, right ORDER BY by <> ? DESC, id DESC) AS place
        FROM judgement WHERE id <= ?)
    WHERE place = 1 ORDER BY left, right"""

__all__ = ["MACHINE", "Ledger", "LedgerError"]
