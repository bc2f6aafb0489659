"""Sentences written otherwise: other names of the same kind from all regions of the world, and other case."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg.files import DATA
from kg.training.corpus import NAME_LABELS, Sentence, lines, mask

_SWAPPED = 0.4
_PEOPLED = 20_000


class Names:
    """Names to draw from, by kind; places and peoples by country first, so that no region is drawn more for its size."""

    def __init__(self, decided: Iterable[Sentence]) -> None:
        people = {tuple(s.words[a:b]) for s in decided for a, b, kind in spans(s) if kind == "PERSON" and b - a > 1}
        self._people = sorted(people)
        with sqlite3.connect(f"file:{DATA / 'gazetteers/places.sqlite'}?mode=ro", uri=True) as db:
            rows = db.execute("SELECT country, name FROM place WHERE population > ? ORDER BY country, id", (_PEOPLED,))
            pairs = [(c, tuple(n.split())) for c, n in rows.fetchall() if n.replace(" ", "").isalpha()]
        self._places = [[n for _, n in group] for _, group in groupby(pairs, key=lambda p: p[0])]
        self._countries = [
            c
            for c in map(json.loads, lines(DATA / "gazetteers/countries.jsonl"))
            if all(c.get(k) for k in ("names", "adjectives", "people"))
        ]
        self._words = {
            key: {form for c in self._countries for form in c[key]} for key in ("names", "adjectives", "people")
        }

    def other(self, words: Sequence[str], kind: str, rng: random.Random) -> tuple[str, ...] | None:
        """Another name of the kind; None to leave it as it is."""
        text = " ".join(words)
        if kind == "PERSON" and len(words) > 1:
            return rng.choice(self._people)
        if kind in ("GPE", "NORP"):
            for key, forms in self._words.items():
                if text in forms:
                    found = [f for f in rng.choice(self._countries)[key] if len(f.split()) < 4]
                    return tuple(found[0].split()) if found else None
        if kind == "GPE" and not any("." in w for w in words):
            return rng.choice(rng.choice(self._places))
        return None


def spans(s: Sentence) -> Iterator[tuple[int, int, str]]:
    """Names of a sentence whose words are all decided: first word, end, kind."""
    labels = [NAME_LABELS[m.bit_length() - 1] if m.bit_count() == 1 else "O" for m in s.names]
    start = None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            yield start, i, labels[start][2:]
            start = None
        if label.startswith("B-"):
            start = i


def swapped(sentences: Iterable[Sentence], names: Names, rng: random.Random) -> Iterator[Sentence]:
    """The same sentences with some names exchanged; only for sentences that carry nothing but names."""
    for s in sentences:
        words: list[str] = []
        targets: list[int] = []
        at = 0
        for start, end, kind in spans(s):
            other = names.other(s.words[start:end], kind, rng) if rng.random() < _SWAPPED else None
            if other is None:
                continue
            words.extend(s.words[at:start])
            targets.extend(s.names[at:start])
            words.extend(other)
            targets.extend(mask((kind,), i == 0) for i in range(len(other)))
            at = end
        yield replace(s, words=words + s.words[at:], names=targets + s.names[at:], spaces=[])


def recased(rng: random.Random) -> Callable[[str], str] | None:
    """Now and then a way of writing words otherwise, so that headlines are no surprise; None for as they stand."""
    draw = rng.random()
    if draw < 0.03:
        return str.upper
    if draw < 0.06:
        return lambda w: w[:1].upper() + w[1:] if len(w) > 3 else w
    return None
