"""A sheet as a plain value, and what a cell of one can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from coopctl import dates, document, formulas, measure
from coopctl.problems import CoopctlError, Exit
from coopctl.report import Column

MOST_ROWS = 1_048_576 - 1
"""Below the header, by Excel's "specifications and limits"."""

LONGEST = 32_767
"""Characters in a cell, by the same; counted as Excel does, in UTF-16."""

FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheets count alike: for Excel 1900 was a leap year, and LibreOffice differs before."""

_MOST_GROWTH = 10
"""How many characters the escape of one that cannot be seen takes."""

_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")

CONTEXT = frozenset(("roadmap_title", "deliverable_title", "roadmap", "deliverable"))
"""The columns that say of each row where it belongs: they stay on one line, so that rows do not grow by them."""


class Sheet(NamedTuple):
    """A name, columns and rows under them, lists in one text; the first ``printed`` columns go on paper. ``about``
    says what it holds."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    printed: int

    def cut(self) -> int:
        """How many of its texts are too long for a cell."""
        texts = (value for row in self.rows for value in row if isinstance(value, str))
        return sum(len(text) > LONGEST // _MOST_GROWTH and is_too_long(document.lines(text)) for text in texts)


def require_room(sheet: Sheet, most: int = MOST_ROWS) -> None:
    """Raise CoopctlError (1) where there are more rows than a sheet has."""
    if len(sheet.rows) > most:
        raise CoopctlError(
            f"the sheet {sheet.name} would have {len(sheet.rows):,} rows, and a sheet holds {most:,}",
            help="restrict it, as with --region or --active; or write it with export csv or export sqlite",
            exit_code=Exit.NO,
        )


def text(value: str) -> str:
    """A text as a cell holds it: harmless, and cut where it is too long."""
    shown = document.lines(value)
    return _cut(shown) if is_too_long(shown) else shown


def is_too_long(value: str) -> bool:
    """Whether a cell cannot hold it."""
    return len(value) > LONGEST // 2 and _units(value) > LONGEST


def _units(value: str) -> int:
    return len(value.encode("utf-16-le", "surrogatepass")) // 2


def _cut(value: str) -> str:
    kept = value.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def could_be_taken_for_more(value: str) -> bool:
    """Whether a spreadsheet would make a formula or a number of a text if somebody typed it."""
    return value[:1] in formulas.STARTS or bool(_NUMBER.fullmatch(value))


def day(written: str | None) -> date | None:
    """The one day that a date as ``written`` stands for; None where it stands for several, or is too early."""
    found = dates.parse_text(written) if written else None
    return found.last if found and found.first == found.last and found.last >= FIRST_DAY else None


def last_day(written: str | None) -> date | None:
    """The last day that it may mean; None where that is too early."""
    found = dates.parse_text(written).last if written else None
    return found if found and found >= FIRST_DAY else None


def width(column: Column, texts: Sequence[Any]) -> int:
    """How wide a column is to be, in characters: as its texts are, within bounds."""
    natural = measure.widest(line for text in texts if isinstance(text, str) for line in text.split("\n"))
    most = _MOST_WIDE.get(column.kind, 12)
    return max(min(natural + 1, most), measure.widest(column.title.split()) + _ARROW)


def lines(value: str, width: int) -> int:
    """How many lines a text takes in a column of that width, in a font that is a little wider than planned."""
    if len(value) < width and "\n" not in value and value.isascii():
        return 1
    taken = [measure.width(line) for line in value.split("\n")]
    return sum(1 if wide < width else ceil(wide / (width * _SLACK)) for wide in taken)


_MOST_WIDE = {"id": 60, "text": 60, "list": 60, "status": 14, "rating": 14}
_SLACK = 0.9
_ARROW = 3
"""The room that a filter's arrow takes beside a title."""
