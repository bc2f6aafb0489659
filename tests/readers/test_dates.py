from __future__ import annotations

import pytest

from kg.readers.dates import date_in_name, iso_date


@pytest.mark.parametrize(
    "written",
    [
        "2020-02-08",
        " 2020-02-08 ",
        "2020-02-08T23:30:00Z",
        "2020-02-08T23:30:00.123+03:00",
        "2020-02-08 10:15",
        "2020/02/08",
        "2020-2-8",
        "20200208",
        "20200208T101500Z",
        "8 February 2020",
        "08 Feb 2020",
        "8th of February, 2020",
        "8-Feb-2020",
        "Saturday, 8 February 2020",
        "February 8, 2020",
        "Feb. 8, 2020",
        "FEBRUARY 8 2020",
        "Saturday, February 8, 2020 10:15 GMT",
        "Sat, 08 Feb 2020 12:00:00 GMT",
        "Sat, 08 Feb 2020 12:00:00 +0300",
        "Sat, 08 Feb 20 12:00:00 +0000",
    ],
)
def test_spellings_of_one_day(written: str) -> None:
    assert iso_date(written) == "2020-02-08"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2020",
        "2020-02",
        "08/02/2020",
        "2020-02-30",
        "31 June 2021",
        "Febtober 8, 2020",
        "202002081",
        "x 2020-02-08",
    ],
)
def test_no_certain_day(written: str) -> None:
    assert iso_date(written) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2020-02-08-idlib", "2020-02-08"),
        ("idlib-2020-02-08", "2020-02-08"),
        ("idlib_20200208", "2020-02-08"),
        ("2020-02-08", "2020-02-08"),
        ("idlib-2020-02-08-late", None),
        ("idlib-2020-13-08", None),
        ("file-12020-02-08", None),
        ("idlib", None),
    ],
)
def test_date_in_name(name: str, day: str | None) -> None:
    assert date_in_name(name) == day
