"""`kg split`: one entity is two."""

from __future__ import annotations

import sys

from kg.cli.merge import One
from kg.cli.options import LEDGER, DataFolder, LedgerFile, Speaker
from kg.settings import Settings


def split(left: One, right: One, *, ledger: LedgerFile = LEDGER, data: DataFolder = None, by: Speaker = None) -> None:
    """Say that two names of one entity are two.

    Two people of one name are told apart by keys of their chains, that `kg resolve --explain` and `kg show --json` print.
    Your word wins over every judgement of kg; `kg merge` undoes it.

    Example: kg split "J. Smith" "John Smith" --ledger war.db
    """
    from kg.identity import Review

    with Review(Settings(ledger=ledger, data=data), by=by) as session:
        first, second = session.split(left, right)
    for side in (first, second):
        print(f"{side.name} ({side.entity}), {side.chains} names in articles", file=sys.stderr)
