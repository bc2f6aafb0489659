"""Sources (files, folders, `-`) become one stream of articles and errors, in an order that is always the same.

Invariants: every source is looked at before the first is read; an error of one file is a value in the stream and the
next file goes on; folders are walked lazily, names sorted, hidden files passed over.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, UsageError
from kg.model import Article
from kg.readers.article import Source
from kg.readers.dates import iso_date
from kg.readers.registry import known_suffixes, reader_for_head, reader_for_name
from kg.readers.unpack import HEAD, Opened

STDIN = "-"
# Our own lists of failed articles lie beside the ledger, often in the folder that is read.
_OWN = ".errors.jsonl"


def read(
    sources: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Reading:
    """Read articles from files, folders and standard input.

    Args:
        sources: Paths of files (`.txt .md .jsonl .ndjson .json .csv .tsv .html`, each also with `.gz`, and formats of
            plug-ins) and of folders of these; `-` for standard input; a file without suffix is detected like it.
        stdin: What `-` reads; None for the process's own standard input.
        published: Date of articles that carry none, in any spelling of `dates.iso_date`.
        outlet: Outlet of articles that name none.

    Returns:
        An iterator of articles and, as values, of errors; see `Reading` for what it counts.

    Raises:
        UsageError: A path does not exist, `-` is given twice, or `published` is no date.
    """
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    paths = tuple(os.fspath(s) for s in given)
    for path in paths:
        if path != STDIN and (not path or not os.path.exists(path)):  # noqa: PTH110 (Path("") is the working folder)
            raise UsageError("there is no such file or folder", file=path or "''", remedy="check the path")
    if paths.count(STDIN) > 1:
        raise UsageError("standard input can be read only once", file=STDIN, remedy="give - once")
    date = iso_date(published) if published is not None else None
    if published is not None and date is None:
        raise UsageError(f"`{published}` is not a date", remedy="write it as YYYY-MM-DD")
    return Reading(paths, stdin, date, outlet)


@dataclass
class Reading(Iterator[Article | InputError]):
    """An iterator of articles and errors that counts what it does.

    Attributes:
        files: Files opened so far.
        skipped: Files in folders passed over so far, by suffix (or name, where there is none).
        position: Bytes on disk taken so far (of `size`, so that progress can tell the time left).
    """

    paths: tuple[str, ...]
    stdin: BinaryIO | None = None
    published: str | None = None
    outlet: str | None = None
    files: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    _done: int = 0
    _raw: BinaryIO | None = None

    def __post_init__(self) -> None:
        self._items = self._all()

    def __next__(self) -> Article | InputError:
        item = next(self._items)
        if isinstance(item, InputError):
            # A kept error must not keep the frames (and with them the texts) that it came through.
            item.__traceback__ = item.__context__ = item.__cause__ = None
        return item

    @property
    def size(self) -> int:
        """Bytes on disk of all files that will be read (standard input counts nothing); walks the folders once."""
        return sum(
            _size(p) for source in self.paths if source != STDIN for p in _walk(source, Counter()) if isinstance(p, str)
        )

    @property
    def position(self) -> int:
        """Bytes on disk taken so far."""
        if self._raw is None or self._raw.closed:
            return self._done
        return self._done + self._raw.tell()

    def _all(self) -> Iterator[Article | InputError]:
        for source in self.paths:
            if source == STDIN:
                self.files += 1
                yield from self._guarded(self.stdin or sys.stdin.buffer, "stdin")
                continue
            for path in _walk(source, self.skipped):
                if isinstance(path, InputError):
                    yield path
                else:
                    yield from self._file(path)

    def _file(self, path: str) -> Iterator[Article | InputError]:
        self.files += 1
        try:
            raw = Path(path).open("rb")  # noqa: SIM115 (closed below; what fails there has messages of its own)
        except OSError as e:
            yield InputError(f"cannot be opened: {e.strerror}", file=path, remedy="check the file and its permissions")
            return
        with raw:
            if raw.seekable():
                self._raw = raw
            yield from self._guarded(raw, path)
        self._raw = None
        self._done += _size(path)

    def _guarded(self, raw: BinaryIO, name: str) -> Iterator[Article | InputError]:
        """Read one stream; whatever ends it early becomes its last item."""
        try:
            yield from self._articles(raw, name)
        except InputError as e:
            yield e
        except (EOFError, zlib.error) as e:
            yield InputError(f"the gzip file is damaged: {e}", file=name, remedy="fetch or pack it again")
        except OSError as e:
            yield InputError(f"cannot be read: {e.strerror or e}", file=name, remedy="check the file, or pack it again")

    def _articles(self, raw: BinaryIO, name: str) -> Iterator[Article | InputError]:
        opened = Opened(raw, name)
        if len(opened.head) < HEAD and not opened.head.strip():
            raise InputError("the file is empty", file=name, remedy="leave it out, or give it a text")
        reader = reader_for_name(name)
        if reader is None:
            if Path(name.lower().removesuffix(".gz")).suffix:
                remedy = f"known are: {known_suffixes()}"
                raise InputError("the format is not known by its suffix", file=name, remedy=remedy)
            reader = reader_for_head(opened.head)
        source = Source(name, self.published, self.outlet, opened.head)
        yield from reader.read(opened.stream, source)


def _walk(source: str, skipped: Counter[str]) -> Iterator[str | InputError]:
    """The files of a source in sorted order; those of unknown suffix in folders are only counted."""
    if not os.path.isdir(source):  # noqa: PTH112 (strings all the way: folders may hold very many names)
        yield source
        return
    stack = [source]
    while stack:
        path = stack.pop()
        if path is not source and not os.path.isdir(path):  # noqa: PTH112
            name = os.path.basename(path)  # noqa: PTH119
            if reader_for_name(name) is None or name.endswith(_OWN) or not _regular(path):
                skipped[Path(name.lower()).suffix or name] += 1
            else:
                yield path
            continue
        try:
            names = sorted(n for n in os.listdir(path) if not n.startswith("."))  # noqa: PTH208
        except OSError as e:
            yield InputError(f"the folder cannot be read: {e.strerror}", file=path, remedy="check its permissions")
            continue
        inside = [os.path.join(path, n) for n in names]  # noqa: PTH118
        # A link to a folder may lead back up: it is not followed.
        stack.extend(p for p in reversed(inside) if not (os.path.islink(p) and os.path.isdir(p)))  # noqa: PTH112, PTH114


def _regular(path: str) -> bool:
    """Whether a path is a file with an end, rather than a pipe or device that would wait forever."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
