"""Anchors a parsed time expression on a date. Every meaning that `kg/data/times` names is one function here.

Periods are ISO prefixes: a month is `2018-09`, never its first and last day. Weeks are Monday to Sunday, as days.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.model import Period

Span = tuple[str | None, str | None, str]
_OPEN: tuple[None, None] = (None, None)


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of an expression by slot, and the lists that turn them into numbers."""

    words: Mapping[str, str]
    lists: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """First filled slot of these, lower case, spaces single; empty when none is."""
        return next((re.sub(r"\s+", " ", self.words[n].lower()) for n in names if n in self.words), "")

    def month(self, name: str = "month") -> int:
        """Number of the month in a slot."""
        return int(self.lists["months"][self.text(name).rstrip(".")])

    def number(self, name: str = "number", default: int = 1) -> int:
        """Number in a slot, in words or digits."""
        text = self.text(name)
        if not text:
            return default
        return int(text) if text.isdigit() else int(self.lists["numbers"].get(text, default))

    def day(self, name: str = "daynum") -> int:
        """Day of the month in a slot, or 1."""
        digits = re.sub(r"\D", "", self.text(name))
        return int(digits) if digits else 1


def anchor(
    meaning: str, slots: Slots, published: str | None, tense: str | None, text: str, reference: Period | None
) -> Period:
    """Period of an expression; both sides None when it is relative and nothing anchors it."""
    today = _date(published)
    start, end, grain = _MEANINGS[meaning](slots, today, tense, reference)
    return Period(start, end, grain, text)


