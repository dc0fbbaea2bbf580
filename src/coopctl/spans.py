"""Spans of time from a day on: ``90d``, ``6w``, ``3m``, ``1y``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_FORM = re.compile(r"([0-9]{1,4})\s*([dwmy])", re.IGNORECASE)
_FORMS = "write a number of days (90d), weeks (6w), months (3m) or years (1y)"


def after(day: date, span: str) -> date:
    """The day that lies ``span`` after ``day``; of a month that is too short, its last one.

    Raises ValueError with a sentence that says what to write instead.
    """
    match = _FORM.fullmatch(span.strip())
    if match is None:
        raise ValueError(_FORMS)
    number, unit = int(match[1]), match[2].lower()
    try:
        if unit in "dw":
            return day + timedelta(days=number * (7 if unit == "w" else 1))
        return _months_after(day, number * (12 if unit == "y" else 1))
    except (ValueError, OverflowError) as error:
        raise ValueError("the calendar ends before that") from error


def _months_after(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, calendar.monthrange(year, month + 1)[1]))
