"""How an ingest shows itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg.cli.terminal.progress import Lines, counts, left, rates, summary
from kg.errors import InputError
from kg.watch import Report

HALF = Report(read=12, new=10, skipped=2, failed=1, claims=30, words=4000, seconds=20.0, position=250, size=1000)


def test_words() -> None:
    assert counts(HALF) == "10 new, 2 already there, 1 failed, 30 claims"
    assert rates(HALF) == "0.5 articles/s, 200 words/s"
    assert left(HALF) == "25%, 0:01:00 left"
    assert summary(Report(skipped=3, seconds=0.1)) == "0 new, 3 already there, 0 claims in 0.1 s"
    assert left(Report()) == ""


def test_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        for seconds in (0.5, 3.0, 11.0, 12.0, 22.0):
            lines.advanced(Report(seconds=seconds))
        lines.failed(InputError("broken", file="a.txt", line=3, remedy="mend it"))
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 3
    assert "error: a.txt:3: broken (mend it)" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")
def test_the_bar_is_drawn_on_a_terminal_and_goes_away(tmp_path: Path) -> None:
    import pty

    code = (
        "from kg.cli.terminal.progress import watcher\n"
        "from kg.errors import InputError\n"
        "from kg.watch import Report\n"
        "with watcher() as bar:\n"
        "    bar.advanced(Report(new=2, claims=7, words=90, seconds=1.0, position=50, size=100))\n"
        "    bar.failed(InputError('broken [bold]', file='a.txt'))\n"
        "    bar._bar.refresh()\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-c", code], {**os.environ, "TERM": "xterm", "COLUMNS": "160"})
    said = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if not more:
            break
        said += more
    os.waitpid(child, 0)
    text = said.decode("utf-8", "replace")
    assert "2 new, 0 already there, 7 claims" in text
    assert "50%" in text
    assert "error: a.txt: broken [bold]" in text
