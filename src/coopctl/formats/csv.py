"""Comma-separated values: the report's own table under its keys, lines ended by a line feed.

Text that a spreadsheet would take for a formula is made harmless (see :mod:`coopctl.formulas`); with ``raw`` all cells
are exact. NUL, which readers choke on, is shown as ``\\x00``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from coopctl import formulas
from coopctl.report import Column, Report, main_table

_BATCH = 2000
_NESTED = frozenset(("share", "list"))
_BOM = "\ufeff"
Row = tuple[Any, ...]


def write(report: Report, *, raw: bool = False, bom: bool = False) -> Iterator[str]:
    """The header, then a line a row; of a report with facts only, a line with these."""
    yield from separated(report, ",", raw=raw, bom=bom)


def separated(report: Report, separator: str, *, raw: bool, bom: bool) -> Iterator[str]:
    """The same with any separator. A share is two columns, a list is joined by semicolons."""
    columns, rows = main_table(report)
    lines = _Lines()
    # With CRLF as its line end the writer quotes a lone CR too, which readers take for a line end.
    writer = csv.writer(lines, delimiter=separator, lineterminator="\r\n")
    keys = [key for column in columns for key in _keys(column)]
    guarded: Callable[[list[Row]], list[Row]] = partial(_safe, separator=separator) if not raw else list
    writer.writerows(guarded([tuple(keys)]))
    if bom:
        yield _BOM
    for start in range(0, len(rows), _BATCH):
        writer.writerows(guarded(_flat(columns, rows[start : start + _BATCH])))
        yield lines.taken()
    yield lines.taken()


class _Lines:
    """What a CSV writer writes into: lines, which are to end in LF."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def write(self, line: str) -> None:
        self.kept.append(line[:-2])

    def taken(self) -> str:
        """The lines so far, which are then forgotten."""
        self.kept.append("")
        text = "\n".join(self.kept).replace("\x00", r"\x00")
        self.kept.clear()
        return text


def _keys(column: Column) -> tuple[str, ...]:
    return (f"{column.key}_done", f"{column.key}_of") if column.kind == "share" else (column.key,)


def _flat(columns: tuple[Column, ...], rows: list[Row]) -> list[Row]:
    """The rows with a share as two values and a list as one text."""
    if _NESTED.isdisjoint({column.kind for column in columns}):
        return rows
    flat: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if column.kind == "share":
            flat += zip(*(value or (0, 0) for value in values), strict=True)
        elif column.kind == "list":
            flat.append(["; ".join(value) if value else "" for value in values])
        else:
            flat.append(values)
    return list(zip(*flat, strict=True))


def _safe(rows: list[Row], separator: str) -> list[Row]:
    """The rows with all texts in them harmless; numbers are this program's own and stay."""
    texts = [value for row in rows for value in row if value.__class__ is str]
    if not formulas.is_any_at_risk(texts, separator):
        return rows
    inside = formulas.inside(separator)
    return [tuple([formulas.guarded(one, inside) if isinstance(one, str) else one for one in row]) for row in rows]
