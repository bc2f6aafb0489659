"""How a word is written, as one small number: the network's only view of case, since its encoder is uncased."""

from __future__ import annotations

import re
from functools import lru_cache

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("lower", r"[a-z]+$"),
        ("title", r"[A-Z][a-z]+$"),
        ("upper-1", r"[A-Z]$"),
        ("upper-2", r"[A-Z]{2}$"),
        ("upper-short", r"[A-Z]{3,4}$"),
        ("upper-long", r"[A-Z]{5,}$"),
        ("abbreviation-upper", r"(?:[A-Z]\.)+[A-Z]?$"),
        ("abbreviation-title", r"[A-Z][a-z]{0,5}\.$"),
        ("abbreviation-lower", r"(?:[a-z]+\.)+[a-z]*$"),
        ("camel-title", r"[A-Z][a-z]+[A-Z]\w*$"),
        ("camel-lower", r"[a-z]+[A-Z]\w*$"),
        ("upper-plural", r"[A-Z]{2,}s$"),
        ("digits-1", r"\d$"),
        ("digits-2", r"\d\d$"),
        ("digits-4", r"\d{4}$"),
        ("digits", r"\d+$"),
        ("number", r"[\d.,:/-]*\d[\d.,:/-]*$"),
        ("letters-digits", r"(?=\w*\d)\w+$"),
        ("apostrophe", r"['’]\w*$|\w+['’]\w+$"),
        ("stop", r"[.!?…]+$"),
        ("comma", r"[,;:]$"),
        ("quote", r"[\"“”‘’'`«»]+$"),
        ("bracket", r"[()\[\]{}<>]$"),
        ("dash", r"[-‐‑–—]+$"),
        ("mark", r"[^\w\s]+$"),
        ("title-hyphen", r"[A-Z]\S*[-‐‑]\S*$"),
        ("lower-hyphen", r"\S*[-‐‑]\S*$"),
        ("title-foreign", r"[^\W\d_a-z]\w+$"),
        ("lower-foreign", r"[^\W\d_]+$"),
    )
)
OTHER = len(_SHAPES)
SHAPES = OTHER + 1
"""Number of shapes, the last being everything else."""


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """Number of the first shape that `word` has; `OTHER` when it has none."""
    for number, (_, pattern) in enumerate(_SHAPES):
        if pattern.match(word):
            return number
    return OTHER