def _date(published: str | None) -> date | None:
    """The day that a date (or its beginning) stands for; a month or year by its last day, the latest it can have been."""
    m = re.match(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published or "")
    if m is None:
        return None
    year, month = int(m[1]), int(m[2] or 12)
    try:
        return date(year, month, int(m[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def _both(value: str, grain: str) -> Span:
    return value, value, grain


def _day(d: date) -> Span:
    return _both(d.isoformat(), "day")


def _full(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    """A date with or without its year."""
    if "m" in s.words:
        year, month, day = int(s.words["y"]), int(s.words["m"]), int(s.words["d"])
    else:
        month, day = s.month(), s.day()
        year = int(s.text("year")) if s.text("year") else _year_near(month, day, today, tense)
    try:
        return _day(date(year, month, day)) if year else (*_OPEN, "day")
    except ValueError:
        return (*_OPEN, "day")


def _year_near(month: int, day: int, today: date | None, tense: str | None) -> int:
    """Year of a date without one: the latest not after today, or the next when it lies ahead."""
    if today is None:
        return 0
    ahead = (month, day) > (today.month, today.day)
    if tense == "future":
        return today.year if (month, day) >= (today.month, today.day) else today.year + 1
    return today.year - 1 if ahead else today.year


def _day_range(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    year = _year_near(s.month(), s.day(), today, tense)
    if not year:
        return (*_OPEN, "day")
    return f"{year}-{s.month():02}-{s.day():02}", f"{year}-{s.month():02}-{s.day('daynum2'):02}", "day"


def _month(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    return _both(f"{s.text('year')}-{s.month():02}", "month")


def _month_range(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    return f"{s.text('year')}-{s.month():02}", f"{s.text('year')}-{s.month('month2'):02}", "month"


def _year_range(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    years = sorted(v for k, v in s.words.items() if k.startswith("year"))
    return years[0], years[-1], "year"


def _decade(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    first = int(s.words["decade"])
    return str(first), str(first + 9), "decade"


def _quarter(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    n = {"first": 0, "second": 1, "third": 2, "fourth": 3}[s.text("ord")]
    length = 3
    return f"{s.text('year')}-{n * length + 1:02}", f"{s.text('year')}-{n * length + length:02}", "month"


def _season(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    first, last = s.lists["seasons"][s.text("season", "season2")]
    year = int(s.text("year")) if s.text("year") else 0
    if not year:
        if today is None:
            return (*_OPEN, "season")
        year = today.year
        rel = s.text("rel", "rel2")
        if rel == "last" and today.month <= last:
            year -= 1
        elif rel == "next" and today.month >= first:
            year += 1
    return f"{year}-{first:02}", f"{year + (last < first)}-{last:02}", "season"


def _back(today: date, unit: str, n: int) -> date:
    """The day n units before."""
    if unit in ("month", "year", "decade"):
        months = n * {"month": 1, "year": 12, "decade": 120}[unit]
        index = today.year * 12 + today.month - 1 - months
        year, month = divmod(index, 12)
        return date(max(1, year), month + 1, min(today.day, calendar.monthrange(max(1, year), month + 1)[1]))
    days = {"hour": max(1, round(n / 24)), "day": n, "week": 7 * n}[unit]
    return today - timedelta(days=days)


def _last(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    unit = s.lists["units"][s.text("unit")]
    grain = "day" if unit == "hour" else unit
    if today is None:
        return (*_OPEN, grain)
    if tense == "future":
        return today.isoformat(), None, grain
    return _back(today, unit, s.number()).isoformat(), today.isoformat(), grain


def _recent(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    unit = s.lists["units"][s.text("unit")]
    grain = "day" if unit == "hour" else unit
    if today is None:
        return (*_OPEN, grain)
    return _back(today, unit, 7 if unit == "day" else 3).isoformat(), today.isoformat(), grain


def _ago(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    if s.text("vague"):
        return (*_OPEN, s.text("vague").rstrip("s"))
    unit = s.lists["units"][s.text("unit")]
    if today is None:
        return (*_OPEN, "day" if unit == "hour" else unit)
    then = _back(today, unit, s.number())
    if unit in ("year", "decade"):
        return _both(str(then.year), "year")
    if unit == "month":
        return _both(then.isoformat()[:7], "month")
    return _day(today if unit == "hour" and s.number() < 12 else then)


def _ends(today: date, whole: str, shift: int) -> Span:
    """The week, weekend, month, year or decade that lies `shift` of them away."""
    if whole == "year":
        return _both(str(today.year + shift), "year")
    if whole == "decade":
        first = today.year // 10 * 10 + 10 * shift
        return str(first), str(first + 9), "decade"
    if whole == "month":
        return _both(_back(today, "month", -shift).isoformat()[:7], "month")
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    if whole == "weekend":
        return (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat(), "day"
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week"


def _relative(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    whole = s.text("whole")
    if today is None:
        return (*_OPEN, "day" if whole == "weekend" else whole)
    shift = {"last": -1, "this": 0, "the previous": -1}.get(s.text("rel"), 1)
    return _ends(today, whole, shift)


def _by_end(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    if today is None:
        return (*_OPEN, "day")
    _, end, _ = _ends(today, s.text("whole"), 0)
    last = end or ""
    if len(last) == 7:
        last = f"{last}-{calendar.monthrange(int(last[:4]), int(last[5:]))[1]:02}"
    elif len(last) == 4:
        last = f"{last}-12-31"
    return today.isoformat(), last, "day"


def _weekday(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    if today is None:
        return (*_OPEN, "day")
    wanted = s.lists["weekdays"][s.text("weekday")]
    rel = s.text("rel")
    back = (today.weekday() - wanted) % 7
    if rel == "next" or (tense == "future" and rel != "last"):
        ahead = (wanted - today.weekday()) % 7
        day = today + timedelta(days=ahead or 7 if rel == "next" else ahead)
    elif rel == "this":
        day = today - timedelta(days=today.weekday() - wanted)
    else:
        day = today - timedelta(days=back or 7 if rel == "last" else back)
    if rel in ("since", "from"):
        return day.isoformat(), today.isoformat(), "day"
    if rel in ("until", "by"):
        ahead = today + timedelta(days=(wanted - today.weekday()) % 7)
        return None, ahead.isoformat(), "day"
    return _day(day)


def _day_word(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    if today is None:
        return (*_OPEN, "day")
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(s.text("word"), 0)
    return _day(today + timedelta(days=shift))


def _open(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    """ "since March 2011", "until 1999", "before May": one side stays open."""
    if s.text("month"):
        year = (
            int(s.text("year"))
            if s.text("year")
            else _year_near(s.month(), 1, today, "future" if s.text("since") in ("until", "till", "by") else tense)
        )
        value, grain = (f"{year}-{s.month():02}" if year else None), "month"
    else:
        value, grain = s.text("year"), "year"
    if s.text("since") in ("since", "after", "from"):
        return value, None, grain
    return None, value, grain


def _bare_month(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    if today is None:
        return (*_OPEN, "month")
    year = _year_near(s.month(), 1, today, tense)
    if s.text("rel") == "last" and s.month() == today.month:
        year -= 1
    if s.text("rel") == "next":
        year = today.year if s.month() > today.month else today.year + 1
    return _both(f"{year}-{s.month():02}", "month")


def _year(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    return _both(s.text("year", "year2"), "year")


def _holiday(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    month, day = map(int, str(s.lists["holidays"][s.text("holiday").replace("’", "'")]).split("-"))
    year = _year_near(month, day, today, tense)
    return _day(date(year, month, day)) if year else (*_OPEN, "day")


def _anaphoric(s: Slots, today: date | None, tense: str | None, reference: Period | None) -> Span:
    return (*_OPEN, "day")


_MEANINGS: dict[str, Callable[[Slots, date | None, str | None, Period | None], Span]] = {
    "date": _full, "day_range": _day_range, "month": _month, "month_range": _month_range, "year_range": _year_range,
    "decade": _decade, "quarter": _quarter, "season": _season, "last": _last, "recent": _recent, "ago": _ago,
    "relative": _relative, "by_end": _by_end, "weekday": _weekday, "day_word": _day_word, "open": _open,
    "bare_month": _bare_month, "year": _year, "holiday": _holiday, "anaphoric": _anaphoric,
}  # fmt: skip
