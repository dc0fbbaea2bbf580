"""Dates as spreadsheets have them, as partial dates; what can be read in two ways is not read before it is said how."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from coopctl import dates

Order = Literal["day-first", "month-first", ""]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_TIME = r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|\s*[AaPp]\.?[Mm]\.?)?)?"
_ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})(?:[-/.]([0-9]{{1,2}}){_TIME})?")
_EIGHT_DIGITS = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})\s*([./-])\s*([0-9]{{1,2}})\s*\2\s*([0-9]{{4}}|[0-9]{{2}})\.?{_TIME}")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[./-]([0-9]{4})")
_QUARTER = re.compile(r"q\s*([1-4])[\s/.,'-]*([0-9]{4}|[0-9]{2})|([0-9]{4})[\s/.,-]*q\s*([1-4])", re.IGNORECASE)
_WORD = r"([A-Za-z]{3,9})\.?"
_YEAR = r"([0-9]{4}|'?[0-9]{2})"
_DAY_MONTH_YEAR = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?{_WORD}[\s,./-]*{_YEAR}", re.IGNORECASE)
_MONTH_DAY_YEAR = re.compile(rf"{_WORD}\s*([0-9]{{1,2}})(?:st|nd|rd|th)?\s*,?\s+([0-9]{{4}})", re.IGNORECASE)
_MONTH_NAME_YEAR = re.compile(rf"{_WORD}[\s,./-]*{_YEAR}", re.IGNORECASE)
_SERIAL = re.compile(r"([3-7][0-9]{4})(?:\.[0-9]+)?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)

FORMS = "write a day (2026-06-30, 30 June 2026), a month (June 2026), a quarter (Q2 2026) or a year"


class Reading(NamedTuple):
    """The partial date that a cell says. One that means ``other`` with the month first is ``text`` with the day first;
    one that can be read in one order only ``proves`` it. A number may be a ``serial``: days, as Excel counts them."""

    text: str
    other: str = ""
    proves: Order = ""
    is_serial: bool = False

    def by(self, order: Order) -> str:
        """The date, read in this order. Raises ValueError where it can only be read in the other."""
        if order and self.proves and order != self.proves:
            raise ValueError(f"it cannot be read {order.replace('-', ' ')}, as the others are")
        return self.other if self.other and order == "month-first" else self.text


def read(cell: str) -> Reading | None:
    """What ``cell`` says; None when it is no date. Raises ValueError, with a sentence, for a day that there is not."""
    text = _WEEKDAY.sub("", " ".join(cell.split()))
    if found := _ISO.fullmatch(text):
        return Reading(_checked(*found.groups()))
    if found := _EIGHT_DIGITS.fullmatch(text):
        return Reading(_checked(*found.groups()))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(*found.groups())
    if _SERIAL.fullmatch(text):
        return Reading((date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat(), is_serial=True)
    return Reading(found_text) if (found_text := _words(text)) else None


def _words(text: str) -> str:
    """A date in one of the forms that can be read in one way only; empty when it is none."""
    try:
        return dates.parse_text(text).text
    except ValueError:
        pass
    if found := _MONTH_YEAR.fullmatch(text):
        return _checked(found[2], found[1])
    if found := _QUARTER.fullmatch(text):
        return dates.parse_text(f"{_year(found[2] or found[3])}-Q{found[1] or found[4]}").text
    if (found := _DAY_MONTH_YEAR.fullmatch(text)) and _month(found[2]):
        return _checked(_year(found[3]), _month(found[2]), found[1])
    if (found := _MONTH_DAY_YEAR.fullmatch(text)) and _month(found[1]):
        return _checked(found[3], _month(found[1]), found[2])
    if (found := _MONTH_NAME_YEAR.fullmatch(text)) and _month(found[1]):
        return _checked(_year(found[2]), _month(found[1]))
    return ""


def _month(word: str) -> str:
    """The number of a month that is named in English, in full or by three or more letters of it; empty for others."""
    folded = word.casefold()
    return next((str(number) for number, name in enumerate(_MONTHS, start=1) if name.startswith(folded)), "")


def _year(digits: str) -> str:
    """The year of this century that two digits stand for."""
    bare = digits.lstrip("'")
    return bare if len(bare) == 4 else f"20{bare}"


def _checked(year: str, month: str, day: str | None = None) -> str:
    """The date in its one form. Raises ValueError when there is no such day."""
    parts = [year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])]
    return dates.parse_text("-".join(parts)).text


def _numbers(first: str, sign: str, second: str, year: str) -> Reading:
    """Numbers with signs between them. With points the day comes first, as everywhere where points are written."""
    if sign == ".":
        return Reading(_checked(_year(year), second, first))
    day_first, month_first = _or_none(year, second, first), _or_none(year, first, second)
    if day_first == month_first:
        return Reading(day_first or _checked(_year(year), second, first))
    if day_first and month_first:
        return Reading(day_first, other=month_first)
    return Reading(day_first or month_first, proves="day-first" if day_first else "month-first")


def _or_none(year: str, month: str, day: str) -> str:
    try:
        return _checked(_year(year), month, day)
    except ValueError:
        return ""
