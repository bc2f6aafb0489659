"""JSON lines: one article a line, read line by line; a broken line is an error of its own and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.readers.article import Source, build_article
from kg.readers.encoding import lines, refuse_binary

# Raw control characters inside strings are common in dumps and do no harm.
_DECODER = json.JSONDecoder(strict=False)


class JsonLines:
    """Reads `.jsonl` and `.ndjson`."""

    suffixes = (".jsonl", ".ndjson")
    media_types = ("application/jsonl", "application/x-ndjson")

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        """Yield the article of each line, or the error of that line; blank lines are passed over."""
        refuse_binary(source.head, source.name)
        for number, line in lines(stream, source.head, source.name):
            if isinstance(line, InputError):
                yield line
            elif line.strip():
                try:
                    yield build_article(row(parse(line, source, line=number), source, line=number), source, line=number)
                except InputError as e:
                    yield e


def parse(text: str, source: Source, *, line: int | None = None) -> Any:
    """Decode JSON from an untrusted file.

    Args:
        text: One JSON value.
        source: Where it comes from, for messages.
        line: Its line; None when the text is a whole file, then the error finds its own line.

    Raises:
        InputError: The text is not JSON, is nested too deeply, or holds a number that is too long.
    """
    try:
        return _DECODER.decode(text.strip("\x00\ufeff \t\r\n"))
    except json.JSONDecodeError as e:
        where = line if line is not None else e.lineno
        message = f"not valid JSON: {e.msg} at column {e.colno}"
        raise InputError(message, file=source.name, line=where, remedy="mend or remove the line") from None
    except RecursionError:
        message = "the JSON is nested too deeply"
        raise InputError(message, file=source.name, line=line, remedy="give flat objects with a text") from None
    except ValueError:
        message = "the JSON holds a number that is too long"
        raise InputError(message, file=source.name, line=line, remedy="write it as a string") from None


def row(value: Any, source: Source, *, line: int | None = None, key: str | None = None) -> Mapping[str, object]:
    """The columns of a JSON object, their names in lower case.

    Raises:
        InputError: The value is not an object.
    """
    if not isinstance(value, dict):
        remedy = 'write each article as {"text": …}'
        raise InputError("this is not a JSON object", file=source.name, line=line, key=key, remedy=remedy)
    return {str(name).strip().lower(): content for name, content in value.items()}
