"""Names of places to coordinates: a read-only SQLite file inside the package, and a choice among namesakes that says why not to guess.

Invariant: an unknown name gives nothing; nothing is looked up anywhere else.
"""

from __future__ import annotations

import math
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.files import data_file

_ARTICLE = re.compile(r"^(?:the |al |el |ash |as |ad |an |ar |az |at |es )(?=\w{3})")
_GENERIC = re.compile(r"\b(?:province|city|town|village|district|region|governorate|oblast|county|municipality)\b")
_NEAR_KM = 300.0


def fold(name: str) -> str:
    """Fold spellings that differ in print but not in place: case, accents, articles, hyphens, doubled letters, q/k, e/i.

    "Saraqeb", "Saraqib" and "Saraqeb City" fold to one key, as do "Al-Bab" and "el Bab".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`ʿʾ.]", "", plain)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    shorter = _GENERIC.sub("", plain).strip()
    plain = _ARTICLE.sub("", shorter or plain)
    plain = plain.replace("q", "k").replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("y", "i")
    plain = re.sub(r"(?<=[^aeiou\W])e(?=[^aeiou\W])", "i", plain)
    plain = re.sub(r"^e(?=[^aeiou\W])", "i", plain)
    plain = re.sub(r"(.)\1", r"\1", plain)
    return re.sub(r"\s+", " ", plain).strip()


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place of the gazetteer; `ref` is `geonames:ID` or `area:N` of our own table."""

    ref: str
    name: str
    lat: float
    lon: float
    country: str | None
    precision: str
    population: int


class Places:
    """Lookups in one gazetteer file; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)

    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        return db

    def _lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        """Places of a name under any of its spellings, the most populous first; the same spelling before others."""
        query = (
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.precision, p.population FROM name n"
            " JOIN place p ON p.id = n.place WHERE n.folded = ? ORDER BY p.population DESC, p.id"
        )
        try:
            rows = self._db().execute(query, (fold(name),)).fetchall()
        except sqlite3.Error as e:
            raise DataError(f"the gazetteer cannot be read: {e}", file=self._path, remedy="install kg again") from e
        return tuple(
            PlaceRecord(f"geonames:{r[0]}" if r[0] > 0 else f"area:{-r[0]}", r[1], r[2], r[3], r[4], r[5], r[6])
            for r in rows
        )

    def choose(
        self,
        name: str,
        *,
        countries: Sequence[str] = (),
        near: Sequence[tuple[float, float]] = (),
        within: str | None = None,
    ) -> PlaceRecord | None:
        """Choose among namesakes.

        Args:
            name: As in the text.
            countries: Countries that the article speaks of, the most frequent first.
            near: Coordinates of other places of the article.
            within: Country that the text puts the place in ("Gao, Mali"); decides when it can.

        Returns:
            The record, or None where the gazetteer has none that fits.
        """
        found = self.lookup(name)
        if within is not None:
            inside = [r for r in found if r.country == within]
            return inside[0] if inside else None
        if not found:
            return None
        return max(found, key=lambda r: (self._score(r, name, countries, near), r.population, r.ref))

    def _score(self, r: PlaceRecord, name: str, countries: Sequence[str], near: Sequence[tuple[float, float]]) -> float:
        score = math.log10(max(r.population, 10))
        if r.country in countries:
            score += 3.0 - 0.3 * min(5, list(countries).index(r.country))
        if near and min(distance_km((r.lat, r.lon), n) for n in near) < _NEAR_KM:
            score += 1.5
        if r.name.casefold() == name.casefold():
            score += 1.0
        return score


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two points in degrees (haversine, mean radius 6371 km)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


@cache
def load_places(extra: Path | None = None) -> Places:
    """The gazetteer of places; a person's own `gazetteers/places.sqlite` takes the place of the built-in one."""
    return Places(data_file("gazetteers/places.sqlite", extra))
