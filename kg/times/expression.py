"""What the grammar finds: an expression with its slots, and the slots with the lists that turn words into numbers.

Invariant: plain values only, so that an expression can travel in a spaCy Doc and be rebuilt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.record import Record

MODIFIER = "modifier"
"""Slot that says that the expression modifies a noun: "the 2018 agreement", "Sunday's vote"."""


@dataclass(frozen=True, slots=True)
class TimeExpression(Record):
    """An expression in a text: characters, words, the pattern's id and meaning, and its slots (name, words)."""

    start: int
    end: int
    text: str
    pattern: str
    meaning: str
    slots: tuple[tuple[str, str], ...]

    @property
    def modifier(self) -> bool:
        """Whether it modifies a noun ("the 2018 agreement") rather than tells when something happens."""
        return any(name == MODIFIER for name, _ in self.slots)


def plain(words: str) -> str:
    """Lower case, single spaces, straight quotes, no full stop at the end: the form in which words are looked up."""
    return re.sub(r"\s+", " ", words.lower()).replace("’", "'").rstrip(".")


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of an expression by slot, and the lists that turn them into numbers."""

    words: Mapping[str, str]
    lists: Mapping[str, Mapping[str, Any]]

    def has(self, *names: str) -> bool:
        """Whether one of these slots is filled."""
        return any(n in self.words for n in names)

    def text(self, name: str) -> str:
        """Words of a slot as they are looked up; empty when it is not filled."""
        return plain(self.words.get(name, ""))

    def value(self, name: str, table: str | None = None) -> Any:
        """What the list of a slot (its own name's, unless `table` names another) says of its words; None when empty."""
        return self.lists[table or name.rstrip("0123456789")].get(self.text(name)) if name in self.words else None

    def month(self, name: str = "month") -> int:
        """Number of the month in a slot; 0 when empty."""
        return int(self.value(name, "month") or 0)

    def number(self) -> int:
        """The expression's number, in words or digits; 1 when it names none."""
        text = self.text("number")
        if not text:
            return 1
        if text.isdigit():
            return int(text)
        words = self.lists["number"]
        return int(words[text]) if text in words else sum(int(words[w]) for w in re.split(r"\W", text))

    def unit(self, name: str = "unit") -> str:
        """The unit in a slot: hour, day, week, month, year, decade."""
        return str(self.value(name, "unit"))

    def digits(self, name: str) -> int:
        """The number that a slot's digits write; 0 when empty."""
        digits = re.sub(r"\D", "", self.text(name))
        return int(digits) if digits else 0
