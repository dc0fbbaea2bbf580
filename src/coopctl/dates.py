"""Partial dates: a year, a quarter, a month or a day, kept at the precision they were given.

The text forms are those of ISO 8601 (``2019``, ``2019-06``, ``2019-06-30``), its open interval for "some time
up to" (``../2019``), and ``2019-Q3`` for a quarter, which ISO 8601 lacks and everybody writes.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2200

_FORM = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_DAY_FIRST = r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})"
FORMS = "write a year (2019), a quarter (2019-Q3), a month (2019-06) or a day (2019-06-30)"


class PartialDate(NamedTuple):
    """The days that a date as written stands for.

    ``first`` is None for ``../X``: the event happened at an unknown time, but not after X's last day.
    """

    text: str
    first: date | None
    last: date

    @property
    def counts_from(self) -> date:
        """The day from which an event on this date is known to have happened."""
        return self.first or self.last

    @property
    def middle(self) -> date:
        """The day where the event is drawn: in the middle of those it may mean, of ``../X`` on the last."""
        return self.first + (self.last - self.first) // 2 if self.first else self.last


def parse(value: object) -> PartialDate:
    """Read a date out of a TOML value: a date, text, or a whole number that is a year.

    Raises ValueError with a sentence that says what to write instead.
    """
    if isinstance(value, str):
        return parse_text(value)
    if isinstance(value, datetime):
        raise ValueError(f"a day without a time of day is meant: write {value.date().isoformat()}")
    if isinstance(value, date):
        return _of_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return parse_text(str(value))
    raise ValueError(FORMS)


@lru_cache(maxsize=4096)
def _of_day(day: date) -> PartialDate:
    return parse_text(day.isoformat())


def parse_plain(value: object) -> PartialDate:
    """Like :func:`parse`, for a deadline or the end of a period, which cannot be "some time up to" a date."""
    found = parse(value)
    if found.first is None:
        raise ValueError(f'"../" is for something that has happened by then; write "{found.text.removeprefix("../")}"')
    return found


def parse_day(value: object) -> PartialDate:
    """Like :func:`parse`, for a date that must be one exact day."""
    found = parse(value)
    if found.first != found.last:
        raise ValueError("one exact day is needed, such as 2019-12-31")
    return found


@lru_cache(maxsize=4096)
def parse_text(text: str) -> PartialDate:
    """Read a partial date from its text form. Raises ValueError as :func:`parse` does."""
    bare = text.removeprefix("../")
    match = _FORM.fullmatch(bare)
    if match is None:
        raise ValueError(_advice(bare))
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"years run from {FIRST_YEAR} to {LAST_YEAR}")
    first, last = _days(year, match["quarter"], match["month"], match["day"])
    return PartialDate(text, None if bare != text else first, last)


@lru_cache(maxsize=4096)
def middle(text: str) -> date:
    """The day where an event on a date, as written, is drawn. Raises ValueError as :func:`parse` does."""
    return parse_text(text).middle


def _days(year: int, quarter: str | None, month: str | None, day: str | None) -> tuple[date, date]:
    if quarter:
        start = 3 * int(quarter) - 2
        return date(year, start, 1), _end_of_month(year, start + 2)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {month}; months run from 01 to 12")
    last = _end_of_month(year, int(month))
    if not day:
        return date(year, int(month), 1), last
    if not 1 <= int(day) <= last.day:
        raise ValueError(f"{year}-{month} has days 01 to {last.day}")
    return date(year, int(month), int(day)), date(year, int(month), int(day))


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _advice(text: str) -> str:
    """What the writer of ``text`` most likely has to write instead."""
    upper = text.strip().upper().replace("/", "-")
    day_first = re.fullmatch(_DAY_FIRST, text)
    if day_first:
        day, month, year = (int(part) for part in day_first.groups())
        upper = f"{year}-{month:02}-{day:02}"
    repaired = (
        upper,
        re.sub(r"[\s-]*Q", "-Q", upper),
        re.sub(r"-(\d)(?=-|$)", r"-0\1", upper),
        re.sub(r"^(Q[1-4])[\s-]*([0-9]{4})$", r"\2-\1", upper),
        re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", upper),
        re.sub(r"^([0-9]{2})-([0-9]{4})$", r"\2-\1", upper),
    )
    for candidate in repaired:
        if candidate != text and _FORM.fullmatch(candidate) and _is_date(candidate):
            return f'write "{candidate}"'
    return FORMS


def _is_date(text: str) -> bool:
    try:
        return bool(parse_text(text))
    except ValueError:
        return False
