"""Names of places to coordinates: a read-only SQLite file and a table of areas, and a choice among namesakes.

Invariant: an unknown name gives nothing; nothing is guessed and nothing is looked up anywhere else.
"""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_file, data_files
from kg.gazetteer.countries import Countries, load_countries
from kg.gazetteer.spelling import PROVINCE, TOWN, fold, generic, plain

_NEAR_KM = 300.0
_WITHIN_KM = 250.0
_CITY = 15_000
_SEAT_SHARE = 0.25
_AREA_WEIGHT = 1_000_000
_COLUMNS = "SELECT p.id, p.name, p.lat, p.lon, c.code, d.name, d.code, p.population, p.kind"
_JOINS = " JOIN country c ON c.n = p.country LEFT JOIN division d ON d.n = p.division"
_ROWS = f"{_COLUMNS} FROM name n JOIN place p ON p.id = n.place{_JOINS} WHERE n.key = ?"
_ROW = f"{_COLUMNS} FROM place p{_JOINS} WHERE p.id = ?"


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place of the gazetteer.

    Attributes:
        ref: `geonames:ID`, or `area:NAME` for areas of our own table.
        name: Its usual name.
        lat: Latitude in degrees; for provinces and areas of their middle.
        lon: Longitude in degrees.
        country: ISO 3166-1 alpha-3; None for what lies in several or at sea.
        precision: `province` (divisions and areas), `city`, `below` (towns and villages under 15,000 people).
        population: People; 0 where unknown. Of a province: of its towns together.
        admin1: Name of the first-level division that it lies in.
        capital: It is a capital or seat of government.
        division: GeoNames code of that division (`SY.12`, `US.TX`).
        weight: How well known it is, in people.
        known_as: Keys of all its names, where they are ours.
    """

    ref: str
    name: str
    lat: float
    lon: float
    country: str | None
    precision: str
    population: int
    admin1: str | None = None
    capital: bool = False
    division: str | None = None
    weight: int = 0
    known_as: tuple[str, ...] = ()


class Places:
    """Lookups in the gazetteer; safe to use from several threads, and opened only when first asked.

    Args:
        path: `places.sqlite`.
        areas: Areas by folded name, as `load_places` reads them.
        countries: To understand countries given in words.
    """

    def __init__(self, path: Path, areas: dict[str, list[PlaceRecord]], countries: Countries) -> None:
        self._path = path
        self._areas = areas
        self._countries = countries
        self._local = threading.local()
        self._found = lru_cache(maxsize=50_000)(self._find)

    def lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        """Places of a name under any of its spellings, the most populous first; empty for an unknown name.

        Raises:
            DataError: The file cannot be read.
        """
        return self._found(fold(name))

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
            name: As in the text; "Idlib province" asks for the province, "Idlib" rather for the city.
            countries: Codes of the countries that the article speaks of, the most frequent first.
            near: Coordinates of other places of the article, in degrees.
            within: What the text puts the place in: a code, or words ("Mali", "Texas", "northern Syria"); it decides.

        Returns:
            The record; None where the gazetteer has none, or none inside `within`. A famous city beats a namesake unless
            the country or neighbours speak for the other.
        """
        found = self.lookup(name)
        if within is not None and found:
            found = self._inside(found, within)
        if not found:
            return None
        asked, spelled = generic(name), plain(name)
        order = {code: n for n, code in reversed(list(enumerate(dict.fromkeys(countries))))}
        best = max(found, key=lambda r: (_score(r, spelled, asked, order, near), r.weight, r.ref))
        return best if asked & PROVINCE else _seat(best, found)

    def _inside(self, found: tuple[PlaceRecord, ...], within: str) -> tuple[PlaceRecord, ...]:
        """Those inside a country, a division or around a place given in words; all where the words are unknown."""
        if len(within) == 3 and within.isupper() and self._countries.point(within) is not None:
            return tuple(r for r in found if r.country == within)
        words = within.split()
        tails = (" ".join(words[i:]) for i in range(len(words)))
        ref = next((ref for ref in map(self._countries.find, tails) if ref is not None), None)
        fits = tuple(r for r in found if _is_division(r, within) or (ref is not None and r.country == ref.code))
        around = self.lookup(within)[:3]
        if fits or not around:
            return fits if ref is not None else fits or found
        points = [(r.lat, r.lon) for r in around]
        return tuple(r for r in found if _nearest((r.lat, r.lon), points) < _WITHIN_KM)

    def _division(self, ref: str) -> PlaceRecord | None:
        """The division that an area only gives names and a middle to."""
        if not ref.startswith("geonames:"):
            return None
        row = self._db().execute(_ROW, (int(ref.removeprefix("geonames:")),)).fetchone()
        return _record(row) if row is not None else None

    def _find(self, key: str) -> tuple[PlaceRecord, ...]:
        if not key:
            return ()
        try:
            rows = self._db().execute(_ROWS, (key,)).fetchall()
        except sqlite3.Error as e:
            raise DataError(f"the gazetteer cannot be read: {e}", file=self._path, remedy="install kg again") from e
        records = {r.ref: r for r in (_record(row) for row in rows)}
        for area in self._areas.get(key, ()):
            known = self._division(area.ref)
            records[area.ref] = (
                area if known is None else replace(known, lat=area.lat, lon=area.lon, known_as=area.known_as)
            )
        return tuple(sorted(records.values(), key=lambda r: (-r.population, -r.weight, r.ref)))

    def _db(self) -> sqlite3.Connection:
        """This thread's connection; read-only and immutable, so that no lock is ever taken."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        return db

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs; it opens its own connections."""
        return {"path": self._path, "areas": self._areas, "countries": self._countries}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["path"], state["areas"], state["countries"])  # type: ignore[misc]


