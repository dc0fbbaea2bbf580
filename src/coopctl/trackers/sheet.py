"""Text as rows of cells, as a spreadsheet shows them: the separator, the row of the headers, the rows below."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coopctl import suggest
from coopctl.intake.value import Unfit
from coopctl.problems import CoopctlError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
MOST_ROWS = 100_000
_DEEPEST_HEADER = 30
_SAMPLE = 300
_TOTALS = frozenset(("total", "totals", "sum", "grand total", "subtotal", "sub-total", "overall", "average", "count"))
_SEPARATOR_LINE = re.compile(r"""\s*"?sep=(.)"?[^\S\r\n]*(?:\r\n|\r|\n)""", re.IGNORECASE)


class Column(NamedTuple):
    """A column: its place from 0, and its header, which no other column has."""

    place: int
    header: str

    @property
    def letter(self) -> str:
        """What spreadsheets call it: A, B ... Z, AA ..."""
        number, letters = self.place + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


class Row(NamedTuple):
    """A row: its number, as spreadsheets count, and its cells, as many as there are columns."""

    number: int
    cells: list[str]


class Sheet(NamedTuple):
    """The rows below the headers that have anything in them; ``header_row`` is the number of the headers' own.

    ``totals`` are the numbers of rows that only sum others up; they are not among the rows. ``surplus`` are cells with
    something in them that stand beyond the headers: the number of the row, and the text of the first of them.
    """

    columns: list[Column]
    rows: list[Row]
    header_row: int
    separator: str
    totals: list[int]
    surplus: list[tuple[int, str]]


def read(text: str, separator: str | None, known: Callable[[Sequence[str]], int]) -> Sheet:
    """The sheet in ``text``. ``known`` says how many of some cells are headers that mean something.

    The headers are in the first row where most are known, since many trackers have a title above them. Raises Unfit
    for what is no table, CoopctlError (2) for a separator that there is not.
    """
    if separator is not None:
        separator = _named(separator)
    line = _SEPARATOR_LINE.match(text)
    if line:
        text, separator = text[line.end() :], separator or line[1]
    separator = separator or _likeliest(text)
    records = _records(text, separator)
    place = _header(records, known)
    columns = _columns(records[place].cells)
    width, below = len(columns), records[place + 1 :]
    rows = [Row(number, [*cells[:width], *[""] * (width - len(cells))]) for number, cells in below]
    surplus = [(row.number, more) for row in below if (more := next(filter(str.strip, row.cells[width:]), ""))]
    totals = [row.number for row in rows if _is_total(row)]
    kept = [row for row in rows if row.number not in totals]
    return Sheet(columns, kept, records[place].number, separator, totals, surplus)


def _named(name: str) -> str:
    """The separator that was named: itself, or in words. Raises CoopctlError (2)."""
    if name in (r"\t", "\t"):
        return "\t"
    found = next((sign for sign, word in SEPARATORS.items() if word == name.lower()), name)
    if len(found) != 1 or found in "\"\r\n'" or found.isalnum():
        help = f"write the character itself, or {suggest.either(SEPARATORS.values())}"
        raise CoopctlError(f'--separator: "{name}" is none', help=help)
    return found


def _records(text: str, separator: str) -> list[Row]:
    """The rows that have anything in them. Raises Unfit for a quotation mark that is never closed, or too many rows."""
    try:
        records = _parsed(text, separator, strict=True)
    except csv.Error as error:
        if "end of data" in str(error):
            raise _unclosed(text, separator) from error
        records = _parsed(text, separator, strict=False)
    if not records:
        raise Unfit("there is nothing in the file")
    return records


def _parsed(text: str, separator: str, *, strict: bool) -> list[Row]:
    """The rows; one with nothing but separators, of which sheets may have a million at their end, is none."""
    records: list[Row] = []
    try:
        for number, cells in enumerate(_reader(text, separator, strict=strict), start=1):
            if any(map(str.strip, cells)):
                records.append(Row(number, cells))
            if len(records) > MOST_ROWS:
                raise Unfit(f"there are more than {MOST_ROWS} rows", help="take over a part of it at a time")
    except csv.Error as error:
        if strict and "field larger" not in str(error):
            raise
        raise _too_long(text, separator) from error
    return records


def _reader(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


def _too_long(text: str, separator: str) -> Unfit:
    """The error for a cell longer than any text: perhaps the rest of the file, where a quotation mark is open."""
    number = 1
    with contextlib.suppress(csv.Error):
        for _ in _reader(text, separator):
            number += 1
    help = f'shorten it; or look for a lone " in row {number}, which would make all that follows one cell'
    return Unfit(f"a cell in row {number} is longer than {csv.field_size_limit()} characters", help=help)


def _unclosed(text: str, separator: str) -> Unfit:
    """The error for a cell that swallows the rest of the file, with the row that it begins in."""
    number = 1
    with contextlib.suppress(csv.Error):
        for _ in _reader(text, separator, strict=True):
            number += 1
    help = f'look for a lone " in row {number} and write it twice within a cell, or save the sheet again'
    return Unfit(f"a quotation mark in row {number} is never closed", help=help)


def _likeliest(text: str) -> str:
    """The separator that makes the most regular table of the first rows."""
    sample = text[: 1024 * 1024]
    return max(SEPARATORS, key=lambda sign: _regularity(sample, sign))


def _regularity(text: str, separator: str) -> tuple[float, int]:
    """The share of rows as wide as most of them are, and that width; a single column is no table."""
    widths: Counter[int] = Counter()
    try:
        for number, cells in enumerate(_reader(text, separator)):
            widths[len(cells)] += any(cells)
            if number == _SAMPLE:
                break
    except csv.Error:
        return 0, 0
    several = {width: number for width, number in widths.items() if width > 1}
    if not several:
        return 0, 1
    width = max(several, key=lambda one: (several[one], one))
    return round(several[width] * width / max(1, sum(widths.values())), 3), width


def _header(records: list[Row], known: Callable[[Sequence[str]], int]) -> int:
    """The place of the headers among the rows: the first of those where most are known, or else the first there is."""
    scores = [known(record.cells) for record in records[:_DEEPEST_HEADER]]
    return scores.index(max(scores)) if max(scores) > 1 else 0


def _is_total(row: Row) -> bool:
    return next(filter(None, map(str.strip, row.cells)), "").rstrip(":").casefold() in _TOTALS


def _columns(cells: Sequence[str]) -> list[Column]:
    """The columns, each with a header of its own: one that stands there twice gets a number, a blank one its letter."""
    seen: Counter[str] = Counter()
    columns = []
    for index, cell in enumerate(cells):
        header = " ".join(cell.split()) or f"column {Column(index, '').letter}"
        seen[header.casefold()] += 1
        times = seen[header.casefold()]
        columns.append(Column(index, header if times == 1 else f"{header} ({times})"))
    return columns
