"""Writes the first sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopctl.exports.xlsx import sheets
from coopctl.exports.xlsx.about import About, Legend
from coopctl.exports.xlsx.book import Book, height

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (16, 13, 84)


def write(book: Book, about: About) -> None:
    """The sheet, from the title down to the footnotes."""
    page = book.add("About")
    page.hide_gridlines(2)
    for place, wide in enumerate(_WIDTHS):
        page.set_column(place, place, wide)
    page.write_string(0, 0, sheets.text(about.title), book.formats["title"])
    row = 2
    for name, value in about.facts:
        page.write_string(row, 0, name, book.formats["name"])
        _write_across(book, page, row, 1, value)
        row += 1
    for legend in (*about.legends, Legend("Sheet", "Rows", about.sheets)):
        row = _write_legend(book, page, row + 1, legend)
    page.write_string(row + 1, 0, "How to read it", book.formats["heading"])
    for number, words in enumerate(about.paragraphs, start=row + 2):
        _write_across(book, page, number, 0, words)


def _write_across(book: Book, page: Worksheet, row: int, first: int, value: str) -> None:
    """Write a text over several columns; spreadsheets do not make room for that by themselves."""
    text, last = sheets.text(value), len(_WIDTHS) - 1
    page.merge_range(row, first, row, last, "", book.formats["value"])
    page.write_string(row, first, text, book.formats["value"])
    page.set_row(row, height(sheets.lines(text, sum(_WIDTHS[first:]))))


def _write_legend(book: Book, page: Worksheet, row: int, legend: Legend) -> int:
    """Write the words of one sort, each as it looks in the sheets; returns the row below."""
    for place, title in enumerate((legend.title, legend.counted, "Meaning")):
        page.write_string(row, place, title, book.formats["header"])
    for name, number, meaning in legend.rows:
        row += 1
        page.write_string(row, 0, name, book.words.get(name, book.formats["name"]))
        page.write_number(row, 1, number, book.formats["value"])
        page.write_string(row, 2, meaning, book.formats["value"])
    return row + 1
