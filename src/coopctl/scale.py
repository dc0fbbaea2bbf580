"""The scale of a chart: its width divided into cells of whole months, quarters or years, or parts of a month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

_SCALES = (
    (1, 4),
    (1, 3),
    (1, 2),
    (1, 1),
    (2, 1),
    (3, 1),
    (6, 1),
    *((12 * years, 1) for years in (1, 2, 5, 10, 25, 50)),
)
"""The scales, finest first: so many months in so many cells."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Scale(NamedTuple):
    """Cells side by side: the first day of each, the day after the last one, and how many months are how many cells."""

    starts: list[date]
    end: date
    months: int
    cells: int

    def cell(self, day: date) -> int:
        """The cell that a day lies in, the nearest one for a day outside."""
        return min(max(bisect_right(self.starts, day) - 1, 0), len(self.starts) - 1)

    def words(self) -> str:
        """How long a cell is, in words."""
        if self.cells > 1:
            return f"{self.cells} characters: a month"
        known = {1: "a month", 3: "a quarter", 6: "half a year", 12: "a year"}
        years = f"{self.months // 12} years" if self.months > 12 else f"{self.months} months"
        return f"a character: {known.get(self.months, years)}"


def fitted(lowest: date, highest: date, room: int) -> Scale:
    """The finest scale on which all the days have room."""
    for months, cells in _SCALES:
        number = lowest.year * 12 + lowest.month - 1
        number -= number % months
        after = highest.year * 12 + highest.month
        if (after - number + months - 1) // months * cells <= room:
            break
    steps = range(number, after, months)
    starts = [start for step in steps for start in _parts(_first(step), _first(step + months), cells)]
    return Scale(starts, _first(steps[-1] + months), months, cells)


def _first(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _parts(start: date, end: date, cells: int) -> Iterator[date]:
    days = (end - start).days
    return (start + timedelta(days=days * part // cells) for part in range(cells))


def axis(scale: Scale) -> Iterator[str]:
    """The years, and below them months or quarters where there is room for them."""
    years = [(place, str(day.year)) for place, day in enumerate(scale.starts) if _begins_year(scale, place)]
    yield _written(years, len(scale.starts))
    if scale.months == 1 and scale.cells == 4:
        firsts = [(place, _MONTHS[day.month - 1]) for place, day in enumerate(scale.starts) if day.day == 1]
        yield _written(firsts, len(scale.starts))
    elif scale.months == 1:
        quarters = [
            (place, f"Q{day.month // 3 + 1}")
            for place, day in enumerate(scale.starts)
            if day.day == 1 and day.month in (1, 4, 7, 10)
        ]
        yield _written(quarters, len(scale.starts))


def _begins_year(scale: Scale, place: int) -> bool:
    return place == 0 or scale.starts[place].year != scale.starts[place - 1].year


def _written(labels: Iterable[tuple[int, str]], width: int) -> str:
    """The labels at their places, without those that would touch the one before or stand out."""
    line = ""
    for place, text in labels:
        if (place > len(line) or place == 0) and place + len(text) <= width:
            line = line.ljust(place) + text
    return line
