"""`kg evaluate`: scores against gold data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import MODEL, DataFolder, ModelName


def _tasks(wanted: bool) -> None:
    """Print the tasks with their formats."""
    if not wanted:
        return
    from kg.evaluate import TASKS
    from kg.trials import ready

    for name, task in TASKS.items():
        print(f"{name}: {task.about}" + ("" if ready(name) else " (comes with a later version)"))
        if ready(name):
            print(f"    reads:  {task.reads}\n    scores: {task.scores}")
    raise typer.Exit


def evaluate(
    task: Annotated[str, typer.Argument(help="A task; --tasks lists them.", show_default=False)],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Gold data.", show_default=False)] = None,
    *,
    model: ModelName = MODEL,
    data: DataFolder = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Draw so many gold records; else all.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the drawing.")] = 1,
    given: Annotated[bool, typer.Option("--given", help="Give the gold entities instead of finding them.")] = False,
    tasks: Annotated[
        bool, typer.Option("--tasks", callback=_tasks, is_eager=True, help="List tasks, formats and scores.")
    ] = False,
) -> None:
    """Score the language model or the reading of acts on gold data.

    Prints one JSON object.

    ner reads JSON lines {"words": […], "names": [[first, end, label], …]} or columns of words and B-/I- labels and counts
    exact names (sentences of one document, told by "# newdoc" or -DOCSTART-, are read together); parse reads CoNLL-U and
    gives the share of words with the right head, label, tag and lemma; events, events-pairs and event-place score acts and
    their places. --tasks tells all formats and scores.

    Example: kg evaluate parse en_ewt-ud-dev.conllu
    """
    from kg import trials

    scores = trials.evaluate(task, files or [], trials.TrialSettings(model, data, sample, seed, given))
    sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=1) + "\n")
