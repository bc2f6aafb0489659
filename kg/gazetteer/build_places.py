"""Build-time: `places.sqlite` from GeoNames' cities and first-level divisions.

Invariant: the same sources give the same bytes: rows are sorted, nothing depends on the time. Tables: `place` (one row a
place; coordinates in ten-thousandths of a degree; kind 0 town, 1 capital, 2 province), `name` (one row a key and place),
`country` and `division` (what the numbers in `place` mean).
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.gazetteer.spelling import fold, plain

TOWN, CAPITAL, DIVISION = 0, 1, 2
_DENSE = 6_000
_SMALLEST_IN_DENSE = 1_000
"""Countries with more places than `_DENSE` in GeoNames keep those from this population on: villages of France and the United
States are many and rarely in the news, while those of Syria or Mali are few in GeoNames and often are."""
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE country (n INTEGER PRIMARY KEY, code TEXT NOT NULL);
CREATE TABLE division (n INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    country INTEGER NOT NULL, division INTEGER, population INTEGER NOT NULL, kind INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


class Sources:
    """What the gazetteer is made of: cities, names of divisions, codes and capitals of countries."""

    def __init__(
        self,
        cities: Iterable[dict[str, Any]],
        divisions: Path,
        iso3: dict[str, str],
        capitals: dict[str, list[str]],
    ) -> None:
        known = sorted((c for c in cities if c["countrycode"] in iso3), key=lambda c: int(c["geonameid"]))
        dense = {code for code, n in Counter(c["countrycode"] for c in known).items() if n > _DENSE}
        self.cities = [c for c in known if c["countrycode"] not in dense or c["population"] >= _SMALLEST_IN_DENSE]
        self.iso3 = iso3
        self.capitals = {code: {plain(c) for c in names} for code, names in capitals.items()}
        lines = divisions.read_text(encoding="utf-8").splitlines()
        self.divisions = sorted(tuple(line.split("\t")) for line in lines if line.split(".")[0] in iso3)
        self.countries = {code: n for n, code in enumerate(sorted(set(iso3.values())), 1)}
        self.numbers = {row[0]: n for n, row in enumerate(self.divisions, 1)}


def names_of(city: dict[str, Any]) -> list[str]:
    """Names of a city worth keeping, the best first: Latin script, no codes; more of them the larger the city.

    Plain ASCII names (news agencies write those) come before others, shorter ones before longer ones.
    """
    population = city["population"]
    most = 30 if population >= 1_000_000 else 14 if population >= 100_000 else 6 if population >= 15_000 else 3
    spare = [n for n in city["alternatenames"] if _is_name(n)]
    spare.sort(key=lambda n: (not n.isascii(), abs(len(n) - len(city["name"])), n))
    keys = dict.fromkeys((fold(city["name"]), *map(fold, spare)))
    return [k for k in keys if k][: most + 1]


def _is_name(name: str) -> bool:
    latin = all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    return (
        latin
        and 3 <= len(name) <= 32
        and name[0].isupper()
        and not name.isupper()
        and "/" not in name
        and "," not in name
    )


def _middles(cities: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Middle of the box around the towns of each division: nearer to the middle of its area than the mean of the towns."""
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        towns[f"{c['countrycode']}.{c['admin1code']}"].append((c["latitude"], c["longitude"]))
    middles = {}
    for code, points in towns.items():
        lats, lons = [p[0] for p in points], [p[1] for p in points]
        if max(lons) - min(lons) > 180:
            lons = [x % 360 for x in lons]
        lon = (min(lons) + max(lons)) / 2
        middles[code] = (round((min(lats) + max(lats)) / 2, 2), round(lon - 360 if lon > 180 else lon, 2))
    return middles


def _rows(sources: Sources) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    """Rows of `place`, each with its keys: towns, then divisions."""
    total: dict[str, int] = defaultdict(int)
    for c in sources.cities:
        code = f"{c['countrycode']}.{c['admin1code']}"
        total[code] += c["population"]
        iso3 = sources.iso3[c["countrycode"]]
        capital = plain(c["name"]) in sources.capitals.get(iso3, ()) and c["population"] >= 5_000
        yield (
            int(c["geonameid"]), c["name"], round(c["latitude"] * 1e4), round(c["longitude"] * 1e4),
            sources.countries[iso3], sources.numbers.get(code), c["population"], CAPITAL if capital else TOWN,
        ), names_of(c)  # fmt: skip
    centres = _middles(sources.cities)
    for code, name, ascii_name, number in sources.divisions:
        if code in centres:
            lat, lon = centres[code]
            yield (
                int(number), name, round(lat * 1e4), round(lon * 1e4), sources.countries[sources.iso3[code[:2]]],
                sources.numbers[code], total[code], DIVISION,
            ), [fold(name), fold(ascii_name)]  # fmt: skip


def write_places(sources: Sources, out: Path) -> None:
    """Write the file anew."""
    out.unlink(missing_ok=True)
    rows = list(_rows(sources))
    db = sqlite3.connect(out)
    try:
        db.executescript(_SCHEMA)
        db.executemany("INSERT INTO country VALUES (?,?)", sorted((n, c) for c, n in sources.countries.items()))
        divisions = ((sources.numbers[row[0]], row[0], row[1]) for row in sources.divisions)
        db.executemany("INSERT INTO division VALUES (?,?,?)", sorted(divisions))
        db.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?)", sorted(row for row, _ in rows))
        db.executemany("INSERT INTO name VALUES (?,?)", sorted({(k, row[0]) for row, keys in rows for k in keys if k}))
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()


__all__ = ["Sources", "names_of", "write_places"]
