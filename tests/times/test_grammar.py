"""Expressions of news are found where they stand and mean what a reader takes them to mean."""

import time

import pytest

from kg.model import Period
from kg.times import load_times
from kg.times.grammar import check_times

SATURDAY = "2020-02-08"


def test_every_pattern_keeps_its_own_examples() -> None:
    assert check_times(load_times()) == []


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "grain"),
    [
        ("They spoke on Monday in Oslo.", "on Monday", "2020-02-03", "2020-02-03", "day"),
        ("They spoke on Saturday.", "on Saturday", SATURDAY, SATURDAY, "day"),
        ("It rained last Saturday.", "last Saturday", "2020-02-01", "2020-02-01", "day"),
        ("The vote is next Friday.", "next Friday", "2020-02-14", "2020-02-14", "day"),
        ("It fell late on Tuesday night.", "late on Tuesday night", "2020-02-04", "2020-02-04", "day"),
        ("It closed two weeks ago.", "two weeks ago", "2020-01-25", "2020-01-25", "day"),
        ("It closed three months ago.", "three months ago", "2019-11", "2019-11", "month"),
        ("It closed 20 years ago.", "20 years ago", "2000", "2000", "year"),
        ("He died on 3 March 1999.", "3 March 1999", "1999-03-03", "1999-03-03", "day"),
        ("He died on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11", "2001-09-11", "day"),
        ("He died on March 3.", "March 3", "2019-03-03", "2019-03-03", "day"),
        ("It grew over the past two months.", "over the past two months", "2019-12-08", SATURDAY, "month"),
        ("It ends this month.", "this month", "2020-02", "2020-02", "month"),
        ("It ended last week.", "last week", "2020-01-27", "2020-02-02", "week"),
        ("In the 1980s it ended.", "1980s", "1980", "1989", "decade"),
        ("It ended in early 2019.", "early 2019", "2019", "2019", "year"),
        ("Since 2014 it burns.", "Since 2014", "2014", None, "year"),
        ("They leave by\u00a0the end of\nthe year.", "by\u00a0the end of\nthe year", SATURDAY, "2020-12-31", "day"),
    ],
)
def test_found_and_anchored(text: str, words: str, start: str, end: str | None, grain: str) -> None:
    grammar = load_times()
    found = [e for e in grammar.find(text) if e.text == words]
    assert found, [e.text for e in grammar.find(text)]
    assert text[found[0].start : found[0].end] == words
    assert grammar.resolve(found[0], SATURDAY) == Period(start, end, grain, words)


@pytest.mark.parametrize(
    "text",
    [
        "It was a second strike.",
        "You may go.",
        "They march on.",
        "2,000 people came.",
        "She sat down.",
        "He read The Sunday Times.",
        "Call 555-2014-33.",
        "the decade-long war",
    ],
)
def test_not_found(text: str) -> None:
    assert load_times().find(text) == []


@pytest.mark.parametrize(
    ("text", "start"), [("on Monday", None), ("in 2014", "2014"), ("September 2018", "2018-09"), ("yesterday", None)]
)
def test_without_a_date_only_absolute_expressions_resolve(text: str, start: str | None) -> None:
    grammar = load_times()
    assert grammar.resolve(grammar.find(text)[0], None).start == start


def test_the_tense_of_the_verb_decides_the_direction() -> None:
    grammar = load_times()
    (monday,) = grammar.find("on Monday")
    assert grammar.resolve(monday, SATURDAY, tense="future").start == "2020-02-10"
    assert grammar.resolve(monday, SATURDAY, tense="past").start == "2020-02-03"


def test_a_scan_is_linear() -> None:
    grammar = load_times()
    sentence = "On Monday, 5 May 2020 in the last two months they met in 2014 since Friday. "

    def cost(n: int) -> float:
        best = []
        for _ in range(3):
            began = time.perf_counter()
            grammar.find(sentence * n)
            best.append(time.perf_counter() - began)
        return min(best)

    assert cost(2000) / cost(200) < 25


@pytest.mark.parametrize("text", ["May " * 5000, "1" * 100_000, "in the last " * 3000, "2-" * 20_000])
def test_hostile_text_ends(text: str) -> None:
    load_times().find(text)
