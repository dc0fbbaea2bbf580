"""What headers that mean several things cannot mean, by what stands below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from coopctl.dates import parse_text
from coopctl.trackers import dates
from coopctl.trackers.fields import BY_NAME, meanings, plain
from coopctl.trackers.mapping import Fits
from coopctl.trackers.names import Names
from coopctl.trackers.sheet import Column

_NUMBERS = ("", "no", "nr", "number", "row")


def fits(names: Names, today: date) -> Fits:
    """A function of a column and its values, for a framework with these names."""
    from coopctl import model

    activities = frozenset(get_args(model.Activity))

    def unfit(column: Column, values: Sequence[str]) -> Mapping[str, str]:
        meant, found = meanings(column.header), dict[str, str]()
        if not values:
            return found
        if {"owner", "responsible"} <= meant.keys():
            known = [names.find("partner", value) is not None for value in set(values)]
            found["responsible" if 2 * sum(known) > len(known) else "owner"] = ""
        if "activity" in meant and plain(column.header) not in BY_NAME["activity"].headers[1:4]:
            are_known = all("-".join(plain(value).split()) in activities for value in set(values))
            found["title" if are_known else "activity"] = "" if are_known else "has other words than the format's"
        if "done" in meant and "status" in meant:
            has_dates = any(any(map(str.isdigit, value)) for value in values)
            found["status" if has_dates else "done"] = ""
        if "milestone" in meant and "title" not in meant and _counts_rows(column, values):
            found["milestone"] = "counts the rows; ids are made from titles"
        if "started" in meant and any(_lies_after(value, today) for value in values):
            found["started"] = "has dates to come, and a start is what has happened"
        return found

    return unfit


def _counts_rows(column: Column, values: Sequence[str]) -> bool:
    """Whether it is a running number, which is another one when a row is put in between."""
    return plain(column.header) in _NUMBERS and all(value.rstrip(".").isdecimal() for value in values)


def _lies_after(cell: str, today: date) -> bool:
    try:
        reading = dates.read(cell)
        found = parse_text(reading.text) if reading and not reading.is_serial else None
    except ValueError:
        return False
    return bool(found and found.first and found.first > today)
