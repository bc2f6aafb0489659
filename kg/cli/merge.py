"""`kg merge`: two entities are one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile, Speaker
from kg.settings import Settings

One = Annotated[str, typer.Argument(help="Name, id, or key of a chain (article:chain).", show_default=False)]


def merge(left: One, right: One, *, ledger: LedgerFile = LEDGER, data: DataFolder = None, by: Speaker = None) -> None:
    """Say that two entities are one.

    Your word wins over every judgement of kg; `kg split` undoes it.

    Example: kg merge "Orange Apple Front" "the OAF" --ledger war.db
    """
    from kg.identity import Review

    with Review(Settings(ledger=ledger, data=data), by=by) as session:
        whole = session.merge(left, right)
    print(f"one entity: {whole.name} ({whole.entity}), {whole.chains} names in articles", file=sys.stderr)
