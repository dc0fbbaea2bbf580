"""Arranges the tables of a report as asked for: which columns, in what order the rows, how many of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coopctl import ranks, suggest
from coopctl.problems import CoopctlError, Exit
from coopctl.question import View, same_column
from coopctl.report import Chart, Column, Matrix, Report, Table


def arranged(report: Report, view: View) -> Report:
    """The report with each of its tables arranged; what does not concern a table leaves it as it is.

    Raises CoopctlError (2) for a column that no table has.
    """
    tables = [table for table in report.tables if table.columns]
    columns = [_key("--columns", name, tables) for name in view.columns]
    order = [(_key("--sort", name.lstrip("-"), tables), name.startswith("-")) for name in view.sort]
    if not (columns or order or view.limit or any(table.extra for table in tables)):
        return report
    notes = []
    for table in report.tables:
        there_are = table.in_all or len(table.rows)
        if view.limit and there_are > view.limit:
            named = f" of {table.title.lower()}" if len(report.tables) > 1 else ""
            notes.append(f"{view.limit} of {there_are} shown{named}")
    shown = tuple(_arranged(table, columns, order, view.limit) for table in report.tables)
    return report._replace(
        tables=shown, notes=(*report.notes, *notes), footnotes=_still_needed(report.footnotes, report, shown)
    )


def of_one_table(report: Report, name: str) -> Report:
    """The report with nothing but one of its tables. Raises CoopctlError (4) when there is none of this name."""
    for table in (*report.tables, *report.blank):
        if same_column(name, table.name):
            title = f"{report.title}: {table.title}"
            return report._replace(title=title, facts=(), tables=(table._replace(within=""),), blank=())
    known = [table.name for table in (*report.tables, *report.blank)]
    help = f"{suggest.did_you_mean(name, known)} {suggest.there_are(known) if known else 'there are only facts'}"
    raise CoopctlError(f'--table: there is no "{name}" here', help=help.strip(), exit_code=Exit.NOT_FOUND)


def _arranged(table: Table, columns: Sequence[str], order: Sequence[tuple[str, bool]], limit: int | None) -> Table:
    kept = _limited(_sorted(table, order), limit)
    shown = _chosen(kept, columns)
    if isinstance(table.drawing, Chart):
        # Who names columns wants to read these.
        return shown._replace(drawing=None if columns else _reordered(table.drawing, table.rows, kept.rows))
    if isinstance(table.drawing, Matrix):
        is_whole = not columns and len(kept.rows) == len(table.rows)
        places = _places(table, columns)
        totals = _picked(table.drawing.totals, places) if places else table.drawing.totals
        return shown._replace(drawing=table.drawing._replace(totals=totals, is_whole=is_whole))
    return shown


def _reordered(chart: Chart, before: Sequence[tuple[Any, ...]], rows: Sequence[tuple[Any, ...]]) -> Chart:
    """The chart with the bars of these ``rows``, in their order; ``before`` are the rows it had bars for."""
    bars = dict(zip(before, chart.bars, strict=True))
    return chart._replace(bars=tuple(bars[row] for row in rows))


def _key(option: str, name: str, tables: Iterable[Table]) -> str:
    """The key of the column that is meant, by its key or its title."""
    titles = {column.key: column.title for table in tables for column in table.columns}
    keys = list(dict.fromkeys([*titles, *(key for table in tables for key in table.extra)]))
    for key in keys:
        if same_column(name, key):
            return key
    for key, title in titles.items():
        if same_column(name, title):
            return key
    near = suggest.did_you_mean(name, keys)
    help = f"{near} the columns are {suggest.either(keys, most=60)}".strip()
    raise CoopctlError(f'{option}: there is no column "{name}"', help=help)


def _sorted(table: Table, order: Sequence[tuple[str, bool]]) -> Table:
    """The table with its rows by the columns in ``order``, rows without a value last; equal ones stay as they were."""
    rows = table.rows
    places = {column.key: place for place, column in enumerate(table.columns)}
    for key, descending in reversed(order):
        if key in places:
            place = places[key]
            rank = ranks.rank_of(table.columns[place].kind)
            ranked = [(rank(row[place]), row) for row in rows]
            present = sorted((one for one in ranked if one[0] is not None), key=_first, reverse=descending)
            rows = [row for _, row in (*present, *(one for one in ranked if one[0] is None))]
    return table._replace(rows=rows)


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def _limited(table: Table, limit: int | None) -> Table:
    return table._replace(rows=table.rows[:limit]) if limit else table


def _chosen(table: Table, keys: Sequence[str]) -> Table:
    """The table with these columns, all indispensable; without any named, those shown by themselves."""
    wanted = _places(table, keys)
    if keys and not wanted:
        return table
    if not keys:
        wanted = [place for place, column in enumerate(table.columns) if column.key not in table.extra]
    if wanted == list(range(len(table.columns))) and not keys:
        return table
    columns = tuple(table.columns[place]._replace(weight=0) if keys else table.columns[place] for place in wanted)
    rows, subtotals = _picked(table.rows, wanted), tuple(_picked(table.subtotals, wanted))
    return table._replace(
        columns=columns,
        rows=rows,
        subtotals=subtotals,
        total=_total(table, wanted, columns),
    )


def _places(table: Table, keys: Sequence[str]) -> list[int]:
    """Where the columns with these keys are, of those that the table has."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    return [places[key] for key in dict.fromkeys(keys) if key in places]


def _picked(rows: Sequence[tuple[Any, ...]], wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    return list(zip(*(columns[place] for place in wanted), strict=True))


def _total(table: Table, wanted: Sequence[int], columns: Sequence[Column]) -> tuple[Any, ...] | None:
    if table.total is None or not columns:
        return None
    return tuple(table.total[place] for place in wanted)


def _still_needed(
    footnotes: tuple[tuple[str, str], ...], report: Report, tables: Iterable[Table]
) -> tuple[tuple[str, str], ...]:
    """The footnotes on what is shown."""
    if report.facts or not footnotes:
        return footnotes
    shown: set[Any] = set()
    for table in tables:
        for place in (place for place, column in enumerate(table.columns) if column.countries):
            for row in table.rows:
                shown.update(row[place] if isinstance(row[place], tuple) else (row[place],))
    needed = {note for text, note in footnotes if text in shown}
    return tuple((text, note) for text, note in footnotes if note in needed)
