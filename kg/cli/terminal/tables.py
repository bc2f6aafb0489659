"""Rows for people (table) and programs (json, csv)."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMATS = ("table", "json", "csv")
_LEAST = 8  # columns of text that a column keeps however narrow the terminal


def rows(columns: Sequence[str], values: Iterable[Sequence[Any]], layout: str) -> str:
    """Lay out rows.

    Args:
        columns: Their names.
        values: A value per column in each row.
        layout: One of `FORMATS`; json is a list of objects.

    Returns:
        Text that ends in a line end.
    """
    if layout == "json":
        return json.dumps([dict(zip(columns, v, strict=True)) for v in values], ensure_ascii=False, indent=1) + "\n"
    if layout == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([plain(x) for x in row] for row in values)
        return stream.getvalue()
    return table(columns, [[plain(x) for x in row] for row in values])


def table(columns: Sequence[str], values: Sequence[Sequence[str]]) -> str:
    """Columns side by side; on a terminal, wide ones are wrapped so that a row fits its width."""
    widths = [
        max(_width(c), *(_width(line) for row in values for line in row[i].split("\n")), 1)
        for i, c in enumerate(columns)
    ]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns - 2 * (len(columns) - 1))
    lines = [_line(columns, widths), _line(["─" * w for w in widths], widths)]
    for row in values:
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for k in range(max(map(len, cells), default=0)):
            lines.append(_line([cell[k] if k < len(cell) else "" for cell in cells], widths))
    return "\n".join(lines) + "\n"


def plain(value: Any) -> str:
    """A value as a word: nothing for None, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(v) for v in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else repr(value)
    return " ".join(str(value).split())


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns until all fit."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return widths


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most this many columns, broken at spaces where there are any."""
    lines, line = [], ""
    for word in text.split(" "):
        while _width(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:width])
            word = word[width:]
        if line and _width(line) + 1 + _width(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)).rstrip()
