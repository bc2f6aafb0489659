"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile, choice
from kg.settings import Settings


def export(
    format: Annotated[
        str,
        typer.Argument(
            help="neo4j-csv, graphml, gexf, node-link, csv, geojson, cytoscape, jsonl, or a plug-in's.",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where to: a folder for csv and neo4j-csv, - for standard output.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = LEDGER,
    what: Annotated[
        str | None,
        typer.Option("--what", metavar="relations|claims|all", help="Summaries, or each claim; else what suits."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="D", help="About this date or later: 2020-02.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="D", help="About this date or earlier.")] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="T", help="Only this type; may be given several times.")
    ] = None,
    entity: Annotated[str | None, typer.Option("--entity", metavar="NAME", help="Only what names this entity.")] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", metavar="P", min=0.0, max=1.0, help="Only claims this sure or surer.")
    ] = 0.0,
    data: DataFolder = None,
) -> None:
    """Write the graph for Gephi, Cytoscape, QGIS and others.

    Example: kg export gexf -o war.gexf --since 2020-01 --type ASSAULT
    """
    from kg import run

    if what is not None:
        choice(what, ("relations", "claims", "all"), "--what")
    target = sys.stdout if str(output) == "-" else output
    settings = Settings(ledger=ledger, data=data)
    chosen = {"since": since, "until": until, "types": types or (), "entity": entity}
    part = run.export(settings, format, target, what=what, min_confidence=min_confidence, **chosen)
    edges = f"{len(part.claims)} claims" if part.claims else f"{len(part.relations)} relations"
    print(f"{len(part.entities)} entities, {edges}: {output}", file=sys.stderr)
