"""Expressions of news are found where they stand and mean what a reader takes them to mean."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.model import Period
from kg.times import TimeExpression, check_times, load_times

SATURDAY = "2020-02-08"

CASES = [
    # weekdays
    ("They spoke on Monday in Oslo.", "on Monday", "2020-02-03", "2020-02-03", "day"),
    ("They spoke on Saturday.", "on Saturday", SATURDAY, SATURDAY, "day"),
    ("It rained last Saturday.", "last Saturday", "2020-02-01", "2020-02-01", "day"),
    ("It rained last Monday.", "last Monday", "2020-02-03", "2020-02-03", "day"),
    ("The vote is next Friday.", "next Friday", "2020-02-14", "2020-02-14", "day"),
    ("The vote is next Monday.", "next Monday", "2020-02-10", "2020-02-10", "day"),
    ("The vote is this Thursday.", "this Thursday", "2020-02-06", "2020-02-06", "day"),
    ("The vote is this coming Tuesday.", "this coming Tuesday", "2020-02-11", "2020-02-11", "day"),
    ("It fell late on Tuesday night.", "late on Tuesday night", "2020-02-04", "2020-02-04", "day"),
    ("It fell Sunday morning.", "Sunday morning", "2020-02-02", "2020-02-02", "day"),
    ("Wednesday night it fell.", "Wednesday night", "2020-02-05", "2020-02-05", "day"),
    ("It fell early Sunday.", "early Sunday", "2020-02-02", "2020-02-02", "day"),
    ("It fell at dawn on Friday.", "at dawn on Friday", "2020-02-07", "2020-02-07", "day"),
    ("It fell on the morning of Friday.", "on the morning of Friday", "2020-02-07", "2020-02-07", "day"),
    ("They have walked since Friday.", "since Friday", "2020-02-07", SATURDAY, "day"),
    ("They stay until Tuesday.", "until Tuesday", SATURDAY, "2020-02-11", "day"),
    ("They must answer by Friday.", "by Friday", SATURDAY, "2020-02-14", "day"),
    ("Snow fell from Monday to Wednesday.", "from Monday to Wednesday", "2020-02-03", "2020-02-05", "day"),
    ("They met on Monday of last week.", "on Monday of last week", "2020-01-27", "2020-01-27", "day"),
    # days
    ("He left today.", "today", SATURDAY, SATURDAY, "day"),
    ("He left yesterday.", "yesterday", "2020-02-07", "2020-02-07", "day"),
    ("He leaves tomorrow.", "tomorrow", "2020-02-09", "2020-02-09", "day"),
    ("He leaves tonight.", "tonight", SATURDAY, SATURDAY, "day"),
    ("He left this morning.", "this morning", SATURDAY, SATURDAY, "day"),
    ("He left last night.", "last night", "2020-02-07", "2020-02-07", "day"),
    ("He left earlier today.", "earlier today", SATURDAY, SATURDAY, "day"),
    ("They met on Christmas Day.", "on Christmas Day", "2019-12-25", "2019-12-25", "day"),
    ("They met on New Year's Eve.", "on New Year's Eve", "2019-12-31", "2019-12-31", "day"),
    # dates
    ("He died on 3 March 1999.", "on 3 March 1999", "1999-03-03", "1999-03-03", "day"),
    ("He died on Sept. 11, 2001.", "on Sept. 11, 2001", "2001-09-11", "2001-09-11", "day"),
    ("He died on 11 September 2001.", "on 11 September 2001", "2001-09-11", "2001-09-11", "day"),
    ("He died on March 3.", "on March 3", "2019-03-03", "2019-03-03", "day"),
    ("He died on February 8.", "on February 8", SATURDAY, SATURDAY, "day"),
    ("He died Feb 8 in Rome.", "Feb 8", SATURDAY, SATURDAY, "day"),
    ("He died on the 7th of January.", "on the 7th of January", "2020-01-07", "2020-01-07", "day"),
    ("He died on Friday, 17 January.", "on Friday, 17 January", "2020-01-17", "2020-01-17", "day"),
    ("It opened (2019-05-03).", "2019-05-03", "2019-05-03", "2019-05-03", "day"),
    ("The fair ran from 3 to 7 May.", "from 3 to 7 May", "2019-05-03", "2019-05-07", "day"),
    ("The fair ran May 3–7, 2018.", "May 3–7, 2018", "2018-05-03", "2018-05-07", "day"),
    ("The fair ran May 30 to June 2.", "May 30 to June 2", "2019-05-30", "2019-06-02", "day"),
    ("It ran from 28 December to 3 January.", "from 28 December to 3 January", "2019-12-28", "2020-01-03", "day"),
    # months
    ("They agreed in September 2018.", "in September 2018", "2018-09", "2018-09", "month"),
    ("They agreed in mid-June 2021.", "in mid-June 2021", "2021-06", "2021-06", "month"),
    ("They agreed in late May.", "in late May", "2019-05", "2019-05", "month"),
    ("They agreed last September.", "last September", "2019-09", "2019-09", "month"),
    ("They agree next March.", "next March", "2020-03", "2020-03", "month"),
    ("They agreed in February.", "in February", "2020-02", "2020-02", "month"),
    ("It ran from March to May 2019.", "from March to May 2019", "2019-03", "2019-05", "month"),
    ("It has burned since March 2011.", "since March 2011", "2011-03", None, "month"),
    ("It stays until June.", "until June", SATURDAY, "2020-06", "month"),
    # years and more
    ("It fell in 2014.", "in 2014", "2014", "2014", "year"),
    ("It ended in early 2019.", "in early 2019", "2019", "2019", "year"),
    ("Since 2014 it burns.", "Since 2014", "2014", None, "year"),
    ("It was calm before 2015.", "before 2015", None, "2015", "year"),
    ("It was calm after 2010.", "after 2010", "2010", None, "year"),
    ("It ran between 2015 and 2017.", "between 2015 and 2017", "2015", "2017", "year"),
    ("The reign (2003–2006) was short.", "2003–2006", "2003", "2006", "year"),
    ("In the 1980s it ended.", "In the 1980s", "1980", "1989", "decade"),
    ("It shrank in the first half of 2023.", "in the first half of 2023", "2023-01", "2023-06", "month"),
    ("It shrank in the first quarter of 2022.", "in the first quarter of 2022", "2022-01", "2022-03", "month"),
    ("It opened in spring 2022.", "in spring 2022", "2022-03", "2022-05", "season"),
    ("It opened last summer.", "last summer", "2019-06", "2019-08", "season"),
    ("It opens next summer.", "next summer", "2020-06", "2020-08", "season"),
    # counted from the article
    ("It fell in the last 24 hours.", "in the last 24 hours", "2020-02-07", SATURDAY, "day"),
    ("It grew over the past two months.", "over the past two months", "2019-12-08", SATURDAY, "month"),
    ("It grew for the past decade.", "for the past decade", "2010-02-08", SATURDAY, "decade"),
    ("It grew in recent weeks.", "in recent weeks", "2020-01-09", SATURDAY, "week"),
    ("It will grow in the coming days.", "in the coming days", SATURDAY, "2020-02-15", "day"),
    ("It closed two days ago.", "two days ago", "2020-02-06", "2020-02-06", "day"),
    ("It closed two weeks ago.", "two weeks ago", "2020-01-20", "2020-01-26", "week"),
    ("It closed three months ago.", "three months ago", "2019-11", "2019-11", "month"),
    ("It closed 20 years ago.", "20 years ago", "2000", "2000", "year"),
    ("It closed days ago.", "days ago", None, None, "day"),
    # whole weeks, months and years
    ("It ended last week.", "last week", "2020-01-27", "2020-02-02", "week"),
    ("It ended earlier this week.", "earlier this week", "2020-02-03", "2020-02-09", "week"),
    ("It ends next week.", "next week", "2020-02-10", "2020-02-16", "week"),
    ("It ends later this month.", "later this month", "2020-02", "2020-02", "month"),
    ("It ended last month.", "last month", "2020-01", "2020-01", "month"),
    ("It ends next year.", "next year", "2021", "2021", "year"),
    ("It rained over the weekend.", "over the weekend", SATURDAY, "2020-02-09", "day"),
    ("It rained last weekend.", "last weekend", "2020-02-01", "2020-02-02", "day"),
    ("They leave by the end of the month.", "by the end of the month", SATURDAY, "2020-02-29", "day"),
    ("They leave at the end of the year.", "at the end of the year", "2020", "2020", "year"),
    ("They leave by\u00a0the end of\nthe year.", "by\u00a0the end of\nthe year", SATURDAY, "2020-12-31", "day"),
    ("They have met since last month.", "since last month", "2020-01", None, "month"),
]


def one(text: str, words: str) -> TimeExpression:
    found = [e for e in load_times().find(text) if e.text == words]
    assert found, [e.text for e in load_times().find(text)]
    return found[0]


def test_every_pattern_keeps_its_own_examples() -> None:
    assert check_times() == []


@pytest.mark.parametrize(("text", "words", "start", "end", "grain"), CASES)
def test_found_and_anchored(text: str, words: str, start: str | None, end: str | None, grain: str) -> None:
    e = one(text, words)
    assert text[e.start : e.end] == words
    assert load_times().resolve(e, SATURDAY) == Period(start, end, grain, words)


@pytest.mark.parametrize(
    "text",
    [
        "It was a second strike.",
        "You may go.",
        "May the best team win.",
        "The March of Time was a newsreel.",
        "They march on.",
        "2,000 people came.",
        "A force of 2000 troops came.",
        "They built roads in 2000 villages.",
        "It sold 1,800 copies.",
        "She sat down.",
        "The Sun wrote about it.",
        "He read The Sunday Times.",
        "They queued on Black Friday.",
        "They pray every Friday.",
        "August Wilson wrote plays.",
        "June Carter sang with April Stevens.",
        "He spoke to May herself.",
        "They talked for three hours.",
        "Call 555-2014-33.",
        "the decade-long war",
        "World War II ended.",
        "On 8/2/2020 or so.",
        "It cost $2014 in all.",
        "The flight leaves at 2015 GMT.",
        "It rose 2018%.",
    ],
)
def test_not_found(text: str) -> None:
    assert load_times().find(text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("on Monday", None),
        ("in 2014", "2014"),
        ("September 2018", "2018-09"),
        ("yesterday", None),
        ("last year", None),
        ("since 5 May", None),
        ("by the end of 2018", None),
        ("in the last two weeks", None),
    ],
)
def test_without_a_date_only_absolute_expressions_resolve(text: str, start: str | None) -> None:
    (e,) = load_times().find(text)
    period = load_times().resolve(e, None)
    assert (period.start, period.text) == (start, text)


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("this month", "2020-02", "2020-02", "2020-02"),
        ("last month", "2020-01", "2019-12", "2019-12"),
        ("last year", "2020", "2019", "2019"),
        ("this month", "2020", None, None),
        ("on Monday", "2020-02", None, None),
        ("two years ago", "2020-02", "2018", "2018"),
        ("in the past two years", "2020", "2018", "2020"),
        ("in January", "2020-02", "2020-01", "2020-01"),
        ("yesterday", "2020-13-45", None, None),
        ("yesterday", "soon", None, None),
    ],
)
def test_a_partial_date_anchors_what_it_can(text: str, published: str, start: str | None, end: str | None) -> None:
    (e,) = load_times().find(text)
    period = load_times().resolve(e, published)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "tense", "start"),
    [
        ("on Monday", "future", "2020-02-10"),
        ("on Monday", "past", "2020-02-03"),
        ("on Saturday", "future", "2020-02-15"),
        ("on March 3", "future", "2020-03-03"),
        ("on March 3", "past", "2019-03-03"),
        ("in June", "future", "2020-06"),
        ("in two months", "future", "2020-04"),
        ("in the spring", "future", "2020-03"),
        ("this Thursday", "future", "2020-02-13"),
    ],
)
def test_the_tense_of_the_verb_decides_the_direction(text: str, tense: str, start: str) -> None:
    (e,) = load_times().find(text + ".")
    assert load_times().resolve(e, SATURDAY, tense=tense).start == start


@pytest.mark.parametrize(
    ("text", "reference", "start", "end"),
    [
        ("a day earlier", Period("2020-02-05", "2020-02-05", "day", "on Wednesday"), "2020-02-04", "2020-02-04"),
        ("the following day", Period("2020-02-05", "2020-02-05", "day", "on Wednesday"), "2020-02-06", "2020-02-06"),
        ("two years later", Period("2011-03", "2011-03", "month", "in March 2011"), "2013", "2013"),
        ("that year", Period("2011-03", "2011-03", "month", "in March 2011"), "2011", "2011"),
        ("a day earlier", Period("2011-03", "2011-03", "month", "in March 2011"), None, None),
        ("on the same day", None, None, None),
        ("a day later", None, None, None),
    ],
)
def test_a_reference_anchors_what_hangs_on_another_act(
    text: str, reference: Period | None, start: str | None, end: str | None
) -> None:
    (e,) = load_times().find(f"It fell {text}.")
    period = load_times().resolve(e, SATURDAY, reference=reference)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "words", "modifier"),
    [
        ("They broke the 2018 agreement.", "2018", True),
        ("They broke the September 2018 agreement.", "September 2018", True),
        ("Last year's deal failed.", "Last year", True),
        ("They left after Sunday’s vote.", "Sunday", True),
        ("They recalled the flood of March 2011.", "of March 2011", True),
        ("The treaty of 1992 held.", "1992", True),
        ("They left on Sunday.", "on Sunday", False),
        ("They left in 2018.", "in 2018", False),
    ],
)
def test_times_inside_a_noun_phrase_say_so(text: str, words: str, modifier: bool) -> None:
    assert one(text, words).modifier is modifier


def test_expressions_are_plain_values() -> None:
    (e,) = load_times().find("It fell early on Sunday.")
    assert TimeExpression.from_dict({**e.to_dict(), "slots": e.slots}) == e


def test_expressions_do_not_overlap_and_are_sorted() -> None:
    text = (
        "On Monday, 3 February 2020, and since March 2011, in the last two days, they met by the end of May 2021. " * 3
    )
    found = load_times().find(text)
    assert [e.text for e in found[:3]] == ["On Monday, 3 February 2020", "since March 2011", "in the last two days"]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_person_adds_words_and_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / "more.yaml").write_text(
        "words: {holiday: {Burns Night: 01-25}}\n"
        "patterns:\n"
        "  - {id: by-sundown, meaning: same, form: at sundown, hits: [[He left at sundown., null, at sundown, null, null, day]], misses: [sundown]}\n"
    )
    grammar = load_times(tmp_path)
    assert check_times(grammar) == []
    assert [e.text for e in grammar.find("On Burns Night they left at sundown.")] == ["On Burns Night", "at sundown"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{id: x, meaning: nonsense, form: x, hits: [[x]], misses: [y]}", "nonsense"),
        ("{id: x, meaning: date, form: x, hits: [], misses: [y]}", "hits"),
        ("{id: x, meaning: date, form: '{nolist}', hits: [[x]], misses: [y]}", "nolist"),
        ("{id: x, meaning: date, form: '(', hits: [[x]], misses: [y]}", "compile"),
        ("{id: x, meaning: date, form: x, sort: 1, hits: [[x]], misses: [y]}", "sort"),
        ("{id: x, meaning: ago, form: '{unit:weekday}', hits: [[x]], misses: [y]}", "mean nothing"),
    ],
)
def test_a_wrong_pattern_is_named(tmp_path: Path, row: str, says: str) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "more.yaml").write_text(f"patterns:\n  - {row}\n")
    with pytest.raises(DataError, match=says) as e:
        load_times(tmp_path)
    assert e.value.key == "x"


def test_check_tells_what_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "more.yaml").write_text(
        "patterns:\n"
        "  - {id: x, meaning: same, form: at sundown, hits: [[at sundown, null, at sundown, '2001', null, day], [noon, null, noon, null, null, day]], misses: [at sundown]}\n"
    )
    assert len(check_times(load_times(tmp_path))) == 3


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

    assert cost(1000) / cost(100) < 25


HOSTILE = [
    "May ",
    "1",
    "in the last ",
    "2-",
    "2014 ",
    "2014–",
    " ",
    "Monday to ",
    "from 3 ",
    "on the ",
    "'",
    "the day \n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    grammar = load_times()

    def cost(n: int) -> float:
        text = piece * (n // len(piece))
        best = []
        for _ in range(2):
            began = time.perf_counter()
            grammar.find(text)
            best.append(time.perf_counter() - began)
        return min(best) + 0.0005

    assert cost(40_000) / cost(4_000) < 30
