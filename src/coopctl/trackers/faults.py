"""What is wrong in cells, collected so that all of it is told at once, and the same thing once."""

from __future__ import annotations

from typing import NamedTuple

from coopctl import suggest
from coopctl.problems import Problem
from coopctl.trackers.sheet import Column

_MOST_ROWS = 8
_LONGEST = 60


class Cell(NamedTuple):
    """A cell's place and its text."""

    row: int
    column: Column
    text: str

    @property
    def name(self) -> str:
        """As spreadsheets call it: ``E14``."""
        return f"{self.column.letter}{self.row}"


class Faults:
    """Problems of the cells of the file ``name``, in the order of the rows."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: dict[tuple[str, str, str, str], list[Cell]] = {}

    def add(self, code: str, cell: Cell, message: str, help: str = "") -> None:
        """Something is wrong with a cell; cells of a column with the same text share one problem."""
        self._found.setdefault((code, cell.column.header, message, help), []).append(cell)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found."""
        told = [self._problem(key, cells) for key, cells in self._found.items()]
        return tuple(sorted(told, key=lambda one: (one.line, one.column)))

    def _problem(self, key: tuple[str, str, str, str], cells: list[Cell]) -> Problem:
        (code, header, message, help), first = key, cells[0]
        others = list(dict.fromkeys(cell.row for cell in cells[1:] if cell.row != first.row))
        rows = suggest.enumerated(map(str, others), most=_MOST_ROWS)
        also = f" (and row{'s' if len(others) > 1 else ''} {rows})" if others else ""
        return Problem(
            code, self.name, f"{header} ({first.name}): {message}{also}", help, first.row, first.column.place + 1
        )


def quoted(text: str) -> str:
    """A cell's text within a sentence."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _LONGEST else f'"{line[: _LONGEST - 1]}…"'
