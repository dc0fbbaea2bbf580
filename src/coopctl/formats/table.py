"""Aligned columns for people and for grep: nothing is cut, whatever the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from coopctl import layout
from coopctl.report import Fact, Report, Table
from coopctl.visible import visible

_BATCH = 2000


def write(report: Report) -> Iterator[str]:
    """The report in full: title, facts, tables, notes."""
    if layout.is_empty(report):
        return
    marks, footnotes = layout.marks_of(report)
    yield "{}\n{}\n".format(*layout.heading(report))
    if report.facts:
        yield "\n"
        yield from facts(report.facts, marks)
    for table in report.tables:
        if table.rows:
            yield f"\n{layout.caption(table)}\n" if len(report.tables) > 1 or report.facts else "\n"
            yield from lines(table, marks)
    notes = [visible(note) for note in report.notes]
    if notes or footnotes:
        yield "\n" + "".join(f"{note}\n" for note in (*notes, *footnotes))


def facts(known: tuple[Fact, ...], marks: dict[str, str]) -> Iterator[str]:
    """A line a fact, lists and paragraphs on lines of their own below one another."""
    wide = layout.widest(fact.title for fact in known) + layout.GAP
    for fact in known:
        for place, text in enumerate(fact_lines(fact, marks)):
            yield f"{layout.pad(fact.title if place == 0 else '', wide)}{text}\n"


def fact_lines(fact: Fact, marks: dict[str, str]) -> list[str]:
    """The value of a fact as harmless lines."""
    if fact.kind == "list":
        return [layout.marked(visible(part), marks) for part in fact.value]
    if fact.kind == "text":
        return [visible(line) for line in str(fact.value).rstrip("\n").split("\n")]
    return [layout.cell(fact.value, fact.kind)]


def lines(table: Table, marks: dict[str, str]) -> Iterator[str]:
    """The table's lines in batches, the first with the titles."""
    grid = layout.grid(table, marks)
    padded = [
        _padded([column.title, *texts], width, right=layout.is_number(column))
        for column, texts, width in zip(grid.columns, grid.cells, grid.widths, strict=True)
    ]
    gap = " " * layout.GAP
    batch: list[str] = []
    for row in zip(*padded, strict=True):
        batch.append(gap.join(row).rstrip())
        if len(batch) == _BATCH:
            yield "\n".join(batch) + "\n"
            batch = []
    if batch:
        yield "\n".join(batch) + "\n"


def _padded(texts: list[str], width: int, *, right: bool) -> list[str]:
    if layout.are_narrow(texts):
        return [text.rjust(width) for text in texts] if right else [text.ljust(width) for text in texts]
    return [layout.pad(text, width, right=right) for text in texts]
