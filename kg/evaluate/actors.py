"""Actor phrases: what country and sector a phrase alone tells, against what coders gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.json_lines import records

_BODIES = frozenset(("UNO", "EUR", "IGO"))
"""Codes of bodies above states, which stand where a country would; here they have sector IGO and no country."""
_UNKNOWN = "UNK"
_DATE = re.compile(r"^\d{4}(?:-\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase and what it should give.

    Attributes:
        phrase: The words.
        date: Day of the story, where the case has one.
        country: Alpha-3, "" for none; None where the case does not say.
        sectors: Any of them is right; empty where the case does not say or its code is not of the ontology; {""} for none.
        nothing: It names no actor whose country or sector could be told.
    """

    phrase: str
    date: str | None
    country: str | None
    sectors: frozenset[str]
    nothing: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the line tells of a phrase; None for nothing."""

    country: str | None = None
    sector: str | None = None


def read_cases(path: Path, known: Iterable[str]) -> Iterator[Case]:
    """Read JSON lines {"phrase": …, "expect": {"country": …, "code_1": …}, "none": …, "args": [_, date]}.

    Args:
        path: The file.
        known: Sectors of the ontology; cases of other codes say nothing of the sector.

    Raises:
        DataError: A line is no such record.
    """
    sectors = frozenset(known)

    def case(row: dict[str, Any]) -> Case:
        return _case(str(row["phrase"]), dict(row.get("expect") or {}), row, sectors)

    layout = '{"phrase": …, "expect": {"country": …, "code_1": …}}'
    yield from records(path, case, thing="an actor phrase", layout=layout)


def _case(phrase: str, expect: dict[str, Any], row: dict[str, Any], known: frozenset[str]) -> Case:
    dates = [*(row.get("kwargs") or {}).values(), *(row.get("args") or ())]
    date = next((d for d in dates if isinstance(d, str) and _DATE.match(d)), None)
    country, code = expect.get("country"), expect.get("code_1")
    if country in _BODIES:
        return Case(phrase, date, "", frozenset(c for c in ("IGO", code) if c in known), bool(row.get("none")))
    given = frozenset(("",)) if code == _UNKNOWN else known & {str(code)}
    return Case(phrase, date, country, given, bool(row.get("none")))


def score(cases: Iterable[Case], told: Iterable[Told]) -> dict[str, Any]:
    """Compare case by case.

    Returns:
        `country`: share right of the cases that say a country or say that there is none; `sector`: the same for sectors of
        the ontology; `abstains`: share of the cases that name no actor for which neither is told; counts beside each.
    """
    hits = {"country": [0, 0], "sector": [0, 0], "abstains": [0, 0]}
    for case, answer in zip(cases, told, strict=True):
        if case.nothing:
            _note(hits["abstains"], answer.country is None and answer.sector is None)
            continue
        if case.country is not None:
            _note(hits["country"], (answer.country or "") == case.country)
        if case.sectors:
            _note(hits["sector"], (answer.sector or "") in case.sectors)
    return {
        key: value
        for name, (right, total) in hits.items()
        for key, value in ((name, round(right / total, 4) if total else 0.0), (f"{name}_cases", total))
    }


def _note(hits: list[int], right: bool) -> None:
    hits[0] += right
    hits[1] += 1
