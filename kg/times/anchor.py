"""Every meaning that a pattern of `kg/data/times` may name, as a function of slots and moment; borders come on top.

Decisions, for readers and scorers: parts of a whole ("early 2019", "earlier this month") are told by the whole; spans
that count back from the article ("past two months") run from day to day, with the unit as grain; "two weeks ago" is
that week, "three months ago" that month, "20 years ago" that year; "since Friday" ends at the article's date,
"since March 2011" is open; "by" and "until" something ahead begin at the article's date; "a day later" is open
unless a reference is given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kg.times.calendar import (
    Moment,
    Span,
    both,
    grain_of,
    last_day,
    moved,
    open_span,
    season_near,
    season_of,
    weekday_near,
    whole,
    year_near,
)  # fmt: skip
from kg.times.expression import Slots
from kg.times.ranges import iso_day, month_range, weekday_range, year_range

_TENSE = {"last": "past", "next": "future"}
_WHOLE_SHIFT = {"last": -1, "next": 1}


def anchor(meaning: str, s: Slots, m: Moment) -> Span:
    """Period of an expression as (start, end, grain); both sides None when it is relative and nothing anchors it."""
    kind = s.value("border") or ""
    if kind in ("until", "before") and m.tense != "past":
        m = Moment(m.today, m.length, "future", m.reference)
    try:
        span = MEANINGS[meaning](s, m)
        return _bordered(span, kind, meaning == "end_of", m) if kind else span
    except (ValueError, OverflowError):  # 31 June, or a thousand years before the year 1
        return None, None, "day"


def _bordered(span: Span, kind: str, to_the_end: bool, m: Moment) -> Span:
    """The period that since, from, after, until, by or before make of the one behind them."""
    start, end, grain = span
    if start is None or end is None:
        return span
    now = m.iso()
    if kind == "since":
        return start, (now if m.length == 10 and grain in ("day", "week") and start <= now else None), grain
    if kind in ("from", "after"):
        return (start if kind == "from" else end), None, grain
    if to_the_end:
        end, grain = last_day(end), "day"
    return (now if m.length and last_day(end) >= m.today.isoformat() else None), end, grain


def _date(s: Slots, m: Moment) -> Span:
    """A day of a month; without year the nearest, the weekday beside it deciding where it can."""
    if s.has("iso"):
        return both(date.fromisoformat(s.text("iso")).isoformat(), "day")
    month, day, year = s.month(), s.digits("daynum"), s.digits("year")
    if not year:
        if not m.length:
            return open_span("day")
        year = year_near(m.today, month, day, m.tense)
        if s.has("weekday"):
            wanted = s.value("weekday")
            near = [y for y in (year, year + 1, year - 1) if _weekday_of(y, month, day) == wanted]
            year = near[0] if near else year
    return both(iso_day(year, month, day), "day")


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _month(s: Slots, m: Moment) -> Span:
    """A month, with its year or the one that "last", "this", "next" or the tense gives it."""
    month, year, rel = s.month(), s.digits("year"), s.value("rel")
    if s.has("of_year") and m.length:
        year = m.today.year + _WHOLE_SHIFT.get(rel, 0)
    if year:
        return both(f"{year:04}-{month:02}", "month")
    if not m.length:
        return open_span("month")
    here = m.today.month
    if rel == "last":
        year = m.today.year - (month >= here)
    elif rel == "next":
        year = m.today.year + (month <= here)
    elif rel == "this":
        year = m.today.year
    else:
        year = year_near(m.today, month, m.today.day, m.tense)
    return both(f"{year:04}-{month:02}", "month")


def _year(s: Slots, m: Moment) -> Span:
    return both(s.text("year"), "year")


def _decade(s: Slots, m: Moment) -> Span:
    first = s.digits("decade") or int(s.value("decade_word") or 0)
    return f"{first:04}", f"{first + 9:04}", "decade"


def _part_of_year(s: Slots, m: Moment) -> Span:
    """Quarter or half of a year that is named, or that "this", "last" or "next" names."""
    months = 3 if s.text("piece") == "quarter" else 6
    ordinal = int(s.value("ordinal"))
    if not m.knows("year") and not s.has("year"):
        return open_span("month")
    if ordinal * months > 12:
        raise ValueError(ordinal)
    year = s.digits("year") or m.today.year + _WHOLE_SHIFT.get(s.value("rel"), 0)
    return f"{year:04}-{(ordinal - 1) * months + 1:02}", f"{year:04}-{ordinal * months:02}", "month"


def _season(s: Slots, m: Moment) -> Span:
    first, last = s.value("season")
    if s.digits("year"):
        return season_of(s.digits("year"), (first, last))
    if not m.knows("season"):
        return open_span("season")
    return season_near(m.today, (first, last), s.value("rel") or "", m.tense)


def _last(s: Slots, m: Moment) -> Span:
    """The stretch of N units that ends at the article's date."""
    unit = s.unit()
    if not m.knows(unit):
        return open_span(unit)
    n = -s.number()
    then = moved(m.today, "day", -1) if unit == "hour" and n > -24 else moved(m.today, unit, n)
    return m.iso(then), m.iso(), grain_of(unit)


