from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from kg.exports.values import Columns, plain, properties, sanitise
from kg.graph.dates import day


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (None, "gexf", None),
        ((), "gexf", None),
        (["a", None, "b"], "gexf", "a|b"),
        (["a|b", "c"], "gexf", "a,b|c"),
        (["a;b", "c"], "neo4j-csv", "a,b;c"),
        (["a", 1, 2.5, True], "graphml", "a|1|2.5|true"),
        (("a", "b"), "cytoscape", ["a", "b"]),
        (math.nan, "node-link", None),
        (math.inf, "csv", None),
        (date(2020, 2, 3), "csv", "2020-02-03"),
        ("a\x00b\x0bc\nd", "gexf", "abc\nd"),
        ("a\ufffeb\ud800c", "graphml", "abc"),
        ("a\x00b\ud800", "node-link", "a\x00b"),
        ("🕊", "gexf", "🕊"),
        ("=1+1", "csv", "'=1+1"),
        ("@x", "csv", "'@x"),
        ("=1+1", "neo4j-csv", "=1+1"),
        (["=a", "b"], "csv", "'=a|b"),
        (-3, "csv", -3),
        (True, "gexf", True),
    ],
)
def test_values_become_what_the_target_can_hold(value: Any, target: str, expected: Any) -> None:
    assert sanitise(value, target) == expected
    assert type(sanitise(value, target)) is type(expected)


def test_reserved_names_are_renamed_and_nothing_is_dropped_silently() -> None:
    given = {"type": 1, "Id": 2, "label": 3, "weight": 4, "count": 5, "none": None}
    assert properties(given, "gexf") == {"kg_type": 1, "kg_Id": 2, "kg_label": 3, "kg_weight": 4, "count": 5}
    assert properties({"type": "x"}, "graphml") == {"type": "x"}


def test_names_that_differ_by_case_are_made_distinct_and_stay_so() -> None:
    columns = Columns()
    assert list(columns.number({"name": "a", "Name": "b", "NAME": "c"})) == [(0, "a"), (1, "b"), (2, "c")]
    assert list(columns.number({"Name": "d"})) == [(1, "d")]
    assert columns.names == ["name", "Name_2", "NAME_3"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], "int"),
        ([1, 2**40], "long"),
        ([1, 2.5], "double"),
        ([True, False], "boolean"),
        ([True, 1], "string"),
        ([1, "x"], "string"),
        ([["a"], ["b", "c"]], "string[]"),
        ([["a"], "b"], "string"),
    ],
)
def test_a_column_has_one_type(values: list[Any], expected: str) -> None:
    columns = Columns()
    for value in values:
        list(columns.number({"x": value}))
    assert columns.type_of(0) == expected


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2018-09", "2018-09-01", "2018-09-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-09-05", "2018-09-05", "2018-09-05"),
        ("2018-13", None, None),
        ("2018-02-30", None, None),
        ("0000", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_prefixes_become_whole_days(given: str | None, first: str | None, last: str | None) -> None:
    assert (day(given), day(given, last=True)) == (first, last)


def test_numbers_read_back_equal() -> None:
    assert float(plain(0.1 + 0.2)) == 0.1 + 0.2
    assert plain(True) == "true"
