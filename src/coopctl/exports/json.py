"""The portfolio as it is on file, nested, with what is computed beside it: stage, status, progress, rating."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from coopctl.formats.json import FORMAT_VERSION, dump, value
from coopctl.query import Question, status_of_rows

EXAMPLES = """
coopctl export json -o portfolio.json
coopctl export json --country TR | jq '.roadmaps[].title'
"""

_COUNTS = ("total", "dropped", "done", "overdue", "at_risk", "in_progress", "planned")


def write(question: Question) -> Iterator[str]:
    """The framework, then a roadmap a line."""
    store = _Store(question.connection)
    head = {"format_version": FORMAT_VERSION, "as_of": question.day, "restricted_to": question.asked}
    yield "{" + "".join(f"\n  {dump(key)}: {dump(content)}," for key, content in head.items())
    yield f'\n  "framework": {dump(_framework(store))},\n  "roadmaps": ['
    separator = "\n    "
    for id, roadmap in _roadmaps(store, question):
        yield f"{separator}{dump({'id': id, **roadmap})}"
        separator = ",\n    "
    yield "\n  ]\n}\n"


class _Store:
    """The tables, read whole and grouped by their owner, each once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        names = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
        self.tables = {name for (name,) in names}
        # What is derived or computed has no place in a file's order, and is no list of the format.
        placed = "SELECT 1 FROM pragma_table_info(?) WHERE name = 'position'"
        self.lists = {name for name in self.tables if connection.execute(placed, (name,)).fetchone()}
        self.read: dict[str, dict[tuple[Any, ...], list[dict[str, Any]]]] = {}

    def rows(self, table: str, owner: tuple[Any, ...]) -> list[dict[str, Any]]:
        """The rows of ``table`` that belong to ``owner``, in the order of the file."""
        if table not in self.read:
            self.read[table] = self._read(table, len(owner))
        return self.read[table].get(owner, [])

    def _read(self, table: str, depth: int) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
        columns = [row[1] for row in self.connection.execute(f"PRAGMA table_info({table})") if row[1] != "key"]
        order = "ORDER BY position" if "position" in columns else ""
        names = ", ".join(f'"{column}"' for column in columns)
        found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in self.connection.execute(f"SELECT {names} FROM {table} {order}"):
            record = dict(zip(columns, row, strict=True))
            found.setdefault(tuple(row[:depth]), []).append(record)
        return found

    def children(self, table: str) -> list[str]:
        """The tables of lists that belong to ``table``."""
        return sorted(name for name in self.lists if name.startswith(f"{table}_"))


def _record(store: _Store, table: str, row: dict[str, Any], owner: tuple[Any, ...]) -> dict[str, Any]:
    """A row as an object: dates whole, unknown values left out, its lists beside it."""
    skipped = {"id", "position", *_KEYS[: len(owner)]}
    content: dict[str, Any] = {}
    for column, held in row.items():
        if column in skipped or column.endswith(("_first", "_last")) or held is None:
            continue
        content[column] = value(held, "date") if f"{column}_last" in row else held
    for child in store.children(table):
        items = store.rows(child, owner)
        if items:
            content[child.removeprefix(f"{table}_")] = [_item(item, owner) for item in items]
    return content


_KEYS = ("roadmap", "deliverable", "milestone")


def _item(item: dict[str, Any], owner: tuple[Any, ...]) -> Any:
    columns = list(item)[len(owner) + 1 :]
    if len(columns) == 1:
        return item[columns[0]]
    return {
        column: value(item[column], "date") if f"{column}_last" in item else item[column]
        for column in columns
        if not column.endswith(("_first", "_last")) and item[column] is not None
    }


def _framework(store: _Store) -> dict[str, Any]:
    row = store.rows("framework", ())[0]
    content = _record(store, "framework", row, ())
    for table in ("source", "aim", "support_kind", "region", "country", "organisation", "focus_area", "engagement"):
        entries = sorted(
            (entry for rows in _all(store, table).values() for entry in rows), key=lambda entry: entry["position"]
        )
        content[table] = {entry["id"]: _record(store, table, entry, (entry["id"],)) for entry in entries}
    return content


def _all(store: _Store, table: str) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    store.rows(table, ("",))
    return store.read[table]


def _roadmaps(store: _Store, question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
    standing = ", ".join(_COUNTS)
    statuses = {
        (roadmap, deliverable, milestone): status
        for roadmap, deliverable, milestone, status in question.rows(
            f"SELECT roadmap, deliverable, milestone, status FROM milestones WHERE {status_of_rows(question)}"
        )
    }
    deliverables: dict[str, list[str]] = {}
    for roadmap, deliverable in dict.fromkeys((key[0], key[1]) for key in statuses):
        deliverables.setdefault(roadmap, []).append(deliverable)
    found = question.rows(
        f"SELECT id, stage, ends, progress, rating, reason_for_rating, {standing} FROM roadmaps ORDER BY id"
    )
    for id, stage, ends, progress, rating, reason, *counts in found:
        content = _record(store, "roadmap", store.rows("roadmap", (id,))[0], (id,))
        content["computed"] = {"stage": stage, "end": value(ends, "date"), "progress": progress, "rating": rating}
        content["computed"] |= {"reason": reason, **dict(zip(_COUNTS, counts, strict=True))}
        order = [row["id"] for row in store.rows("deliverable", (id,))] if _by_owner(store) else []
        content["deliverables"] = {
            name: _deliverable(store, statuses, id, name) for name in order if name in deliverables.get(id, [])
        }
        yield id, content


def _by_owner(store: _Store) -> bool:
    return bool(store.tables)


def _deliverable(store: _Store, statuses: dict[Any, str], roadmap: str, name: str) -> dict[str, Any]:
    row = next(row for row in store.rows("deliverable", (roadmap,)) if row["id"] == name)
    owner = (roadmap, name)
    content = _record(store, "deliverable", row, owner)
    steps = {row["id"]: row for row in store.rows("milestone", owner)}
    if "" in steps:
        content["computed"] = {"status": statuses[roadmap, name, ""]}
    else:
        content["milestones"] = {
            id: {**_record(store, "milestone", row, (*owner, id)), "computed": {"status": statuses[*owner, id]}}
            for id, row in steps.items()
            if (*owner, id) in statuses
        }
    indicators = store.rows("indicator", owner)
    if indicators:
        content["indicators"] = {row["id"]: _record(store, "indicator", row, (*owner, row["id"])) for row in indicators}
    return content
