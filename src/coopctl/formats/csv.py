"""Comma-separated values: the report's own table under its keys, values exact, lines ended by a line feed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from coopctl.report import Column, Report

_BATCH = 2000


def write(report: Report) -> Iterator[str]:
    """The header, then a line a row; of a report with facts only, a line with these."""
    yield from separated(report, ",")


def separated(report: Report, separator: str) -> Iterator[str]:
    """The same with any separator. A share is two columns, a list is joined by semicolons."""
    columns, rows = main_table(report)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    writer.writerow(key for column in columns for key in _keys(column))
    for start in range(0, len(rows), _BATCH):
        writer.writerows(_flat(columns, rows[start : start + _BATCH]))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def main_table(report: Report) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """The table of a report that is a list of rows; of a report on one thing, its facts as one row."""
    if report.facts:
        columns = tuple(Column(fact.key, fact.title, fact.kind) for fact in report.facts)
        return columns, [tuple(fact.value for fact in report.facts)]
    table = report.tables[0]
    return table.columns, table.rows


def _keys(column: Column) -> tuple[str, ...]:
    return (f"{column.key}_done", f"{column.key}_of") if column.kind == "share" else (column.key,)


def _flat(columns: tuple[Column, ...], rows: list[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The rows with a share as two values and a list as one text."""
    if all(column.kind not in ("share", "list") for column in columns):
        return rows
    flat: list[Iterable[Any]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if column.kind == "share":
            flat += zip(*(value or (0, 0) for value in values), strict=True)
        else:
            flat.append(map("; ".join, values) if column.kind == "list" else values)
    return zip(*flat, strict=True)
