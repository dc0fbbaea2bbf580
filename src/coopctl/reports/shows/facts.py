"""Facts about one thing, for the `show` reports: found by query, left out where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coopctl.question import Question
from coopctl.report import Column, Fact, Kind, Table

LATER = " (later)"
"""Stands behind what has not happened yet on the day in question, and is told all the same."""


def known(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts whose value is known."""
    return tuple(fact for fact in facts if fact.value not in (None, "", (), (0, 0)))


def record(question: Question, sql: str, values: Iterable[Any]) -> dict[str, Any]:
    """The one row that a query returns, by column."""
    cursor = question.connection.execute(sql, tuple(values))
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


def texts(question: Question, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> tuple[str, ...]:
    """The texts of a query with one column."""
    return tuple(row[0] for row in question.rows(sql, values))


def titled(question: Question, table: str, links: str, values: Iterable[Any] = ()) -> tuple[str, ...]:
    """The titles of the entries of ``table`` whose ids the query ``links`` returns, each with its id."""
    name = "name" if table in ("country", "organisation") else "title"
    sql = f"SELECT e.{name} || ' (' || e.id || ')' FROM ({links}) l JOIN {table} e ON e.id = l.id ORDER BY l.position"
    return texts(question, sql, tuple(values))


def period(row: dict[str, Any]) -> str | None:
    """A roadmap's period in words, with its extension."""
    if not row["period_start"] and not row["ends"]:
        return None
    words = f"{row['period_start'] or '…'} to {row['ends'] or 'open end'}"
    return f"{words} (extended from {row['period_end']})" if row["extended"] and row["period_end"] else words


def sources_table(question: Question, links: str, values: Iterable[Any]) -> Table:
    """The sources whose ids the query ``links`` returns, in full."""
    sql = f"""SELECT s.id, s.title, s.publisher, s.published, s.url FROM source s
        WHERE s.id IN ({links}) ORDER BY s.position"""
    columns = (
        Column("source", "Source", "id"),
        Column("title", "Title"),
        Column("publisher", "Publisher", weight=2),
        Column("published", "Published", "date", weight=1),
        Column("url", "Link", "id", weight=3),
    )
    return without_empty(Table("sources", "Sources", columns, question.rows(sql, tuple(values))))


def filled(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Those tables that have rows."""
    return tuple(table for table in tables if table.rows)


def blank(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Those that have none."""
    return tuple(table for table in tables if not table.rows)


def without_empty(table: Table) -> Table:
    """The table without the columns that hold nothing; one without rows stays as it is."""
    if not table.rows:
        return table
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.kind == "id" or any(row[place] not in (None, "", ()) for row in table.rows)
    ]
    return table._replace(
        columns=tuple(table.columns[place] for place in places),
        rows=[tuple(row[place] for place in places) for row in table.rows],
    )


def dated(row: dict[str, Any], fields: Iterable[tuple[str, str]]) -> list[Fact]:
    """Facts for columns that hold dates."""
    return [_fact(row, key, title, "date") for key, title in fields]


def event(question: Question, row: dict[str, Any], key: str, title: str) -> Fact:
    """When something happened."""
    return Fact(key, title + later(question, row, key), row[key], "date")


def later(question: Question, row: dict[str, Any], key: str) -> str:
    """LATER for an event of the ``row`` that does not count yet, else an empty text."""
    counts_from = row[f"{key}_first"] or row[f"{key}_last"]
    return LATER if counts_from is not None and counts_from > question.day else ""


def later_in_sql(column: str) -> str:
    """The same as an SQL expression, for the three columns of a date."""
    return f"CASE WHEN coalesce({column}_first, {column}_last) > (SELECT day FROM as_of) THEN '{LATER}' ELSE '' END"


def worded(row: dict[str, Any], fields: Iterable[tuple[str, str]]) -> list[Fact]:
    """Facts for columns that hold text."""
    return [_fact(row, key, title, "text") for key, title in fields]


def _fact(row: dict[str, Any], key: str, title: str, kind: Kind) -> Fact:
    return Fact(key, title, row[key], kind)
