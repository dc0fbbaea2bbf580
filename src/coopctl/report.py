"""A report as a plain value: what every renderer and format takes, and nothing of how it will look."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

Kind = Literal["id", "text", "date", "number", "share", "status", "rating", "list"]
"""What a column holds. A ``share`` is a pair (part, whole), a ``list`` a tuple of texts, a ``date`` a partial
date as written; None is "not known" everywhere."""

LIST_SEPARATOR = "\x1f"
"""Stands between the entries of a list that comes from a query."""

SHARE_BITS = 32
"""A share comes from a query as one number: the whole in these bits, the part above them."""


@lru_cache(maxsize=4096)
def entries(value: str | None) -> tuple[str, ...]:
    """The entries of a list that comes from a query."""
    return tuple(value.split(LIST_SEPARATOR)) if value else ()


class Column(NamedTuple):
    """A column of a table. Of two columns that do not both fit, the one with the higher ``weight`` goes.

    ``countries`` says that its texts are countries, by code or by name: those with a footnote bear its mark.
    """

    key: str
    title: str
    kind: Kind = "text"
    weight: int = 0
    countries: bool = False


class Matrix(NamedTuple):
    """How rows on pairs are drawn for people: one of the two down, the other across, a letter for each count.

    ``down``, ``across`` and ``group`` (of what goes down) are the keys of their ids and titles; ``letters`` has the
    key of each count, its letter and what it means. ``totals`` are rows like the table's own that count everything
    once, with None for what they sum up. ``is_whole`` is False where rows or columns were left out: then a matrix
    would say of a pair what is not so, and the rows themselves are shown.
    """

    down: tuple[str, str]
    across: tuple[str, str]
    group: tuple[str, str]
    letters: tuple[tuple[str, str, str], ...]
    totals: list[tuple[Any, ...]]
    is_whole: bool = True


class Bar(NamedTuple):
    """One line of a chart: a period between two partial dates, either of which may be None for "open".

    ``agreed_end`` is the end before extensions, where there were any. ``marks`` are partial dates with a status. What
    ``runs`` has run for certain up to the chart's day, also where its end is open. Without start and end, only the
    marks are drawn.
    """

    label: str
    start: str | None
    end: str | None
    agreed_end: str | None = None
    marks: tuple[tuple[str, str], ...] = ()
    runs: bool = False


class Chart(NamedTuple):
    """How periods are drawn for people: a bar for each row, in the same order, and a line at ``day`` (ISO 8601)."""

    day: str
    bars: tuple[Bar, ...]


class Table(NamedTuple):
    """Rows under columns; ``empty`` is the sentence for when there are none, ``total`` counts everything once.

    Where all ids begin with ``within``, tables for people say so once and leave it out of the rows.

    ``extra`` are the keys of columns that are shown only when asked for; of these only some may be there.

    ``in_all`` is how many rows there are where only the first ones asked for were fetched.

    In forms for people, the values of the column ``sections`` stand above the rows that share them, and a
    ``drawing`` takes the place of the rows.

    For rows on groups within groups, ``levels`` are the keys of the id and the title of each group, the outermost
    first; ``subtotals`` are rows on the outer groups, which count everything once, with None for the ids of what they
    sum up. The title of the innermost group is in a subtotal that of what it stands for.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    empty: str = "There is nothing to show."
    total: tuple[Any, ...] | None = None
    within: str = ""
    extra: tuple[str, ...] = ()
    sections: str = ""
    drawing: Matrix | Chart | None = None
    levels: tuple[tuple[str, str], ...] = ()
    subtotals: tuple[tuple[Any, ...], ...] = ()
    in_all: int = 0


class Fact(NamedTuple):
    """One thing known about the subject of a report."""

    key: str
    title: str
    value: Any
    kind: Kind = "text"


class Report(NamedTuple):
    """A title, facts, tables and notes, over one day (ISO 8601); ``header`` says which and restricted to what.

    The first table is the report's own: formats that hold one table take that one. ``footnotes`` are
    those of countries, each under its code and under its name. ``blank`` are tables that there could be: without a
    row, they are shown to who asks for them alone.
    """

    name: str
    title: str
    as_of: str
    header: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    blank: tuple[Table, ...] = ()


def main_table(report: Report) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """The table of a report that is a list of rows; of a report on one thing, its facts as one row."""
    if report.facts:
        columns = tuple(Column(fact.key, fact.title, fact.kind) for fact in report.facts)
        return columns, [tuple(fact.value for fact in report.facts)]
    table = report.tables[0]
    return table.columns, table.rows
