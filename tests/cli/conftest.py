"""Run command lines in this process, with a stand-in for the language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import execute
from tests import stub


@dataclass(frozen=True)
class Done:
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> stub.StubLine:
    return stub.install(monkeypatch)


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`kg("stats", "--json")` in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_LEDGER", raising=False)
    monkeypatch.delenv("KG_DEBUG", raising=False)

    def run(*words: str | Path) -> Done:
        capsys.readouterr()
        code = execute([str(w) for w in words])
        return Done(code, *capsys.readouterr())

    return run
