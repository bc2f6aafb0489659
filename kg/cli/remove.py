"""`kg remove`: take articles out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import LEDGER, URI, USER, Authority, Database, LedgerFile, Uri, User, server
from kg.settings import Settings


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles.", show_default=False)],
    *,
    ledger: LedgerFile = LEDGER,
    neo4j: Annotated[bool, typer.Option("--neo4j", help="Out of a Neo4j database too (see kg load).")] = False,
    uri: Uri = URI,
    user: User = USER,
    database: Database = None,
    ca: Authority = None,
) -> None:
    """Take articles and all that only they support out.

    Their record stays in the ledger; ingesting them again brings them back. Ids are those of the input, or of:
    kg query "MATCH (a:Article) RETURN a.id, a.title"

    Example: kg remove example-danube-0205
    """
    from kg import run

    run.remove(Settings(ledger=ledger), articles, server(uri, user, database, ca) if neo4j else None)
    print(f"{len(dict.fromkeys(articles))} removed: {ledger}", file=sys.stderr)
