"""CSV: a header, then one article a row; separated by commas, semicolons or tabs; fields may hold line breaks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.article import TEXT_LIMIT, Source, build_article
from kg.readers.encoding import lines, refuse_binary

_DELIMITERS = ",;\t"


class CsvTable:
    """Reads `.csv` and `.tsv` row by row."""

    suffixes = (".csv", ".tsv")
    media_types = ("text/csv", "text/tab-separated-values")

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield the article of each row, or the error of that row, with the line where the row begins."""
        refuse_binary(source.head, source.name)
        # The module has one limit for the whole process; a smaller one cuts articles off.
        csv.field_size_limit(max(csv.field_size_limit(), TEXT_LIMIT + 1))
        feed = _lines(stream, source)
        try:
            columns, delimiter = _header(next(feed, ""))
        except csv.Error as e:
            message = f"the header is not valid CSV: {e}"
            raise InputError(message, file=source.name, line=1, remedy="name the columns in the first line") from None
        if "text" not in columns:
            names = ", ".join(name or "(no name)" for name in columns)
            remedy = "name the column with the articles' text `text` in the first line"
            raise InputError(
                f"there is no column `text`; the columns are: {names}", file=source.name, line=1, remedy=remedy
            )
        rows = csv.reader(feed, delimiter=delimiter)
        end = 0
        while True:
            start = end + 2
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as e:
                remedy = "is a quotation mark left open? double it inside a field"
                yield InputError(f"not valid CSV: {e}", file=source.name, line=start, remedy=remedy)
                cells = []
            end = rows.line_num
            if cells:
                yield _article(columns, cells, source, line=start)


def _lines(stream: BinaryIO, source: Source) -> Iterator[str]:
    for _, line in lines(stream, source.head, source.name):
        if isinstance(line, InputError):
            raise line
        # Old Macintosh files end their rows in a bare carriage return, which the csv module refuses.
        yield from io.StringIO(line, newline="") if "\r" in line else (line,)


def _header(line: str) -> tuple[list[str], str]:
    """The names of the columns in lower case and the delimiter: the one that yields `text`, then most columns."""
    line = line.lstrip("\ufeff")
    best: tuple[tuple[bool, int], list[str], str] | None = None
    for delimiter in _DELIMITERS:
        columns = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
        rank = ("text" in columns, len(columns))
        if best is None or rank > best[0]:
            best = (rank, columns, delimiter)
    assert best is not None
    return best[1], best[2]


def _article(columns: list[str], cells: list[str], source: Source, *, line: int) -> Article | InputError:
    if len(cells) > len(columns):
        # The surplus would be the end of a text with a delimiter in it: better no article than half of one.
        message = f"the row has {len(cells)} fields, the header {len(columns)}"
        return InputError(message, file=source.name, line=line, remedy="quote fields that hold the delimiter")
    try:
        return build_article(dict(zip(columns, cells, strict=False)), source, line=line)
    except InputError as e:
        return e
