"""What the tables of the file hold: what the question leaves, and nothing that leads out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from coopctl import dictionary, lacking
from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.exports.sqlite import views
from coopctl.exports.sqlite.declared import ABOUT, DICTIONARY, Table, quoted, statement
from coopctl.question import Question

Row = tuple[Any, ...]

_OWN_KEYS = {"roadmap": ("id",), "deliverable": ("roadmap", "id"), "milestone": ("roadmap", "deliverable", "id")}
_OWNERS = ("roadmap", "deliverable", "milestone")


class _Kept(NamedTuple):
    """The addresses of what goes into the file, by how many parts they have; milestones with their new keys."""

    addresses: dict[int, set[Row]]
    keys: dict[int, int]

    def allows(self, address: Row) -> bool:
        """Whether what has this address, or belongs to what has it, is kept."""
        return not address or address in self.addresses[len(address)]


def fill(database: sqlite3.Connection, question: Question, tables: Iterable[Table]) -> list[str]:
    """Fill the tables; what is told of references that lead to roadmaps not in the file, which are left out."""
    kept = _kept(question)
    for table in tables:
        insert(database, table, _rows(question, table, kept))
    return _without_dangling(database)


def _kept(question: Question) -> _Kept:
    """What `status_of_rows` and `status_of_counts` leave, as in the other exports. Keys are numbers of the index that
    depend on its past; in the file they follow the order of the milestones."""
    chosen = question.rows(
        f"""SELECT key, roadmap, deliverable, milestone FROM milestones WHERE {status_of_rows(question)}
        ORDER BY roadmap, deliverable_position, position"""
    )
    roadmaps = set(question.rows(f"SELECT id FROM roadmaps WHERE {status_of_counts(question)}"))
    rows = [row for row in chosen if row[1:2] in roadmaps]
    addresses = {1: roadmaps, 2: {row[1:3] for row in rows}, 3: {row[1:] for row in rows}}
    return _Kept(addresses, {row[0]: number for number, row in enumerate(rows, start=1)})


def insert(database: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    """Add rows to a table."""
    marks = ", ".join("?" * len(table.columns))
    database.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", rows)


def _rows(question: Question, table: Table, kept: _Kept) -> list[Row]:
    names = [column.name for column in table.columns]
    order = ", ".join(quoted(name) for name in table.key) or "1"
    rows = question.rows(f"SELECT {', '.join(map(quoted, names))} FROM {quoted(table.name)} ORDER BY {order}")
    if "key" in names:  # the first column of the two tables that have it
        return sorted((kept.keys[row[0]], *row[1:]) for row in rows if row[0] in kept.keys)
    keys = _OWN_KEYS.get(table.name) or [name for name in _OWNERS if name in names]
    places = [names.index(key) for key in keys]
    return [row for row in rows if kept.allows(tuple(row[place] for place in places))]


def _without_dangling(database: sqlite3.Connection) -> list[str]:
    """Take out what refers to a roadmap that filters have left out, as SQLite's own check finds it."""
    left_out = []
    for table, row, parent, number in database.execute("PRAGMA foreign_key_check").fetchall():
        columns = [one[3] for one in database.execute(f'PRAGMA foreign_key_list("{table}")') if one[0] == number]
        required = {one[1] for one in database.execute(f'PRAGMA table_info("{table}")') if one[3]}
        where = f"{quoted(table)} WHERE rowid = ?"
        (value,) = database.execute(f"SELECT {quoted(columns[-1])} FROM {where}", (row,)).fetchone()
        if required.issuperset(columns):
            database.execute(f"DELETE FROM {where}", (row,))
        else:
            database.execute(f"UPDATE {quoted(table)} SET {quoted(columns[-1])} = NULL WHERE rowid = ?", (row,))
        left_out.append(f"{table}.{columns[-1]} = {value}: that {parent} is not in this file")
    return sorted(left_out)


def describe(
    database: sqlite3.Connection,
    question: Question,
    tables: Iterable[Table],
    meanings: dictionary.Meanings,
    left_out: list[str],
) -> None:
    """Add the tables that say what the file holds, and what everything in it means, the views first."""
    rows = []
    for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid").fetchall():
        rows.append((view, "", "view", views.adapted(meanings.get((view, ""), ""))))
        for column, type in dictionary.columns(database, view):
            rows.append((view, column, type, views.adapted(dictionary.meaning(meanings, view, column))))
    for table in (*tables, ABOUT, DICTIONARY):
        rows.append((table.name, "", "table", table.meaning))
        rows += [(table.name, column.name, column.type, column.meaning) for column in table.columns]
    for added, content in ((ABOUT, _told(question, left_out)), (DICTIONARY, rows)):
        database.execute(statement(added))
        insert(database, added, content)


def _told(question: Question, left_out: list[str]) -> list[tuple[str, str]]:
    ((title,),) = question.rows("SELECT title FROM framework")
    day, _, restriction = question.words().partition(" · ")
    told = {
        "title": title,
        "day": day,
        "restricted to": restriction,
        "notes": " ".join((*question.notes(), *lacking.notes(question.connection))),
        "left out": "\n".join(left_out),
    }
    return [(name, value) for name, value in told.items() if value]
