"""`kg load`: the graph into Neo4j."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import LEDGER, URI, USER, Authority, Database, DataFolder, LedgerFile, Uri, User, server
from kg.settings import Server, Settings

if TYPE_CHECKING:
    from kg.loaders.neo4j import Difference, Loaded

_SHOWN = 5


def load(
    *,
    ledger: LedgerFile = LEDGER,
    uri: Uri = URI,
    user: User = USER,
    database: Database = None,
    ca: Authority = None,
    data: DataFolder = None,
    verify: Annotated[bool, typer.Option("--verify", help="Only compare: ids and values, both ways.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Send everything, not only what has changed.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where another ledger's graph is there: it is taken away.")
    ] = False,
    batch: Annotated[
        int | None, typer.Option("--batch", min=1, metavar="N", help="Rows of one transaction.", show_default=False)
    ] = None,
) -> None:
    """Bring a Neo4j database to where the ledger is: only what is new or changed is sent, what is gone is removed.

    The password comes from the environment: NEO4J_PASSWORD. What other programmes keep in the database is left alone.

    Example: kg load --uri neo4j://localhost:7687 --user neo4j
    """
    from kg import run
    from kg.cli.terminal.loading import watcher

    settings, target = Settings(ledger=ledger, data=data), server(uri, user, database, ca)
    if verify:
        _verify(settings, target)
        return
    with watcher() as watching:
        loaded = run.load(settings, target, batch=batch, full=full, replace=replace, progress=watching.advanced)
    print(_said(loaded), file=sys.stderr)


def _said(loaded: Loaded) -> str:
    if loaded.current and not loaded.writes:
        return "nothing to do: the database is where the ledger is"
    seconds = max(loaded.seconds, 1e-3)
    rate = (loaded.nodes + loaded.relationships) / seconds
    made = f"{loaded.nodes} nodes and {loaded.relationships} relationships made, {loaded.removed} removed"
    return f"{made} in {seconds:.1f} s ({rate:,.0f}/s)"


def _verify(settings: Settings, target: Server) -> None:
    from kg import run

    differences = run.verify(settings, target)
    for one in differences:
        print("\n".join(_differs(one)))
    if not all(one.sound for one in differences):
        print(
            "the database is not where the ledger is: kg load brings it there, kg load --full whatever was done",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def _differs(one: Difference) -> list[str]:
    foreign = f", {one.foreign} of other programmes" if one.foreign else ""
    lines = [f"{one.part}: {one.count}{foreign}, {'all there' if one.sound else 'not the same'}"]
    for said, ids in (("missing", one.missing), ("left over", one.surplus), ("otherwise", one.differing)):
        if ids:
            more = " …" if len(ids) > _SHOWN else ""
            lines.append(f"  {said}: {len(ids)} ({', '.join(ids[:_SHOWN])}{more})")
    if one.doubled:
        lines.append(f"  there more than once: {one.doubled}")
    return lines
