"""Comma-separated values: the report's own table under its keys, lines ended by a line feed.

Spreadsheets run what looks like a formula, so a text that begins like one gets an apostrophe in front, as OWASP
advises ("CSV Injection"); with ``raw`` all cells are exact. NUL, which readers choke on, is shown as ``\\x00``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coopctl.report import Column, Report, main_table

_BATCH = 2000
_BOM = "\ufeff"
_RISKY_STARTS = frozenset("=+-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20")


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
    writer.writerow(_safe(keys, raw=raw))
    if bom:
        yield _BOM
    for start in range(0, len(rows), _BATCH):
        writer.writerows(_flat(columns, rows[start : start + _BATCH], raw=raw))
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


def _flat(columns: tuple[Column, ...], rows: list[tuple[Any, ...]], *, raw: bool) -> Iterable[tuple[Any, ...]]:
    """The rows with a share as two values and a list as one text, texts made safe."""
    flat: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if column.kind == "share":
            flat += zip(*(value or (0, 0) for value in values), strict=True)
        elif column.kind == "list":
            flat.append(_safe(["; ".join(value or ()) for value in values], raw=raw))
        else:
            flat.append(_safe(values, raw=raw))
    return zip(*flat, strict=True)


def _safe(values: Sequence[Any], *, raw: bool) -> Sequence[Any]:
    """The values of a column, texts among them harmless; numbers are this program's own and stay."""
    if raw or _RISKY_STARTS.isdisjoint({value[:1] for value in values if value.__class__ is str}):
        return values
    return [f"'{value}" if isinstance(value, str) and value[:1] in _RISKY_STARTS else value for value in values]
