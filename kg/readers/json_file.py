"""A JSON file: an array of articles or one article. The file is read whole; large sets belong into JSON lines."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.article import Source, build_article
from kg.readers.encoding import decode
from kg.readers.json_lines import JsonLines, parse, row

FILE_LIMIT = 256_000_000
# One object, the line's end, another object: JSON lines under a name that does not say so.
_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


class JsonFile:
    """Reads `.json`: an array of objects or one object; JSON lines in a `.json` are read as such."""

    suffixes = (".json",)
    media_types = ("application/json",)

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield the articles of the array (errors name the item, counted from 1), or the one article."""
        data = stream.read(FILE_LIMIT + 1)
        if len(data) > FILE_LIMIT:
            message = f"the file is larger than {FILE_LIMIT // 1_000_000} MB"
            raise InputError(message, file=source.name, remedy="write it as JSON lines (.jsonl), one article a line")
        text = decode(data, source.name)
        if _LINES.match(text):
            yield from JsonLines().read(io.BytesIO(data), source)
            return
        value = parse(text, source)
        del data, text
        if isinstance(value, dict):
            yield build_article(row(value, source), source)
            return
        if not isinstance(value, list):
            raise InputError("neither an array nor an object", file=source.name, remedy='write [{"text": …}, …]')
        for number, item in enumerate(value, 1):
            key = f"item {number}"
            try:
                yield build_article(row(item, source, key=key), source, key=key)
            except InputError as e:
                yield e
