"""What the tests of readers share: write bytes to a file, read it, and split articles from errors."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import read

Read = Callable[..., tuple[list[Article], list[InputError]]]


@pytest.fixture
def reading(tmp_path: Path) -> Read:
    """Write content under a name, read it, return articles and errors; name "-" is standard input."""

    def run(name: str, content: bytes | str, **options: str) -> tuple[list[Article], list[InputError]]:
        data = content.encode("utf-8") if isinstance(content, str) else content
        if name == "-":
            items = list(read(["-"], stdin=io.BytesIO(data), **options))
        else:
            path = tmp_path / name
            path.write_bytes(data)
            items = list(read([str(path)], **options))
        return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, InputError)]

    return run
