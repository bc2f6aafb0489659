"""How many: numbers bound to the words that a claim's arguments stand on.

A number is read from the words around it: "at least 1,800", "half a million", "12 to 15", "twenty-five", "a few dozen".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from kg.files import data_file, read_yaml
from kg.nlp.claims.view import ACTS, View
from kg.rules.beside import HYPHENS

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$")
_FARTHEST, _BEFORE = 7, 4
_MANY = frozenset(("number", "handful", "majority", "group", "crowd", "series", "lot", "total", "string"))
"""Nouns of many: "a number of soldiers" is not one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits; `high` is None where only the lower bound is known. Its words are `start` to `end`."""

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
        self._several = frozenset(table["several"])
        self._least: Sequence[str] = table["least"]
        self._or_more: Sequence[str] = table["or_more"]
        self._about: Sequence[str] = table["about"]
        self._range = frozenset(str(w) for w in table["range"])

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
                yield {
                    "role": role,
                    "low": number.low,
                    "high": number.high,
                    "of": chains[0] if chains else None,
                    "text": token.doc[number.start : max(number.end, self._end(token))].text,
                }

    def of(self, token: Token) -> Number | None:
        """The number of a noun ("seven soldiers", "dozens of people"), or of a word that is a number itself."""
        anchor = next((c for c in token.children if c.dep_ == "nummod" and c.i < token.i), None)
        if anchor is None and (token.pos_ == "NUM" or self._is_number(token.lower_)):
            anchor = token
        if anchor is None:
            single = next((c for c in token.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another")), None)
            if single is not None and token.tag_ == "NN" and token.lower_ not in _MANY:
                return Number(1, 1, single.i, single.i + 1)
            head = token.head
            if token.dep_ in ("amod", "compound") and token.pos_ in ("ADJ", "PROPN", "NOUN") and head.pos_ == "NOUN":
                # "430 Turkish vehicles": the number stands on what is theirs.
                anchor = next((c for c in head.children if c.dep_ == "nummod" and c.i < token.i), None)
            elif token.dep_ == "nmod" and (head.pos_ == "NUM" or self._is_number(head.lower_)):
                anchor = head
        return self._number(anchor) if anchor is not None else None

    def _is_number(self, word: str) -> bool:
        return bool(_DIGITS.match(word)) or word in self._values or word in self._multipliers or word in self._vague

    def _number(self, anchor: Token) -> Number | None:
        doc, sentence = anchor.doc, anchor.sent
        start, end = self._first(anchor, sentence.start), self._last(anchor, sentence.end)
        low, high = self._span([t.lower_ for t in doc[start:end]], between=self._between(doc, start))
        if low is None:
            return None
        first, kind = self._bound(doc, start, sentence.start)
        behind = doc[end : min(end + 2, sentence.end)].text.lower()
        more = next((w for w in self._or_more if behind.startswith(w)), None)
        if doc[start:end].text.lower() in self._vague or self._is_several(doc, start, end):
            return Number(low, None, first, end)
        return Number(low, None if (kind == "least" or more) and low == high else high, first, end)

    def _first(self, anchor: Token, floor: int) -> int:
        start = anchor.i
        while start > floor and anchor.i - start < _FARTHEST and self._goes_on(anchor.doc, start - 1, start):
            start -= 1
        return start

    def _last(self, anchor: Token, ceiling: int) -> int:
        end = anchor.i + 1
        while end < ceiling and end - anchor.i < _FARTHEST and self._goes_on(anchor.doc, end, end - 1):
            end += 1
        while end > anchor.i + 1 and not self._is_number(anchor.doc[end - 1].lower_):
            end -= 1
        return end

    def _goes_on(self, doc: Doc, i: int, inner: int) -> bool:
        """Whether a word belongs to the number whose word `inner` stands beside it."""
        low = doc[i].lower_
        if self._is_number(low):
            return True
        left, right = (doc[i - 1].lower_ if i else ""), (doc[i + 1].lower_ if i + 1 < len(doc) else "")
        if low in ("a", "an") or low in self._several:
            return i < inner and (right in self._multipliers or right in ("half", "couple", "pair"))
        if low == "of" or right == "of":
            # "tens of thousands": the words in the table stand for themselves.
            at = i if low == "of" else i + 1
            return doc[max(0, at - 1) : at + 2].text.lower() in self._vague
        if low == "and":
            hundred = left in self._multipliers and (right in self._values or bool(_DIGITS.match(right)))
            return hundred or (i > 1 and doc[max(0, i - 3)].lower_ == "between") or self._between(doc, i - 1)
        joins = low in self._range or low in HYPHENS or low == "a"
        return joins and self._is_number(left) and self._is_number(right)

    def _between(self, doc: Doc, start: int) -> bool:
        return start > 0 and doc[start - 1].lower_ == "between"

    def _bound(self, doc: Doc, start: int, floor: int) -> tuple[int, str]:
        """Where the words about a number begin, and what they say of it: `least`, `about` or nothing."""
        for length in range(min(_BEFORE, start - floor), 0, -1):
            before = doc[start - length : start].text.lower()
            if before in self._least:
                return start - length, "least"
            if before in self._about or before == "between":
                return start - length, "about"
        return start, ""

    def _is_several(self, doc: Doc, start: int, end: int) -> bool:
        return any(t.lower_ in self._several for t in doc[start:end])

    def _span(self, words: list[str], *, between: bool) -> tuple[int | None, int | None]:
        """Least and most that the words of a number say."""
        phrase = " ".join(words)
        if phrase in self._vague:
            return self._vague[phrase], None
        cut = next(
            (i for i in range(1, len(words) - 1) if self._cuts(words, i) or (between and words[i] == "and")), None
        )
        if cut is None:
            value = self._value(words)
            return value, value
        low, high = self._value(words[:cut]), self._value(words[cut + 1 :])
        if low is None or high is None:
            return high, high
        last = words[-1]
        if last in self._multipliers and words[cut - 1] not in self._multipliers and low < high:
            # "2 to 3 million".
            low *= self._multipliers[last]
        return (low, high) if low <= high else (low, low)

    def _cuts(self, words: list[str], i: int) -> bool:
        """Whether a word makes a range, and no "twenty-five"."""
        tens = self._values.get(words[i - 1], 0) >= 20 and 0 < self._values.get(words[i + 1], 0) < 10
        return words[i] in self._range and not (words[i] in HYPHENS and tens)

    def _value(self, words: list[str]) -> int | None:
        total, current, found = 0.0, 0.0, False
        for word in words:
            if _DIGITS.match(word):
                current, found = float(word.replace(",", "")), True
            elif word in self._several:
                current = 2
            elif word in self._multipliers:
                total, current, found = total + (current or 1) * self._multipliers[word], 0.0, True
            elif word in self._values:
                current, found = (self._values[word] if word == "half" else current + self._values[word]), True
        value = total + current
        return int(value) if found and value >= 1 else None

    def _end(self, token: Token) -> int:
        """End of the words that a number counts: of "dozens" in "dozens of protesters", the protesters."""
        counted = next((c for c in token.children if c.dep_ == "nmod" and c.i > token.i), None)
        return counted.i + 1 if counted is not None and token.lower_ in self._vague else token.i + 1
