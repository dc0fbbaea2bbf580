"""Rows as items: the fields of a milestone, as far as the cells of one row say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from coopctl import suggest
from coopctl.formulas import exact
from coopctl.trackers import dates, statuses
from coopctl.trackers.faults import Cell, Faults, quoted
from coopctl.trackers.fields import BY_NAME, plain
from coopctl.trackers.mapping import Mapped
from coopctl.trackers.names import Names
from coopctl.trackers.orders import Orders
from coopctl.trackers.sheet import Row, Sheet

GROUPS = ("roadmap", "roadmap_title", "kind", "deliverable", "deliverable_title", "area", "countries")
"""What several rows share, so that their cells are often merged; with fill-down, a blank one repeats what is above."""

_HOMES = ("roadmap", "deliverable")
_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
_PARTS = re.compile(r"\s*[;\n\r]+\s*")
_PARTS_OF_TOPICS = re.compile(r"\s*[;,\n\r]+\s*")


class Reading(NamedTuple):
    """How cells are to be read: what the person said beside the columns.

    ``day`` is that on which the tracker's words were true, as text; ``serial`` says that numbers may be days as Excel
    counts them, ``keep_words`` that words in place of a date go to the notes, ``fill_down`` that blanks repeat.
    """

    day: str = ""
    serial: bool = False
    keep_words: bool = False
    fill_down: bool = False


class Item(NamedTuple):
    """What a row says of one milestone: ``cells`` of what it belongs to, ``fields`` of its own, ``by_word`` those that
    only a status word gives, and ``kept`` lines for the notes, which are not notes of the tracker's own."""

    row: int
    cells: dict[str, list[Cell]]
    fields: dict[str, Any]
    by_word: dict[str, Any]
    kept: list[str]

    def cell(self, field: str) -> Cell | None:
        """The cell of a field that only one column can be; None when it is blank."""
        return next(iter(self.cells.get(field, ())), None)


