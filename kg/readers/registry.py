"""Which reader reads what: the built-in formats, and those of other packages (entry points of group `kg.readers`).

Invariant: of two readers that claim a suffix the installed plug-in wins over the built-in one, and plug-ins are
taken in the order of their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import BinaryIO, Protocol

from kg.errors import InputError, UsageError
from kg.model import Article
from kg.readers.article import Source
from kg.readers.csv_table import CsvTable
from kg.readers.html_page import HtmlPage
from kg.readers.json_file import JsonFile
from kg.readers.json_lines import JsonLines
from kg.readers.plain_text import PlainText

GROUP = "kg.readers"


class Reader(Protocol):
    """A format of articles. An entry point names an object with these attributes, or a class without arguments.

    Attributes:
        suffixes: Ends of file names in lower case, with the dot; `.gz` behind them is taken care of.
        media_types: Internet media types of the format.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...  # noqa: D102 (said above)

    @property
    def media_types(self) -> tuple[str, ...]: ...  # noqa: D102 (said above)

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield articles (see `build_article`) and errors; InputError may also be raised and ends the file."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, plug-ins first.

    Raises:
        UsageError: A plug-in does not load.
    """
    found: list[Reader] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        try:
            plugin = point.load()
        except Exception as e:  # whatever the plug-in raises, its name is what the person needs
            remedy = "mend or uninstall the package that brings it"
            raise UsageError(f"the reader `{point.name}` ({point.value}) does not load: {e}", remedy=remedy) from e
        found.append(plugin() if isinstance(plugin, type) else plugin)
    return (*found, PlainText(), JsonLines(), JsonFile(), CsvTable(), HtmlPage())


def reader_for_name(name: str) -> Reader | None:
    """The reader of a file name, by its longest known suffix, `.gz` passed over; None for an unknown suffix."""
    name = name.lower().removesuffix(".gz")
    known = [(len(s), -i, r) for i, r in enumerate(readers()) for s in r.suffixes if name.endswith(s)]
    return max(known, key=lambda k: k[:2])[2] if known else None


def reader_for_head(head: bytes) -> Reader:
    """The reader of a stream without a name, by its first bytes: a JSON array or object, JSON lines, HTML or text."""
    start = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    start = start.lstrip("\ufeff \t\r\n")
    if re.match(r"\[\s*[{\]]", start):
        return _of_type("application/json")
    if re.match(r'\{\s*["}]', start):
        # An object that does not end on its first line is one article written over many lines.
        first, newline, _ = start.partition("\n")
        many = newline != "" and not first.rstrip().endswith("}")
        return _of_type("application/json" if many else "application/jsonl")
    if re.match(r"<(!doctype html|html|head|body)\b", start, re.IGNORECASE):
        return _of_type("text/html")
    return _of_type("text/plain")


def known_suffixes() -> str:
    """All suffixes, for messages."""
    return " ".join(dict.fromkeys(s for r in readers() for s in r.suffixes))


def _of_type(media_type: str) -> Reader:
    return next(r for r in readers() if media_type in r.media_types)
