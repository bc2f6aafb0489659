from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.actors import Case, Told, read_cases, score

SECTORS = ("GOV", "MIL", "IGO", "JUD", "CVL")


def row(**known: object) -> str:
    return json.dumps({"phrase": "p", "args": [], "kwargs": {}, "none": False, "expect": {}, **known})


@pytest.mark.parametrize(
    ("line", "case"),
    [
        (row(expect={"country": "KEN", "code_1": "GOV"}), Case("p", None, "KEN", frozenset({"GOV"}), False)),
        (row(expect={"country": "", "code_1": "UNK"}), Case("p", None, "", frozenset({""}), False)),
        (row(expect={"country": "KEN", "code_1": "XYZ"}), Case("p", None, "KEN", frozenset(), False)),
        (row(expect={"country": "UNO", "code_1": "JUD"}), Case("p", None, "", frozenset({"IGO", "JUD"}), False)),
        (
            row(expect={"code_1": "MIL"}, args=["", "2020-05-01"]),
            Case("p", "2020-05-01", None, frozenset({"MIL"}), False),
        ),
        (row(kwargs={"query_date": "2019"}, none=True), Case("p", "2019", None, frozenset(), True)),
    ],
)
def test_read_cases(tmp_path: Path, line: str, case: Case) -> None:
    (tmp_path / "a").write_text(line + "\n\n", encoding="utf-8")
    assert list(read_cases(tmp_path / "a", SECTORS)) == [case]


def test_what_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(row() + "\n{}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_cases(tmp_path / "a", SECTORS))
    assert caught.value.line == 2


def test_score() -> None:
    cases = [
        Case("a", None, "KEN", frozenset({"GOV"}), False), Case("b", None, "", frozenset({""}), False),
        Case("c", None, None, frozenset({"MIL"}), False), Case("d", None, None, frozenset(), True),
        Case("e", None, None, frozenset(), True),
    ]  # fmt: skip
    told = [Told("KEN", "MIL"), Told(), Told("FRA", "MIL"), Told(), Told("FRA")]
    assert score(cases, told) == {
        "country": 1.0, "country_cases": 2, "sector": 0.6667, "sector_cases": 3, "abstains": 0.5, "abstains_cases": 2,
    }  # fmt: skip