class Rows:
    """Reads the rows of a sheet. ``said`` are sentences about what was passed over or kept as words."""

    def __init__(self, found: Mapped, orders: Orders, names: Names, faults: Faults, how: Reading) -> None:
        self._found, self._orders, self._names, self._faults, self._how = found, orders, names, faults, how
        self._words: Counter[tuple[str, str]] = Counter()
        self._no_dates: Counter[str] = Counter()
        self._passed_over: list[int] = []

    def read(self, sheet: Sheet) -> list[Item]:
        """An item a row; rows that only sum up are passed over."""
        above: dict[str, list[Cell]] = {}
        items = []
        self._passed_over += sheet.totals
        for row in sheet.rows:
            cells = self._cells(row, sheet.separator)
            if not cells:
                self._passed_over.append(row.number)
                continue
            above = cells = self._filled(cells, above)
            items.append(self._item(row, cells))
        return items

    @property
    def said(self) -> Iterator[str]:
        """What a person should know about the cells, in sentences."""
        if self._passed_over:
            rows = suggest.enumerated(map(str, sorted(self._passed_over)), most=5)
            yield f"row{'s' if len(self._passed_over) > 1 else ''} {rows} left out: no milestone, or a total"
        for text, number in self._no_dates.items():
            yield f"{suggest.count(number, 'cell')} with {quoted(text)} in place of a date: no date"
        for (word, what), number in self._words.items():
            yield f"status {quoted(word)} in {suggest.count(number, 'row')}: {what}"

    def _cells(self, row: Row, separator: str) -> dict[str, list[Cell]]:
        """The cells of each field in which there is something."""
        written = separator if separator == "\t" else ","  # a spreadsheet may have changed commas, never the texts
        found: dict[str, list[Cell]] = {}
        for name, columns in self._found.columns.items():
            for column in columns:
                text = row.cells[column.place].replace("\r\n", "\n")
                told = exact(text, written) if self._found.is_raw else text.replace("\r", "\n").strip()
                cell = Cell(row.number, column, told)
                if cell.text.upper() in _ERRORS:
                    self._faults.add("spreadsheet-error", cell, f"{quoted(cell.text)} is an error of the spreadsheet")
                elif self._says_something(name, cell.text):
                    found.setdefault(name, []).append(cell)
                elif cell.text and BY_NAME[name].holds == "date" and cell.text.strip("-–— "):
                    self._no_dates[cell.text] += 1
        return found

    def _says_something(self, name: str, text: str) -> bool:
        """Whether there is anything in a cell; people write signs and words where there is nothing to write."""
        if self._found.is_own:
            return bool(text)
        return bool(text) and (name == "title" or not statuses.is_blank(text))

    def _filled(self, cells: dict[str, list[Cell]], above: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
        """The cells with what stands above where merged cells left blanks, if that is what they are said to be."""
        blank = [name for name in _HOMES if self._found.has(name) and name not in cells]
        if not blank or not self._how.fill_down:
            return cells
        return {**{name: above[name] for name in GROUPS if name in above}, **cells}

    def _item(self, row: Row, cells: dict[str, list[Cell]]) -> Item:
        item = Item(row.number, cells, {}, {}, [])
        for name, several in cells.items():
            self._read(name, several, item)
        if status := item.cell("status"):
            self._status(status, item)
        return item

    def _read(self, name: str, cells: list[Cell], item: Item) -> None:
        """Put what a field's cells say into the item; what it belongs to is read later, when all rows are known."""
        cell = cells[0]
        value: Any = None
        if name in ("title", "responsible", "reason"):
            value = cell.text if name != "title" else self.line(cell)
        elif name == "notes":
            value = _notes(cells)
        elif BY_NAME[name].holds == "date":
            value = self._date(cell, item)
        elif name == "activity":
            value = self.word(name, cell)
        elif name == "owner":
            words = f'--map responsible="{cell.column.header}" takes it as words'
            value = self._names.one("partner", cell, otherwise=words)
        elif name == "sources":
            value = self._names.several("source", cell)
        elif name in ("topics", "evidence"):
            parts = _PARTS_OF_TOPICS if name == "topics" and not self._found.is_own else _PARTS
            told = [part for one in cells for part in parts.split(one.text) if part]
            is_named = name == "evidence" and not self._found.is_raw
            value = list(dict.fromkeys((is_named and self._names.find("source", part)) or part for part in told))
        if value:
            item.fields[name] = value

    def line(self, cell: Cell) -> str:
        """A title, on one line; as it is where this program wrote it."""
        return cell.text if self._found.is_own else " ".join(cell.text.split())

    def word(self, name: str, cell: Cell) -> str | None:
        """A word of the format in any case, with blanks or hyphens; None, with a fault, for any other."""
        from coopctl import model

        known = get_args(model.Activity if name == "activity" else model.Kind)
        word = "-".join(plain(cell.text).split())
        if word in known:
            return word
        near = suggest.did_you_mean(word, known) or f"the format has {suggest.either(known, most=40)}"
        self._faults.add("bad-value", cell, f"{quoted(cell.text)} is no {name.replace('_', ' ')}", near)
        return None

    def _date(self, cell: Cell, item: Item) -> str | None:
        try:
            reading = dates.read(cell.text)
            if reading and (self._how.serial or not reading.is_serial):
                return reading.by(self._orders.of.get(cell.column.place, ""))
        except ValueError as error:
            self._faults.add("bad-date", cell, f"{quoted(cell.text)} is no date: {error}")
            return None
        if reading:
            message = f"{quoted(cell.text)} is {reading.text} if it counts days as Excel does"
            help = "format the column as a date and save it again, or say --excel-dates"
            self._faults.add("bad-date", cell, message, help)
        elif self._how.keep_words:
            item.kept.append(f"{cell.column.header}: {cell.text}")
        else:
            help = f"{dates.FORMS}; --keep-words puts words into the notes"
            self._faults.add("bad-date", cell, f"{quoted(cell.text)} is no date", help)
        return None

    def _status(self, cell: Cell, item: Item) -> None:
        """What a status word adds to the dates: a date only where the person said on which day it was true."""
        said = statuses.meaning(cell.text)
        there = {name for name in ("started", "done", "dropped") if name in item.fields}
        if said == "open" or (said in ("done", "dropped") and said in there) or (said == "started" and there):
            return
        if said != "unknown" and self._how.day and not there - {"started"}:
            item.by_word[said] = f"../{self._how.day}"
            what = f"{said} some time up to {self._how.day}, where there is no date"
        else:
            item.kept.append(f"{cell.column.header}: {cell.text}")
            what = "kept in the notes, since the dates say otherwise" if there and said != "unknown" else _KEPT[said]
        self._words[cell.text, what] += 1


_KEPT = {
    "unknown": "kept in the notes (--map status= leaves it out)",
    "done": "kept in the notes and not done, since no date says when (--status-as-of DATE)",
    "dropped": "kept in the notes and not dropped, since no date says when (--status-as-of DATE)",
    "started": "kept in the notes and not started, since no date says when (--status-as-of DATE)",
}


def _notes(cells: list[Cell]) -> str:
    """The text of one column as it is; of several, each under its header."""
    if len(cells) == 1:
        return cells[0].text
    return "\n".join(f"{cell.column.header}: {cell.text}" for cell in cells)
