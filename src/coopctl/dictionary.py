"""What can be asked with SQL: the public tables and views, and what each column means.

A column that comes from the file format means what the model says; the others are described in the comments above
their table in schema.sql and views.sql, a line a column.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coopctl import rules
from coopctl.question import Question
from coopctl.report import Column, Report, Table

if TYPE_CHECKING:
    from pydantic import BaseModel

LISTS = ("countries",)
"""Columns that hold several ids in one text."""

IDS = ("path", "id", "roadmap", "country", "region", "area", "aim", "partner", "owner", "organisation", "source")
"""Columns that hold ids, those that say most first."""

_INNER = frozenset({"roadmap_listed", *rules.COMPUTED}) - {"as_of"}
_PRIVATE = _INNER | {"snapshot", "file", "problem"}
_HOME = Path(__file__).parent
_DESCRIBED = re.compile(r"((?:^--.*\n)+)CREATE (?:TEMP )?(?:TABLE|VIEW) (\w+)", re.MULTILINE)
_OWNERS = ("deliverable", "indicator", "support_kind", "focus_area", "engagement")
_TRACKED = "Every milestone; a deliverable without any is tracked as one and stands here too, with an empty id."
_KEYS = {
    "position": "Its place in the order of the file, from 0.",
    "id": "Its id.",
    "key": "A number that joins tables; it may be another one tomorrow.",
    "milestone": "The milestone's id within its deliverable; empty for a deliverable that is tracked as one.",
    "role": "As what.",
}

Meanings = dict[tuple[str, str], str]
"""What a column means, by table and column; of a table itself, by table and an empty text."""


class Names(NamedTuple):
    """What may be read, the views, what no query may name, and the stored tables that stand behind
    what a filter or another day has left of them."""

    public: frozenset[str]
    views: frozenset[str]
    private: frozenset[str]
    hidden: frozenset[str]


def names(connection: sqlite3.Connection) -> Names:
    """The tables and views that there are; those that only views may read are neither public nor private."""
    stored = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    above = dict(connection.execute("SELECT name, type FROM temp.sqlite_master WHERE type IN ('table', 'view')"))
    views = frozenset(name for name, type in above.items() if type == "view")
    public = stored - _PRIVATE | views - _INNER
    return Names(
        public=frozenset(public),
        views=views,
        private=frozenset(stored | above.keys()) - public - _INNER,
        hidden=frozenset(stored & above.keys()),
    )


def columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The columns of a table or view, each with its type."""
    return [(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{table}")')]


def restrict(question: Question) -> None:
    """Hide the stored tables behind views of what the question leaves, so that every query keeps to its filters."""
    connection = question.connection
    for table in sorted(names(connection).public - names(connection).views):
        condition = _condition(table, [name for name, _ in columns(connection, table)])
        if condition:
            connection.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE {condition}')


def _condition(table: str, held: list[str]) -> str:
    """Which rows of a table the filters leave; empty for a table that has nothing to do with roadmaps."""
    counted = "SELECT roadmap, deliverable, id FROM main.milestone JOIN milestone_status USING (key)"
    if table == "roadmap":
        return "id IN (SELECT roadmap FROM roadmap_stage)"
    if table == "milestone":
        return "key IN (SELECT key FROM milestone_status)"
    if table == "deliverable":
        return "(roadmap, id) IN (SELECT roadmap, deliverable FROM deliverable_standing)"
    if "milestone" in held:
        return f"(roadmap, deliverable, milestone) IN ({counted})"
    if "deliverable" in held:
        return "(roadmap, deliverable) IN (SELECT roadmap, deliverable FROM deliverable_standing)"
    return "roadmap IN (SELECT roadmap FROM roadmap_stage)" if "roadmap" in held else ""


def build(question: Question, *, together: bool) -> Report:
    """Every table and view with its columns: a table each, or all ``together`` in one."""
    meanings = described()
    found = {name: columns(question.connection, name) for name in _in_order(question.connection)}
    rows = {
        name: [(column, type, meaning(meanings, name, column)) for column, type in held] for name, held in found.items()
    }
    shown = (Column("column", "Column"), Column("type", "Type", weight=2), Column("meaning", "Meaning", weight=1))
    tables = tuple(Table(name, f"{name}: {meanings.get((name, ''), '')}", shown, rows[name]) for name in rows)
    if together:
        whole = [(name, *row) for name in rows for row in rows[name]]
        tables = (Table("columns", "Columns", (Column("table", "Table"), *shown), whole),)
    return Report("tables", "Tables and views", question.day, question.words(), tables=tables)


def _in_order(connection: sqlite3.Connection) -> list[str]:
    """The views first, for they answer most; then the tables, in the order of the format."""
    known = names(connection)
    stored = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid"
    tables = [row[0] for row in connection.execute(stored) if row[0] in known.public - known.views]
    views = connection.execute("SELECT name FROM temp.sqlite_master WHERE type = 'view' ORDER BY rowid")
    return [row[0] for row in views if row[0] in known.public] + tables


def meaning(meanings: Meanings, table: str, column: str) -> str:
    """What a column means; empty when nothing says it."""
    for owner in (table, table.removesuffix("s")):
        if found := meanings.get((owner, column)):
            return found
    bare, _, day = column.rpartition("_")
    if day in ("first", "last") and bare:
        return f"The {day} day of {bare}, in ISO 8601."
    return _KEYS.get(column) or (f"Id of the {column.replace('_', ' ')}." if column in _owners(table) else "")


def _owners(table: str) -> tuple[str, ...]:
    """The columns by which a table's rows belong to others."""
    return (*IDS, *_OWNERS, table.rpartition("_")[0])


def described() -> Meanings:
    """What the model and the comments say."""
    from coopctl import model

    found: Meanings = {}
    for table, one in (("framework", model.Framework), ("roadmap", model.Roadmap)):
        found[table, ""] = _first_line(one)
        found |= dict(_of_model(one, table))
    found |= dict(_of_model(model.Milestone, "milestone"))
    found["milestone", ""] = _TRACKED
    for name in ("schema.sql", "views.sql"):
        found |= dict(_of_comments((_HOME / name).read_text("utf-8")))
    return found


def _of_comments(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    for comment, table in _DESCRIBED.findall(text):
        column = ""
        words: dict[str, list[str]] = {}
        for line in comment.splitlines():
            found = re.fullmatch(r"--   (\w+): (.*)", line)
            column = found[1] if found else column
            words.setdefault(column, []).append(found[2] if found else line.removeprefix("--").strip())
        yield from (((table, name), " ".join(parts)) for name, parts in words.items())


def _of_model(one: type[BaseModel], table: str, prefix: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    """The descriptions of a model's fields, by the table and column that tables.py puts each into."""
    from coopctl.tables import shape, singular

    parts = shape(one)
    for name, field in one.model_fields.items():
        own, said = f"{table}_{singular(prefix + name)}", field.description or ""
        if name in parts.entries:
            yield (singular(name), ""), _first_line(parts.entries[name])
            yield from _of_model(parts.entries[name], singular(name))
        elif name in parts.nested:
            for key, inner in _of_model(parts.nested[name], table, f"{prefix}{name}_"):
                yield key, f"{said.rstrip('.')}: {inner[:1].lower()}{inner[1:]}"
        elif name in parts.records:
            yield (own, ""), said
            yield from _of_model(parts.records[name], own)
        elif name in parts.lists or name in parts.roles:
            yield (own, ""), said
            yield (own, singular(prefix + name)), said
        else:
            yield (table, prefix + name), said


def _first_line(one: type[BaseModel]) -> str:
    return (one.__doc__ or "").strip().splitlines()[0]
