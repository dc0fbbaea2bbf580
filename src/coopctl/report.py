"""A report as a plain value: what every renderer and format takes, and nothing of how it will look."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["id", "text", "date", "number", "share", "status", "rating", "list"]
"""What a column holds. A ``share`` is a pair (part, whole), a ``list`` a tuple of texts, a ``date`` a partial
date as written; None is "not known" everywhere."""

LIST_SEPARATOR = "\x1f"
"""Stands between the entries of a list that comes from a query."""


class Column(NamedTuple):
    """A column of a table. Of two columns that do not both fit, the one with the higher ``weight`` goes."""

    key: str
    title: str
    kind: Kind = "text"
    weight: int = 0


class Table(NamedTuple):
    """Rows under columns; ``empty`` is the sentence for when there are none, ``total`` counts everything once.

    Where all ids begin with ``within``, tables for people say so once and leave it out of the rows.
    ``extra`` are the keys of columns that are shown only when asked for; of these only some may be there.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    empty: str = "There is nothing to show."
    total: tuple[Any, ...] | None = None
    within: str = ""
    extra: tuple[str, ...] = ()


class Fact(NamedTuple):
    """One thing known about the subject of a report."""

    key: str
    title: str
    value: Any
    kind: Kind = "text"


class Report(NamedTuple):
    """A title, facts, tables and notes, over one day (ISO 8601); ``header`` says which and restricted to what.

    The first table is the report's own: formats that hold one table take that one. ``footnotes`` are printed
    where the text that is their key occurs.
    """

    name: str
    title: str
    as_of: str
    header: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
