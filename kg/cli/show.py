"""`kg show`: one entity and its evidence."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile
from kg.settings import Settings


def show(
    name: Annotated[str, typer.Argument(help="An entity's name, alias or id.", show_default=False)],
    *,
    ledger: LedgerFile = LEDGER,
    data: DataFolder = None,
    latest: Annotated[int, typer.Option("--latest", min=0, metavar="N", help="Claims to show.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per entity of that name.")] = False,
) -> None:
    """Show one entity: names, offices, relations and claims, with evidence.

    Offices are those of the packs of roles (kg/data/roles, --data). Each of its latest claims comes with its sentence,
    article, date and rule.

    Example: kg show "United Nations" --latest 20
    """
    from kg import run
    from kg.cli.terminal.profiles import profile_text

    found = run.profiles(Settings(ledger=ledger, data=data), name, latest=latest)
    if as_json:
        sys.stdout.writelines(json.dumps(p.to_dict(), ensure_ascii=False) + "\n" for p in found)
        return
    sys.stdout.write("\n".join(profile_text(p) for p in found))
    if len(found) > 1:
        print(f"{len(found)} entities have that name; `kg show` with an id shows one", file=sys.stderr)
