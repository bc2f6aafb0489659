"""How many: numbers bound to the words that a claim's arguments stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from kg.files import data_file, read_yaml
from kg.nlp.claims.view import ACTS, View

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$")
_OPEN_END = frozenset(("more", "over", "least", "above", "than", "exceeding", "upwards"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits; `high` is None where only the lower bound is known."""

    low: int
    high: int | None
    start: int
    end: int


@cache
def _table(extra: Path | None) -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_yaml(data_file("rules/en/_numbers.yaml", extra))
    return table


class QuantityReader:
    """Reads numbers, with the words of `_numbers.yaml`."""

    def __init__(self, extra: Path | None = None) -> None:
        table = _table(extra)
        self._values: dict[str, float] = table["value"]
        self._multipliers: dict[str, int] = table["multiplier"]
        self._vague: dict[str, int] = table["vague"]

    def read(self, words: list[Token], role: str, view: View) -> Iterator[dict[str, Any]]:
        """Quantities of a role (killed, size …) on the words of an argument, one for each coordinated group."""
        seen: set[int] = set()
        for word in words:
            for token in [word, *(c for c in word.conjuncts if c.i > word.i and c.pos_ not in ("VERB", "AUX"))]:
                if token.i in seen:
                    continue
                seen.add(token.i)
                number = self.of(token)
                if number is None:
                    continue
                chains = view.chains_at(token, ACTS)
                end = max(number.end, token.i + 1)
                yield {
                    "role": role,
                    "low": number.low,
                    "high": number.high,
                    "of": chains[0] if chains else None,
                    "text": token.doc[number.start : end].text,
                }

    def of(self, token: Token) -> Number | None:
        """The number of a noun ("seven soldiers", "dozens of people"), or of a word that is a number itself."""
        parts = [c for c in token.children if c.dep_ == "nummod" and c.i < token.i]
        if not parts and (token.pos_ == "NUM" or token.lower_ in self._vague or token.lower_ in ("dozen",)):
            parts = [token]
        if not parts:
            for child in token.children:
                if child.dep_ == "det" and child.lower_ in ("a", "an") and token.tag_ == "NN":
                    return Number(1, 1, child.i, child.i + 1) if token.lemma_ not in self._multipliers else None
            head = token.head
            if token.dep_ == "nmod" and (head.pos_ == "NUM" or head.lower_ in self._vague):
                parts = [head]
        return self._number(parts[0]) if parts else None

    def _number(self, token: Token) -> Number | None:
        doc = token.doc
        start = token.i
        while start > token.sent.start and token.i - start < 6 and self._is_part(doc[start - 1]):
            start -= 1
        words = [t.lower_ for t in doc[start : token.i + 1]]
        phrase = " ".join(words)
        if phrase in self._vague:
            return Number(self._vague[phrase], None, start, token.i + 1)
        value = self._value(words)
        if value is None:
            return None
        before = {t.lower_ for t in doc[max(token.sent.start, start - 3) : start]}
        is_open = bool(before & _OPEN_END) and (
            "than" in before or not before & {"more", "fewer", "less"} or "more" in before
        )
        upper = bool(before & {"up", "fewer", "less", "under"})
        first = start
        while first > token.sent.start and doc[first - 1].lower_ in (
            "at",
            "least",
            "more",
            "than",
            "over",
            "up",
            "to",
            "as",
            "many",
            "about",
            "some",
            "nearly",
            "around",
            "almost",
        ):
            first -= 1
        return Number(value, None if is_open and not upper else value, first, token.i + 1)

    def _is_part(self, token: Token) -> bool:
        low = token.lower_
        if low in ("a", "an") and token.i + 1 < len(token.doc):
            return token.nbor(1).lower_ in ("dozen", "hundred", "thousand", "million", "half", "couple")
        return (
            bool(_DIGITS.match(low))
            or low in self._values
            or low in self._multipliers
            or low in self._vague
            or low == "of"
        )

    def _value(self, words: list[str]) -> int | None:
        total, current, found = 0.0, 0.0, False
        for word in words:
            if _DIGITS.match(word):
                current, found = float(word.replace(",", "")), True
            elif (word in self._multipliers and word != "dozen") or (word == "dozen" and found):
                total, current, found = total + (current or 1) * self._multipliers[word], 0.0, True
            elif word in self._values:
                if word in ("a", "an") and len(words) > 1:
                    continue
                current, found = (self._values[word] if word == "half" else current + self._values[word]), True
        value = total + current
        return int(value) if found and value >= 1 else None
