"""Writes each cell as what it is, so that no text becomes a formula, a number or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coopctl.exports.xlsx import looks, sheets
from coopctl.exports.xlsx.book import Book
from coopctl.report import Column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_BAR = {
    "type": "data_bar",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "bar_color": looks.BAR,
    "bar_solid": True,
}


def write_value(book: Book, page: Worksheet, row: int, place: int, value: Any, look: str = "text") -> None:
    """A text in the format ``look``, a number, or nothing."""
    if value is None or value == "":
        page.write_blank(row, place, None, book.formats["blank"])
    elif isinstance(value, str):
        text = sheets.text(value)
        risky = sheets.could_be_taken_for_more(text)
        page.write_string(row, place, text, book.formats[f"risky {look}" if risky else look])
    else:
        page.write_number(row, place, value, book.formats["whole" if isinstance(value, int) else "number"])


def write_share(book: Book, page: Worksheet, row: int, place: int, value: tuple[int, int] | None) -> None:
    """A part of a whole as a number, shown in percent."""
    if value is None:
        page.write_blank(row, place, None, book.formats["blank"])
    else:
        page.write_number(row, place, value[0] / value[1], book.formats["share"])


def write_date(book: Book, page: Worksheet, row: int, place: int, value: str | None) -> None:
    """The date as it is known, a real one where it is one day; beside it the last day."""
    day, last = sheets.day(value), sheets.last_day(value)
    if day:
        page.write_datetime(row, place, day, book.formats["day"])
    else:
        write_value(book, page, row, place, value)
    if last:
        page.write_datetime(row, place + 1, last, book.formats["day"])
    else:
        page.write_blank(row, place + 1, None, book.formats["blank"])


def add_rules(book: Book, page: Worksheet, place: int, column: Column, rows: int) -> None:
    """Colours by what the cells of a column say, bars by how far it is."""
    area = (1, place, rows, place)
    if column.kind in ("status", "rating"):
        for word, look in book.words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            page.conditional_format(*area, rule)
    elif column.kind == "share":
        page.conditional_format(*area, dict(_BAR))
    elif column.key == "days":
        page.conditional_format(*area, {"type": "cell", "criteria": "<", "value": 0, "format": book.words["overdue"]})
