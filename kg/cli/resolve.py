"""`kg resolve`: who is who across articles, and why."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile
from kg.errors import UsageError
from kg.settings import Settings


def resolve(
    *,
    ledger: LedgerFile = LEDGER,
    data: DataFolder = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why two entities are one or two: give their names.")
    ] = False,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="A B", help="Names, ids, or keys of chains (article:chain).", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: one JSON object.")] = False,
) -> None:
    """Merge names across articles into entities, with reasons.

    The reason for each judgement is kept in the ledger; a pair is judged again only where an article that names one of
    its sides is new or gone. Every command that shows the graph resolves by itself; this one keeps the record and says
    what was merged. With --explain nothing is changed.

    Example: kg resolve --explain "Ada Lovelace" "A. Lovelace" --ledger war.db
    """
    settings = Settings(ledger=ledger, data=data)
    if explain:
        _explain(settings, names or [], as_json)
        return
    if names:
        raise UsageError("names are given without --explain", remedy="kg resolve --explain A B")
    from kg import run

    done = run.resolve(settings)
    print(
        f"{done.chains} names in articles became {done.entities} entities; {done.pairs} pairs judged ({done.new} now), "
        f"{done.same} the same, {done.doubtful} doubtful: {ledger}",
        file=sys.stderr,
    )
    if done.doubtful:
        print("`kg review` asks about the doubtful pairs", file=sys.stderr)


def _explain(settings: Settings, names: list[str], as_json: bool) -> None:
    if len(names) != 2:
        raise UsageError("--explain needs two names", remedy='kg resolve --explain "A" "B"')
    from kg.cli.terminal.pairs import explanation_text
    from kg.identity import Review

    with Review(settings) as review:
        found = review.explain(*names)
    sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False) + "\n" if as_json else explanation_text(found))
