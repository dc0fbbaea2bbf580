"""A query of the user's own over the documented tables and views, which can read and do nothing else.

SQLite's authorizer is asked about each step of a statement before it runs, and lets only reading through; time,
rows and the length of a value are bounded, so that a query that would never end does.
"""

from __future__ import annotations

import contextlib
import math
import re
import sqlite3
import time
from typing import Any, NamedTuple

from coopctl import dictionary, suggest
from coopctl.problems import CoopctlError
from coopctl.question import Question
from coopctl.report import LIST_SEPARATOR, Column, Kind, Report, Table
from coopctl.visible import visible

MOST_SECONDS = 30.0
MOST_ROWS = 1_000_000
_MOST_TEXT = 500_000_000
_LONGEST = 20_000_000
_LONGEST_QUERY = 100_000
_STEPS_BETWEEN_LOOKS = 20_000

_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
_STATUS_COLUMNS: dict[str, Kind] = {"status": "status", "stage": "status", "rating": "rating"}
_FROM_TEXT = ("json_each", "json_tree")
"""The tables that SQLite makes of a text; others of its kind read what is no part of the portfolio."""

_QUOTED_OR_COMMENT = re.compile(
    r"""'((?:[^']|'')*+)(?:'|\Z)|"((?:[^"]|"")*+)(?:"|\Z)|`((?:[^`]|``)*+)(?:`|\Z)|\[([^\]]*+)(?:\]|\Z)"""
    r"""|--[^\n]*+|/\*.*?(?:\*/|\Z)""",
    re.DOTALL,
)
_NAMED_PART = re.compile(r"\b(\w++)\s*+(?:\([^()]*+\)\s*+)?AS\b\s*+(?:(?:NOT\s++)?MATERIALIZED\s*+)?\(", re.IGNORECASE)
"""What stands in front of a part of a query that has a name, as after WITH."""

_STORED = re.compile(r"\bmain\s*+\.\s*+(\w++)", re.IGNORECASE)
_TOKEN = re.compile(r'near "(.+)":|unrecognized token: "(.+)"|no such (?:table|column|function): (.+)', re.DOTALL)
_ACTIONS = {
    getattr(sqlite3, f"SQLITE_{name.upper().replace(' ', '_')}"): name
    for name in (
        "insert",
        "update",
        "delete",
        "attach",
        "detach",
        "pragma",
        "transaction",
        "savepoint",
        "analyze",
        "reindex",
    )
}


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


class _Guard(NamedTuple):
    """Answers SQLite's questions on what a statement may do; keeps what was refused.

    ``stored`` are the tables that the query itself names with their schema, as views do that leave less of them.
    """

    names: dictionary.Names
    stored: frozenset[str]
    refused: list[str]

    def allows(self, action: int, first: str | None, second: str | None, schema: str | None, by: str | None) -> int:
        """Whether the step ``action`` may happen: ``first`` and ``second`` are the table and column, say."""
        if action in _READING or (action == sqlite3.SQLITE_FUNCTION and second not in _REFUSED_FUNCTIONS):
            return sqlite3.SQLITE_OK
        refused = (
            self._unreadable(first, second, schema, by) if action == sqlite3.SQLITE_READ else _no_reading(action, first)
        )
        if refused:
            self.refused.append(refused)
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    def _unreadable(self, first: str | None, second: str | None, schema: str | None, by: str | None) -> str:
        """Why the table ``first`` may not be read; SQLite tells names as they were written, in any case."""
        table = (first or "").lower()
        if (by or "").lower() in self.names.views:
            return ""
        if (schema or "").lower() == "main" and table in self.names.hidden & self.stored:
            return f"main.{table} holds more than the filters and --as-of leave"
        # A table of which no column is needed, as for count(*), comes without the view that it stands in; a part
        # of the query that has a name comes so too.
        known = not second and not table.startswith("sqlite_") and table not in self.names.private
        return "" if known or table in self.names.public or table in _FROM_TEXT else f"no such table: {first}"


def _no_reading(action: int, first: str | None) -> str:
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":  # so it begins with tables made by a function
        return f"of the functions that give tables, sql has {suggest.enumerated(_FROM_TEXT)}"
    return f"sql only reads: {_ACTIONS.get(action, 'this')} is refused"


def build(question: Question, query: str) -> Report:
    """The rows of ``query``. Raises CoopctlError (2) when it is no query, does more than read, or takes too much."""
    if question.restricts():
        dictionary.restrict(question)
    names = dictionary.names(question.connection)
    plain = _plain(query)
    _require_own_names(plain, names)
    stored = frozenset(name.lower() for name in _STORED.findall(plain))
    columns, rows = _run(question.connection, query, _Guard(names, stored, []))
    table = Table("rows", "Rows", columns, rows, "The query returns no rows.")
    return Report("sql", "Query", question.day, question.words(), tables=(table,))


