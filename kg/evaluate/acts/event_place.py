"""A sentence and one of its verbs give the places of the act: gold file, and exact sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.json_lines import records

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedVerb:
    """One gold record: characters of the verb and of each place."""

    text: str
    verb: Span
    places: tuple[Span, ...]


def read_placed(path: Path) -> Iterator[PlacedVerb]:
    """Read gold records.

    Args:
        path: JSON lines with `text`, `verb` ([first character, end]) and `locations` (such pairs), also `.gz`.

    Raises:
        DataError: A line is something else.
    """
    layout = '{"text": "…", "verb": [first, end], "locations": [[first, end], …]}'
    yield from records(path, _placed, thing="a placed verb", layout=layout)


def _placed(row: dict[str, Any]) -> PlacedVerb:
    (start, end), places = row["verb"], row["locations"]
    return PlacedVerb(str(row["text"]), (int(start), int(end)), tuple((int(a), int(b)) for a, b in places))


def score(gold: Sequence[PlacedVerb], guessed: Iterable[Sequence[Sequence[Span]]]) -> dict[str, Any]:
    """Score sets of places.

    Args:
        gold: Records.
        guessed: For each the places found, each as the spans of all its names in the text.

    Returns:
        Share of records whose set is exact (each gold place is named by one found place and each found place by a gold
        one; spans that overlap name the same), the same where there are places and where there are none, and counts.
    """
    exact = {True: [0, 0], False: [0, 0]}
    found = both = wanted = 0
    for record, places in zip(gold, guessed, strict=True):
        hit = [any(_overlap(g, s) for spans in places for s in spans) for g in record.places]
        right = [any(_overlap(g, s) for g in record.places for s in spans) for spans in places]
        row = exact[bool(record.places)]
        row[0] += all(hit) and all(right)
        row[1] += 1
        wanted, found, both = wanted + len(hit), found + len(right), both + sum(right)
    total = exact[True][1] + exact[False][1]
    return {
        "records": total,
        "exact": round((exact[True][0] + exact[False][0]) / total, 4) if total else 0.0,
        "exact_with_places": round(exact[True][0] / max(1, exact[True][1]), 4),
        "exact_without": round(exact[False][0] / max(1, exact[False][1]), 4),
        "places": {"gold": wanted, "guess": found, "correct": both},
    }


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
