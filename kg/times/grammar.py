"""Finds time expressions in raw text by the patterns of `kg/data/times`, longest match first.

Invariant: every pattern is a plain alternation of word lists without nested repetition, so that a scan is linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_file, read_yaml
from kg.model import Period
from kg.times.calendar import Slots, anchor

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression in a text: characters, words, the pattern's id and meaning, and its slots (name, words)."""

    start: int
    end: int
    text: str
    pattern: str
    meaning: str
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    id: str
    meaning: str
    form: re.Pattern[str]
    hits: tuple[Any, ...]
    misses: tuple[str, ...]


class TimeGrammar:
    """The compiled grammar of one language."""

    def __init__(self, table: Mapping[str, Any], file: Path) -> None:
        self._words = table
        self.patterns = tuple(self._compile(row, file) for row in table["patterns"])

    def find(self, text: str) -> list[TimeExpression]:
        """Time expressions of a text, in order, not overlapping; of two that overlap the longer, then the earlier pattern.

        Args:
            text: Raw text.

        Returns:
            Expressions with character offsets; `text[start:end]` is verbatim.
        """
        found: list[tuple[int, int, int, re.Match[str]]] = []
        for order, pattern in enumerate(self.patterns):
            for m in pattern.form.finditer(text):
                if self._written_well(m):
                    found.append((m.start() - m.end(), order, m.start(), m))
        taken = bytearray(len(text))
        out = []
        for _, order, _, m in sorted(found, key=lambda f: f[:3]):
            if any(taken[m.start() : m.end()]):
                continue
            taken[m.start() : m.end()] = b"\x01" * (m.end() - m.start())
            pattern = self.patterns[order]
            slots = tuple(sorted((k, v) for k, v in m.groupdict().items() if v is not None))
            out.append(TimeExpression(m.start(), m.end(), m.group(), pattern.id, pattern.meaning, slots))
        return sorted(out, key=lambda e: e.start)

    def resolve(
        self,
        expression: TimeExpression,
        published: str | None,
        *,
        tense: str | None = None,
        reference: Period | None = None,
    ) -> Period:
        """Anchor an expression.

        Args:
            expression: As `find` gave it.
            published: The article's date (ISO, possibly a prefix), or None: then only absolute expressions resolve.
            tense: `past` or `future`, of the verb that the expression belongs to; None when unknown.
            reference: Period of the act told before, for "a day later"; None leaves such expressions open.

        Returns:
            The period; start and end are None where nothing anchors them.
        """
        return anchor(
            expression.meaning, Slots(dict(expression.slots), self._words), published, tense, expression.text, reference
        )

    def _compile(self, row: Mapping[str, Any], file: Path) -> _Pattern:
        form = str(row["form"])
        lists = {
            "weekday": "|".join(self._words["weekdays"]),
            "month": "|".join(self._words["months"]),
            "season": "|".join(self._words["seasons"]),
            "unit": "|".join(sorted(self._words["units"], key=len, reverse=True)),
            "number": "|".join([*sorted(map(str, self._words["numbers"]), key=len, reverse=True), r"\d{1,3}"]),
            "part": "|".join(self._words["parts"]),
            "year": _YEAR,
            "daynum": _DAY,
        }
        for name, words in lists.items():
            spaced = words.replace(" ", r"\s+")
            form = re.sub(rf"\{{{name}(\d?)\}}", lambda m, n=name, w=spaced: f"(?P<{n}{m.group(1)}>{w})", form)  # type: ignore[misc]
        try:
            compiled = re.compile(rf"(?<![\w-])(?:{form})(?!\w)", re.IGNORECASE)
        except re.error as e:
            raise DataError(f"cannot compile: {e}", file=file, key=row.get("id"), remedy="mend the form") from e
        return _Pattern(row["id"], row["meaning"], compiled, tuple(row["hits"]), tuple(row["misses"]))

    def _written_well(self, m: re.Match[str]) -> bool:
        """Names of days and months are capitalised; "may" and "march" in lower case are verbs."""
        groups = m.groupdict()
        names = [groups.get(k) for k in ("weekday", "month", "month2")]
        return all(n is None or n[0].isupper() for n in names)


def check_times(grammar: TimeGrammar) -> list[str]:
    """Run every pattern's hits and misses; a line for each that does not hold."""
    problems = []
    for pattern in grammar.patterns:
        for text, published, words, start, end in pattern.hits:
            mine = [e for e in grammar.find(text) if e.text == words and e.pattern == pattern.id]
            if not mine:
                problems.append(
                    f"{pattern.id}: {words!r} not found in {text!r} ({[(e.pattern, e.text) for e in grammar.find(text)]})"
                )
                continue
            period = grammar.resolve(mine[0], published)
            if (period.start, period.end) != (start, end):
                problems.append(f"{pattern.id}: {words!r} is {period.start}/{period.end}, expected {start}/{end}")
        problems.extend(
            f"{pattern.id}: fires on {miss!r}"
            for miss in pattern.misses
            if any(e.pattern == pattern.id for e in grammar.find(miss))
        )
    return problems


@cache
def load_times(extra: Path | None = None) -> TimeGrammar:
    """The grammar of English; a person's `times/en.yaml` takes the place of the built-in one."""
    path = data_file("times/en.yaml", extra)
    return TimeGrammar(read_yaml(path), path)
