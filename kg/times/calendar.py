"""Days, weeks, months and years as arithmetic on dates and on ISO prefixes.

Invariant: a period is (start, end, grain) with ISO prefixes: a month is `2018-09`, never its first and last day;
weeks are Monday to Sunday, as days. (None, None, grain) is a period that nothing anchors.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Period

Span = tuple[str | None, str | None, str]
_LENGTH = {"hour": 10, "day": 10, "weekend": 10, "week": 10, "month": 7, "season": 7, "year": 4, "decade": 4}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression is anchored on: the article's day, how much of it is known, tense, and the act told before.

    `today` is the last day of `published`, which may be a prefix (`2020-02`): `length` is how many characters are known.
    """

    today: date
    length: int
    tense: str | None
    reference: Period | None

    def knows(self, unit: str) -> bool:
        """Whether the article's date is known as exactly as this unit needs."""
        return self.length >= _LENGTH[unit]

    def iso(self, day: date | None = None) -> str:
        """A day (today, unless given) as ISO, as exactly as the article's date is known."""
        return (day or self.today).isoformat()[: self.length]


def moment(published: str | None, tense: str | None, reference: Period | None) -> Moment:
    """The moment of an article; one without a date (or with a broken one) has length 0 and knows no unit."""
    m = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if m is not None:
        try:
            day = date.fromisoformat(last_day(m.group()))
            return Moment(day, len(m.group()), tense, reference)
        except ValueError:
            pass
    return Moment(date.max, 0, tense, reference)


def open_span(unit: str) -> Span:
    """A period that nothing anchors."""
    return None, None, grain_of(unit)


def grain_of(unit: str) -> str:
    """Grain of a unit: hours and weekends are told in days."""
    return "day" if unit in ("hour", "weekend") else unit


def both(value: str, grain: str) -> Span:
    """A period that one prefix tells."""
    return value, value, grain


def last_day(prefix: str) -> str:
    """Last day of what an ISO prefix stands for.

    Raises:
        ValueError: There is no such month.
    """
    if len(prefix) == 4:
        return f"{prefix}-12-31"
    if len(prefix) == 7:
        year, month = int(prefix[:4]), int(prefix[5:])
        if not 1 <= month <= 12:
            raise ValueError(prefix)
        return f"{prefix}-{calendar.monthrange(year, month)[1]:02}"
    return prefix


def moved(day: date, unit: str, n: int) -> date:
    """The day `n` units later (earlier when negative); a month's last day stays one."""
    if unit in _MONTHS:
        year, month = divmod(day.year * 12 + day.month - 1 + n * _MONTHS[unit], 12)
        year = min(max(year, 1), 9999)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    hours = n if n % 24 == 0 or abs(n) < 12 else (n // 24 + (1 if n > 0 else 0)) * 24
    days = {"hour": int(hours / 24), "day": n, "week": 7 * n, "weekend": 7 * n}[unit]
    return day + timedelta(days=days)


def whole(day: date, unit: str) -> Span:
    """The day, week, weekend (of the same week), month, year or decade in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week"
    if unit == "weekend":
        return (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat(), "day"
    if unit == "decade":
        return f"{day.year // 10 * 10:04}", f"{day.year // 10 * 10 + 9:04}", "decade"
    return both(day.isoformat()[: _LENGTH[unit]], grain_of(unit))


def weekday_near(today: date, weekday: int, rel: str, tense: str | None) -> date:
    """The weekday that "on", "last", "this" or "next" means on a day.

    Without a word: the latest, today included; with a future verb the next, today not included. "this" is the one of
    this week, moved ahead under a future verb and back under a past one.
    """
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if rel == "last":
        return today - timedelta(days=back or 7)
    if rel == "next":
        return today + timedelta(days=ahead or 7)
    if rel == "this":
        days = {"future": ahead, "past": -back}.get(tense or "", weekday - today.weekday())
        return today + timedelta(days=days)
    return today + timedelta(days=ahead or 7) if tense == "future" else today - timedelta(days=back)


def year_near(today: date, month: int, day: int, tense: str | None) -> int:
    """Year of a date without one: the latest not after today, or the next from today on under a future verb."""
    here = (today.month, today.day)
    if tense == "future":
        return today.year if (month, day) >= here else today.year + 1
    return today.year if (month, day) <= here else today.year - 1


def season_of(year: int, months: tuple[int, int]) -> Span:
    """A season by the year in which it begins."""
    first, last = months
    return f"{year:04}-{first:02}", f"{year + (last < first):04}-{last:02}", "season"


def season_near(today: date, months: tuple[int, int], rel: str, tense: str | None) -> Span:
    """The season that "last", "this", "next" or "in the" means: the one going on, else the latest, else as told."""
    spans = [season_of(today.year + n, months) for n in (-2, -1, 0, 1)]
    now = today.isoformat()[:7]
    past = [s for s in spans if (s[1] or "") < now]
    going = [s for s in spans if (s[0] or "") <= now <= (s[1] or "")]
    ahead = [s for s in spans if (s[0] or "") > now]
    if rel == "last":
        return past[-1]
    if rel == "next" or (tense == "future" and not going):
        return ahead[0]
    if going:
        return going[0]
    return spans[2] if rel == "this" and tense != "past" else past[-1]