def _plain(query: str) -> str:
    """The query without comments and quotes."""
    return _QUOTED_OR_COMMENT.sub(lambda found: f" {next(filter(None, found.groups()), '')} ", query)


def _require_own_names(plain: str, names: dictionary.Names) -> None:
    """Raise CoopctlError (2) for a part of the query that is called as a view is: SQLite would take it for that."""
    for name in _NAMED_PART.findall(plain):
        if name.lower() in names.views | names.private:
            raise CoopctlError(
                f'"{name}" is the name of what is there already', help="call this part of the query something else"
            )


def _run(connection: sqlite3.Connection, query: str, guard: _Guard) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    limits = _Limits()
    try:
        cursor = _execute(connection, _one_statement(query), limits, guard)
        if cursor.description is None:
            raise CoopctlError("there is no query", help="such as: SELECT id, title FROM roadmaps")
        keys = _unique([visible(column[0]) for column in cursor.description])
        rows = _fetch(cursor)
    except (sqlite3.Error, sqlite3.Warning) as error:
        _unguard(connection)
        if str(error) == "interrupted":
            raise limits.reason() from error
        raise _explained(connection, guard.refused[0] if guard.refused else str(error), query, guard.names) from error
    finally:
        _unguard(connection)
    return _typed(keys, rows)


def _execute(connection: sqlite3.Connection, query: str, limits: _Limits, guard: _Guard) -> sqlite3.Cursor:
    # Made before anything is guarded, for making them looks like writing.
    with contextlib.suppress(sqlite3.Error):
        for name in _FROM_TEXT:
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


def _unique(names: list[str]) -> list[str]:
    """The names, the second of two that are the same as ``name_2``."""
    kept: list[str] = []
    for name in names:
        number, own = 1, name
        while own in kept:
            number += 1
            own = f"{name}_{number}"
        kept.append(own)
    return kept


def _typed(keys: list[str], rows: list[tuple[Any, ...]]) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """Columns with the kind that their values have, and the values as every format can carry them."""
    values = [list(map(_carried, column)) for column in zip(*rows, strict=True)] or [[] for _ in keys]
    ids = next((name for name in dictionary.IDS if name in keys), "")
    kinds = [_kind(key, column, ids) for key, column in zip(keys, values, strict=True)]
    for place, kind in enumerate(kinds):
        if kind == "list":
            values[place] = [tuple(value.split(LIST_SEPARATOR)) if value else () for value in values[place]]
    columns = tuple(Column(key, key, kind) for key, kind in zip(keys, kinds, strict=True))
    return columns, list(zip(*values, strict=True))


def _carried(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _kind(key: str, values: list[Any], ids: str) -> Kind:
    """What a column holds, by its name where that says it, else by its values."""
    types = {value.__class__ for value in values if value is not None}
    if types and types <= {int, float}:
        return "number"
    if types - {str}:
        return "text"
    if key in dictionary.LISTS:
        return "list"
    return "id" if key == ids else _STATUS_COLUMNS.get(key, "text")


def _explained(connection: sqlite3.Connection, message: str, query: str, names: dictionary.Names) -> CoopctlError:
    if "one statement" in message:
        return CoopctlError("one query at a time", help="leave out what follows the first semicolon")
    found = _TOKEN.search(message)
    token = (found[1] or found[2] or found[3]) if found else ""
    return CoopctlError(f"{_position(query, token)}{message}", help=_help(connection, message, token, names))


def _position(query: str, token: str) -> str:
    """``line 1, column 8: `` where ``token`` stands once in the query, so that it is surely that place."""
    bare = token.split(".")[-1]
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", query)] if bare else []
    if len(places) != 1:
        return ""
    line = query.count("\n", 0, places[0]) + 1
    return f"line {line}, column {places[0] - query.rfind(chr(10), 0, places[0])}: "


def _help(connection: sqlite3.Connection, message: str, token: str, names: dictionary.Names) -> str:
    """The nearest name, and where all of them are listed."""
    bare = token.split(".")[-1]
    if message.startswith("main."):
        return "leave out main. in front of the name"
    if message.startswith("no such table"):
        return f"{suggest.did_you_mean(bare, sorted(names.public))} coopctl sql --schema lists the tables".strip()
    if message.startswith("no such column"):
        known = {column for table in names.public for column, _ in dictionary.columns(connection, table)}
        return f"{suggest.did_you_mean(bare, sorted(known))} coopctl sql --schema lists the columns".strip()
    return ""
