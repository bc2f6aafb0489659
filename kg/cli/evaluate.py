"""`kg evaluate`: scores against gold data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import MODEL, ModelName


def _tasks(wanted: bool) -> None:
    """Print the tasks with their formats."""
    if not wanted:
        return
    from kg.evaluate import TASKS

    for name, task in TASKS.items():
        print(f"{name}: {task.about}" + ("" if task.ready else " (comes with a later version)"))
        if task.ready:
            print(f"    reads:  {task.reads}\n    scores: {task.scores}")
    raise typer.Exit


def evaluate(
    task: Annotated[str, typer.Argument(help="ner or parse; --tasks lists all.", show_default=False)],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Gold data.", show_default=False)],
    model: ModelName = MODEL,
    tasks: Annotated[
        bool, typer.Option("--tasks", callback=_tasks, is_eager=True, help="List tasks, formats and scores.")
    ] = False,
) -> None:
    """Score the language model on gold data.

    Prints one JSON object.

    ner reads JSON lines {"words": […], "names": [[first, end, label], …]} or columns of words and B-/I- labels and
    counts exact names; parse reads CoNLL-U and gives the share of words with the right head, label, tag and lemma.

    Example: kg evaluate parse en_ewt-ud-dev.conllu
    """
    from kg import trials

    scores = trials.evaluate(task, files, model=model)
    sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=1) + "\n")
