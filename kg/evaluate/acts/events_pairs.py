"""A sentence, a source and a target give a type: gold file, and macro-F1 over classes.

The 15 classes are the types of the ontology with CONCEDE and RETREAT as one, YIELD. A pair without a claim is wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.evaluate import Counts
from kg.files import open_binary

_COLUMNS = ("sentence", "source", "target", "gold_root")
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_QUADS = {"YIELD": "M+"}
"""PLOVER counts all yielding among deeds."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One gold record; `quad` is V+, M+, V- or M-, empty where the file does not say."""

    sentence: str
    source: str
    target: str
    root: str
    quad: str = ""


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read gold pairs.

    Args:
        path: A table with tabs and a head line, also `.gz`: columns `sentence`, `source`, `target`, `gold_root` and
            perhaps `gold_penta` (1 V+, 2 M+, 3 V-, 4 M-).

    Raises:
        DataError: A column is missing.
    """
    with io.TextIOWrapper(open_binary(path), encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, delimiter="\t")
        missing = [c for c in _COLUMNS if c not in (table.fieldnames or ())]
        if missing:
            raise DataError(f"no column {missing[0]!r}", file=path, remedy=f"columns: {', '.join(_COLUMNS)}")
        for row in table:
            quad = {"1": "V+", "2": "M+", "3": "V-", "4": "M-"}.get(row.get("gold_penta") or "", "")
            yield Pair(row["sentence"], row["source"].strip(), row["target"].strip(), root_of(row["gold_root"]), quad)


def root_of(type_: str) -> str:
    """Class of a type: CONCEDE and RETREAT are YIELD."""
    return _YIELD.get(type_, type_)


def score(gold: Sequence[Pair], guessed: Iterable[str | None], quads: Mapping[str, str]) -> dict[str, Any]:
    """Score one class for each pair.

    Args:
        gold: Pairs.
        guessed: For each the class found, or None.
        quads: Quad of each type of the ontology.

    Returns:
        Macro-F1 over the gold's classes, quads and the two signs; share of pairs with a claim and of right ones.
    """
    quad = {root_of(t): q for t, q in quads.items()} | _QUADS
    rows = [(pair, guess) for pair, guess in zip(gold, guessed, strict=True)]
    roots = [(p.root, g) for p, g in rows]
    quadded = [(p.quad or quad[p.root], quad[g] if g else None) for p, g in rows]
    signed = [(q[1], g[1] if g else None) for q, g in quadded]
    found = sum(g is not None for _, g in rows)
    macro, by_class = _macro(roots)
    return {
        "pairs": len(rows),
        "with_claim": round(found / len(rows), 4) if rows else 0.0,
        "right": round(sum(r == g for r, g in roots) / len(rows), 4) if rows else 0.0,
        "root": macro,
        "quad": _macro(quadded)[0],
        "binary": _macro(signed)[0],
        "by_root": by_class,
    }


def _macro(rows: Sequence[tuple[str, str | None]]) -> tuple[float, dict[str, dict[str, float | int]]]:
    """Mean of the F1 of the gold's classes, and each class."""
    table: dict[str, Counts] = {c: Counts() for c in sorted({g for g, _ in rows})}
    for n, (gold, guess) in enumerate(rows):
        for name, counts in table.items():
            counts.add({n} if gold == name else set(), {n} if guess == name else set())
    by_class = {name: counts.to_dict() for name, counts in table.items()}
    return (round(sum(c["f1"] for c in by_class.values()) / len(by_class), 4) if by_class else 0.0), by_class
