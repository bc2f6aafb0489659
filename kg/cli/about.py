"""`kg schema`, `kg stats` and `kg model`: what the graph can say, what the ledger holds, what reads the articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from kg.cli.options import LEDGER, MODEL, DataFolder, LedgerFile, ModelName
from kg.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def schema(
    *,
    cypher: Annotated[bool, typer.Option("--cypher", help="Constraints and indexes for Neo4j.")] = False,
    data: DataFolder = None,
) -> None:
    """Print kinds, types and properties of the graph.

    Example: kg schema --cypher > schema.cypher
    """
    from kg.ontology import load_ontology
    from kg.schema import cypher_schema, describe

    ontology = load_ontology(data)
    sys.stdout.write(cypher_schema(ontology) if cypher else describe(ontology))


def stats(ledger: LedgerFile = LEDGER, as_json: AsJson = False) -> None:
    """Count articles, mentions and claims in the ledger.

    Example: kg stats --json
    """
    from kg import run

    _print(run.stats(Settings(ledger=ledger)), as_json)


def model(name: ModelName = MODEL, as_json: AsJson = False) -> None:
    """Describe the language model: sources, licence, scores.

    Example: kg model --json
    """
    from kg import run

    _print(run.model_card(name), as_json)


def _print(values: dict[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(values, 0))


def _lines(values: dict[str, Any], depth: int) -> Iterator[str]:
    width = max((len(str(k)) for k in values), default=0)
    for name, value in values.items():
        label = f"{'  ' * depth}{name.replace('_', ' ') if depth == 0 else name:<{width}}"
        if isinstance(value, dict):
            yield label.rstrip() if value else f"{label}  -"
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield label.rstrip()
            for item in value:
                text = " · ".join(str(v) for v in item.values()) if isinstance(item, dict) else str(item)
                yield f"{'  ' * (depth + 1)}{text}"
        else:
            yield f"{label}  {'-' if value is None else f'{value:,}' if isinstance(value, int) else value}"
