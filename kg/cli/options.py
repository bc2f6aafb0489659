"""Options that several commands share, said once."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.errors import UsageError
from kg.settings import DEFAULT_LEDGER, DEFAULT_MODEL, Server

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False),
]
LedgerFile = Annotated[
    Path, typer.Option("--ledger", envvar="KG_LEDGER", metavar="F", help="The ledger, one SQLite file.")
]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Your own rules, names, places and time words, laid over kg/data."),
]
ModelName = Annotated[
    str, typer.Option("--model", metavar="NAME", help="A bundled model, a model folder, or a spaCy pipeline.")
]
Parameters = Annotated[
    list[str] | None, typer.Option("--param", metavar="K=V", help="A parameter; may be given several times.")
]
Speaker = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who says so.", show_default="the name of the user")
]

Uri = Annotated[
    str,
    typer.Option("--uri", envvar="NEO4J_URI", metavar="U", help="Neo4j's address; neo4j+s:// for TLS (Aura)."),
]
User = Annotated[str, typer.Option("--user", envvar=["NEO4J_USER", "NEO4J_USERNAME"], metavar="N", help="Its user.")]
Database = Annotated[
    str | None, typer.Option("--database", envvar="NEO4J_DATABASE", metavar="D", help="One of several databases.")
]
Authority = Annotated[
    Path | None, typer.Option("--ca", envvar="NEO4J_CA", metavar="PEM", help="Certificate of your own authority.")
]

LEDGER = Path(DEFAULT_LEDGER)
URI = Server().uri
USER = Server().user
MODEL = DEFAULT_MODEL


def server(uri: str, user: str, database: str | None, ca: Path | None) -> Server:
    """The Neo4j server that is meant; its password comes from NEO4J_PASSWORD and from nowhere else."""
    return Server(uri, user, os.environ.get("NEO4J_PASSWORD") or None, database, ca)


def parameters(given: list[str] | None) -> dict[str, Any]:
    """Turn `k=v` words into a mapping; a value that is JSON (a number, true, null, a list) is that, else it is text.

    Raises:
        UsageError: A word has no `=`.
    """
    pairs: dict[str, Any] = {}
    for word in given or []:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"`{word}` is not a parameter", remedy="write --param name=value")
        try:
            pairs[name.strip()] = json.loads(value)
        except ValueError:
            pairs[name.strip()] = value
    return pairs


def choice(value: str, allowed: tuple[str, ...], option: str) -> str:
    """The value, if it is one of those allowed.

    Raises:
        UsageError: It is not.
    """
    if value not in allowed:
        raise UsageError(f"{option} {value!r} is unknown", remedy=f"one of {', '.join(allowed)}")
    return value
