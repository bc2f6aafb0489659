"""When a claim is about, as ISO prefixes: `2018-09` is the whole month, and holds each of its days.

Invariant: dates are compared as text; an end is compared as the last moment of its prefix.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from kg.model import Period

Stretch = tuple[str | None, str | None]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
AFTER = "~"  # sorts after digits and hyphens: "2018~" is later than "2018-12-31"


def stretch(period: Period | None, published: str | None) -> Stretch:
    """First and last date of a claim: its period's, else the day its article was published.

    A period that has begun and has no end goes on until the article; one without a start is known by its end.
    Both are None where neither period nor article has a date.
    """
    start, end = (period.start, period.end) if period is not None else (None, None)
    first = start or end or published
    last = end or latest(start, published)
    return first, last


def earliest(*dates: str | None) -> str | None:
    """The date that starts first; None counts as unknown."""
    return min((d for d in dates if d is not None), default=None)


def latest(*dates: str | None) -> str | None:
    """The date that ends last; None counts as unknown."""
    return max((d for d in dates if d is not None), key=lambda d: d + AFTER, default=None)


def overlaps(dates: Stretch, since: str | None, until: str | None) -> bool:
    """Whether a stretch has a day in the window; one without dates is in no window but the open one."""
    first, last = dates
    if since is None and until is None:
        return True
    if first is None or last is None:
        return False
    return (since is None or last + AFTER >= since) and (until is None or first <= until + AFTER)


@lru_cache(1 << 16)
def day(date: str | None, *, last: bool = False) -> str | None:
    """First (or last) day of an ISO prefix: `2018-09` → `2018-09-01` (`2018-09-30`); None for what is no date."""
    match = _DATE.match(date) if date is not None else None
    if match is None:
        return None
    year, month, of_month = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
    if year == 0 or not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    number = int(of_month) if of_month is not None else (length if last else 1)
    return f"{year:04}-{month:02}-{number:02}" if 1 <= number <= length else None
