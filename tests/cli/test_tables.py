from __future__ import annotations

import json

import pytest

from kg.cli.terminal.tables import plain, rows, table


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (["a", None, 3], "a; ; 3"), (0.5, "0.5"), (3, "3"), ("a\nb", "a b"), ({"k": "é"}, '{"k": "é"}')],
)
def test_plain(value: object, text: str) -> None:
    assert plain(value) == text


def test_formats() -> None:
    columns, values = ("name", "n"), [["Ménaka, town", 2], [None, 30]]
    assert json.loads(rows(columns, values, "json")) == [{"name": "Ménaka, town", "n": 2}, {"name": None, "n": 30}]
    assert rows(columns, values, "csv") == 'name,n\n"Ménaka, town",2\n,30\n'
    assert rows(columns, values, "table") == "name          n\n────────────  ──\nMénaka, town  2\n              30\n"


def test_wide_letters_keep_columns_straight() -> None:
    lines = table(("a", "b"), [["北京", "x"], ["abcd", "y"]]).splitlines()
    assert lines[2].index("x") + 2 == lines[3].index("y")


def test_no_rows() -> None:
    assert rows(("a",), [], "table") == "a\n─\n"
    assert rows(("a",), [], "json") == "[]\n"


def test_a_narrow_terminal_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    text = table(("id", "sentence"), [["1", "the quick brown fox jumps over the lazy dog"]])
    assert max(map(len, text.splitlines())) <= 30
    assert " ".join(text.split()).endswith("the quick brown fox jumps over the lazy dog")
