"""Whether days or months come first in a column of dates: what its cells prove, or else what the person said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coopctl.intake.value import Unfit
from coopctl.problems import Exit
from coopctl.trackers import dates
from coopctl.trackers.dates import Order
from coopctl.trackers.faults import Cell
from coopctl.trackers.fields import BY_NAME
from coopctl.trackers.mapping import Mapped
from coopctl.trackers.sheet import Column, Sheet

_IN_HEADER = re.compile(r"\b(?:(d+)[/-]m+|m+[/-](d+))[/-]y", re.IGNORECASE)


class Orders(NamedTuple):
    """The order of each column, by its place, and a sentence about how it is known; empty where it does not matter."""

    of: Mapping[int, Order]
    said: str = ""


def orders(sheet: Sheet, found: Mapped, asked: Order) -> Orders:
    """The order in each column of dates. Raises Unfit (2) where it matters and nothing shows it."""
    columns = [column for name, several in found.columns.items() if BY_NAME[name].holds == "date" for column in several]
    cells = {column: list(_cells(sheet, column)) for column in columns}
    if asked:
        return Orders(dict.fromkeys((column.place for column in columns), asked))
    proofs = {column: _proofs(column, cells[column]) for column in columns}
    everywhere = {order: cell for proven in proofs.values() for order, cell in proven.items()}
    known: dict[int, Order] = {}
    for column in columns:
        proven = proofs[column] or (everywhere if len(everywhere) == 1 else {})
        if len(proven) > 1:
            raise _contradiction(proven)
        known[column.place] = next(iter(proven), "")
        is_open = next((cell for cell, reading in cells[column] if reading.other), None)
        if is_open and not proven:
            raise _question(is_open)
    return Orders(
        known, _said(everywhere) if any(reading.other for one in cells.values() for _, reading in one) else ""
    )


def _cells(sheet: Sheet, column: Column) -> Iterable[tuple[Cell, dates.Reading]]:
    for row in sheet.rows:
        text = row.cells[column.place].strip()
        try:
            reading = dates.read(text)
        except ValueError:
            continue
        if reading:
            yield Cell(row.number, column, text), reading


def _proofs(column: Column, cells: Iterable[tuple[Cell, dates.Reading]]) -> dict[Order, Cell]:
    """The first cell that proves each order; the header, where it says how dates are written."""
    proven: dict[Order, Cell] = {}
    for cell, reading in cells:
        if reading.proves:
            proven.setdefault(reading.proves, cell)
    said = _IN_HEADER.search(column.header)
    if said and not proven:
        proven["day-first" if said[1] else "month-first"] = Cell(0, column, column.header)
    return proven


def _question(cell: Cell) -> Unfit:
    reading = dates.read(cell.text)
    assert reading is not None  # noqa: S101 - it was read a moment ago
    return Unfit(
        f'"{cell.text}" in "{cell.column.header}" ({cell.name}) is {reading.text} or {reading.other}',
        help="say how dates are written: --day-first or --month-first",
        exit_code=Exit.USAGE,
    )


def _contradiction(proven: Mapping[Order, Cell]) -> Unfit:
    day, month = proven["day-first"], proven["month-first"]
    return Unfit(
        f'"{day.text}" ({day.name}) has the day first and "{month.text}" ({month.name}) the month',
        help="write the dates of a column in one way",
    )


def _said(everywhere: Mapping[Order, Cell]) -> str:
    parts = [
        f'{order.replace("-", " ")}, as "{cell.text}"{f" ({cell.name})" if cell.row else ""} shows'
        for order, cell in everywhere.items()
    ]
    return f"dates are read {' and '.join(parts)}" if parts else ""
