"""Writes a sheet of rows under columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coopctl.exports.xlsx import cells, sheets
from coopctl.exports.xlsx.book import Book, height
from coopctl.report import Column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEADER_LINES = 3
_DATE_WIDTH = 13
_MOST_LINES_BEHIND = 3
"""How many lines a column behind those on paper may take: what nobody sees there is not to tear the page apart."""


def write(book: Book, sheet: sheets.Sheet) -> None:
    """The sheet, with its header in sight and a filter at each column."""
    page = book.add(sheet.name)
    columns = list(zip(*sheet.rows, strict=True)) or [()] * len(sheet.columns)
    last, place, printed = len(sheet.rows), 0, 0
    taken = [1] * last
    for number, (column, values) in enumerate(zip(sheet.columns, columns, strict=True), start=1):
        most = None if number <= sheet.printed else _MOST_LINES_BEHIND
        place = _write_column(book, page, place, column, values, taken, most)
        printed = place if most is None else printed
    for row, lines in enumerate((_HEADER_LINES, *taken)):
        page.set_row(row, height(lines))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, place - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.set_landscape()
    page.print_area(0, 0, last, printed - 1)
    page.repeat_rows(0)


def _write_column(
    book: Book, page: Worksheet, place: int, column: Column, values: Sequence[Any], taken: list[int], most: int | None
) -> int:
    """Write a column, a date as two; returns the place of the next, and raises the lines ``taken`` by rows, up to
    ``most`` of them."""
    page.write_string(0, place, column.title, book.formats["header"])
    if column.kind == "date":
        return _write_dates(book, page, place, column, values)
    width = sheets.width(column, values)
    page.set_column(place, place, width)
    look = "context" if column.key in sheets.CONTEXT else "text"
    for row, value in enumerate(values, start=1):
        if column.kind == "share":
            cells.write_share(book, page, row, place, value)
        else:
            cells.write_value(book, page, row, place, value, look)
        if look == "text" and isinstance(value, str):
            lines = sheets.lines(value, width)
            taken[row - 1] = max(taken[row - 1], min(lines, most or lines))
    if values:
        cells.add_rules(book, page, place, column, len(values))
    return place + 1


def _write_dates(book: Book, page: Worksheet, place: int, column: Column, values: Sequence[Any]) -> int:
    page.write_string(0, place + 1, f"{column.title}, last day", book.formats["header"])
    page.set_column(place, place + 1, _DATE_WIDTH)
    for row, value in enumerate(values, start=1):
        cells.write_date(book, page, row, place, value)
    return place + 2
