"""What a feature says: points for (above 0) or against, and the reason in words."""

from __future__ import annotations

from math import exp
from typing import NamedTuple


class Verdict(NamedTuple):
    """Points on the scale of log odds, and why."""

    points: float
    reason: str


def score_of(points: float) -> float:
    """Points as a score between 0 and 1: none at all is a half."""
    return round(1 / (1 + exp(-points)), 3)
