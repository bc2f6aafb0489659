"""`kg rules`: the rules, their own examples, and what a rule saw."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import MODEL, DataFolder, ModelName

app = typer.Typer(name="rules", help="List, check and explain the rules.", no_args_is_help=True, rich_markup_mode=None)
_DOES_NOT_HOLD = 1


@app.command("list")
def list_rules(
    only: Annotated[str | None, typer.Argument(help="A type, or the beginning of a rule's id.")] = None,
    *,
    data: DataFolder = None,
) -> None:
    """List rules: id, mode, the words that announce them.

    Example: kg rules list ASSAULT
    """
    from kg.cli.terminal.tables import table
    from kg.errors import UsageError
    from kg.rules.read import load_rulebook

    book = load_rulebook(data)
    chosen = [r for r in book.rules if only is None or r.id.startswith(only.lower())]
    if not chosen:
        raise UsageError(f"no rule begins with {only!r}", remedy="`kg rules list` without a name shows all")
    rows = [[r.id, r.mode or "", ", ".join(" ".join((t.word, *t.others)) for t in r.triggers)] for r in chosen]
    sys.stdout.write(table(("rule", "mode", "words"), rows))


@app.command("check")
def check_rules(
    only: Annotated[str | None, typer.Argument(help="A type, or the beginning of a rule's id.")] = None,
    *,
    data: DataFolder = None,
    model: ModelName = MODEL,
) -> None:
    """Run the examples that stand in the rule files: hits must be found, misses must not (exit status 1).

    Example: kg rules check ASSAULT --data my-rules
    """
    from kg import trials

    report = trials.check(model, data=data, only=only)
    for problem in report.problems:
        print(f"{problem.file}: {problem.rule}: {problem.why}\n    {problem.text}")
    types = len(report.rules)
    print(
        f"{sum(report.rules.values())} rules of {types} types, {sum(report.triggers.values())} words; "
        f"{report.passed} examples hold, {len(report.problems)} do not",
        file=sys.stderr,
    )
    if report.problems:
        raise typer.Exit(_DOES_NOT_HOLD)


@app.command("explain")
def explain_sentence(
    sentence: Annotated[str, typer.Argument(help="A sentence in quotation marks.", show_default=False)],
    *,
    data: DataFolder = None,
    model: ModelName = MODEL,
) -> None:
    """Show how a sentence was read, which rules fired, which nearly did, and why.

    Example: kg rules explain "Rebels shelled the airport of Taftanaz on Monday."
    """
    from kg import trials

    sys.stdout.write(trials.explain(model, sentence, data=data))
