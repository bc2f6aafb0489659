from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from kg.errors import InputError, UsageError
from kg.model import Article
from kg.readers import Source, build_article, read, readers, registry
from kg.readers.csv_table import CsvTable
from kg.readers.json_file import JsonFile
from kg.readers.json_lines import JsonLines
from kg.readers.plain_text import PlainText


class Shouted:
    """A third-party format: a line an article, all in capitals."""

    suffixes = (".shout", ".loud.txt")
    media_types = ("text/x-shout",)

    def read(self, stream: BinaryIO, source: Source) -> Iterator[Article | InputError]:
        for number, line in enumerate(stream, 1):
            yield build_article({"text": line.decode().strip().upper()}, source, line=number)


def _install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    point = EntryPoint("shout", value, registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == registry.GROUP else [])
    readers.cache_clear()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    readers.cache_clear()


@pytest.mark.parametrize("name", ["a.shout", "a.loud.txt", "A.SHOUT"])
def test_a_plug_in_reads_its_suffixes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _install(monkeypatch, f"{__name__}:Shouted")
    (tmp_path / name).write_text("one\n\ntwo\n")
    first, second = read([tmp_path])
    assert isinstance(first, Article) and first.text == "ONE"
    assert isinstance(second, InputError) and second.line == 2, "what it raises ends the file"


def test_a_plug_in_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, "no.such.module:Reader")
    with pytest.raises(UsageError, match="shout"):
        readers()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", PlainText), ("a.MD", PlainText), ("a.jsonl.gz", JsonLines), ("a.json", JsonFile), ("a.tsv", CsvTable)],
)
def test_suffixes(name: str, kind: type[Any]) -> None:
    assert isinstance(registry.reader_for_name(name), kind)


@pytest.mark.parametrize("name", ["a.doc", "txt", "a.txt.bak", ""])
def test_unknown_suffixes(name: str) -> None:
    assert registry.reader_for_name(name) is None


def test_suffixes_and_media_types_are_told_apart() -> None:
    assert len({s for r in readers() for s in r.suffixes}) == sum(len(r.suffixes) for r in readers())
    assert len({m for r in readers() for m in r.media_types}) == sum(len(r.media_types) for r in readers())
