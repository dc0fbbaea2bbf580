"""A report on a terminal: fitted to its width, in colour where there is colour. The only module that uses rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from coopctl import layout, measure, style
from coopctl.footnotes import marks_of
from coopctl.formats import table as plain
from coopctl.report import Chart, Column, Fact, Matrix, Report, Table
from coopctl.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

MOST_ROWS = 40
"""Longer tables are written by :func:`_long_table`, a hundred times as fast."""

_MUCH = 20_000_000
"""So many bytes take so long to read that a person wants to see how far it is."""

_COLOURED = ("status", "rating")
_FACT_NEEDS = 24
_Item = TypeVar("_Item")


def terminal(report: Report, width: int, *, colour: bool) -> Iterator[str]:
    """The report for a terminal of ``width`` cells, piece by piece."""
    if layout.is_empty(report):
        return
    marks, footnotes = marks_of(report)
    title, below = layout.heading(report)
    yield _wrapped(title, width, "title", colour) + _wrapped(below, width, "quiet", colour)
    if report.facts:
        yield "\n" + _facts(report.facts, marks, width, colour)
    for table in report.tables:
        if table.rows:
            yield "\n"
            if len(report.tables) > 1 or report.facts:
                yield _wrapped(layout.caption(table), width, "title", colour)
            yield from _shown(table, marks, width, colour)
    notes = [*map(visible, report.notes), *footnotes]
    if notes:
        yield "\n" + "".join(_wrapped(note, width, "quiet", colour) for note in notes)


def progress(read: Iterator[_Item], count: int, *, shown: bool) -> Iterable[_Item]:
    """Pass on what is read, ``count`` files; when there are many of them, show a progress bar on standard error."""
    if not shown or count < 300:
        return read
    from rich.console import Console
    from rich.progress import track

    return track(read, "Reading roadmaps", total=count, console=Console(stderr=True), transient=True)


@contextmanager
def reading(stream: BinaryIO, size: int, *, shown: bool) -> Iterator[BinaryIO]:
    """The stream of a file of ``size`` bytes; while much is read from it, a progress bar on standard error."""
    if not shown or size < _MUCH:
        yield stream
        return
    from rich.console import Console
    from rich.progress import wrap_file

    with wrap_file(stream, size, description="Reading", console=Console(stderr=True), transient=True) as watched:
        yield watched


def _paint(text: str, name: str, colour: bool) -> str:
    return style.paint(text, name) if colour else text


def _wrapped(text: str, width: int, name: str, colour: bool) -> str:
    return "".join(f"{_paint(line, name, colour)}\n" for line in measure.wrapped(text, width, "  "))


def _facts(facts: tuple[Fact, ...], marks: dict[str, str], width: int, colour: bool) -> str:
    wide = measure.widest(fact.title for fact in facts) + layout.GAP
    lines = [line for fact in facts for line in _fact(fact, plain.fact_lines(fact, marks), width, wide, colour)]
    return "".join(f"{line}\n" for line in lines)


def _fact(fact: Fact, texts: list[str], width: int, wide: int, colour: bool) -> Iterator[str]:
    """The fact beside its title, or below where there is too little room; an id whole, also where it is too wide."""
    is_id = fact.kind == "id"
    needed = measure.widest(texts) if is_id else _FACT_NEEDS
    is_beside = width - wide >= needed
    title = _paint(measure.pad(fact.title, wide) if is_beside else fact.title, "quiet", colour)
    indent = " " * wide if is_beside else "  " * (not is_id)
    lines = [
        _paint(line, _meaning(text, fact.key if fact.key in _COLOURED else fact.kind), colour)
        for text in texts
        for line in ([text] if is_id else measure.wrapped(text, width - len(indent)))
    ]
    first = lines.pop(0) if is_beside else ""
    yield f"{title}{first}".rstrip()
    yield from (f"{indent}{line}".rstrip() for line in lines)


def _shown(table: Table, marks: dict[str, str], width: int, colour: bool) -> Iterator[str]:
    """The table, or the drawing that takes its place."""
    if isinstance(table.drawing, Matrix) and table.drawing.is_whole:
        from coopctl import matrix

        parts, legend = matrix.draw(table, marks, width)
        for part in parts:
            yield from (*_table(part, marks, width, colour), "\n")
        yield "".join(_wrapped(line, width, "quiet", colour) for line in legend)
    elif isinstance(table.drawing, Chart):
        from coopctl import gantt

        lines = gantt.draw(table.drawing, width, lambda text, name: _paint(text, name, colour))
        yield "".join(f"{line}\n" for line in lines)
    else:
        yield from _table(table, marks, width, colour)


def _table(table: Table, marks: dict[str, str], width: int, colour: bool) -> Iterator[str]:
    grid = layout.without_empty(layout.grid(table, marks))
    places = layout.fits(grid, width)
    if places is None:
        yield _records(grid, width, colour)
        return
    hidden = [column.title.lower() for place, column in enumerate(grid.columns) if place not in places]
    shown = layout.chosen(grid, places)
    if len(table.rows) <= MOST_ROWS:
        yield _short_table(shown, width, colour, has_total=table.total is not None)
    else:
        yield from _long_table(shown, width, colour)
    if hidden:
        note = f"Not shown: {', '.join(hidden)} (in a wider terminal, or with -f csv)"
        yield _wrapped(note, width, "quiet", colour)


def _short_table(grid: layout.Grid, width: int, colour: bool, *, has_total: bool) -> str:
    """A table whose texts wrap within their columns."""
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=None, padding=(0, layout.GAP, 0, 0), pad_edge=False, header_style="bold")
    for column, wide in zip(grid.columns, layout.shared_out(grid, width), strict=True):
        wraps = column.kind in ("text", "list")
        drawn.add_column(
            Text(column.title),
            no_wrap=not wraps,
            overflow="fold",
            justify="right" if layout.is_number(column) else "left",
            width=wide,
        )
    rows = list(zip(*grid.cells, strict=True))
    for place, row in enumerate(rows):
        is_bold = (has_total and place == len(rows) - 1) or place in grid.headings
        texts = [Text(text, style=_style(text, column.kind)) for text, column in zip(row, grid.columns, strict=True)]
        drawn.add_row(*texts, style="bold" if is_bold else None)
    return _drawn(drawn, width, colour)


def _meaning(text: str, kind: str) -> str:
    """What the colour of a text goes by: of a status or a rating, its first word."""
    word = text.partition(":")[0]
    return word if kind in _COLOURED else ""


def _style(text: str, kind: str) -> str:
    return style.COLOURS.get(_meaning(text, kind), "")


def _drawn(what: object, width: int, colour: bool) -> str:
    import io

    from rich.console import Console

    console: Console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(what)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _long_table(grid: layout.Grid, width: int, colour: bool) -> Iterator[str]:
    """One line a row; what does not fit into a text column is cut."""
    widths = layout.shared_out(grid, width)
    columns = list(zip(grid.columns, grid.cells, widths, strict=True))
    yield _paint(_line([column.title for column in grid.columns], grid, widths), "title", colour) + "\n"
    padded = [_column(column, texts, wide, colour) for column, texts, wide in columns]
    gap = " " * layout.GAP
    for row in zip(*padded, strict=True):
        yield gap.join(row).rstrip() + "\n"


def _line(texts: list[str], grid: layout.Grid, widths: list[int]) -> str:
    cells = [
        measure.pad(measure.cut(text, wide), wide, right=layout.is_number(column))
        for text, column, wide in zip(texts, grid.columns, widths, strict=True)
    ]
    return (" " * layout.GAP).join(cells).rstrip()


def _column(column: Column, texts: list[str], wide: int, colour: bool) -> list[str]:
    right = layout.is_number(column)
    cells = [measure.pad(measure.cut(text, wide), wide, right=right) for text in texts]
    if colour and column.kind in _COLOURED:
        return [style.paint(cell, text) for cell, text in zip(cells, texts, strict=True)]
    return cells


def _records(grid: layout.Grid, width: int, colour: bool) -> str:
    """For narrow terminals: each row as a block, its id on a line of its own and never cut."""
    lines: list[str] = []
    wide = max((len(column.title) for column in grid.columns[1:]), default=0) + layout.GAP
    for row in zip(*grid.cells, strict=True):
        left = " " * (2 + len(row[0]) - len(row[0].lstrip()))
        for place, (text, column) in enumerate(zip(row, grid.columns, strict=True)):
            if place == 0:
                lines.append(_paint(text, "title", colour))
            elif text:
                first, *rest = measure.wrapped(text, max(width - wide - len(left), 10))
                painted = _paint(first, text, colour) if column.kind in _COLOURED else first
                lines.append(f"{left}{measure.pad(column.title, wide)}{painted}")
                lines += [left + " " * wide + line for line in rest]
    return "".join(f"{line}\n" for line in lines)
