"""A web page: main text, title, date and outlet as trafilatura finds them (the extra `[html]`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.article import Source, build_article
from kg.readers.encoding import decode

PAGE_LIMIT = 40_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_COLUMNS = {"title": "title", "date": "date", "outlet": "sitename", "url": "url", "language": "language"}


class HtmlPage:
    """Reads `.html` and `.htm`."""

    suffixes = (".html", ".htm", ".xhtml")
    media_types = ("text/html", "application/xhtml+xml")

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield the one article of a page."""
        data = stream.read(PAGE_LIMIT + 1)
        if len(data) > PAGE_LIMIT:
            message = f"the page is larger than {PAGE_LIMIT // 1_000_000} MB"
            raise InputError(message, file=source.name, remedy="save its text as .txt")
        found = _CHARSET.search(data[:4096])
        declared = found[1].decode("ascii", "replace") if found is not None else None
        fields = _main_text(decode(data, source.name, declared=declared), source)
        if not fields["date"] and source.date is not None:
            fields["date"] = source.date
        yield build_article(fields, source)


def _main_text(page: str, source: Source) -> dict[str, object]:
    """The columns of the article that a page holds.

    Raises:
        InputError: trafilatura is not installed, or the page has no main text.
    """
    try:
        import trafilatura
    except ImportError:
        remedy = 'pip install "kg-news[html]"'
        raise InputError("reading HTML needs trafilatura", file=source.name, remedy=remedy) from None
    nothing = InputError("no article text was found in the page", file=source.name, remedy="save its text as .txt")
    try:
        found: Any = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # The date of publication, as the page states it; a guess from the words of the text would anchor wrongly.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # a parser of untrusted pages may fail in any way: the page is at fault, not the batch
        raise nothing from None
    if found is None:
        raise nothing
    values = found if isinstance(found, dict) else found.as_dict()
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise nothing
    # One line a paragraph there; elsewhere a blank line parts paragraphs, and sentences never run over one.
    return {
        "text": re.sub(r"\n+", "\n\n", text.strip()),
        **{column: values.get(name) or "" for column, name in _COLUMNS.items()},
    }
