"""What a query may do: read the documented tables and views, and nothing else."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from coopctl import dictionary, suggest
from coopctl.problems import CoopctlError

_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
FROM_TEXT = ("json_each", "json_tree")
"""The tables that SQLite makes of a text; others of its kind read what is no part of the portfolio."""

_QUOTED_OR_COMMENT = re.compile(
    r"""'((?:[^']|'')*+)(?:'|\Z)|"((?:[^"]|"")*+)(?:"|\Z)|`((?:[^`]|``)*+)(?:`|\Z)|\[([^\]]*+)(?:\]|\Z)"""
    r"""|--[^\n]*+|/\*.*?(?:\*/|\Z)""",
    re.DOTALL,
)
_NAMED_PART = re.compile(r"\b(\w++)\s*+(?:\([^()]*+\)\s*+)?AS\b\s*+(?:(?:NOT\s++)?MATERIALIZED\s*+)?\(", re.IGNORECASE)
"""What stands in front of a part of a query that has a name, as after WITH."""

_STORED = re.compile(r"\bmain\s*+\.\s*+(\w++)", re.IGNORECASE)
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


class Guard(NamedTuple):
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
        return "" if known or table in self.names.public or table in FROM_TEXT else f"no such table: {first}"


def _no_reading(action: int, first: str | None) -> str:
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":  # so it begins with tables made by a function
        return f"of the functions that give tables, sql has {suggest.enumerated(FROM_TEXT)}"
    return f"sql only reads: {_ACTIONS.get(action, 'this')} is refused"


def guarding(query: str, names: dictionary.Names) -> Guard:
    """The guard for a ``query`` over the tables and views with these ``names``.

    Raises CoopctlError (2) for a part of the query that is called as a view is: SQLite would take it for that.
    """
    plain = _QUOTED_OR_COMMENT.sub(lambda found: f" {next(filter(None, found.groups()), '')} ", query)
    for name in _NAMED_PART.findall(plain):
        if name.lower() in names.views | names.private:
            raise CoopctlError(
                f'"{name}" is the name of what is there already', help="call this part of the query something else"
            )
    return Guard(names, frozenset(name.lower() for name in _STORED.findall(plain)), [])
