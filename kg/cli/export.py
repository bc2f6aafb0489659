"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile, choice
from kg.settings import Settings

Day = str | None


def export(
    format: Annotated[
        str,
        typer.Argument(
            help="graphml, gexf, cytoscape, node-link, neo4j-csv, geojson, or a format of a plug-in.",
            show_default=False,
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to.", show_default=False)],
    *,
    ledger: LedgerFile = LEDGER,
    what: Annotated[
        str, typer.Option("--what", metavar="relations|claims", help="Relations that sum up, or each claim.")
    ] = "relations",
    since: Annotated[Day, typer.Option("--since", metavar="D", help="About this date or later: 2020-02.")] = None,
    until: Annotated[Day, typer.Option("--until", metavar="D", help="About this date or earlier.")] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="T", help="Only this type; may be given several times.")
    ] = None,
    entity: Annotated[Day, typer.Option("--entity", metavar="NAME", help="Only what names this entity.")] = None,
    data: DataFolder = None,
) -> None:
    """Write the graph for Gephi, Cytoscape, QGIS and others.

    Example: kg export gexf -o war.gexf --since 2020-01 --type ASSAULT
    """
    from kg import run

    choice(what, ("relations", "claims"), "--what")
    settings = Settings(ledger=ledger, data=data)
    part = run.export(settings, format, output, what=what, since=since, until=until, types=types or (), entity=entity)
    edges = f"{len(part.relations)} relations" if what == "relations" else f"{len(part.claims)} claims"
    print(f"{len(part.entities)} entities, {edges}: {output}", file=sys.stderr)
