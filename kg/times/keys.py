"""Where a text can have time expressions at all: near a month, a weekday, a unit, a number of four digits.

Invariant: a pattern that names a key list is only tried near that list's words, so a scan costs what the times cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_REACH = 90
"""No expression has more characters before or behind its key word."""
YEAR = "year"
"""Key of a number of four digits."""
Place = tuple[int, int, set[str]]


class Keys:
    """Key words by the lists that they come from."""

    def __init__(self, lists: Mapping[str, Mapping[str, Any]], names: Iterable[str]) -> None:
        """Index the words of the lists `names`; of an entry of several words the longest is the key."""
        self.names = frozenset(names) | {YEAR}
        self._lists_of: dict[str, set[str]] = {}
        for name in sorted(self.names - {YEAR}):
            for entry in lists[name]:
                key = max(_WORD.findall(entry.lower()), key=len)
                self._lists_of.setdefault(key, set()).add(name)

    def places(self, text: str) -> list[Place]:
        """Start, end and lists of every key word of a text."""
        out = []
        for m in _WORD.finditer(text):
            word = m.group().lower()
            lists = self._lists_of.get(word)
            if lists is None and word[:4].isdigit() and len(word) in (4, 5):
                lists = {YEAR}
            if lists is not None:
                out.append((m.start(), m.end(), lists))
        return out


def windows(places: Iterable[Place], keys: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches of text around the places of these keys, in order, not overlapping."""
    low = high = -1
    for start, end, lists in places:
        if lists.isdisjoint(keys):
            continue
        if start - _REACH <= high:
            high = end + _REACH
            continue
        if high >= 0:
            yield low, high
        low, high = max(0, start - _REACH), end + _REACH
    if high >= 0:
        yield low, high
