"""`kg review`: a person decides the doubtful pairs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import LEDGER, DataFolder, LedgerFile, Speaker
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.identity import Review
    from kg.model import Judgement

_ASK = "the same? [y]es [n]o [s]kip [u]ndo [q]uit: "
_LAST = "that was the last pair: [u]ndo or [q]uit: "


def review(
    *,
    ledger: LedgerFile = LEDGER,
    data: DataFolder = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Ask about so many pairs.")] = None,
    by: Speaker = None,
) -> None:
    """Ask about the doubtful pairs and remember the answers.

    Shows both sides with sentences, article and date. An answer is kept at once and wins over every judgement of kg,
    for ever; `u` takes the last one back, `kg merge` and `kg split` change one later. Answers may also come from a file
    or pipe, one a line; at its end the review ends.

    Example: kg review --limit 20 --ledger war.db
    """
    from kg.identity import Review

    with Review(Settings(ledger=ledger, data=data), by=by) as session:
        pairs = session.doubts()[:limit]
        if not pairs:
            print("no pair is doubtful", file=sys.stderr)
            return
        answered = _ask_all(session, pairs)
        print(f"{answered} answered, {len(pairs) - answered} left open: {ledger}", file=sys.stderr)


def _ask_all(session: Review, pairs: list[Judgement]) -> int:
    """Go through the pairs; how many were answered in the end."""
    from kg.cli.terminal.pairs import question_text

    answers: dict[int, bool] = {}
    number = 0
    while number <= len(pairs):
        if number < len(pairs):
            sys.stdout.write(question_text(session.question(pairs[number]), number + 1, len(pairs)))
        elif not answers:
            break
        word = _answer(_ASK if number < len(pairs) else _LAST)
        if word == "u":
            if answers:
                number, _ = answers.popitem()
                session.undo()
            else:
                print("there is no answer to take back", file=sys.stderr)
        elif word == "q" or number == len(pairs):
            break
        else:
            if word in ("y", "n"):
                session.answer(pairs[number], word == "y")
                answers[number] = word == "y"
            number += 1
    return len(answers)


def _answer(question: str) -> str:
    """One of y, n, s, u, q; the end of the input is q."""
    while True:
        sys.stdout.write(question)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        if not line:
            return "q"
        word = line.strip().lower()[:1]
        if word and word in "ynsuq":
            return word
        print("please answer y, n, s, u or q", file=sys.stderr)
