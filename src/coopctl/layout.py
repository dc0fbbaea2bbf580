"""What every table for people has in common: the texts of its cells, and which columns stand how wide side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coopctl import nesting, style
from coopctl.footnotes import marked
from coopctl.measure import widest, width
from coopctl.report import Column, Kind, Report, Table
from coopctl.visible import is_harmless, visible

GAP = 2
_TEXT_NEEDS, _WORD_NEEDS = 14, 22


class Grid(NamedTuple):
    """A table as text: titles, columns of cells (each harmless, on one line), and each column's natural width.

    ``headings`` are the places of the rows that are the titles of sections.
    """

    columns: tuple[Column, ...]
    cells: list[list[str]]
    widths: list[int]
    headings: frozenset[int] = frozenset()


def cell(value: Any, kind: Kind) -> str:
    """The text of a value; empty when it is not known."""
    if value is None or value == ():
        return ""
    if kind == "share":
        return style.bar(*value)
    if kind == "list":
        return ", ".join(visible(part) for part in value)
    return visible(number(value) if kind == "number" else str(value))


def number(value: int | float) -> str:
    """A number without a needless fraction: 40, 2.5."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def grid(table: Table, marks: dict[str, str]) -> Grid:
    """The table as text, its total as the last row, with the footnotes' ``marks`` behind what they belong to."""
    inner = nesting.nested(table)
    table, headings = (inner.table, inner.headings()) if inner else sectioned(table)
    rows = table.rows if table.total is None else [*table.rows, table.total]
    cells = [
        _column(column, values, marks) for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]
    cells = cells or [[] for _ in table.columns]
    if table.within and cells:
        cells[0] = [text.removeprefix(table.within) for text in cells[0]]
    if inner and cells:
        cells[inner.place][: len(inner.depths)] = map(indented, cells[inner.place], inner.depths)
    widths = [max(widest(texts), len(column.title)) for column, texts in zip(table.columns, cells, strict=True)]
    return Grid(table.columns, cells, widths, headings)


def indented(text: str, depth: int, blank: str = " ") -> str:
    """``text`` of a row that ``depth`` groups are around."""
    return 2 * depth * blank + text


def sectioned(table: Table) -> tuple[Table, frozenset[int]]:
    """The table with the values of its column of sections as rows of their own, and the places of these rows.

    The table as it is when it has no such column, or when its order tears a section apart.
    """
    place = next((place for place, column in enumerate(table.columns) if column.key == table.sections), None)
    values = [] if place is None else [row[place] for row in table.rows]
    starts = {number for number, value in enumerate(values) if number == 0 or value != values[number - 1]}
    if place is None or len(table.columns) < 2 or len(starts) > len(set(values)):
        return table, frozenset()
    rows: list[tuple[Any, ...]] = []
    headings = set()
    blank = (None,) * (len(table.columns) - 2)
    for number, row in enumerate(table.rows):
        if number in starts:
            rows += [(None, *blank)] if number else []
            headings.add(len(rows))
            title = str(values[number])
            rows.append((title[:1].upper() + title[1:], *blank))
        rows.append(_without(row, place))
    total = None if table.total is None else _without(table.total, place)
    return table._replace(columns=_without(table.columns, place), rows=rows, total=total), frozenset(headings)


def _without(row: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*row[:place], *row[place + 1 :])


def caption(table: Table) -> str:
    """The table's title, with what its ids begin with where the rows leave that out."""
    return visible(f"{table.title} in {table.within}" if table.within else table.title)


def _column(column: Column, values: Sequence[Any], marks: dict[str, str]) -> list[str]:
    if column.kind in ("id", "text", "date", "status", "rating"):
        texts = ["" if value is None else str(value) for value in values]
        if not is_harmless("".join(texts)):
            texts = [visible(text) for text in texts]
    else:
        known = {value: cell(value, column.kind) for value in set(values)}
        texts = [known[value] for value in values]
    return marked(column, values, texts, marks, visible)


def without_empty(grid: Grid) -> Grid:
    """The grid without the columns that can be dropped and hold nothing."""
    kept = [place for place, column in enumerate(grid.columns) if not column.weight or any(grid.cells[place])]
    return chosen(grid, kept)


def chosen(grid: Grid, places: Sequence[int]) -> Grid:
    """The grid with the columns at these places only."""
    return Grid(
        tuple(grid.columns[place] for place in places),
        [grid.cells[place] for place in places],
        [grid.widths[place] for place in places],
        grid.headings,
    )


def fits(grid: Grid, available: int) -> list[int] | None:
    """The places of the columns that fit side by side, least important dropped first.

    None when not even the indispensable ones do, those of weight 0 and 1.
    """
    columns, least = grid.columns, least_widths(grid)
    places = list(range(len(columns)))
    while sum(least[place] + GAP for place in places) - GAP > available:
        droppable = [place for place in places if columns[place].weight > 1]
        if not droppable:
            return None
        places.remove(max(droppable, key=lambda place: (columns[place].weight, place)))
    return places


def least_widths(grid: Grid) -> list[int]:
    """How narrow each column may become: text down to its longest word, within bounds, all else not at all."""
    return [
        min(natural, max(_TEXT_NEEDS, min(_longest_word(cells), _WORD_NEEDS)))
        if column.kind in ("text", "list")
        else natural
        for column, cells, natural in zip(grid.columns, grid.cells, grid.widths, strict=True)
    ]


def shared_out(grid: Grid, available: int) -> list[int]:
    """The width of each column side by side: the least it needs, and of what is left its share, up to its own width."""
    widths = least_widths(grid)
    left = available - sum(widths) - GAP * (len(widths) - 1)
    hungry = sorted(
        (place for place, wide in enumerate(widths) if wide < grid.widths[place]), key=grid.widths.__getitem__
    )
    for number, place in enumerate(hungry):
        more = min(grid.widths[place] - widths[place], max(0, left) // (len(hungry) - number))
        widths[place] += more
        left -= more
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    return max((width(word) for text in texts for word in text.split()), default=0)


def is_number(column: Column) -> bool:
    """Whether the column is set flush right."""
    return column.kind == "number"


def heading(report: Report) -> tuple[str, str]:
    """The title, and the line below it: over which day, and restricted to what."""
    return visible(report.title), visible(report.header)


def is_empty(report: Report) -> bool:
    """Whether there is nothing to show, so that a sentence says so instead."""
    return not report.facts and bool(report.tables) and not report.tables[0].rows
