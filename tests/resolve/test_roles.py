"""Packs of roles: who is meant by a name or an office at a date, and when nobody is."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.model import Chain
from kg.resolve import link
from kg.resolve.roles import load_roster
from tests.factory import chain, make_extraction

PACK = """
leaders:
  NOR:
    president: [[Ada Quist, 2019-05, 2023-05-20], [Bo Renner, 2023-05-20]]
aliases:
  Ada Quist: [Adda Qvist]
organizations:
  - {name: Orange Apple Front, aliases: [OAF], country: NOR, sector: REB, from: 2012}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "norland.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path


def person(name: str, country: str | None = "NOR", *aliases: str) -> Chain:
    return chain(name, "person", country=country, aliases=(name, *aliases))


@pytest.mark.parametrize(
    ("item", "date", "name"),
    [
        (person("Ada Quist"), "2020-01-01", "Ada Quist"),
        (person("Adda Qvist", None), "2020-01-01", "Ada Quist"),
        (person("Quist"), "2020-01-01", "Ada Quist"),
        (person("Quist", None), "2020-01-01", None),
        (person("Quist", "DNK"), "2020-01-01", None),
        (person("Quist"), "1999-01-01", None),
        (person("Norwegian president"), "2020-01-01", "Ada Quist"),
        (person("president", "NOR", "president of Norway"), "2024-01-01", "Bo Renner"),
        (person("President of Norway"), "2024", "Bo Renner"),
        (person("president"), "2020-01-01", None),  # of what?
        (person("Norwegian vice president"), "2020-01-01", None),
        (person("Norwegian president"), "2023-05-20", None),  # two held it on that day
        (person("Norwegian president"), "2018-01-01", None),
        (person("Norwegian president"), None, None),
        (chain("OAF", "organization", country="NOR"), "2020-01-01", "Orange Apple Front"),
        (chain("the Orange Apple Front", "organization"), "2020-01-01", "Orange Apple Front"),
        (chain("OAF", "organization", country="NOR"), "2010-01-01", None),
        (chain("OAF", "organization"), "2020-01-01", None),
    ],
)
def test_who_is_meant(data: Path, item: Chain, date: str | None, name: str | None) -> None:
    assert [h.name for h in load_roster(data).identify(item, date)] == ([name] if name else [])


def test_an_office_is_whoever_held_it_at_the_articles_date(data: Path) -> None:
    batch = [
        make_extraction("a1", "2020-03-01", chains=[person("Norwegian president")]),
        make_extraction("a2", "2024-03-01", chains=[person("Norwegian president")]),
        make_extraction("a3", "2021-03-01", chains=[person("Ada Quist")]),
        make_extraction("a4", "2022-03-01", chains=[person("Quist")]),
        make_extraction("a5", "2022-03-01", chains=[person("Adda Qvist", None)]),
    ]
    linker = link(batch, roster=load_roster(data))
    sets = sorted(e.chains for e in linker.entities())
    assert sets == [("a1:c1", "a3:c1", "a4:c1", "a5:c1"), ("a2:c1",)]
    assert {"Ada Quist", "Adda Qvist"} < set(next(e for e in linker.entities() if len(e.chains) == 4).aliases)


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        ("leaders: {NOR: {president: [[Ada Quist]]}}", "no term of office"),
        ("leaders: {NOR: {president: [[Ada Quist, May 2019]]}}", "'May 2019' is no date"),
        ("organizations: [{aliases: [OAF]}]", "needs a name"),
    ],
)
def test_a_wrong_pack_is_an_error_that_names_the_file(tmp_path: Path, pack: str, said: str) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "wrong.yaml").write_text(pack, encoding="utf-8")
    with pytest.raises(DataError, match=said) as caught:
        load_roster(tmp_path)
    assert "wrong.yaml" in str(caught.value)


HIGHEST = {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "supreme leader", "pope"}


def test_the_built_in_packs_hold() -> None:
    roster = load_roster()
    persons = [h for h in roster.holders if h.kind == "person"]
    assert len({h.country for h in persons}) > 100
    terms = sorted(
        (r.of, r.title, r.start, r.end or "~", h.name) for h in persons for r in h.roles if r.title in HIGHEST
    )
    assert all(start < end for _, _, start, end, _ in terms)
    # Two terms of one of the highest offices overlap only where two claimed it at once.
    clashes = {a[:2] for a, b in itertools.pairwise(terms) if a[:2] == b[:2] and a[4] != b[4] and b[2] < a[3]}
    assert clashes == {("CIV", "president"), ("GMB", "president")}
