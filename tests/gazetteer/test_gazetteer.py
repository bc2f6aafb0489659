"""Countries, places and agents: what the tables say of well-known names, and what they refuse to say."""

import sqlite3

import pytest

from kg.files import DATA
from kg.gazetteer.agents import load_agents
from kg.gazetteer.countries import load_countries
from kg.gazetteer.places import distance_km, fold, load_places


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Turkish", "TUR"), ("Turks", "TUR"), ("US", "USA"), ("U.S.", "USA"), ("us", None), ("America", "USA"),
        ("UK", "GBR"), ("Britain", "GBR"), ("British", "GBR"), ("the Netherlands", "NLD"), ("Dutch", "NLD"), ("DRC", "COD"), ("Congolese", "COD"),
        ("Niger", "NER"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("North Korean", "PRK"), ("South Korea", "KOR"), ("Ivory Coast", "CIV"),
        ("Palestinian", "PSE"), ("Burma", "MMR"), ("Soviet", "SUN"), ("turkey", None), ("polish", None), ("Kurdish", None), ("European", None),
        ("Arab", None), ("Sunni", None), ("Ankara", None), ("RUSSIA", "RUS"), ("China's", "CHN"), ("", None),
    ],
)  # fmt: skip
def test_countries(text: str, code: str | None) -> None:
    found = load_countries().find(text)
    assert (found.code if found is not None else None) == code


def test_capitals_are_asked_for_by_name() -> None:
    countries = load_countries()
    assert countries.capital_of("Ankara") == "TUR"
    assert countries.capital_of("Gao") is None


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Idlib", 35.9, 36.6), ("Saraqeb", 35.9, 36.8), ("Saraqib", 35.9, 36.8), ("Kyiv", 50.4, 30.5), ("Kiev", 50.4, 30.5), ("Goma", -1.7, 29.2),
        ("Baghdad", 33.3, 44.4), ("London", 51.5, -0.1), ("Gao", 16.3, 0.0), ("Kabul", 34.5, 69.2), ("Mosul", 36.3, 43.1), ("Nairobi", -1.3, 36.8),
        ("Bogotá", 4.7, -74.1), ("Bogota", 4.7, -74.1), ("New York", 40.7, -74.0), ("Crimea", 45.3, 34.4), ("Darfur", 13.5, 24.5), ("Gaza", 31.5, 34.4),
        ("Helmand province", 31.4, 64.2), ("Sanaa", 15.4, 44.2), ("Aleppo", 36.2, 37.2), ("Kharkiv", 50.0, 36.2), ("Manila", 14.6, 121.0), ("Lagos", 6.5, 3.4),
    ],
)  # fmt: skip
def test_places(name: str, lat: float, lon: float) -> None:
    found = load_places().choose(name)
    assert found is not None
    assert distance_km((found.lat, found.lon), (lat, lon)) < 60


def test_context_chooses_among_namesakes() -> None:
    places = load_places()
    texas = places.choose("Paris", within="USA")
    assert texas is not None and texas.country == "USA"
    tripoli = places.choose("Tripoli", countries=("LBN",))
    assert tripoli is not None and tripoli.country == "LBN"


@pytest.mark.parametrize("name", ["", "Xqzwv", "Ministry of Silly Walks", "' OR 1=1 --", "a" * 10_000])
def test_unknown_places_are_not_guessed(name: str) -> None:
    assert load_places().choose(name) is None


def test_the_gazetteer_is_small_and_read_only() -> None:
    path = DATA / "gazetteers" / "places.sqlite"
    assert path.stat().st_size < 25_000_000
    with pytest.raises(sqlite3.OperationalError):
        load_places()._db().execute("DELETE FROM place")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saraqeb", "Saraqib"), ("Al-Bab", "el Bab"), ("Edlib", "Idlib"), ("Sana'a", "Sanaa"), ("São Paulo", "Sao Paulo")],
)
def test_spellings_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("soldier", "MIL"),
        ("police", "COP"),
        ("riot police", "COP"),
        ("rebel", "REB"),
        ("refugee", "REF"),
        ("civilian", "CVL"),
        ("journalist", "JRN"),
        ("judge", "JUD"),
    ],
)
def test_agents(noun: str, sector: str) -> None:
    found = load_agents().sector(noun)
    assert found is not None and found.sector == sector


@pytest.mark.parametrize("noun", ["table", "offensive", "talk", "province"])
def test_things_are_no_agents(noun: str) -> None:
    assert load_agents().sector(noun) is None


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Turkish Foreign Ministry", "GOV"),
        ("Supreme Court", "JUD"),
        ("Malian Army", "MIL"),
        ("Green Party", "PTY"),
        ("Oxford University", "EDU"),
        ("United Nations", "IGO"),
        ("Hezbollah", "REB"),
        ("Volta Motors", "BUS"),
        ("Zzyzx", None),
    ],
)
def test_organizations(name: str, sector: str | None) -> None:
    assert load_agents().organization_sector(name) == sector


@pytest.mark.parametrize(
    ("words", "leads"),
    [("President", True), ("Prime Minister", True), ("former president", True), ("Gen.", False), ("spokesman", False)],
)
def test_titles(words: str, leads: bool) -> None:
    title = load_agents().title(words)
    assert title is not None and title.leads is leads
