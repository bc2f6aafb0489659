"""Ranges with two named ends: days and months ("from 3 to 7 May"), years ("2003–06"), weekdays ("Monday to Friday").

Invariant: what one end leaves out (month, year) it has from the other; the first end is never after the second.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.times.calendar import Moment, Span, open_span, weekday_near, year_near
from kg.times.expression import Slots


def iso_day(year: int, month: int, day: int) -> str:
    """A day as ISO.

    Raises:
        ValueError: There is no such day.
    """
    return date(year, month, day).isoformat()


def month_range(s: Slots, m: Moment) -> Span:
    """Days or months from slots month, daynum, year to month2, daynum2, year2."""
    month = s.month("month") or s.month("month2")
    month2 = s.month("month2") or month
    day, day2 = s.digits("daynum"), s.digits("daynum2")
    grain = "day" if day and day2 else "month"
    later_first = (month, day) > (month2, day2)
    year2 = s.digits("year2") or (s.digits("year") + later_first if s.has("year") else 0)
    if not year2:
        if not m.length:
            return open_span(grain)
        known = (month2, day2 or 1) if m.tense == "future" else (month, day or 1)
        near = year_near(m.today, *known, m.tense)
        year2 = near if m.tense == "future" else near + later_first
    year = s.digits("year") or year2 - later_first
    if grain == "day":
        return iso_day(year, month, day), iso_day(year2, month2, day2), grain
    return f"{year:04}-{month:02}", f"{year2:04}-{month2:02}", grain


def year_range(s: Slots, m: Moment) -> Span:
    """Years from slot year to year2, which may be short ("2003–06").

    Raises:
        ValueError: The second is before the first.
    """
    first, last = s.text("year"), s.text("year2")
    last = first[: 4 - len(last)] + last
    if last < first:
        raise ValueError(last)
    return first, last, "year"


def weekday_range(s: Slots, m: Moment) -> Span:
    """Weekdays: the second as it stands alone, the first the latest before it."""
    if not m.knows("day"):
        return open_span("day")
    last = weekday_near(m.today, s.value("weekday2"), s.value("rel") or "", m.tense)
    days = (s.value("weekday2") - s.value("weekday")) % 7
    return (last - timedelta(days=days)).isoformat(), last.isoformat(), "day"
