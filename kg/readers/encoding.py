"""Bytes become characters: UTF-8, UTF-16 and UTF-32 by their marks, else Western 8-bit text; never a binary file.

Invariant: what is returned can be encoded as UTF-8, and nothing is dropped silently: what cannot be decoded is U+FFFD.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from kg.errors import InputError

# A text of 10 million characters, each escaped as six bytes in JSON, with its metadata.
LINE_LIMIT = 64_000_000
_SNIFF = 65_536
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.02

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file", "convert it to text first, for example with pdftotext"),
    (b"\x89PNG", "a PNG image", "give its text"),
    (b"\xff\xd8\xff", "a JPEG image", "give its text"),
    (b"GIF8", "a GIF image", "give its text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save the document as plain text"),
    (b"{\\rtf", "an RTF document", "save the document as plain text"),
    (b"\x7fELF", "a program", "give text files"),
    (b"SQLite format 3\x00", "an SQLite database", "export its articles as .jsonl"),
    (b"BZh", "a bzip2 file", "unpack it with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
)


def refuse_binary(head: bytes, name: str) -> None:
    """Raise InputError when the first bytes of a file are those of a known binary format.

    Args:
        head: The first bytes of the file, at least 16 where it has as many.
        name: The file's name, for the message.
    """
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"this is {what}, not text", file=name, remedy=remedy)


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """Decode a whole document without its byte order mark.

    Args:
        data: The bytes of the document.
        name: The file's name, for the message.
        declared: An encoding that the document names itself (HTML), tried after UTF-8.

    Raises:
        InputError: The bytes are not text: NULs, many control characters, a known binary format.
    """
    refuse_binary(data[:16], name)
    text = _decoded(data, declared)
    sample = text[:_SNIFF]
    if "\x00" in text or len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise InputError("this is a binary file, not text", file=name, remedy="give plain text in UTF-8")
    return text


def lines(stream: BinaryIO, head: bytes, name: str) -> Iterator[tuple[int, str | InputError]]:
    """Read a file line by line, in memory bounded by `LINE_LIMIT`.

    Args:
        stream: The bytes, at their beginning.
        head: The first bytes of the stream, to find a byte order mark.
        name: The file's name, for messages.

    Yields:
        Line number (from 1) and the line with its ending, or an InputError in place of a line that is too long.
    """
    encoding = _marked(head)
    wide = encoding is not None and encoding != "utf-8-sig"
    readline: Callable[[int], Any] = stream.readline
    if wide:
        readline = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n").readline
    number = 0
    while piece := readline(LINE_LIMIT):
        number += 1
        if len(piece) >= LINE_LIMIT and piece[-1:] not in (b"\n", "\n"):
            while piece and piece[-1:] not in (b"\n", "\n"):
                piece = readline(LINE_LIMIT)
            limit = f"the line is longer than {LINE_LIMIT // 1_000_000} MB"
            yield number, InputError(limit, file=name, line=number, remedy="split the article")
            continue
        yield number, piece if wide else _decoded(piece, None)


def _marked(head: bytes) -> str | None:
    """The encoding named by a byte order mark."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _decoded(data: bytes, declared: str | None) -> str:
    marked = _marked(data[:4])
    if marked is not None:
        return data.decode(marked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    # UTF-8 with a few broken bytes has more whole sequences than broken ones; 8-bit text has next to none.
    if sum(c > "\x7f" for c in lenient) - bad > bad:
        return lenient
    for encoding in (declared, "cp1252"):
        try:
            if encoding is not None:
                return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")
