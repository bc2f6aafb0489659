"""How a load shows itself where there is no terminal: a line now and then, with rate and time left."""

from __future__ import annotations

import pytest

from kg.cli.load import _differs, _said
from kg.cli.terminal.loading import Lines, told, watcher
from kg.loaders.neo4j import Difference, Loaded


def test_rows_rate_and_time_left() -> None:
    assert told(Loaded(rows=1000, done=250, seconds=10.0)) == "250 of 1000 rows, 25/s, 0:30 left"
    assert told(Loaded(rows=10)) == "0 of 10 rows, 0/s, 0:00 left"


def test_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with watcher() as lines:
        assert isinstance(lines, Lines)
        for seconds in (1.0, 11.0, 12.0, 22.0):
            lines.advanced(Loaded(rows=100, done=int(seconds), seconds=seconds))
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split()[0] for line in said.err.splitlines()] == ["11", "22"]


def test_what_a_load_did() -> None:
    assert _said(Loaded(nodes=30, relationships=70, removed=5, seconds=2.0)) == (
        "30 nodes and 70 relationships made, 5 removed in 2.0 s (50/s)"
    )
    assert "nothing to do" in _said(Loaded(current=True))


def test_what_differs_is_said_with_a_few_ids() -> None:
    ids = tuple(f"e{i}" for i in range(7))
    assert _differs(Difference("claim", ids, ("x",), (), 2, 3, 9)) == [
        "claim: 9, 3 of other programmes, not the same",
        "  missing: 7 (e0, e1, e2, e3, e4 …)",
        "  left over: 1 (x)",
        "  there more than once: 2",
    ]
    assert _differs(Difference("claim", (), (), (), 0, 0, 9)) == ["claim: 9, all there"]
