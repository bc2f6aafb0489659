"""What a format found in a file becomes an `Article`: one place for names of columns, limits, ids and hashes.

Invariants: the text stays as it was written except for NULs (a space) and lone surrogates (U+FFFD), one character
for one, so that offsets hold; the id is the given one, else a hash of url and text; the content hash covers
title, date, outlet, language and text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from kg import ids
from kg.errors import InputError
from kg.model import Article
from kg.readers.dates import date_in_name, iso_date
from kg.readers.language import guess_language, language_code

TEXT_LIMIT = 10_000_000
# A text may be longer in bytes than in characters, in UTF-8 at most four times.
BYTES_LIMIT = 4 * TEXT_LIMIT

TOO_LONG = f"the text is longer than the limit of {TEXT_LIMIT:,} characters for one article"

# Names of columns; the first that holds something counts.
COLUMNS = {
    "id": ("id",),
    "title": ("title",),
    "url": ("url",),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "language": ("language",),
}
_UNSAFE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles come from.

    Attributes:
        name: The path, or `stdin`: how messages call it.
        published: ISO date of articles that carry none.
        outlet: Outlet of articles that name none.
        head: The first bytes of the stream (unpacked).
    """

    name: str
    published: str | None = None
    outlet: str | None = None
    head: bytes = b""

    @property
    def date(self) -> str | None:
        """The date in the file's name (`2020-02-08-idlib.txt`), or None."""
        path = PurePath(self.name)
        if path.suffix.lower() == ".gz":
            path = path.with_suffix("")
        return date_in_name(path.stem)


def build_article(
    fields: Mapping[str, object], source: Source, *, line: int | None = None, key: str | None = None
) -> Article:
    """Build an article from the columns of a row.

    Args:
        fields: `text`, and any of `id title url outlet|source published|date language`; others are ignored.
        source: Where the row comes from; gives date and outlet to rows without.
        line: Line of the row in its file, from 1, for messages.
        key: What tells the row from others where there are no lines ("item 3"), for messages.

    Raises:
        InputError: The text is missing, not a string, blank, or longer than `TEXT_LIMIT` characters.
    """
    text = fields.get("text")
    fault = _fault(text, fields)
    if fault is not None:
        raise InputError(fault[0], file=source.name, line=line, key=key, remedy=fault[1])
    assert isinstance(text, str)
    text = _safe(text)
    given = {name: _first(fields, names) for name, names in COLUMNS.items()}
    title, url = given["title"], given["url"]
    published = iso_date(given["published"]) if given["published"] is not None else None
    published = published or source.published
    outlet = given["outlet"] or source.outlet
    language = language_code(given["language"]) if given["language"] is not None else guess_language(text)
    return Article(
        id=given["id"] or ids.article_id(url, text),
        text=text,
        title=title,
        url=url,
        outlet=outlet,
        published=published,
        language=language,
        content=ids.content_hash(title, published, outlet, language, text),
        file=source.name,
        line=line,
    )


def _fault(text: object, fields: Mapping[str, object]) -> tuple[str, str] | None:
    """What is wrong with a row's text, and the remedy; None when nothing is."""
    if text is None:
        names = ", ".join(sorted(str(name) for name in fields if name is not None)[:30]) or "none"
        return f"there is no text; the columns are: {names}", "name the column with the article's text `text`"
    if not isinstance(text, str):
        return f"the text is not a string but {_KINDS.get(type(text), 'something else')}", "write the text as a string"
    if not text.strip("\x00\ufeff \t\r\n") or text.isspace():
        return "the text is empty", "leave it out, or give it a text"
    return (TOO_LONG, "split it into articles") if len(text) > TEXT_LIMIT else None


_KINDS: dict[type, str] = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object"}


def _safe(text: str) -> str:
    """Replace what neither UTF-8 nor XML can carry, one character for one."""
    if "\x00" in text:
        text = text.replace("\x00", " ")
    # isascii is a flag of the string, so the common case costs nothing.
    return text if text.isascii() else _UNSAFE.sub("\ufffd", text)


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of some columns that holds a word or a number, on one line; None when none does."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            words = " ".join(_safe(str(value)).split())
            if words:
                return words
    return None
