"""Comma-separated values: the report's own table under its keys, lines ended by a line feed.

Text that a spreadsheet would take for a formula is made harmless (see :mod:`coopctl.formulas`); with ``raw`` all cells
are exact. NUL, which readers choke on, is shown as ``\\x00``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coopctl import formulas
from coopctl.report import Column, Report, main_table

_BATCH = 2000
_BETWEEN = "\x1e"
_BOM = "\ufeff"


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
    inside = None if raw else formulas.inside(separator)
    writer.writerow(_safe(keys, inside))
    if bom:
        yield _BOM
    for start in range(0, len(rows), _BATCH):
        writer.writerows(_flat(columns, rows[start : start + _BATCH], inside))
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


def _flat(
    columns: tuple[Column, ...], rows: list[tuple[Any, ...]], inside: re.Pattern[str] | None
) -> Iterable[tuple[Any, ...]]:
    """The rows with a share as two values and a list as one text, texts made safe unless ``inside`` is None."""
    flat: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if column.kind == "share":
            flat += zip(*(value or (0, 0) for value in values), strict=True)
        elif column.kind == "list":
            flat.append(_safe(["; ".join(value or ()) for value in values], inside))
        else:
            flat.append(_safe(values, inside))
    return zip(*flat, strict=True)


def _safe(values: Sequence[Any], inside: re.Pattern[str] | None) -> Sequence[Any]:
    """The values of a column, texts among them harmless; numbers are this program's own and stay."""
    if inside is None:
        return values
    texts = [value for value in values if value.__class__ is str]
    if inside.search(_BETWEEN.join(texts)):
        values = [inside.sub(r"\1'\2", value) if isinstance(value, str) else value for value in values]
    if formulas.STARTS.isdisjoint({text[:1] for text in texts}):
        return values
    return [f"'{value}" if isinstance(value, str) and value[:1] in formulas.STARTS else value for value in values]
