"""Ranges of days: what each form means, what is said about the others."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl import ranges

DAY = date(2026, 6, 30)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("2026", "2026-01-01/2026-12-31"),
        ("2026-Q3", "2026-07-01/2026-09-30"),
        ("2026-06", "2026-06-01/2026-06-30"),
        ("2026-06-30", "2026-06-30/2026-06-30"),
        ("2026-06-10/2026-07", "2026-06-10/2026-07-31"),
        ("2025-Q4/2026", "2025-10-01/2026-12-31"),
        ("../2026-Q1", "../2026-03-31"),
        ("2026-02/..", "2026-02-01/.."),
        ("30d", "2026-06-30/2026-07-30"),
        ("+30d", "2026-06-30/2026-07-30"),
        ("-90d", "2026-04-01/2026-06-30"),
        ("0d", "2026-06-30/2026-06-30"),
        ("6w", "2026-06-30/2026-08-11"),
        ("3m", "2026-06-30/2026-09-30"),
        ("-4m", "2026-02-28/2026-06-30"),
        ("1y", "2026-06-30/2027-06-30"),
        ("today", "2026-06-30/2026-06-30"),
        ("yesterday", "2026-06-29/2026-06-29"),
        ("this-week", "2026-06-29/2026-07-05"),
        ("next-week", "2026-07-06/2026-07-12"),
        ("last-week", "2026-06-22/2026-06-28"),
        ("this-month", "2026-06-01/2026-06-30"),
        ("next-month", "2026-07-01/2026-07-31"),
        ("last-quarter", "2026-01-01/2026-03-31"),
        ("this-quarter", "2026-04-01/2026-06-30"),
        ("Next-Quarter", "2026-07-01/2026-09-30"),
        ("last-year", "2025-01-01/2025-12-31"),
        ("-30d/30d", "2026-05-31/2026-07-30"),
        ("-90d/-30d", "2026-04-01/2026-05-31"),
        ("30d/60d", "2026-07-30/2026-08-29"),
        ("1w/1m", "2026-07-07/2026-07-30"),
        ("30d/..", "2026-07-30/.."),
        ("../-1y", "../2025-06-30"),
        ("2026-05/-1w", "2026-05-01/2026-06-23"),
        ("today/..", "2026-06-30/.."),
        ("last-quarter/this-quarter", "2026-01-01/2026-06-30"),
    ],
)
def test_what_a_range_means_on_30_june_2026(text: str, interval: str) -> None:
    assert str(ranges.parse(text, DAY)) == interval


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("30 days", 'write "30d"'),
        ("-3 Months", 'write "-3m"'),
        ("next month", 'write "next-month"'),
        ("nextmonth", 'write "next-month"'),
        ("this_quater", 'write "this-quarter"'),
        ("30.06.2026", 'write "2026-06-30"'),
        ("30/06/2026", 'write "2026-06-30"'),
        ("2026Q3", 'write "2026-Q3"'),
        ("2026-13", "there is no month 13; months run from 01 to 12"),
        ("2026-06/2026-13", "there is no month 13; months run from 01 to 12"),
        ("2027/2026", 'it ends before it begins: write "2026/2027"'),
        ("2026/", 'an open end is written "..": "2026/.."'),
        ("/2026", 'an open end is written "..": "../2026"'),
        ("../..", f"a range has a beginning or an end; {ranges.FORMS}"),
        ("2026/2027/2028", ranges.FORMS),
        ("", ranges.FORMS),
        ("soon", ranges.FORMS),
        ("99999999d", ranges.FORMS),
        ("1850", "years run from 1900 to 2200"),
    ],
)
def test_what_is_no_range_gets_advice(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(advice)}$"):
        ranges.parse(text, DAY)


def test_a_span_back_from_the_day() -> None:
    assert ranges.before("1y", date(2024, 2, 29)) == date(2023, 2, 28)
    assert ranges.before("2W", DAY) == date(2026, 6, 16)
    for text, advice in (("-1y", "1y"), ("1 year", "1y"), ("90", "such as 90d"), ("2026", "such as 90d")):
        with pytest.raises(ValueError, match=advice):
            ranges.before(text, DAY)


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PRECISE = st.one_of(
    st.integers(1900, 2200).map(str),
    st.builds("{}-Q{}".format, st.integers(1900, 2200), st.integers(1, 4)),
    st.builds("{}-{:02}".format, st.integers(1900, 2200), st.integers(1, 12)),
    DAYS.map(date.isoformat),
)
RELATIVE = st.builds("{}{}{}".format, st.sampled_from(["", "-", "+"]), st.integers(0, 999_999), st.sampled_from("dwmy"))
SINGLE = st.one_of(PRECISE, RELATIVE, st.sampled_from(ranges.NAMED))


@given(SINGLE, DAYS)
def test_every_single_form_is_a_bounded_run_of_days(text: str, day: date) -> None:
    first, last = ranges.parse(text, day)
    assert first is not None
    assert last is not None
    assert date(1900, 1, 1) <= first <= last <= date(2200, 12, 31)


def ends_of(text: str, day: date) -> tuple[date, date]:
    """The first and the last day of an end of an interval: a span is the one day it leads to, from another reading."""
    first, last = ranges.parse(text, day)
    assert first
    assert last
    if text.strip("+-0123456789") in ("d", "w", "m", "y"):
        other = ranges.before(text[1:], day) if text[0] == "-" else ranges.after(text.lstrip("+"), day)
        return other, other
    return first, last


@given(SINGLE, SINGLE, DAYS)
def test_an_interval_spans_its_two_ends_or_says_which_way_round_to_write_it(begin: str, end: str, day: date) -> None:
    first, last = ends_of(begin, day)[0], ends_of(end, day)[1]
    if first <= last:
        assert ranges.parse(f"{begin}/{end}", day) == (first, last)
    else:
        with pytest.raises(ValueError, match=re.escape(f'write "{end}/{begin}"')):
            ranges.parse(f"{begin}/{end}", day)
        assert ranges.parse(f"{end}/{begin}", day)
    assert ranges.parse(f"{begin}/..", day) == (first, None)
    assert ranges.parse(f"../{end}", day) == (None, last)


@given(st.integers(-9999, 9999), st.integers(-9999, 9999), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_an_interval_between_two_spans_is_as_long_as_they_are_apart(one: int, other: int, day: date) -> None:
    begin, end = sorted((one, other))
    first, last = ranges.parse(f"{begin}d/{end}d", day)
    assert (first, last) == (day + timedelta(days=begin), day + timedelta(days=end))


@given(SINGLE, DAYS)
def test_a_range_written_as_its_interval_is_the_same_range(text: str, day: date) -> None:
    found = ranges.parse(text, day)
    assert ranges.parse(str(found), day) == found


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.sampled_from(["week", "month", "quarter", "year"]))
def test_named_periods_follow_one_another_and_hold_the_day(day: date, unit: str) -> None:
    before, now, after = (ranges.parse(f"{which}-{unit}", day) for which in ("last", "this", "next"))
    assert now.first
    assert now.last
    assert now.first <= day <= now.last
    assert before.last == now.first - timedelta(days=1)
    assert after.first == now.last + timedelta(days=1)
    if unit == "week":
        assert now.first.weekday() == 0
        assert now.last - now.first == timedelta(days=6)


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_gets_one_line_of_advice(text: str) -> None:
    said = ""
    try:
        first, last = ranges.parse(text, DAY)
        assert first is None or last is None or first <= last
    except ValueError as error:
        said = str(error) or "nothing was said"
    assert said != "nothing was said"
