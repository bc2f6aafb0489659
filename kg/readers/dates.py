"""A publication date in the spellings that feeds, files and people use becomes an ISO date.

Invariant: a date is returned only where day, month and year are certain; `08/02/2020` is two dates and gives None.
The day is the one that is written, whatever the time zone behind it.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, 4, len(name))}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_END = r"(?=$|[\sT,;|(]|\.$)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?,?"
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_END}",
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_END}",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s-]+(?P<year>\d{{4}}){_END}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_END}",
    )
)
_IN_NAME = re.compile(
    r"(?:^|[-_. ])(?P<year>(?:19|20)\d\d)([-_.]?)(?P<month>\d\d)\2(?P<day>\d\d)(?=$|[-_. ])", re.ASCII
)


def iso_date(value: str) -> str | None:
    """Normalise a date to `YYYY-MM-DD`.

    Args:
        value: ISO date or date and time, `YYYYMMDD`, `8 February 2020`, `Feb. 8, 2020`, or a date of RFC 822.

    Returns:
        The ISO date, or None when the value is no date or an ambiguous one.
    """
    value = value.strip()[:100]
    for spelling in _SPELLINGS:
        match = spelling.match(value)
        if match is not None:
            return _valid(match["year"], match["month"], match["day"])
    mail = parsedate(value) if re.search("[A-Za-z]{3}", value) and re.search(r"\d:\d\d", value) else None
    return _valid(str(mail[0]), str(mail[1]), str(mail[2])) if mail is not None else None


def date_in_name(name: str) -> str | None:
    """The date at the beginning or end of a file name without suffixes (`2020-02-08-idlib`), as an ISO date or None."""
    for match in _IN_NAME.finditer(name):
        if match.start() == 0 or match.end() == len(name):
            return _valid(match["year"], match["month"], match["day"])
    return None


def _valid(year: str, month: str, day: str) -> str | None:
    """The ISO date of the three parts, or None where the calendar has no such day."""
    number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(month.lower(), 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
