"""Places: well-known names come out where they lie; namesakes are chosen by context; nothing is guessed."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.files import DATA
from kg.gazetteer.places import distance_km, load_places
from kg.gazetteer.spelling import fold

P = load_places()
FILE = DATA / "gazetteers/places.sqlite"

WELL_KNOWN = """
Idlib 35.93 36.63 SYR|Saraqib 35.86 36.81 SYR|Aleppo 36.20 37.16 SYR|Damascus 33.51 36.29 SYR|Homs 34.73 36.72 SYR
Hama 35.13 36.75 SYR|Raqqa 35.95 39.01 SYR|Kobani 36.89 38.35 SYR|Deir ez-Zor 35.34 40.14 SYR|Mosul 36.34 43.12 IRQ
Baghdad 33.34 44.40 IRQ|Fallujah 33.35 43.78 IRQ|Basra 30.51 47.78 IRQ|Ankara 39.92 32.85 TUR|Istanbul 41.01 28.95 TUR
Beirut 33.89 35.50 LBN|Jerusalem 31.77 35.21 ISR|Tel Aviv 32.08 34.78 ISR|Gaza City 31.50 34.47 PSE|Ramallah 31.90 35.20 PSE
Sanaa 15.35 44.21 YEM|Aden 12.78 45.04 YEM|Hodeidah 14.80 42.95 YEM|Tehran 35.69 51.42 IRN|Kabul 34.53 69.17 AFG
Kandahar 31.61 65.71 AFG|Herat 34.35 62.20 AFG|Peshawar 34.01 71.58 PAK|Karachi 24.86 67.01 PAK|Srinagar 34.09 74.81 IND
Mumbai 19.07 72.88 IND|Dhaka 23.71 90.41 BGD|Rangoon 16.81 96.16 MMR|Bangkok 13.75 100.50 THA|Jakarta -6.21 106.85 IDN
Manila 14.60 120.98 PHL|Beijing 39.91 116.40 CHN|Hong Kong 22.28 114.17 HKG|Taipei 25.05 121.53 TWN|Seoul 37.57 126.98 KOR
Pyongyang 39.03 125.75 PRK|Tokyo 35.69 139.69 JPN|Moscow 55.75 37.62 RUS|Grozny 43.31 45.69 RUS|Kyiv 50.45 30.52 UKR
Kharkiv 49.98 36.25 UKR|Mariupol 47.10 37.54 UKR|Odessa 46.48 30.73 UKR|Minsk 53.90 27.57 BLR|Sarajevo 43.85 18.36 BIH
Paris 48.85 2.35 FRA|London 51.51 -0.13 GBR|Munich 48.14 11.58 DEU|Zurich 47.37 8.55 CHE|Madrid 40.42 -3.70 ESP
Cairo 30.06 31.25 EGY|Tripoli 32.89 13.19 LBY|Benghazi 32.11 20.07 LBY|Khartoum 15.55 32.53 SDN|El Fasher 13.63 25.35 SDN
Mogadishu 2.04 45.34 SOM|Goma -1.68 29.22 COD|Maiduguri 11.85 13.16 NGA|Bamako 12.61 -7.98 MLI|Timbuktu 16.77 -3.01 MLI
N'Djamena 12.11 15.04 TCD|Nairobi -1.28 36.82 KEN|Johannesburg -26.20 28.04 ZAF|Washington 38.90 -77.04 USA
New York 40.71 -74.01 USA|Los Angeles 34.05 -118.24 USA|Mexico City 19.43 -99.13 MEX|Bogotá 4.61 -74.08 COL
Caracas 10.49 -66.88 VEN|Port-au-Prince 18.54 -72.34 HTI|Sydney -33.87 151.21 AUS|Donbas 48.3 38.0 UKR|Crimea 45.3 34.4 UKR
""".strip()


@pytest.mark.parametrize("line", WELL_KNOWN.replace("\n", "|").split("|"))
def test_well_known_names(line: str) -> None:
    name, lat, lon, country = line.rsplit(maxsplit=3)
    found = P.choose(name)
    assert found is not None
    assert found.country == country
    assert distance_km((found.lat, found.lon), (float(lat), float(lon))) < 40


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saraqeb", "Saraqib"), ("Idlib", "Edlib"), ("al-Bab", "El Bab"), ("Qamishli", "Kamishli"), ("Raqqah", "Raqqa"),
        ("Zürich", "Zurich"), ("Dayr az Zor", "Deir ez-Zor"), ("N'Djamena", "Ndjamena"), ("São Paulo", "Sao Paulo"),
        ("Saint Louis", "St. Louis"), ("Homs City", "Homs"), ("Aix-en-Provence", "Aix en Provence"),
    ],
)  # fmt: skip
def test_spellings_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Bern", "Berlin"), ("Gao", "Goa"), ("Niger", "Nigeria"), ("Iran", "Iraq")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("old", "new"), [("Kiev", "Kyiv"), ("Bombay", "Mumbai"), ("Peking", "Beijing"), ("Kharkov", "Kharkiv")]
)
def test_other_names(old: str, new: str) -> None:
    one, other = P.choose(old), P.choose(new)
    assert one is not None
    assert other is not None
    assert one.ref == other.ref


def test_context_chooses_among_namesakes() -> None:
    def at(name: str, **context: object) -> tuple[str | None, str | None]:
        found = P.choose(name, **context)  # type: ignore[arg-type]
        assert found is not None
        return found.country, found.admin1

    assert at("Paris") == ("FRA", "Île-de-France")
    assert at("Paris", countries=["USA"])[0] == "FRA"
    assert at("Paris", within="Texas") == ("USA", "Texas")
    assert at("Paris", within="USA")[0] == "USA"
    assert at("London", within="Ontario")[0] == "CAN"
    assert at("Tripoli", countries=["LBN"])[0] == "LBN"
    assert at("Hyderabad", countries=["PAK"])[0] == "PAK"
    assert at("Hyderabad")[0] == "IND"
    assert at("Springfield", near=[(39.8, -89.6)])[1] == "Illinois"
    assert at("Gao", within="northern Mali")[0] == "MLI"


def test_nothing_is_guessed() -> None:
    assert P.lookup("Xyzzyville") == ()
    assert P.choose("Xyzzyville", countries=["SYR"]) is None
    assert P.choose("Idlib", within="France") is None
    assert P.choose("Idlib", within="FRA") is None
    assert P.lookup("") == ()
    assert P.lookup("...") == ()


def test_provinces_and_their_cities() -> None:
    city, province, helmand = P.choose("Idlib"), P.choose("Idlib province"), P.choose("Helmand")
    assert city and province and helmand
    assert (city.precision, province.precision, helmand.precision) == ("city", "province", "province")
    assert city.admin1 == "Idlib"
    assert city.ref == "geonames:169389"


def test_lookup_is_sorted_by_population() -> None:
    people = [r.population for r in P.lookup("Springfield")]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_the_file_is_small_and_opens_read_only() -> None:
    assert FILE.stat().st_size < 25_000_000
    db = sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM place")
    db.close()


def test_threads_may_share_it() -> None:
    found: list[str] = []

    def ask(name: str) -> None:
        record = P.choose(name)
        found.append(record.ref if record is not None else "")

    threads = [threading.Thread(target=ask, args=("Timbuktu",)) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == 4
    assert set(found) != {""}
    assert len(set(found)) == 1


def test_a_persons_own_places(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    row = {"name": "Fredville", "lat": 1.5, "lon": 2.5, "country": "FRD", "precision": "city", "aliases": ["Port Fred"]}
    (folder / "my-places.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    own = load_places(tmp_path)
    found = own.choose("Port Fred")
    assert found is not None
    assert (found.ref, found.lat, found.precision) == ("area:fredville", 1.5, "city")
    assert own.choose("Paris") is not None


def test_broken_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "places.sqlite").write_bytes(b"not a database, whatever its name says" * 40)
    with pytest.raises(DataError, match="cannot be read"):
        load_places(tmp_path).choose("Paris")
    (folder / "my-places.jsonl").write_text('{"name": "Fredville"}\n', encoding="utf-8")
    load_places.cache_clear()
    with pytest.raises(DataError, match="not a place"):
        load_places(tmp_path)
