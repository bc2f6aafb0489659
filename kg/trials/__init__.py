"""The line on trial: rules on their own examples, one sentence explained, each task against gold data.

A task of `kg.evaluate.TASKS` is run by the module of its name here (`events-pairs` by `kg.trials.events_pairs`), whose
`score(files, settings)` reads the gold, runs the line and gives the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.evaluate import TASKS
from kg.files import digest
from kg.trials.rules import check, diff, explain
from kg.trials.settings import TrialSettings
from kg.workers import model_version


def evaluate(task: str, files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score a task against gold data.

    Args:
        task: A task of `kg.evaluate.TASKS` that is ready.
        files: Gold data in the task's format; a folder stands for the JSON lines in it.
        settings: Model, data, sample.

    Returns:
        The scores with the model's version and a hash of the gold data.

    Raises:
        UsageError: The task is unknown or comes later, or a file does not exist.
    """
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}", remedy=f"one of {', '.join(TASKS)}")
    if not ready(task):
        now = ", ".join(name for name in TASKS if ready(name))
        raise UsageError(f"the task {task!r} comes with a later version of kg", remedy=f"now: {now}")
    if not files and not TASKS[task].alone:
        raise UsageError(f"the task {task!r} needs gold data", remedy=f"it reads {TASKS[task].reads}")
    files = [inner for path in files for inner in _files(path)]
    version = model_version(settings.model)
    scores = import_module(_module(task)).score(files, settings)
    return {
        "task": task,
        "model": version,
        "files": list(dict.fromkeys(p.name for p in files)),
        "digest": digest(files),
        **scores,
    }


def _files(path: Path) -> list[Path]:
    """A file, or the JSON lines of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise UsageError("there is no such file", file=path, remedy="check the path")
    return files


def ready(task: str) -> bool:
    """Whether a task can be run."""
    return find_spec(_module(task)) is not None


def _module(task: str) -> str:
    return f"{__name__}.{task.replace('-', '_')}"


__all__ = ["TrialSettings", "check", "diff", "evaluate", "explain", "ready"]
