"""What a trial may be told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.settings import DEFAULT_MODEL

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TrialSettings:
    """Settings of `kg evaluate`.

    Attributes:
        model: Name of the language model.
        data: A person's data folder.
        sample: How many gold records to draw; None for all.
        seed: Seed of the drawing.
        given: Hand the gold entities to the step that is scored, instead of finding them (tasks that know how).
    """

    model: str = DEFAULT_MODEL
    data: Path | None = None
    sample: int | None = None
    seed: int = 1
    given: bool = False

    def drawn(self, records: Sequence[_T]) -> list[_T]:
        """The records to score: all, or a sample without replacement, in their order."""
        if self.sample is None or self.sample >= len(records):
            return list(records)
        return [records[i] for i in sorted(random.Random(self.seed).sample(range(len(records)), self.sample))]  # noqa: S311