def _recent(s: Slots, m: Moment) -> Span:
    """ "in recent weeks": back from the article's date by the days that the list `recent` gives the unit."""
    unit = s.unit()
    if not m.knows(unit):
        return open_span(unit)
    return m.iso(moved(m.today, "day", -int(s.lists["recent"][unit]))), m.iso(), grain_of(unit)


def _ahead(s: Slots, m: Moment) -> Span:
    """The stretch that begins at the article's date: "in the next two weeks", "in the coming days"."""
    unit = s.unit()
    if not m.knows(unit):
        return open_span(unit)
    vague = not s.has("number") and s.text("unit").endswith("s")
    then = moved(m.today, "day", int(s.lists["recent"][unit])) if vague else moved(m.today, unit, s.number())
    return m.iso(), m.iso(then), grain_of(unit)


def _ago(s: Slots, m: Moment) -> Span:
    """ "three weeks ago" is that week; decades count years, hours are told in days."""
    unit = s.unit()
    if s.has("vague") or not m.knows(unit):
        return open_span("year" if unit == "decade" else unit)
    return _point(s, m, -s.number())


def _from_now(s: Slots, m: Moment) -> Span:
    unit = s.unit()
    return _point(s, m, s.number()) if m.knows(unit) else open_span(unit)


def _point(s: Slots, m: Moment, n: int) -> Span:
    unit = s.unit()
    return whole(moved(m.today, unit, n), "year" if unit == "decade" else "day" if unit == "hour" else unit)


def _within(s: Slots, m: Moment) -> Span:
    """ "in two months": ahead under a future verb, else the stretch that took so long."""
    return _from_now(s, m) if m.tense == "future" else _last(s, m)


def _whole(s: Slots, m: Moment) -> Span:
    """ "this week", "last month", "next year", "over the weekend"."""
    unit, rel = s.unit("whole"), s.value("rel") or ""
    if not m.knows(unit):
        return open_span(unit)
    shift = _WHOLE_SHIFT.get(rel, 0)
    if unit == "weekend" and m.today.weekday() < 5 and (rel == "" or m.tense == "past") and m.tense != "future":
        shift = -1
    return whole(moved(m.today, unit, shift), unit)


def _end_of(s: Slots, m: Moment) -> Span:
    """The end of a whole: told by the whole, or by its last day behind "by" and "until"."""
    if s.has("month"):
        return _month(s, m)
    return _year(s, m) if s.has("year") else _whole(s, m)


def _weekday(s: Slots, m: Moment) -> Span:
    if not m.knows("day"):
        return open_span("day")
    return both(weekday_near(m.today, s.value("weekday"), s.value("rel") or "", m.tense).isoformat(), "day")


def _weekday_of_week(s: Slots, m: Moment) -> Span:
    """ "Tuesday of last week"."""
    if not m.knows("day"):
        return open_span("day")
    monday = date.fromisoformat(_whole(s, m)[0] or "")
    return both(moved(monday, "day", s.value("weekday")).isoformat(), "day")


def _day_word(s: Slots, m: Moment) -> Span:
    if not m.knows("day"):
        return open_span("day")
    return both(moved(m.today, "day", s.value("day_word")).isoformat(), "day")


def _holiday(s: Slots, m: Moment) -> Span:
    month, day = (int(n) for n in str(s.value("holiday")).split("-"))
    if not s.has("year") and not m.length:
        return open_span("day")
    rel = s.value("rel")
    near = m.today.year if rel == "this" else year_near(m.today, month, day, _TENSE.get(rel, m.tense))
    return both(iso_day(s.digits("year") or near, month, day), "day")


def _later(s: Slots, m: Moment) -> Span:
    """ "a day later", "the previous week": counted from the reference."""
    unit, base = s.unit(), m.reference
    n = s.number() * int(s.value("direction") or 0)
    known = (base.end if n > 0 else base.start) if base is not None else None
    if s.has("vague") or known is None or not Moment(m.today, len(known), None, None).knows(unit):
        return open_span(unit)
    return whole(moved(date.fromisoformat(last_day(known)), unit, n), "year" if unit == "decade" else grain_of(unit))


def _same(s: Slots, m: Moment) -> Span:
    """ "that day", "the same year": the reference's own, as exactly as the unit says."""
    unit, base = (s.unit() if s.has("unit") else "day"), m.reference
    if base is None or base.start is None or not Moment(m.today, len(base.start), None, None).knows(unit):
        return open_span(unit)
    return whole(date.fromisoformat(last_day(base.start)), unit)


MEANINGS: dict[str, Callable[[Slots, Moment], Span]] = {
    "date": _date, "month": _month, "year": _year, "decade": _decade, "part_of_year": _part_of_year, "season": _season,
    "range": month_range, "year_range": year_range, "weekday_range": weekday_range, "last": _last, "recent": _recent,
    "ahead": _ahead, "ago": _ago, "from_now": _from_now, "within": _within, "whole": _whole, "end_of": _end_of,
    "weekday": _weekday, "weekday_of_week": _weekday_of_week, "day_word": _day_word, "holiday": _holiday,
    "later": _later, "same": _same,
}  # fmt: skip
"""Meanings by the name under which patterns call them."""
