"""Countries: what words stand for them, and what looks like one and is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.files import DATA
from kg.gazetteer.countries import load_countries

C = load_countries()


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("US", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("the U.S.A.", "USA", "name"),
        ("America", "USA", "name"),
        ("the United States'", "USA", "name"),
        ("UK", "GBR", "name"),
        ("Britain's", "GBR", "name"),
        ("Great Britain", "GBR", "name"),
        ("UAE", "ARE", "name"),
        ("DRC", "COD", "name"),
        ("the Democratic Republic of the Congo", "COD", "name"),
        ("Burma", "MMR", "name"),
        ("Ivory Coast", "CIV", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("Türkiye", "TUR", "name"),
        ("TURKEY", "TUR", "name"),
        ("North Korea", "PRK", "name"),
        ("Kosovo", "XKX", "name"),
        ("Guinea Bissau", "GNB", "name"),
        ("St. Lucia", "LCA", "name"),
        ("Soviet Union", "SUN", "name"),
        ("Polish", "POL", "demonym"),
        ("South Korean", "KOR", "demonym"),
        ("Emirati", "ARE", "demonym"),
        ("Burkinabé", "BFA", "demonym"),
        ("Nigerien", "NER", "demonym"),
        ("Nigerian", "NGA", "demonym"),
        ("Turks", "TUR", "people"),
        ("Briton", "GBR", "people"),
        ("Syrians", "SYR", "people"),
        ("Republic of Malta", "MLT", "name"),
        ("the Hashemite Kingdom of Jordan", "JOR", "name"),
        ("Republic of China", "TWN", "name"),
    ],
)
def test_names_and_demonyms(text: str, code: str, how: str) -> None:
    found = C.find(text)
    assert found is not None
    assert (found.code, found.how) == (code, how)


@pytest.mark.parametrize(
    "text",
    [
        "us",
        "turkey",
        "polish",
        "the North",
        "Kurdish",
        "Arab",
        "European",
        "Sunni",
        "Muslim",
        "Ankara",
        "Chad's sister",
        "Republic of Texas",
        "",
        "the",
    ],
)
def test_no_country(text: str) -> None:
    assert C.find(text) is None


@pytest.mark.parametrize(
    ("text", "code"), [("Scotland", "GBR"), ("Welsh", "GBR"), ("Gaza", "PSE"), ("West Bank", "PSE")]
)
def test_parts_say_that_they_are_parts(text: str, code: str) -> None:
    found = C.find(text)
    assert found is not None
    assert (found.code, found.part) == (code, True)
    whole = C.find(C.name(code))
    assert whole is not None
    assert not whole.part


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ankara", "TUR"),
        ("Kiev", "UKR"),
        ("The Hague", "NLD"),
        ("Kingston", "JAM"),
        ("Belgrade", "SRB"),
        ("Washington", "USA"),
    ],
)
def test_capitals_only_when_asked(name: str, code: str) -> None:
    assert C.find(name) is None
    assert C.capital_of(name) == code
    found = C.find(name, capitals=True)
    assert found is not None
    assert (found.code, found.how) == (code, "capital")


def test_every_country_has_a_middle_and_a_continent_and_words_belong_to_one() -> None:
    assert len(C.codes()) >= 250
    assert [c for c in C.codes() if C.point(c) is None] == []
    assert [c for c in C.codes() if C.continent(c) is None] == []
    owner: dict[str, str] = {}
    for line in (DATA / "gazetteers/countries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for word in (*row["names"], *row.get("adjectives", ()), *row.get("people", ())):
            assert owner.setdefault(word, row["code"]) == row["code"], word


def test_codes() -> None:
    assert (C.name("TUR"), C.ref("TUR"), C.capital("TUR")) == ("Turkey", "iso3166:TUR", "Ankara")
    assert (C.name("QQQ"), C.point("QQQ")) == ("QQQ", None)


def test_a_persons_own_countries(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    row = {"code": "FRD", "name": "Freedonia", "names": ["Freedonia"], "adjectives": ["Freedonian"]}
    (folder / "my-countries.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    own = load_countries(tmp_path)
    found = own.find("Freedonian")
    assert found is not None
    assert found.code == "FRD"
    assert own.find("Turkey") is not None


@pytest.mark.parametrize("line", ['{"code": "FRD"}', "[1]", "{"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "my-countries.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_countries(tmp_path)
    assert error.value.line == 2


@pytest.mark.parametrize(
    ("people", "home"), [("Rohingya", "MMR"), ("Uighurs", "CHN"), ("Kurds", None), ("Kenyans", None)]
)
def test_a_people_without_a_state_has_a_home_where_it_is_one(people: str, home: str | None) -> None:
    assert C.home_of(people) == home


def test_a_people_without_a_state_does_not_stand_for_a_country() -> None:
    assert C.find("Rohingya") is None


def test_a_federation_of_footballers_is_no_country() -> None:
    countries = load_countries()
    assert countries.find("the Islamic Republic of Iran") is not None
    for name in ("Football Federation of Kenya", "Workers' Republic of Kenya", "Bank Republic of Ghana"):
        assert countries.find(name) is None
