"""Finds time expressions in raw text by the patterns of `kg/data/times`, and anchors them on an article's date.

Invariant: expressions do not overlap; of two that would, the longer counts, then the one whose pattern stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, read_yaml
from kg.model import Period
from kg.times.anchor import anchor
from kg.times.calendar import moment
from kg.times.compile import Pattern, alternatives, compile_pattern
from kg.times.expression import MODIFIER, Slots, TimeExpression, plain
from kg.times.keys import Keys, Place, windows

_BESIDE = 64
"""How many characters beside an expression may decide about it."""
_POSSESSIVE = re.compile(r"['’](?:s(?!\w))?\s*\w")
_NOUN = re.compile(r"\s+[^\W\d_]")
_AGAIN = {"3": "", "4": "2", "5": ""}
"""Slots of a pattern's second alternative: `month3` is the month, `month4` is month2."""
_PLURAL = re.compile(r"\s+[a-z]{3,}(?<!wa)(?<!thi)(?<!it)(?<!hi)s\b")


class TimeGrammar:
    """The compiled grammar of one language."""

    def __init__(self, tables: Iterable[tuple[Path, Mapping[str, Any]]]) -> None:
        """Merge and compile data files.

        Args:
            tables: Files with their contents; words of later files are added, patterns of the same id replaced.

        Raises:
            DataError: A file or pattern is wrong.
        """
        lists: dict[str, dict[str, Any]] = {}
        rows: dict[str, tuple[Path, Mapping[str, Any]]] = {}
        keys: list[str] = []
        for file, table in tables:
            keys.extend(table.get("keys") or ())
            for name, words in (table.get("words") or {}).items():
                pairs = words if isinstance(words, Mapping) else dict.fromkeys(words)
                lists.setdefault(name, {}).update({str(word): value for word, value in pairs.items()})
            for row in table.get("patterns") or ():
                rows[str(row.get("id"))] = (file, row)
        self._lists = {name: {plain(k): v for k, v in words.items()} for name, words in lists.items()}
        self._keys = Keys(lists, keys)
        self.patterns = tuple(compile_pattern(row, lists, self._keys.names, file) for file, row in rows.values())
        self._counted = re.compile(rf"\s+{alternatives(lists['counted'])}(?!\w)", re.IGNORECASE)
        self._attached = re.compile(rf"{alternatives(lists['attached'])}(?!\w)", re.IGNORECASE)
        self._determined = re.compile(rf"(?<!\w){alternatives(lists['determiner'])}\s+$", re.IGNORECASE)

    def find(self, text: str) -> list[TimeExpression]:
        """Time expressions of a text, in order, not overlapping.

        Args:
            text: Raw text.

        Returns:
            Expressions with character offsets; `text[start:end]` is verbatim.
        """
        found = []
        places = self._keys.places(text)
        for order, pattern in enumerate(self.patterns):
            for e in self._matches(pattern, text, places):
                found.append((e.start - e.end, order, e.start, e))
        taken = bytearray(len(text))
        out = []
        for length, _, start, e in sorted(found, key=lambda f: f[:3]):
            if not any(taken[start : e.end]):
                taken[start : e.end] = b"\x01" * -length
                out.append(e)
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
        slots = Slots(dict(expression.slots), self._lists)
        start, end, grain = anchor(expression.meaning, slots, moment(published, tense, reference))
        return Period(start, end, grain, expression.text)

    def _matches(self, pattern: Pattern, text: str, places: list[Place]) -> Iterator[TimeExpression]:
        """What one pattern finds near its keys, looked at with the words beside it."""
        near = windows(places, pattern.keys) if pattern.keys else [(0, len(text))]
        for m in (m for low, high in near for m in pattern.form.finditer(text, low, high)):
            start, end = m.span("core") if pattern.outside else m.span()
            left, right = text[max(0, m.start() - _BESIDE) : m.start()], text[end : end + _BESIDE]
            if pattern.not_before is not None and pattern.not_before.search(left):
                continue
            if pattern.not_after is not None and pattern.not_after.search(right):
                continue
            slots = {
                k[:-1] + _AGAIN[k[-1]] if k[-1] in _AGAIN else k: v for k, v in m.groupdict().items() if v is not None
            }
            del slots["core"]
            if pattern.count and self._is_count(slots.get("year2") or slots.get("year", ""), right):
                continue
            owner = _POSSESSIVE.match(right) is not None
            if owner:  # "since Sunday's vote" is since the vote, not since Sunday
                start = m.start("core")
                slots.pop("border", None)
            before = text[max(0, start - _BESIDE) : start]
            attached = start < m.start("core") and self._attached.match(text, start)
            noun = start == m.start("core") and _NOUN.match(right) and self._determined.search(before)
            if pattern.modifier or (pattern.modifier is None and (owner or noun or attached)):
                slots[MODIFIER] = "yes"
            yield TimeExpression(start, end, text[start:end], pattern.id, pattern.meaning, tuple(sorted(slots.items())))

    def _is_count(self, year: str, right: str) -> bool:
        """Whether a number is one of things: "2018 people", and a round one before any plural ("2000 villages")."""
        return self._counted.match(right) is not None or (year.endswith("00") and _PLURAL.match(right) is not None)


@cache
def load_times(extra: Path | None = None) -> TimeGrammar:
    """The grammar of English, compiled once.

    Args:
        extra: A person's data folder: its `times/en.yaml` takes the place of the built-in one, further files in
            `times/` add words and patterns, or replace patterns of the same id.

    Raises:
        DataError: A file or pattern is wrong.
    """
    tables = []
    for file in sorted(data_files("times", ".yaml", extra), key=lambda f: (f.name != "en.yaml", f.name)):
        table = read_yaml(file)
        if not isinstance(table, Mapping):
            raise DataError("not a mapping", file=file, remedy="give the keys words and patterns")
        tables.append((file, table))
    return TimeGrammar(tables)
