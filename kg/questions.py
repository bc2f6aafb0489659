"""Cypher on the embedded graph, whose index is made anew when the ledger has changed, or on a Neo4j server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ledger import Ledger
from kg.loaders import embedded
from kg.loaders.questions import Question, find_question, load_questions
from kg.run import build_graph
from kg.settings import Server, Settings


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


def query(settings: Settings, cypher: str, params: Mapping[str, Any], server: Server | None = None) -> Answer:
    """Run a read-only query on the graph of a ledger, or on that of a Neo4j server.

    Raises:
        QueryError: The query writes, is malformed, or runs out of time; or the engine is not installed.
        LedgerError: There is no ledger.
        ServerError: The server cannot be reached, refuses, or went away.
    """
    if server is not None:
        return _asked_of(server, cypher, params)
    embedded.require()
    embedded.check_readonly(cypher)
    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        version = ledger.version()
    index = index_of(settings.ledger)
    embedded.refresh(lambda: build_graph(settings), index, version)
    result = embedded.run(index, cypher, params)
    return Answer(result.columns, result.rows, result.truncated)


def _asked_of(server: Server, cypher: str, params: Mapping[str, Any]) -> Answer:
    from kg.loaders import neo4j

    embedded.check_readonly(cypher)
    with neo4j.connect(server) as connection:
        result = neo4j.run(connection, cypher, params)
    return Answer(result.columns, result.rows, result.truncated)


def ask(settings: Settings, name: str, params: Mapping[str, Any], server: Server | None = None) -> Answer:
    """Answer a saved question.

    Raises:
        QueryError: There is no such question, or a parameter is wrong.
    """
    question: Question = find_question(name)
    return query(settings, question.text, question.values(params), server)


def listed() -> list[Listed]:
    """All saved questions, by name."""
    return [Listed(q.name, q.title, tuple(p.name for p in q.parameters)) for q in load_questions().values()]
