"""`kg rules`: the rules, their own examples, what a rule saw, and what rules of one's own change."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import MODEL, DataFolder, ModelName, Sources, choice

if TYPE_CHECKING:
    from kg.rules.diff import Change

app = typer.Typer(
    name="rules", help="List, check, explain and compare the rules.", no_args_is_help=True, rich_markup_mode=None
)
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

    Prints the examples that do not hold, then a table of what the rules cover.

    Example: kg rules check ASSAULT --data my-rules
    """
    from kg import trials
    from kg.cli.terminal.tables import table

    report = trials.check(model, data=data, only=only)
    for problem in report.problems:
        print(f"{problem.file}: {problem.rule}: {problem.why}\n    {problem.text}")
    rows = [[str(cell) for cell in row] for row in report.coverage()]
    sys.stdout.write(table(("type", "rules", "words", "hits", "misses", "wrong"), rows))
    print(f"{report.passed} examples hold, {len(report.problems)} do not", file=sys.stderr)
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


@app.command("diff")
def diff_rules(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with rules of your own.", show_default=False)],
    articles: Sources,
    *,
    model: ModelName = MODEL,
    layout: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print.")] = "text",
) -> None:
    """Show the claims that articles gain (+) and lose (-) when the rules of a folder are laid over the built-in ones.

    Example: kg rules diff my-data articles/
    """
    from dataclasses import asdict

    from kg import trials

    choice(layout, ("text", "json"), "--format")
    found = list(trials.diff(model, folder, articles))
    if layout == "json":
        sys.stdout.write(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(_changed(c, found[n - 1] if n else None) for n, c in enumerate(found)))
    gained = sum(c.gained for c in found)
    print(f"{gained} claims gained, {len(found) - gained} lost", file=sys.stderr)


def _changed(change: Change, before: Change | None) -> str:
    """Lines of a change; article and sentence are said once for changes that share them."""
    lines = []
    if before is None or change.article != before.article:
        lines.append(change.article)
    if before is None or (change.article, change.sentence) != (before.article, before.sentence):
        lines.append(f"  {change.sentence}")
    sides = [", ".join(side) or "-" for side in (change.actors, change.recipients)]
    at = f" at {', '.join(change.places)}" if change.places else ""
    mode = f"/{change.mode}" if change.mode else ""
    sign = "+" if change.gained else "-"
    lines.append(f"    {sign} {change.type}{mode} ({change.status}): {sides[0]} -> {sides[1]}{at}  [{change.rule}]")
    return "\n".join(lines) + "\n"
