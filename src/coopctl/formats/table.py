"""Aligned columns for people and for grep: nothing is cut, whatever the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from coopctl import layout, measure, style
from coopctl.footnotes import MARKED_FACTS, mark_of, marks_of
from coopctl.report import Chart, Column, Fact, Matrix, Report, Table
from coopctl.visible import visible

DRAWN_WIDTH = 100
"""What drawings are fitted to, whatever the terminal."""

_BATCH = 2000


def write(report: Report, *, colour: bool = False) -> Iterator[str]:
    """The report in full: title, facts, tables, notes; in ``colour``, the same text with terminal codes."""
    if layout.is_empty(report):
        return
    marks, footnotes = marks_of(report)
    title, below = layout.heading(report)
    yield f"{_painted(title, 'title', colour)}\n{_painted(below, 'quiet', colour)}\n"
    if report.facts:
        yield "\n"
        yield from facts(report.facts, marks)
    for table in report.tables:
        if table.rows:
            has_title = len(report.tables) > 1 or report.facts
            yield f"\n{_painted(layout.caption(table), 'title', colour)}\n" if has_title else "\n"
            yield from _drawn(table, marks, colour=colour)
    notes = [visible(note) for note in report.notes]
    if notes or footnotes:
        yield "\n" + "".join(f"{note}\n" for note in (*notes, *footnotes))


def _drawn(table: Table, marks: dict[str, str], *, colour: bool) -> Iterator[str]:
    """The table's lines, or those of the drawing that takes their place."""
    if isinstance(table.drawing, Matrix) and table.drawing.is_whole:
        from coopctl import matrix

        parts, legend = matrix.draw(table, marks, DRAWN_WIDTH)
        for part in parts:
            yield from (*lines(part, marks), "\n")
        yield "".join(f"{line}\n" for line in legend)
    elif isinstance(table.drawing, Chart):
        from coopctl import gantt

        width = gantt.whole_width(table.drawing, DRAWN_WIDTH)
        yield "".join(f"{line}\n" for line in gantt.draw(table.drawing, width))
    else:
        yield from lines(table, marks, colour=colour)


def _painted(text: str, name: str, colour: bool) -> str:
    return style.paint(text, name) if colour else text


def facts(known: tuple[Fact, ...], marks: dict[str, str]) -> Iterator[str]:
    """A line a fact, lists and paragraphs on lines of their own below one another."""
    wide = measure.widest(fact.title for fact in known) + layout.GAP
    for fact in known:
        for place, text in enumerate(fact_lines(fact, marks)):
            yield f"{measure.pad(fact.title if place == 0 else '', wide)}{text}".rstrip() + "\n"


def fact_lines(fact: Fact, marks: dict[str, str]) -> list[str]:
    """The value of a fact as harmless lines."""
    if fact.kind == "list":
        noted = marks if fact.key in MARKED_FACTS else {}
        return [f"{visible(part)}{mark_of(part, noted)}" for part in fact.value]
    if fact.kind == "text":
        return [visible(line) for line in str(fact.value).rstrip("\n").split("\n")]
    return [layout.cell(fact.value, fact.kind)]


def lines(table: Table, marks: dict[str, str], *, colour: bool = False) -> Iterator[str]:
    """The table's lines in batches, the first with the titles."""
    grid = layout.grid(table, marks)
    padded = [
        _coloured(column, _padded([column.title, *texts], width, right=layout.is_number(column)), colour)
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


def _coloured(column: Column, cells: list[str], colour: bool) -> list[str]:
    """The padded cells below their title, in the colour that each text has."""
    if not colour:
        return cells
    title, *rest = cells
    is_coloured = column.kind in ("status", "rating")
    return [_filled(title, "title"), *(_filled(cell, cell.strip()) if is_coloured else cell for cell in rest)]


def _filled(cell: str, name: str) -> str:
    """A padded cell whose text alone is in colour."""
    text = cell.strip()
    return cell.replace(text, style.paint(text, name), 1) if text else cell


def _padded(texts: list[str], width: int, *, right: bool) -> list[str]:
    if measure.are_narrow(texts):
        return [text.rjust(width) for text in texts] if right else [text.ljust(width) for text in texts]
    return [measure.pad(text, width, right=right) for text in texts]
