"""Plain text and Markdown: one file, one article.

Invariant: without front matter the text is the whole file, title line included, so that offsets are offsets into
the file (after a byte order mark is taken off and every line ends in a single newline); with front matter it is
all that follows the closing line and the blank lines behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.article import BYTES_LIMIT, TOO_LONG, Source, build_article
from kg.readers.encoding import decode

_FENCE = re.compile(r"\s*---[ \t]*\n(?P<head>(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n\s*|$)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_TITLE_LENGTH = 160
_TITLE_WORDS = 30


class PlainText:
    """Reads `.txt` and `.md`: front matter, else a first line that looks like a title; a date in the file's name."""

    suffixes = (".txt", ".text", ".md", ".markdown")
    media_types = ("text/plain", "text/markdown")

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield the one article of a text file."""
        data = stream.read(BYTES_LIMIT + 1)
        if len(data) > BYTES_LIMIT:
            raise InputError(TOO_LONG, file=source.name, remedy="split it into articles")
        text = decode(data, source.name).replace("\r\n", "\n").replace("\r", "\n")
        fields, body = front_matter(text)
        fields.setdefault("title", title_of(body) or "")
        if source.date is not None and not fields.get("published") and not fields.get("date"):
            fields["published"] = source.date
        yield build_article({**fields, "text": body}, source)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split `key: value` lines between two `---` lines from the text behind them.

    Args:
        text: A document with lines that end in a newline.

    Returns:
        The entries, names in lower case and quotes taken off, and the body; no entries and the whole text where the
        document does not begin with such a block.
    """
    match = _FENCE.match(text)
    if match is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in match["head"].splitlines():
        if not line.strip() or line.startswith(("#", " ", "\t", "-")):
            continue
        entry = _ENTRY.match(line)
        if entry is None:
            # A sentence between two rules is text, not front matter.
            return {}, text
        fields[entry["key"].lower()] = _unquoted(entry["value"] or "")
    fields.pop("text", None)
    return (fields, text[match.end() :]) if fields else ({}, text)


def title_of(text: str) -> str | None:
    """The first line, when it looks like a title: short, no sentence's end, a blank line and more text behind it.

    Args:
        text: A document; leading blank lines are passed over, Markdown's `# ` or underline is taken off.

    Returns:
        The title, or None.
    """
    line, _, rest = text.lstrip().partition("\n")
    heading = line.startswith("#")
    if re.match(r"(=+|-+)[ \t]*\n", rest):
        heading, rest = True, rest.partition("\n")[2]
    title = re.sub(r"^#+\s*|\s*#*\s*$", "", line)
    blank = not rest.partition("\n")[0].strip()
    if not title or not rest.strip() or not (blank or heading):
        return None
    short = len(title) <= _TITLE_LENGTH and len(title.split()) <= _TITLE_WORDS
    return title if short and (heading or not title.endswith((".", ",", ";", ":", "…"))) else None


def _unquoted(value: str) -> str:
    """A value of front matter without its quotes."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
