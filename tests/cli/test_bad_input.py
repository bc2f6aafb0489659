"""Bad input through the command line: a message with file and line, the rest done, the exit status as promised."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from kg.ledger.schema import VERSION
from tests import stub
from tests.cli.conftest import Run

GOOD = "Alpha met Beta in town."
TURKISH = (
    "Dışişleri Bakanlığı bugün yaptığı açıklamada, iki ülke arasında bir anlaşma için görüşmelerin devam ettiğini ve "
    "bu konuda daha önce olduğu gibi her iki tarafın da çok çalıştığını söyledi. Bakan, bu sorunun çözümü için ne kadar "
    "zaman gerektiği ile ilgili bir soruya ise yanıt vermedi."
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def articles(kg: Run) -> int:
    return int(json.loads(kg("stats", "--json").out)["articles"])


def listed(tmp_path: Path) -> list[dict[str, object]]:
    return [json.loads(r) for r in (tmp_path / "kg.db.errors.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "at", "said"),
    [
        ("empty.txt", b"", None, "the file is empty"),
        ("binary.txt", bytes(range(256)) * 40, None, "binary"),
        ("turkish.txt", TURKISH.encode(), None, "language tr; the model reads English"),
        ("broken.jsonl", b'{"text": "Gamma met Delta."}\n{"text": \n{"text": "Delta met Gamma."}\n', 2, "JSON"),
        ("none.csv", b"id,title\n1,x\n", 1, "text"),
        ("broken.html.gz", b"\x1f\x8b\x08\x00 damaged", None, "gzip"),
        ("unknown.xyz", b"Alpha met Beta.", None, "format"),
    ],
)
def test_one_bad_file(
    kg: Run, line: stub.StubLine, good: Path, tmp_path: Path, name: str, content: bytes, at: int | None, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = kg("ingest", name, good)
    assert done.code == 1
    told = [row for row in done.err.splitlines() if row.startswith("error: ")]
    assert len(told) == 1
    assert told[0].startswith(f"error: {name}:{at}: " if at is not None else f"error: {name}")
    assert said in told[0]
    assert "Traceback" not in done.err
    (row,) = listed(tmp_path)
    assert (row["file"], row["line"]) == (name, at)
    assert row["remedy"]
    assert articles(kg) == (3 if name == "broken.jsonl" else 1)


def test_latin_1_is_read(kg: Run, line: stub.StubLine, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Alpha met Beta in Córdoba, said Núñez.".encode("latin-1"))
    done = kg("extract", "latin.txt")
    assert done.code == 0
    assert "dba" not in {m["text"] for m in json.loads(done.out)["mentions"]}


def test_a_line_of_five_megabytes_is_read(kg: Run, line: stub.StubLine, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(
        "Alpha met Beta. " + "they spoke of the old mill by the river. " * 125_000, encoding="utf-8"
    )
    done = kg("ingest", "long.txt")
    assert done.code == 0
    assert articles(kg) == 1


def test_no_date(kg: Run, line: stub.StubLine, good: Path) -> None:
    assert kg("ingest", good).code == 0
    assert json.loads(kg("stats", "--json").out)["first_published"] is None


def test_stop_at_the_first(kg: Run, line: stub.StubLine, good: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("ingest", "empty.txt", good, "--on-error", "stop")
    assert done.code == 1
    assert "stopped at the first" in done.err
    assert articles(kg) == 0


def test_extract_goes_on_too(kg: Run, line: stub.StubLine, good: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("extract", "empty.txt", good)
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    assert done.err.startswith("error: empty.txt: the file is empty (")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_ledger_that_cannot_be_written(kg: Run, line: stub.StubLine, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    done = kg("ingest", good, "--ledger", folder / "kg.db")
    assert done.code == 2
    assert "cannot be written" in done.err


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no/such/folder/kg.db", "the folder of the ledger does not exist"),
        (".", "this is a folder"),
        ("good.txt", "not a kg ledger"),
    ],
)
def test_a_ledger_that_cannot_be(kg: Run, line: stub.StubLine, good: Path, path: str, said: str) -> None:
    done = kg("ingest", good, "--ledger", path)
    assert (done.code, line.read) == (2, [])
    assert said in done.err
    assert good.read_text(encoding="utf-8") == GOOD


def test_a_ledger_of_a_future_version(kg: Run, line: stub.StubLine, good: Path, tmp_path: Path) -> None:
    kg("ingest", good)
    with sqlite3.connect(tmp_path / "kg.db") as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    for words in (("ingest", good), ("stats",), ("show", "Alpha")):
        done = kg(*words)
        assert done.code == 2
        assert f"version {VERSION + 1}" in done.err
        assert "install a newer kg" in done.err
