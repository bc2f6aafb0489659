"""`kg query` and `kg ask`: Cypher on the embedded graph or on a Neo4j server, typed or saved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import (
    LEDGER,
    URI,
    USER,
    Authority,
    Database,
    LedgerFile,
    Parameters,
    Uri,
    User,
    choice,
    parameters,
    server,
)
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.questions import Answer

Remote = Annotated[bool, typer.Option("--neo4j", help="Ask a Neo4j server (after kg load), not the ledger.")]
Layout = Annotated[str, typer.Option("--format", metavar="table|json|csv", help="How rows are printed.")]


def query(
    cypher: Annotated[str, typer.Argument(help="Read-only Cypher.", show_default=False)],
    *,
    ledger: LedgerFile = LEDGER,
    param: Parameters = None,
    layout: Layout = "table",
    neo4j: Remote = False,
    uri: Uri = URI,
    user: User = USER,
    database: Database = None,
    ca: Authority = None,
) -> None:
    """Run a read-only Cypher query; no server is needed.

    Example: kg query "MATCH (a)-[r:ASSAULT]->(b) RETURN a.name, b.name, r.count ORDER BY r.count DESC LIMIT 10"
    """
    from kg import questions

    _layout(layout)
    asked = server(uri, user, database, ca) if neo4j else None
    _print(questions.query(Settings(ledger=ledger), cypher, parameters(param), asked), layout)


def ask(
    name: Annotated[str | None, typer.Argument(help="A saved question; without one, all are listed.")] = None,
    *,
    ledger: LedgerFile = LEDGER,
    param: Parameters = None,
    layout: Layout = "table",
    neo4j: Remote = False,
    uri: Uri = URI,
    user: User = USER,
    database: Database = None,
    ca: Authority = None,
) -> None:
    """Answer a saved question; without a name, list them.

    Example: kg ask who-did-what --param actor=Turkey --format csv
    """
    from kg import questions
    from kg.cli.terminal.tables import rows

    _layout(layout)
    if name is None:
        listed = [[q.name, q.title, ", ".join(q.parameters)] for q in questions.listed()]
        sys.stdout.write(rows(("question", "asks", "parameters"), listed, layout))
        return
    asked = server(uri, user, database, ca) if neo4j else None
    _print(questions.ask(Settings(ledger=ledger), name, parameters(param), asked), layout)


def _layout(given: str) -> None:
    from kg.cli.terminal.tables import FORMATS

    choice(given, FORMATS, "--format")


def _print(answer: Answer, layout: str) -> None:
    from kg.cli.terminal.tables import rows

    sys.stdout.write(rows(answer.columns, answer.rows, layout))
    if answer.truncated:
        print(f"only the first {len(answer.rows)} rows are shown: add a LIMIT, or narrow the query", file=sys.stderr)
    elif layout == "table":
        print("1 row" if len(answer.rows) == 1 else f"{len(answer.rows)} rows", file=sys.stderr)