def _record(row: tuple[Any, ...]) -> PlaceRecord:
    number, name, lat, lon, country, division, code, population, kind = row
    if kind == 2:
        precision, weight = "province", population // 10
    else:
        precision, weight = "city" if population >= _CITY or kind == 1 else "below", population
    return PlaceRecord(
        f"geonames:{number}",
        name,
        lat / 1e4,
        lon / 1e4,
        country,
        precision,
        population,
        division,
        kind == 1,
        code,
        weight,
    )


def _seat(best: PlaceRecord, found: Sequence[PlaceRecord]) -> PlaceRecord:
    """Of a province and its main city of the same name, the city: "in Hama" means the city more often than not."""
    if best.precision != "province" or best.division is None:
        return best
    inside = [r for r in found if r.division == best.division and r.precision == "city"]
    return next((r for r in inside if r.population > _SEAT_SHARE * best.population), best)


def _score(
    r: PlaceRecord,
    spelled: str,
    asked: frozenset[str],
    order: dict[str, int],
    near: Sequence[tuple[float, float]],
) -> float:
    """How well a record fits: powers of ten of people, raised by fame, spelling, country and neighbours.

    The country of an article counts for a thousandfold population, so that the village of a war is found; a capital or a
    city of a million counts for a part of it, so that Paris stays in France when Americans are spoken of.
    """
    score = math.log10(max(r.weight, 100))
    key = fold(spelled)
    if fold(r.name) == key or key in r.known_as:
        score += 1.7 if plain(r.name) == spelled else 1.0
        if r.capital:
            score += 2.0 if r.population >= 100_000 else 1.0
        elif r.weight >= 1_000_000:
            score += 1.0
    elif r.capital and r.population >= 100_000:
        score += 1.0
    if r.country in order:
        score += 3.0 - 0.3 * min(5, order[r.country])
    if near:
        score += 1.5 * math.exp(-_nearest((r.lat, r.lon), near) / _NEAR_KM)
    if asked & PROVINCE:
        score += 3.0 if r.precision == "province" else 0.0
    elif asked & TOWN:
        score -= 3.0 if r.precision == "province" else 0.0
    return score


def _is_division(r: PlaceRecord, within: str) -> bool:
    """Whether a record lies in the division that words name, by name or, for states, by code ("Texas", "TX")."""
    if r.precision == "province" or r.admin1 is None or r.division is None:
        return False
    return fold(r.admin1) == fold(within) or r.division == f"US.{within}"


def _nearest(point: tuple[float, float], others: Sequence[tuple[float, float]]) -> float:
    return min(distance_km(point, other) for other in others)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two points in degrees (haversine, mean radius 6371 km)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def _areas_of(path: Path, areas: dict[str, list[PlaceRecord]]) -> None:
    """Add the places of one file of JSON lines.

    Raises:
        DataError: A line lacks a name or coordinates, or is no JSON.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, lat, lon = str(row["name"]), float(row["lat"]), float(row["lon"])
        except (ValueError, KeyError, TypeError) as e:
            remedy = 'write {"name": "…", "lat": 1.5, "lon": 2.5, "country": "ABC", "precision": "city"}'
            raise DataError(f"not a place: {e}", file=path, line=number, remedy=remedy) from e
        population = int(row.get("population", 0))
        keys = tuple(dict.fromkeys(fold(n) for n in (name, *row.get("aliases", ()))))
        record = PlaceRecord(
            row.get("ref") or f"area:{plain(name).replace(' ', '-')}", name, lat, lon, row.get("country"),
            row.get("precision", "province"), population, row.get("admin1"),
            weight=int(row.get("weight", population or _AREA_WEIGHT)), known_as=keys,
        )  # fmt: skip
        for key in keys:
            areas.setdefault(key, []).append(record)


@cache
def load_places(extra: Path | None = None) -> Places:
    """Load the gazetteer of places; the file is opened at the first lookup.

    Args:
        extra: A person's data folder; its `gazetteers/*places.jsonl` (one place a line) are added, and a
            `gazetteers/places.sqlite` of its own takes the place of the built-in one.

    Raises:
        DataError: A line of a file of places cannot be understood.
    """
    areas: dict[str, list[PlaceRecord]] = {}
    for path in data_files("gazetteers", "places.jsonl", extra):
        _areas_of(path, areas)
    return Places(data_file("gazetteers/places.sqlite", extra), areas, load_countries(extra))


__all__ = ["PlaceRecord", "Places", "distance_km", "fold", "load_places"]
