"""The graph of a ledger as rows in a file, made in one pass over the extractions: for graphs larger than memory.

Invariants: the rows are those of `kg.graph.project` (a test compares), but nothing is held beyond one article; beside
them stands what a database says it has, so that what is new, changed or gone is told by two tables.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.graph.dates import AFTER, stretch
from kg.graph.project import Linked, statement
from kg.graph.stored import Row, article_row, claim_row, entity_row, relation_row
from kg.graph.summary import relation_id, sides
from kg.model import Extraction, Graph, Relation
from kg.ontology import Ontology

Written = tuple[Row, str]  # a row and its digest
_Record = tuple[str, str, str, str, str]  # a row as it lies in the file
Stored = tuple[str, str, str | None, str | None]  # id, digest, and the ends of a relation

_TABLES = """
CREATE TABLE wanted (part TEXT, id TEXT, grp TEXT, digest TEXT, body TEXT, PRIMARY KEY (part, id));
CREATE INDEX wanted_group ON wanted (part, grp, id);
CREATE TABLE stands (part TEXT, id TEXT, digest TEXT, source TEXT, target TEXT, PRIMARY KEY (part, id)) WITHOUT ROWID;
CREATE TABLE side (subject TEXT, type TEXT, object TEXT, claim TEXT, article TEXT, first TEXT, last TEXT);
"""
_BATCH = 2000
_BYTES = 4_000_000  # text in one batch at most: a batch of long texts is a small one
_CACHE = 16 * 1024  # kB of pages that SQLite keeps in memory
_SUMMED = """
    SELECT subject, type, object, count(*), count(DISTINCT article), min(first), max(last || ?) FROM side
    GROUP BY subject, type, object ORDER BY subject, type, object"""
_NEW = """
    SELECT part, id, grp, digest, body FROM wanted w WHERE part = ? AND NOT EXISTS
    (SELECT 1 FROM stands s WHERE s.part = w.part AND s.id = w.id) ORDER BY grp, id"""
_CHANGED = """
    SELECT w.part, w.id, w.grp, w.digest, w.body FROM wanted w JOIN stands s ON s.part = w.part AND s.id = w.id
    WHERE w.part = ? AND w.digest <> s.digest ORDER BY w.grp, w.id"""
_GONE = """
    SELECT id, source, target FROM stands s WHERE part = ? AND NOT EXISTS
    (SELECT 1 FROM wanted w WHERE w.part = s.part AND w.id = s.id) ORDER BY id"""


class Spool:
    """A file of rows; a context manager that closes it.

    Args:
        path: The file; one that is there already is opened as it is.
    """

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None)
        # It can be made again at any time, so nothing waits for the disk.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", "temp_store = FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        if fresh:
            self._db.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def fill(self, extractions: Iterable[Extraction], linker: Linked, ontology: Ontology) -> None:
        """Write the rows of a graph.

        Args:
            extractions: With the articles' texts; read once, as they come.
            linker: Made from the same extractions.
            ontology: Types, statuses and labels.

        Raises:
            KeyError: A claim names a chain that the linker does not know.
        """
        self._add(entity_row(entity, ontology) for entity in linker.entities())
        self._add(self._told(extractions, linker, ontology))
        self._add(self._relations())

    def take(self, graph: Graph, ontology: Ontology) -> None:
        """Write the rows of a graph that is in memory already, whole or selected."""
        self._add(entity_row(entity, ontology) for entity in graph.entities)
        self._add(article_row(article) for article in graph.articles)
        self._add(claim_row(claim, ontology) for claim in graph.claims)
        self._add(relation_row(relation) for relation in graph.relations)

    def groups(self, part: str) -> dict[str, int]:
        """How many rows of a part each group has."""
        return dict(self._db.execute("SELECT grp, count(*) FROM wanted WHERE part = ? GROUP BY grp", (part,)))

    def note(self, part: str, stored: Iterable[Stored]) -> None:
        """Take down what a database has of a part; of several with one id, the last."""
        with _transaction(self._db):
            self._db.executemany("INSERT OR REPLACE INTO stands VALUES (?,?,?,?,?)", ((part, *one) for one in stored))

    def noted(self, part: str) -> int:
        """How many of a part were taken down."""
        return self._one("SELECT count(*) FROM stands WHERE part = ?", part)

    def new(self, part: str, size: int = _BATCH, *, grouped: bool = True) -> Iterator[list[Written]]:
        """Rows that do not stand there, by group and id, in batches of one group or, if not `grouped`, of several."""
        return self._batches(_NEW, part, size, grouped=grouped)

    def changed(self, part: str, size: int = _BATCH) -> Iterator[list[Written]]:
        """Rows that stand there otherwise, by group and id, in batches of one group."""
        return self._batches(_CHANGED, part, size)

    def gone(self, part: str, size: int = _BATCH) -> Iterator[list[tuple[str, str | None, str | None]]]:
        """Ids, with the ends of relations, that stand there and are not in the graph, in batches."""
        with closing(self._db.execute(_GONE, (part,))) as found:
            while batch := found.fetchmany(size):
                yield batch

    def to_do(self) -> int:
        """How many rows are new, changed or gone, over all parts."""
        same = self._one(
            "SELECT count(*) FROM wanted w JOIN stands s ON s.part = w.part AND s.id = w.id AND s.digest = w.digest"
        )
        left = self._one(
            "SELECT count(*) FROM stands s WHERE NOT EXISTS "
            "(SELECT 1 FROM wanted w WHERE w.part = s.part AND w.id = s.id)"
        )
        return int(self._one("SELECT count(*) FROM wanted")) - int(same) + int(left)

    def _told(self, extractions: Iterable[Extraction], linker: Linked, ontology: Ontology) -> Iterator[Row]:
        """Rows of articles and claims; what the claims sum up to is noted on the way."""
        for extraction in extractions:
            article = extraction.article
            yield article_row(article)
            noted: list[tuple[str | None, ...]] = []
            for claim in {c.id: c for c in extraction.claims}.values():
                stated = statement(claim, article, linker)
                yield claim_row(stated, ontology)
                if ontology.counts(stated.type, stated.status):
                    dates = stretch(stated.period, article.published)
                    noted += [
                        (subject, stated.type, object_, stated.id, article.id, *dates)
                        for subject, object_ in sides(stated, ontology)
                    ]
            self._db.executemany("INSERT INTO side VALUES (?,?,?,?,?,?,?)", noted)

    def _relations(self) -> Iterator[Row]:
        with closing(self._db.execute(_SUMMED, (AFTER,))) as summed:
            for subject, type_, object_, count, articles, first, last in summed:
                id_ = relation_id(subject, type_, object_)
                last = last.removesuffix(AFTER) if last is not None else None
                yield relation_row(Relation(id_, subject, type_, object_, count, articles, first, last))

    def _add(self, rows: Iterable[Row]) -> None:
        with _transaction(self._db):
            self._db.executemany("INSERT OR REPLACE INTO wanted VALUES (?,?,?,?,?)", map(_packed, rows))

    def _batches(self, query: str, part: str, size: int, *, grouped: bool = True) -> Iterator[list[Written]]:
        batch: list[_Record] = []
        held = 0
        with closing(self._db.execute(query, (part,))) as found:
            for record in found:
                length = len(record[4])
                if batch and (len(batch) >= size or held + length > _BYTES or (grouped and batch[0][2] != record[2])):
                    yield _unpacked(batch)
                    batch, held = [], 0
                batch.append(record)
                held += length
        if batch:
            yield _unpacked(batch)

    def _one(self, query: str, *values: str) -> int:
        return int(self._db.execute(query, values).fetchone()[0])


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction around many rows; after an error the file is of no use anyway."""
    db.execute("BEGIN")
    yield
    db.execute("COMMIT")


def _packed(row: Row) -> _Record:
    body = json.dumps([row.properties, row.ties], ensure_ascii=False, separators=(",", ":"))
    return row.part, row.id, row.group, row.digest, body


def _unpacked(records: list[_Record]) -> list[Written]:
    """The rows of records; all bodies are read as one list, which is twice as quick as one by one."""
    bodies = json.loads(f"[{','.join([record[4] for record in records])}]")
    return [
        (Row(part, id_, group, values, ties), digest)
        for (part, id_, group, digest, _), (values, ties) in zip(records, bodies, strict=True)
    ]
