"""Ranges of days as people ask for them: a date of any precision, an interval, a span of time, a named period.

Spans and named periods are counted from the day in force. A span by itself is the days from then on, or back; as an
end of an interval it is the one day it leads to: ``-90d/-30d`` ends thirty days ago. Weeks start on Monday (ISO 8601);
months and years are those of the calendar, and end with the month where the day does not exist in it. A range never
leaves the years that dates may have.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from coopctl import dates, suggest

PERIODS = tuple(
    f"{which}-{unit}" for which in ("this", "next", "last") for unit in ("week", "month", "quarter", "year")
)
NAMED = ("today", "yesterday", "tomorrow", *PERIODS)
FORMS = (
    "write a date (2026-06), an interval (2026-01/2026-06, ../2026, 2026-Q3/..), a span from the day in force"
    " (30d, -90d, 6w, 3m, 1y), or a period (today, this-quarter, next-month, last-year)"
)
SPANS = "write a span such as 90d, 6w, 3m or 1y"

_OPEN = ".."
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_OFFSETS = {"this": 0, "next": 1, "last": -1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SPAN = re.compile(r"(?P<sign>[+-]?)(?P<number>[0-9]{1,6})(?P<unit>[dwmy])")
_LOOSE_SPAN = r"([+-]?)\s*([0-9]{1,6})[\s-]*(d|w|m|y)(?:ays?|eeks?|onths?|ears?|rs?|ks?|os?)?"
_EARLIEST, _LATEST = date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31)


class Range(NamedTuple):
    """The days from ``first`` to ``last``, both included; None where the range is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        """The ISO 8601 interval: ``2026-06-30/2026-07-30``, ``../2026-07-30``."""
        return f"{self.first or _OPEN}/{self.last or _OPEN}"


def parse(text: str, day: date) -> Range:
    """Read a range; what is relative in it starts from ``day``. Raises ValueError with what to write instead."""
    begin, slash, end = text.strip().partition("/")
    try:
        if not slash:
            return Range(*_days(begin, day))
        first = None if begin == _OPEN else _end(begin, day)[0]
        last = None if end == _OPEN else _end(end, day)[1]
    except ValueError as error:
        raise ValueError(_advice(text, error)) from error
    if first is None and last is None:
        raise ValueError(f"a range has a beginning or an end; {FORMS}")
    if first and last and first > last:
        raise ValueError(f'it ends before it begins: write "{end}/{begin}"')
    return Range(first, last)


def before(text: str, day: date) -> date:
    """The day that lies a span such as ``1y`` before ``day``. Raises ValueError with what to write instead."""
    number, unit = _span(text)
    return shifted(day, -number, unit)


def after(text: str, day: date) -> date:
    """The day that lies a span such as ``90d`` after ``day``. Raises ValueError with what to write instead."""
    return shifted(day, *_span(text))


def _span(text: str) -> tuple[int, str]:
    """How many of which unit."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None or found["sign"]:
        loose = re.fullmatch(_LOOSE_SPAN, text.strip().lower())
        raise ValueError(f'write "{loose[2]}{loose[3]}"' if loose else SPANS)
    return int(found["number"]), found["unit"]


def shifted(day: date, number: int, unit: str) -> date:
    """The day ``number`` of days, weeks, months or years (``d w m y``) after ``day``, or before it if negative."""
    if unit in "dw":
        ordinal = day.toordinal() + number * (7 if unit == "w" else 1)
        return date.fromordinal(min(max(ordinal, _EARLIEST.toordinal()), _LATEST.toordinal()))
    year, month = divmod(12 * day.year + day.month - 1 + number * (12 if unit == "y" else 1), 12)
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        return _EARLIEST if number < 0 else _LATEST
    last = dates.parse_text(f"{year}-{month + 1:02}").last
    return last.replace(day=min(day.day, last.day))


def _days(text: str, day: date) -> tuple[date, date]:
    """The first and the last day of one date, span or named period."""
    word = text.lower()
    if word in _DAYS:
        there = shifted(day, _DAYS[word], "d")
        return there, there
    if word in PERIODS:
        return _period(word, day)
    other = _led_to(text, day)
    if other is None:
        found = dates.parse_text(text)
        return found.first or found.last, found.last
    return min(day, other), max(day, other)


def _end(text: str, day: date) -> tuple[date, date]:
    """The same for one end of an interval, where a span is the day it leads to."""
    other = _led_to(text, day)
    return (other, other) if other else _days(text, day)


def _led_to(text: str, day: date) -> date | None:
    """The day that a span leads to from ``day``; None for what is no span."""
    span = _SPAN.fullmatch(text.lower())
    return shifted(day, int(span["sign"] + span["number"]), span["unit"]) if span else None


def _period(name: str, day: date) -> tuple[date, date]:
    which, unit = name.split("-")
    offset = _OFFSETS[which]
    if unit == "week":
        monday = shifted(day, 7 * offset - day.weekday(), "d")
        return monday, shifted(monday, 6, "d")
    months = _MONTHS[unit]
    start = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    first = shifted(start, offset * months, "m")
    end = shifted(first, months - 1, "m")
    return first, dates.parse_text(f"{end:%Y-%m}").last


def _advice(text: str, error: ValueError) -> str:
    """What the writer of ``text`` has to write instead, by the ``error`` in one of its parts."""
    loose = re.fullmatch(_LOOSE_SPAN, text.strip().lower())
    if loose:
        return f'write "{loose[1].strip("+")}{loose[2]}{loose[3]}"'
    if "/" not in text:
        near = suggest.nearest(re.sub(r"[\s_]+", "-", text.strip()), NAMED)
        return f'write "{near}"' if near else _specific(error)
    if text.startswith("/") or text.endswith("/"):
        closed = f"{_OPEN if text.startswith('/') else ''}{text}{_OPEN if text.endswith('/') else ''}"
        return f'an open end is written "{_OPEN}": "{closed}"'
    try:
        dates.parse_text(text.strip())
    except ValueError as whole:
        return _specific(error if str(whole) == dates.FORMS else whole)
    return FORMS


def _specific(error: ValueError) -> str:
    return FORMS if str(error) == dates.FORMS else str(error)
