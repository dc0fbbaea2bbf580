"""A report as the text of a document: what Markdown and HTML have in common, before either marks it up.

A text keeps its own lines, as line feeds; whatever else cannot be seen in it is shown as an escape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from coopctl import layout, nesting
from coopctl.footnotes import MARKED_FACTS, mark_of, marked, marks_of
from coopctl.report import Column, Fact, Report, Table
from coopctl.visible import visible

_BATCH = 2000
_NO_BREAK = "\u00a0"


class Sheet(NamedTuple):
    """A table; ``rows`` are made while they are read. ``headings`` are the places of those on groups of others."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterator[tuple[str, ...]]
    total: tuple[str, ...] | None
    headings: frozenset[int] = frozenset()


class Document(NamedTuple):
    """All of a report. ``empty`` is the sentence for when there is nothing in it."""

    title: str
    header: str
    facts: list[tuple[str, list[str]]]
    sheets: list[Sheet]
    notes: list[str]
    empty: str


def of(report: Report) -> Document:
    """The report as a document; tables without rows are left out."""
    marks, footnotes = marks_of(report)
    title, header = layout.heading(report)
    return Document(
        title,
        header,
        [(visible(fact.title), _fact_texts(fact, marks)) for fact in report.facts],
        [_sheet(table, marks) for table in report.tables if table.rows],
        [*map(lines, report.notes), *footnotes],
        visible(report.tables[0].empty) if layout.is_empty(report) else "",
    )


def lines(text: str) -> str:
    """``text`` made harmless line by line."""
    return "\n".join(map(visible, text.rstrip("\n").split("\n"))) if "\n" in text else visible(text)


def _fact_texts(fact: Fact, marks: dict[str, str]) -> list[str]:
    if fact.kind == "list":
        noted = marks if fact.key in MARKED_FACTS else {}
        return [f"{lines(part)}{mark_of(part, noted)}" for part in fact.value]
    return [_cell(fact.value, fact.kind)]


def _sheet(table: Table, marks: dict[str, str]) -> Sheet:
    inner = nesting.nested(table)
    if inner:
        table = inner.table
    total = next(_rows(table.columns, [table.total], marks)) if table.total is not None else None
    rows = _rows(table.columns, table.rows, marks)
    if not inner:
        return Sheet(lines(table.title), table.columns, rows, total)
    return Sheet(lines(table.title), table.columns, _indented(rows, inner), total, inner.headings())


def _indented(rows: Iterator[tuple[str, ...]], inner: nesting.Nested) -> Iterator[tuple[str, ...]]:
    """The rows with their ids as far to the right as they stand within groups."""
    place = inner.place
    for row, depth in zip(rows, inner.depths, strict=True):
        yield (*row[:place], layout.indented(row[place], depth, _NO_BREAK), *row[place + 1 :])


def _rows(columns: tuple[Column, ...], rows: Sequence[tuple[Any, ...]], marks: dict[str, str]) -> Iterator[Any]:
    for start in range(0, len(rows), _BATCH):
        batch = zip(*rows[start : start + _BATCH], strict=True)
        cells = [_texts(column, values, marks) for column, values in zip(columns, batch, strict=True)]
        yield from zip(*cells, strict=True)


def _texts(column: Column, values: Sequence[Any], marks: dict[str, str]) -> list[str]:
    texts = _plain(values) or [_cell(value, column.kind) for value in values]
    return marked(column, values, texts, marks, lines)


def _plain(values: Sequence[Any]) -> list[str]:
    """The values as they are where all are texts in which there is nothing to escape; else nothing."""
    texts = [value for value in values if value.__class__ is str]
    whole = "".join(texts)
    if not (whole.isascii() and whole.isprintable()) or len(texts) + values.count(None) < len(values):
        return []
    return [value or "" for value in values]


def _cell(value: Any, kind: str) -> str:
    """A cell's text; a share as its figures, which every reader can say aloud."""
    if value is None or value == ():
        return ""
    if kind == "share":
        return f"{value[0]}/{value[1]}"
    if kind == "list":
        return ", ".join(map(lines, value))
    return lines(value if isinstance(value, str) else layout.number(value))
