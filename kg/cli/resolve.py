"""`kg resolve`: who is who across articles."""

from __future__ import annotations

import sys

from kg.cli.options import LEDGER, LedgerFile
from kg.settings import Settings


def resolve(ledger: LedgerFile = LEDGER) -> None:
    """Merge names across articles into entities, with reasons.

    The reason for each judgement is kept in the ledger. Every command that shows the graph resolves by itself; this
    one keeps the record and says what was merged.

    Example: kg resolve --ledger war.db
    """
    from kg import run

    done = run.resolve(Settings(ledger=ledger))
    print(
        f"{done.chains} names in articles became {done.entities} entities; "
        f"{done.pairs} pairs judged, {done.same} the same, {done.new} judgements new: {ledger}",
        file=sys.stderr,
    )
