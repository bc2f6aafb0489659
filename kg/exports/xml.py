"""XML by hand, so that it streams: the body is kept aside (on disk when large) until the columns are known."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, TextIO

_MEMORY = 8 * 1024 * 1024

# In an attribute a tab or line end would be read back as a blank, unless written as a reference.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_SPECIAL = re.compile('[&<>"\t\n\r]')


def escape(text: str) -> str:
    """Text as the content of an element or attribute."""
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def attributes(values: Mapping[str, str | None]) -> str:
    """` name="value"` for each value that is not None."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value is not None)


def spool() -> IO[str]:
    """A text file in memory that moves to disk when it grows."""
    return SpooledTemporaryFile(_MEMORY, "w+", encoding="utf-8", newline="\n")


def pour(source: IO[str], stream: TextIO) -> None:
    """Write all of a spooled file to the stream."""
    source.seek(0)
    shutil.copyfileobj(source, stream)
    source.close()
