"""A query of the user's own over the documented tables and views, which can read and do nothing else.

SQLite's authorizer is asked about each step of a statement before it runs, and lets only reading through (`guard`);
time, rows and the length of a value are bounded, so that a query that would never end does.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import Any

from coopctl import dictionary
from coopctl.problems import CoopctlError
from coopctl.question import Question
from coopctl.report import Column, Report, Table
from coopctl.sql import columns, errors
from coopctl.sql.guard import FROM_TEXT, Guard, guarding
from coopctl.visible import visible

MOST_SECONDS = 30.0
MOST_ROWS = 1_000_000
_MOST_TEXT = 500_000_000
_LONGEST = 20_000_000
_LONGEST_QUERY = 100_000
_STEPS_BETWEEN_LOOKS = 20_000


class _Limits:
    """How long a running query may take."""

    def __init__(self) -> None:
        self.end = time.monotonic() + MOST_SECONDS

    def is_over(self) -> bool:
        """Called by SQLite every so many steps; true stops the query, as does a key that interrupts."""
        return time.monotonic() > self.end

    def reason(self) -> BaseException:
        """Why the query was stopped."""
        if not self.is_over():
            return KeyboardInterrupt()
        return CoopctlError(f"the query took more than {MOST_SECONDS:g} seconds", help="ask for less, or in steps")


def build(question: Question, query: str) -> Report:
    """The rows of ``query``. Raises CoopctlError (2) when it is no query, does more than read, or takes too much."""
    if question.restricts():
        dictionary.restrict(question)
    guard = guarding(query, dictionary.names(question.connection))
    table = Table("rows", "Rows", *_run(question.connection, query, guard), "The query returns no rows.")
    return Report("sql", "Query", question.day, question.words(), tables=(table,))


def _run(connection: sqlite3.Connection, query: str, guard: Guard) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    limits = _Limits()
    try:
        cursor = _execute(connection, _one_statement(query), limits, guard)
        if cursor.description is None:
            raise CoopctlError("there is no query", help="such as: SELECT id, title FROM roadmaps")
        keys = columns.unique([visible(column[0]) for column in cursor.description])
        rows = _fetch(cursor)
    except (sqlite3.Error, sqlite3.Warning) as error:
        _unguard(connection)
        if str(error) == "interrupted":
            raise limits.reason() from error
        message = guard.refused[0] if guard.refused else str(error)
        raise errors.explained(connection, message, query, guard.names) from error
    finally:
        _unguard(connection)
    return columns.typed(keys, rows)


def _execute(connection: sqlite3.Connection, query: str, limits: _Limits, guard: Guard) -> sqlite3.Cursor:
    # Made before anything is guarded, for making them looks like writing.
    with contextlib.suppress(sqlite3.Error):
        for name in FROM_TEXT:
            connection.execute(f"SELECT 1 FROM {name}('[]')")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(guard.allows)
    connection.set_progress_handler(limits.is_over, _STEPS_BETWEEN_LOOKS)
    return connection.execute(query)


def _unguard(connection: sqlite3.Connection) -> None:
    connection.set_progress_handler(None, 0)
    connection.set_authorizer(None)


def _one_statement(query: str) -> str:
    if "\0" in query:
        raise CoopctlError("the query has a NUL character in it")
    if len(query) > _LONGEST_QUERY:
        raise CoopctlError(f"the query has more than {_LONGEST_QUERY} characters")
    return query


def _fetch(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in cursor:
        rows.append(row)
        size += sum([len(value) for value in row if value.__class__ is str or value.__class__ is bytes])
        if len(rows) > MOST_ROWS or size > _MOST_TEXT:
            raise CoopctlError(f"the query returns more than {MOST_ROWS:,} rows, or too much text", help="add LIMIT")
    return rows
