"""Places in articles: gold toponyms with coordinates in (TR-News' XML), tagging and distances out.

Measures after Gritta and others (2018) and Wang and Hu (2019): which names are tagged, and which share of all gold names with
coordinates is tagged and placed within 161 km (100 miles).
"""

from __future__ import annotations

import io
import math
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kg.errors import DataError
from kg.evaluate import Counts
from kg.files import open_binary

Point = tuple[float, float]
_NEAR_KM = 161.0
_EARTH_KM = 6371.0
_SLIPPED = 60
"""Characters by which offsets of the gold may be off: its texts were cleaned after they were counted."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place: characters of the text, latitude and longitude in degrees (None where it has none)."""

    start: int
    end: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """A text with its toponyms."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]


def read_articles(path: Path) -> Iterator[PlacedArticle]:
    """Read `<article docid>` elements with `<text>` and `<toponym>` (`<start>`, `<end>`, `<lat>`, `<lon>`).

    Yields:
        Whole articles; one that the file breaks off in is left out.

    Raises:
        DataError: The file holds no whole article, or an offset is no number.
    """
    parser: Any = ElementTree.XMLPullParser(("end",))
    found = 0
    with io.TextIOWrapper(open_binary(path), encoding="utf-8") as stream:
        for chunk in iter(lambda: stream.read(1 << 16), ""):
            parser.feed(chunk)
            for _, element in parser.read_events():
                if element.tag == "article":
                    found += 1
                    yield _article(element, path)
                    element.clear()
    if not found:
        raise DataError("no articles", file=path, remedy="give <article><text>…</text><toponym>…</toponym></article>")


def _article(element: ElementTree.Element, path: Path) -> PlacedArticle:
    name, text = element.get("docid", ""), element.findtext("text") or ""
    try:
        found = (_toponym(e, text) for e in element.iter("toponym"))
        toponyms = tuple(sorted(found, key=lambda t: (t.start, t.end)))
    except (TypeError, ValueError) as e:
        raise DataError(f"not a toponym: {e}", file=path, key=name, remedy="start, end, lat and lon are numbers") from e
    return PlacedArticle(name, text, toponyms)


def _toponym(element: ElementTree.Element, text: str) -> Toponym:
    """One name; where its offsets slipped by a few characters, where its words stand nearest."""
    start, end = int(element.findtext("start") or ""), int(element.findtext("end") or "")
    phrase = element.findtext("phrase") or text[start:end]
    if text[start:end] != phrase:
        places = (m.start() for m in re.finditer(re.escape(phrase), text))
        near = min(places, key=lambda i: (abs(i - start), i), default=start)
        if abs(near - start) <= _SLIPPED:
            start, end = near, near + len(phrase)
    lat, lon = element.findtext(".//lat"), element.findtext(".//lon")
    point = (float(lat), float(lon)) if lat and lon else None
    return Toponym(start, end, point)


def score(gold: Iterable[PlacedArticle], guessed: Iterable[Sequence[Toponym]]) -> dict[str, Any]:
    """Score tagging and placing.

    A name is tagged when a guess has exactly its characters (`tagged`), or shares one with it (`touched`); each guess and
    each name counts once. Distances are those of touched names.

    Args:
        gold: Articles.
        guessed: For each, the names of places found in its text.

    Returns:
        `tagged` and `touched` as counts, precision, recall, F1; `placed`, the share of gold names with coordinates that are
        touched and within 161 km; `placed_of_touched`, the same of touched names; `median_km`.
    """
    exact, loose = Counts(), Counts()
    articles = names = 0
    distances: list[float] = []
    for article, guesses in zip(gold, guessed, strict=True):
        articles += 1
        names += sum(t.point is not None for t in article.toponyms)
        exact.add({(t.start, t.end) for t in article.toponyms}, {(t.start, t.end) for t in guesses})
        pairs = list(_touching(article.toponyms, guesses))
        loose.gold += len(article.toponyms)
        loose.guess += len(guesses)
        loose.both += len(pairs)
        distances.extend(_km(a.point, b.point) for a, b in pairs if a.point is not None)
    near = sum(d <= _NEAR_KM for d in distances)
    return {
        "articles": articles,
        "tagged": exact.to_dict(),
        "touched": loose.to_dict(),
        "placed": round(near / names, 4) if names else 0.0,
        "placed_of_touched": round(near / len(distances), 4) if distances else 0.0,
        "median_km": round(statistics.median(distances), 1) if distances and math.isfinite(statistics.median(distances)) else None,
    }  # fmt: skip


def _touching(gold: Sequence[Toponym], guesses: Sequence[Toponym]) -> Iterator[tuple[Toponym, Toponym]]:
    """Pairs that share a character, the most alike first, each side once."""
    overlap: Callable[[Toponym, Toponym], int] = lambda a, b: min(a.end, b.end) - max(a.start, b.start)  # noqa: E731
    options = sorted(
        (abs(g.start - t.start) + abs(g.end - t.end), i, j)
        for i, t in enumerate(gold)
        for j, g in enumerate(guesses)
        if overlap(t, g) > 0
    )
    left, right = set(range(len(gold))), set(range(len(guesses)))
    for _, i, j in options:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield gold[i], guesses[j]


def _km(a: Point, b: Point | None) -> float:
    """Great-circle distance (haversine); infinite to a place without coordinates."""
    if b is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, h)))
