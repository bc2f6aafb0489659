"""Each pair of names with what surrounds it: same or not, for which reason, and the same the other way round."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Chain, Judgement
from kg.resolve import block, chains_of, judge
from kg.resolve.features import FEATURES
from tests.factory import chain, make_extraction


def judged(*articles: list[Chain]) -> list[Judgement]:
    extractions = [make_extraction(f"a{i}", chains=c) for i, c in enumerate(articles)]
    forth = list(judge(block(chains_of(extractions))))
    assert list(judge(block(chains_of(extractions[::-1])))) == forth
    return forth


def person(name: str, **known: Any) -> Chain:
    return chain(name, "person", **known)


def firm(name: str, **known: Any) -> Chain:
    return chain(name, "organization", **known)


NORD = {"country": "NOR", "sector": "GOV"}
COMPANY = [person("Berit Aas"), firm("Fjord Ferries"), person("Nils Holm"), firm("Lille Bakery")]


@pytest.mark.parametrize(
    ("left", "right", "same", "reason"),
    [
        (person("Mohammed Saleh"), person("Muhammad Saleh"), True, "two spellings"),
        (person("Saleh Mohammed"), person("Mohammed Saleh"), True, "another order"),
        (person("Johanna Blackwood"), person("Johanna Blackwodo"), True, "slip of the pen"),
        (person("J. Blackwood"), person("Johanna Blackwood"), True, "initial"),
        (
            person("J. Blackwood", country="NOR"),
            person("Johanna Blackwood", country="USA"),
            False,
            "different countries",
        ),
        (person("Johanna Mary Blackwood"), person("Johanna Blackwood"), False, "differ only by mary"),
        (person("Johanna Mary Blackwood", **NORD), person("Johanna Blackwood", **NORD), True, "both of NOR"),
        (person("Bill Stone"), person("William Stone"), True, "two spellings"),
        (person("Ada Stone", sector="GOV"), person("Ada Stone", sector="SOC"), False, "different sectors"),
        (person("Ada Stone", country="NOR"), person("Ada Stone", country="USA"), False, "different countries"),
        (firm("Hezbollah"), firm("Hizbollah"), True, "name Hezbollah"),
        (firm("Harbour Workers Union"), firm("Harbour Wrokers Union"), True, "slip of the pen"),
        (firm("OAF", country="NOR"), firm("Orange Apple Front", country="NOR"), True, "initials"),
    ],
)
def test_pairs(left: Chain, right: Chain, same: bool, reason: str) -> None:
    (verdict,) = judged([left], [right])
    assert verdict.same is same, verdict
    assert reason in verdict.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (person("Hassan Saleh"), person("Hussein Saleh")),
        (person("Mario Silva"), person("Maria Silva")),
        (person("Ada Stone"), person("Ada Lane")),
        (person("police officer"), person("police officer")),
        (person("Turkish Governor"), person("Turkish Governor")),
        (firm("First National Bank", country="USA"), firm("First National Bank", country="USA")),
    ],
)
def test_pairs_that_need_no_judgement(left: Chain, right: Chain) -> None:
    assert judged([left], [right]) == []


def test_names_that_others_bear_are_no_slips() -> None:
    surnames = ("Aas", "Berg", "Dahl", "Eide")
    others = [[person(f"{given} {surname}")] for given in ("Martha", "Marthe", "Marta") for surname in surnames]
    assert not any(
        j.same for j in judged([person("Marthin Holm")], [person("Martin Holm")], *others) if "Mart" in j.reason
    )


def test_company_joins_single_names() -> None:
    (verdict,) = (
        j for j in judged([person("Quist"), *COMPANY], [person("Ada Quist"), *COMPANY]) if "short for" in j.reason
    )
    assert verdict.same
    assert "both are seen with" in verdict.reason


def test_company_joins_one_of_many() -> None:
    bank = firm("First National Bank", country="USA")
    (verdict,) = judged([bank, *COMPANY], [bank, *COMPANY], [bank])
    assert (verdict.left.split(":")[0], verdict.right.split(":")[0], verdict.same) == ("a0", "a1", True)


def test_company_joins_namesakes_of_two_sectors() -> None:
    left, right = person("Ada Stone", sector="GOV"), person("Ada Stone", sector="BUS")
    assert not judged([left], [right])[0].same
    assert judged([left, *COMPANY], [right, *COMPANY])[0].same


def test_initials_that_fit_two_are_doubtful() -> None:
    verdicts = judged([person("J. Stone")], [person("Johanna Stone")], [person("Jakob Stone")])
    assert [v.same for v in verdicts] == [False, False]
    assert all("2 full names fit" in v.reason for v in verdicts)


def test_every_feature_says_what_it_looks_at() -> None:
    assert all(f.__doc__ for f in FEATURES)
    assert len({f.__name__ for f in FEATURES}) == len(FEATURES)
