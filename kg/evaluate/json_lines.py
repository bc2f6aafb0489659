"""Gold data as JSON lines: one record a line, gzip or not, and an error that names the line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import DataError
from kg.files import open_binary

_T = TypeVar("_T")


def records(path: Path, make: Callable[[dict[str, Any]], _T], *, thing: str, layout: str) -> Iterator[_T]:
    """Read records; empty lines are passed over.

    Args:
        path: The file.
        make: Turns a row into a record; a `KeyError`, `TypeError` or `ValueError` of it is a fault of the line.
        thing: What a line should be, for the error.
        layout: How a line is written, for the error.

    Raises:
        DataError: A line is something else.
    """
    with open_binary(path) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                made = make(json.loads(line))
            except (ValueError, KeyError, TypeError) as e:
                remedy = f"each line is {layout}"
                raise DataError(f"not {thing}: {e}", file=path, line=number, remedy=remedy) from e
            yield made
