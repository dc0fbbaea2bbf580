"""Partial dates: what is accepted, which days it stands for, and what the writer of a wrong one is told."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl import dates


def test_a_date_is_drawn_in_the_middle_of_its_days_and_some_time_up_to_at_the_end() -> None:
    middles = {text: dates.parse_text(text).middle.isoformat() for text in ("2019", "2019-06", "2019-06-30", "../2019")}
    assert middles == {
        "2019": "2019-07-02",
        "2019-06": "2019-06-15",
        "2019-06-30": "2019-06-30",
        "../2019": "2019-12-31",
    }


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        (2019, date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-Q1", date(2019, 1, 1), date(2019, 3, 31)),
        ("2019-Q4", date(2019, 10, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-06-30", date(2019, 6, 30), date(2019, 6, 30)),
        (date(2019, 6, 30), date(2019, 6, 30), date(2019, 6, 30)),
        ("../2019", None, date(2019, 12, 31)),
        ("../2019-06", None, date(2019, 6, 30)),
        ("1900", date(1900, 1, 1), date(1900, 12, 31)),
        ("2200-12-31", date(2200, 12, 31), date(2200, 12, 31)),
    ],
)
def test_a_date_stands_for_the_days_it_covers(written: object, first: date | None, last: date) -> None:
    found = dates.parse(written)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("31.12.2025", 'write "2025-12-31"'),
        ("31/12/2025", 'write "2025-12-31"'),
        ("2025-6", 'write "2025-06"'),
        ("2025-6-1", 'write "2025-06-01"'),
        ("2025/06/01", 'write "2025-06-01"'),
        ("2025-q3", 'write "2025-Q3"'),
        ("2025Q3", 'write "2025-Q3"'),
        ("2025-13", "there is no month 13"),
        ("2025-00", "there is no month 00"),
        ("2025-02-29", "2025-02 has days 01 to 28"),
        ("1899", "years run from 1900 to 2200"),
        ("9999", "years run from 1900 to 2200"),
        ("1735689600", "write a year (2019)"),
        ("soon", "write a year (2019)"),
        ("", "write a year (2019)"),
        ("２０２５-01-01", "write a year (2019)"),
        ("١٩٩٩", "write a year (2019)"),
        ("2025-01-01\n", "write"),
        (True, "write a year (2019)"),
        (2019.5, "write a year (2019)"),
        (datetime(2025, 1, 1, 12), "without a time of day is meant: write 2025-01-01"),
    ],
)
def test_a_wrong_date_says_what_to_write(written: object, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)):
        dates.parse(written)


def test_a_deadline_cannot_be_some_time_up_to_a_date() -> None:
    with pytest.raises(ValueError, match='write "2019"'):
        dates.parse_plain("../2019")


def test_a_reporting_date_is_one_day() -> None:
    assert dates.parse_day("2019-12-31").last == date(2019, 12, 31)
    with pytest.raises(ValueError, match="one exact day"):
        dates.parse_day("2019-12")


days = st.dates(date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31))


@given(days)
def test_every_day_lies_within_its_month_quarter_and_year(day: date) -> None:
    text = day.isoformat()
    quarter = f"{text[:4]}-Q{(day.month + 2) // 3}"
    found = [dates.parse(form) for form in (text, text[:7], quarter, text[:4])]
    for narrow, wide in pairwise(found):
        assert narrow.first is not None
        assert wide.first is not None
        assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(days)
def test_months_follow_each_other_without_a_gap(day: date) -> None:
    last = dates.parse(day.isoformat()[:7]).last
    after = last + timedelta(days=1)
    if after.year <= dates.LAST_YEAR:
        assert dates.parse(after.isoformat()[:7]).first == after


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_advice(text: str) -> None:
    found, advice = None, ""
    try:
        found = dates.parse(text)
    except ValueError as error:
        advice = str(error)
    assert advice or (found and found.text == text)
