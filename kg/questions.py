"""Cypher on the embedded graph: the index is made anew when the ledger has changed, then one query runs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ledger import Ledger
from kg.loaders import embedded
from kg.loaders.questions import Question, find_question, load_questions
from kg.run import build_graph
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of plain values; `truncated` when rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A saved question as a list shows it."""

    name: str
    title: str
    parameters: tuple[str, ...]


def index_of(ledger: Path) -> Path:
    """The index beside a ledger: it may be deleted at any time, the next query makes it anew."""
    return ledger.with_name(f"{ledger.name}.graph")


def query(settings: Settings, cypher: str, params: Mapping[str, Any]) -> Answer:
    """Run a read-only query on the graph of a ledger.

    Raises:
        QueryError: The query writes, is malformed, or runs out of time; or the engine is not installed.
        LedgerError: There is no ledger.
    """
    embedded.require()
    embedded.check_readonly(cypher)
    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        version = ledger.version()
    index = index_of(settings.ledger)
    embedded.refresh(lambda: build_graph(settings), index, version)
    result = embedded.run(index, cypher, params)
    return Answer(result.columns, result.rows, result.truncated)


def ask(settings: Settings, name: str, params: Mapping[str, Any]) -> Answer:
    """Answer a saved question.

    Raises:
        QueryError: There is no such question, or a parameter is wrong.
    """
    question: Question = find_question(name)
    return query(settings, question.text, question.values(params))


def listed() -> list[Listed]:
    """All saved questions, by name."""
    return [Listed(q.name, q.title, tuple(p.name for p in q.parameters)) for q in load_questions().values()]
