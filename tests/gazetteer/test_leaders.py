"""Office holders: what they were when, and which article means them."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer.leaders import load_leaders
from kg.ontology import load_ontology


@pytest.mark.parametrize(
    ("name", "date", "country", "sector"),
    [
        ("Angela Merkel", "2017-04-01", "DEU", "GOV"), ("Angela Merkel", "2023-01-01", "DEU", "ELI"),
        ("Angela Merkel", None, "DEU", "ELI"), ("Angela Merkel", "2001-01-01", "DEU", None),
        ("ANGELA MERKEL", "2017", "DEU", "GOV"), ("Vladimir Putin", "1999-01-01", "RUS", "SPY"),
        ("Recep Tayyip Erdoğan", "2020-02-08", "TUR", "GOV"), ("Marco Rubio", "2022-03-01", "USA", "LEG"),
    ],
)  # fmt: skip
def test_offices_at_a_date(name: str, date: str | None, country: str, sector: str | None) -> None:
    leader = load_leaders().find(name)
    assert leader is not None
    assert (leader.country, leader.sector(date)) == (country, sector)


def test_an_unknown_name_is_nobody() -> None:
    assert load_leaders().find("Amina Odera") is None


@pytest.mark.parametrize(
    ("name", "countries", "found"),
    [
        ("Obama", [], True), ("Obama", ["USA"], True), ("Obama", ["KEN"], False), ("Barack Obama", ["KEN"], True),
        ("Ted Cruz", ["KEN"], False), ("Ted Cruz", ["KEN", "USA"], True),
    ],
)  # fmt: skip
def test_namesakes_are_kept_out_by_the_countries_of_the_article(name: str, countries: list[str], found: bool) -> None:
    assert (load_leaders().fitting(name, countries) is not None) == found


def test_every_sector_is_of_the_ontology() -> None:
    leaders = load_leaders()
    known = set(load_ontology(None).sectors)
    assert len(leaders) > 700
    assert {t.sector for x in leaders._leaders.values() for t in x.terms} <= known
    assert all(t.end is None or t.start <= t.end for x in leaders._leaders.values() for t in x.terms)


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    path = tmp_path / "roles/my-town.yaml"
    path.write_text(
        "leaders:\n  KEN:\n    mayor: [[Amina Odera, 2010-01, 2012-01]]\n    harbour master (BUS): [[Amina Odera, 2013-01]]\n"
        "short:\n  Amina Odera: [Odera]\n",
        encoding="utf-8",
    )
    leader = load_leaders(tmp_path).find("Odera")
    assert leader is not None
    assert [leader.sector(d) for d in ("2011-06-01", "2012-06-01", "2020-01-01")] == ["GOV", "ELI", "BUS"]
    path.write_text("leaders: {KEN: {harbour master: [[Amina Odera]]}}\n", encoding="utf-8")
    load_leaders.cache_clear()
    with pytest.raises(DataError) as caught:
        load_leaders(tmp_path)
    assert caught.value.key == "KEN/harbour master"


@pytest.mark.parametrize(
    ("name", "homes"), [("Barack Obama", {"USA"}), ("Obama", {"USA"}), ("Colin Powell", {"USA"}), ("Nobody", set())]
)
def test_the_countries_of_a_name(name: str, homes: set[str]) -> None:
    assert load_leaders().homes(name) == homes


@pytest.mark.parametrize(
    ("form", "country"),
    [("President Putin", "RUS"), ("Chancellor Merkel", "DEU"), ("Putin", None), ("King Putin", None)],
)
def test_a_title_and_a_surname(form: str, country: str | None) -> None:
    leader = load_leaders().titled(form)
    assert (leader and leader.country) == country


@pytest.mark.parametrize(("word", "begins"), [("Barack", True), ("obama", True), ("Xqzwy", False)])
def test_whether_a_name_may_begin_with_a_word(word: str, begins: bool) -> None:
    assert load_leaders().begins(word) == begins
