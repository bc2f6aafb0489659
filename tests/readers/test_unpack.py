from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import read, unpack

from .conftest import Read

ROW = b'{"text": "One."}\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", b"One."),
        ("a.jsonl.gz", ROW),
        ("a.json.gz", b'[{"text": "One."}]'),
        ("a.csv.gz", b"text\nOne.\n"),
        ("a.gz", ROW),
        ("a", b"One."),
    ],
)
def test_gzip_of_any_format(reading: Read, name: str, content: bytes) -> None:
    (article,), errors = reading(name, gzip.compress(content))
    assert not errors and article.text == "One."


def test_the_magic_number_counts_and_not_the_name(reading: Read) -> None:
    assert reading("a.txt", gzip.compress(b"One."))[0][0].text == "One."
    assert reading("b.txt.gz", b"Two.")[0][0].text == "Two."
    assert reading("-", gzip.compress(ROW))[0][0].text == "One."


def test_many_members(reading: Read) -> None:
    articles, errors = reading("a.jsonl.gz", gzip.compress(ROW) + gzip.compress(ROW))
    assert not errors and len(articles) == 2


def test_truncated(reading: Read) -> None:
    rng = random.Random(1)
    rows = b"".join(json.dumps({"id": i, "text": f"{rng.random()} words"}).encode() + b"\n" for i in range(20_000))
    articles, (error,) = reading("a.jsonl.gz", gzip.compress(rows)[:-2000])
    assert "damaged" in error.message and error.remedy
    assert 1_000 < len(articles) < 20_000


@pytest.mark.parametrize("data", [gzip.compress(b"words " * 500)[:-6], b"\x1f\x8b\x08words", b"\x1f\x8b"])
def test_damaged(reading: Read, data: bytes) -> None:
    articles, (error,) = reading("a.txt.gz", data)
    assert not articles and error.remedy


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
def test_bomb(reading: Read, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(unpack, "BOMB_FROM", 1_000_000)
    articles, errors = reading(name, gzip.compress(b"text\n" + b"x" * 3_000_000))
    assert not articles and "200 times" in errors[-1].message


def test_memory_does_not_grow_with_the_batch(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for i in range(1_200):
            stream.write(json.dumps({"id": i, "text": f"{i} words " * 500}).encode() + b"\n")
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_200
    assert peak < 2_000_000, "6 MB of text, and only a line of it at a time"


def test_head_and_whole_stream() -> None:
    data = bytes(range(32, 127)) * 1_000
    opened = unpack.Opened(io.BytesIO(data), "f")
    assert opened.head == data[: unpack.HEAD] and opened.stream.read() == data


def test_errors_are_values() -> None:
    assert all(isinstance(i, InputError) for i in read(["-"], stdin=io.BytesIO(gzip.compress(b"x" * 99)[:-9])))
