"""The tables of the file: those of schema.sql, with what schema.sql leaves to the program said to SQLite too.

Types are strict, and what the index knows of its own is left out. Numbers are REAL: other readers take a column for
one type, where SQLite's NUMERIC would have two.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import NamedTuple

from coopctl import dictionary
from coopctl.exports.sqlite.views import AS_TABLES

_VIEW_OF = {
    "roadmap_stage": "roadmaps",
    "roadmap_standing": "roadmaps",
    "deliverable_standing": "deliverables",
    "milestone_status": "milestones",
}
"""What is computed over the day, and the view that has it beside the rest."""

_INTERNAL = ("snapshot", "file", "problem", "roadmap_latest", "roadmap_listed")
_OWNERS = ("roadmap", "deliverable", "milestone", "indicator")
_TYPES = {"NUMERIC": "REAL"}
_DAYS = ("day", "soon")
_FLAGS = ("priority", "in_preparation", "extended")
_CALLED = {"area": "focus_area"}


class Column(NamedTuple):
    """A column, its type and what it means; ``required`` when it is never NULL."""

    name: str
    type: str
    meaning: str
    required: bool


class Foreign(NamedTuple):
    """A reference: columns, and the table and columns whose values they have."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


class Table(NamedTuple):
    """A table to declare. ``unique`` are further columns that are a key together."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()


ABOUT = Table(
    "about",
    "What this file holds: a row a fact.",
    (Column("name", "TEXT", "Which fact.", True), Column("value", "TEXT", "The fact, in words.", True)),
    ("name",),
)
DICTIONARY = Table(
    "dictionary",
    "What the tables, the views and their columns mean.",
    (
        Column("table_name", "TEXT", "A table or view.", True),
        Column("column_name", "TEXT", "One of its columns; empty for the table itself.", True),
        Column("type", "TEXT", "The column's type.", True),
        Column("meaning", "TEXT", "What it holds.", True),
    ),
    ("table_name", "column_name"),
)


def tables(index: sqlite3.Connection, meanings: dictionary.Meanings) -> list[Table]:
    """The tables that the file has, in the order of schema.sql."""
    stored = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid"
    names = [name for (name,) in index.execute(stored) if name not in _INTERNAL]
    entries = frozenset(name for name in names if "id" in dict(dictionary.columns(index, name)))
    stated = [_table(index, name, entries, meanings) for name in names]
    return [*stated, *(_of_view(index, name, meanings) for name in AS_TABLES)]


def _of_view(index: sqlite3.Connection, name: str, meanings: dictionary.Meanings) -> Table:
    """A table of what a view of the index has on each roadmap."""
    columns = tuple(
        Column(column, type or "TEXT", _meaning(meanings, name, column), True)
        for column, type in dictionary.columns(index, name)
    )
    owner = Foreign(("roadmap",), "roadmap", ("id",))
    return Table(name, _about(meanings, name), columns, ("roadmap",), foreign=(owner,))


def _table(index: sqlite3.Connection, name: str, entries: frozenset[str], meanings: dictionary.Meanings) -> Table:
    held = list(index.execute(f'PRAGMA main.table_info("{name}")'))
    keys = tuple(row[1] for row in sorted(held, key=lambda row: row[5]) if row[5])
    links = [link for table, link in _links() if table == name]
    required = {*keys, *_required(name), *links, *_DAYS}
    columns = tuple(
        Column(row[1], _TYPES.get(row[2], row[2]), _meaning(meanings, name, row[1]), row[1] in required) for row in held
    )
    unique = ("roadmap", "deliverable", "id") if name == "milestone" else ()
    here = [column.name for column in columns]
    return Table(name, _about(meanings, name), columns, keys, unique, tuple(_foreign(name, here, entries)))


def _about(meanings: dictionary.Meanings, table: str) -> str:
    view = _VIEW_OF.get(table)
    return f"Computed over the day in as_of; the view {view} has it too." if view else meanings.get((table, ""), "")


def _meaning(meanings: dictionary.Meanings, table: str, column: str) -> str:
    views = (_VIEW_OF[table], *_VIEW_OF.values()) if table in _VIEW_OF else (table,)
    return next(filter(None, (dictionary.meaning(meanings, view, column) for view in views)), "")


def _foreign(table: str, columns: list[str], entries: frozenset[str]) -> list[Foreign]:
    """What refers: to the owners, each alone where that is enough to find it, and to entries of the framework."""
    found = []
    owners = [owner for owner in _OWNERS if owner in columns and owner != table]
    for number, owner in enumerate(owners, start=1):
        found.append(Foreign(tuple(owners[:number]), owner, (*owners[: number - 1], "id")))
    if table == "milestone_status":
        found.append(Foreign(("key",), "milestone", ("key",)))
    targets = {column: _CALLED.get(column, column) for column in columns if column not in _OWNERS}
    targets |= {column: target for (owner, column), target in _references().items() if owner == table}
    found += [Foreign((column,), target, ("id",)) for column, target in targets.items() if target in entries]
    return found


@cache
def _references() -> dict[tuple[str, str], str]:
    """The table that each column of the format refers to, by table and column."""
    from coopctl import references

    return {(one.table, one.column): one.target for one in references.references()}


@cache
def _links() -> frozenset[tuple[str, str]]:
    """The columns that are a row's reason to be, by table and column."""
    from coopctl import references

    return frozenset((one.table, one.column) for one in references.references() if one.is_link)


@cache
def _required(table: str) -> frozenset[str]:
    """The columns of a table that the format requires."""
    from coopctl import model
    from coopctl.tables import shape, singular

    models = {singular(name): one for name, one in shape(model.Framework).entries.items()}
    models |= {"framework": model.Framework, "roadmap": model.Roadmap, "deliverable": model.Deliverable}
    models |= {"milestone": model.Milestone, "indicator": model.Indicator}
    fields = models[table].model_fields if table in models else {}
    return frozenset(name for name, field in fields.items() if field.is_required())


def statement(table: Table) -> str:
    """The statement that makes the table, with what it means in it, so that it stays with the file."""
    lines = [(_column(column, table), column.meaning) for column in table.columns]
    if len(table.key) > 1:
        lines.append((f"PRIMARY KEY ({_listed(table.key)})", ""))
    if table.unique:
        lines.append((f"UNIQUE ({_listed(table.unique)})", ""))
    lines += [
        (f"FOREIGN KEY ({_listed(one.columns)}) REFERENCES {quoted(one.table)} ({_listed(one.targets)})", "")
        for one in table.foreign
    ]
    commas = [","] * (len(lines) - 1) + [""]
    body = "".join(
        f"    {text}{comma}{f' -- {meaning}' if meaning else ''}\n"
        for (text, meaning), comma in zip(lines, commas, strict=True)
    )
    about = f" -- {table.meaning}" if table.meaning else ""
    return f"CREATE TABLE {quoted(table.name)} ({about}\n{body}) STRICT"


def _column(column: Column, table: Table) -> str:
    words = [quoted(column.name), column.type]
    if (column.name,) == table.key:
        words.append("PRIMARY KEY")
    if column.required:
        words.append("NOT NULL")
    if column.name in _FLAGS:
        words.append(f"CHECK ({quoted(column.name)} IN (0, 1))")
    return " ".join(words)


def quoted(name: str) -> str:
    """A name as SQL has it, also where it is one of its words."""
    return f'"{name}"' if name in ("on", "table", "column") else name


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
