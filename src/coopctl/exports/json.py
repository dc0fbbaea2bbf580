"""The portfolio under its own keys, with what is computed.

What is computed stands beside what is on file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from coopctl import lacking
from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.formats.json import FORMAT_VERSION, dump, value
from coopctl.question import Question

EXAMPLES = """
coopctl export json -o portfolio.json
coopctl export json --country TR | jq '.roadmaps[].title'
"""

_ENTRIES = {
    "sources": "source",
    "aims": "aim",
    "support_kinds": "support_kind",
    "regions": "region",
    "countries": "country",
    "organisations": "organisation",
    "focus_areas": "focus_area",
    "engagements": "engagement",
    "reports": "report",
}
_COMPUTED = ("stage", "status", "progress", "rating", "reason_for_rating", "total", "counted", "open")
_COUNTS = ("done", "dropped", "overdue", "at_risk", "in_progress", "planned")

Owner = tuple[Any, ...]
Object = dict[str, Any]


def write(question: Question) -> Iterator[str]:
    """The framework, then a roadmap a line."""
    store = _Store(question.connection)
    head = {"format_version": FORMAT_VERSION, "as_of": question.day, "restricted_to": question.asked}
    head["left_out"] = lacking.files(question.connection)
    yield "{" + "".join(f"\n  {dump(key)}: {dump(content)}," for key, content in head.items())
    yield f'\n  "framework": {dump(_framework(store))},\n  "roadmaps": ['
    separator = "\n    "
    for roadmap in _roadmaps(store, question):
        yield f"{separator}{dump(roadmap)}"
        separator = ",\n    "
    yield "\n  ]\n}\n"


class _Store:
    """The tables, each read once and grouped by owner, and the description of the format kept with them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        (kept,) = connection.execute("SELECT value FROM snapshot WHERE key = 'format'").fetchone()
        self.format: dict[str, list[Object]] = json.loads(kept)
        self.read: dict[str, dict[Owner, list[Object]]] = {}

    def rows(self, table: str, owner: Owner) -> list[Object]:
        """The rows of ``table`` that belong to ``owner``, in the order of the file."""
        if table not in self.read:
            self.read[table] = self._read(table, len(owner))
        return self.read[table].get(owner, [])

    def _read(self, table: str, depth: int) -> dict[Owner, list[Object]]:
        cursor = self.connection.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        shift = 1 if columns[0] == "key" else 0
        found: dict[Owner, list[Object]] = {}
        for row in cursor:
            owner = tuple(row[shift : shift + depth])
            found.setdefault(owner, []).append(dict(zip(columns, row, strict=True)))
        for rows in found.values():
            rows.sort(key=lambda row: row.get("position", 0))
        return found

    def entries(self, table: str, owner: Owner) -> Iterator[tuple[str, Object]]:
        """The entries of ``table`` within ``owner``, each as on file, by id."""
        for row in self.rows(table, owner):
            yield row["id"], self.object(self.format[table], row, (*owner, row["id"]))

    def object(self, fields: list[Object], row: Object, owner: Owner) -> Object:
        """A row as the table it was on file; what was not written is left out."""
        content = {field["key"]: self._value(field, row, owner) for field in fields}
        return {key: held for key, held in content.items() if held or (held == 0 and held is not False)}

    def _value(self, field: Object, row: Object, owner: Owner) -> Any:
        kind = field["kind"]
        if kind == "table":
            return self.object(field["fields"], row, owner)
        if kind in ("value", "flag", "date"):
            held = row[field["column"]]
            return bool(held) if kind == "flag" else value(held, "date") if kind == "date" else held
        rows = self.rows(field["table"], owner)
        if kind == "records":
            return [self.object(field["fields"], one, owner) for one in rows]
        names = [name for name in (rows[0] if rows else {}) if name not in ("roadmap", "position")]
        if kind == "roles":
            return {one[names[-2]]: one["role"] for one in rows}
        return [one[names[-1]] for one in rows]


def _framework(store: _Store) -> Object:
    content = store.object(store.format["framework"], store.rows("framework", ())[0], ())
    return content | {key: dict(store.entries(table, ())) for key, table in _ENTRIES.items()}


def _roadmaps(store: _Store, question: Question) -> Iterator[Object]:
    chosen = _chosen(question)
    dates = {"start": "starts", "end": "ends", "next_deadline": "next_deadline"}
    others = (*_COMPUTED, *_COUNTS)
    on_file = dict(store.entries("roadmap", ()))
    columns = ", ".join(("id", *dates.values(), *others))
    for id, *held in question.rows(f"SELECT {columns} FROM roadmaps WHERE {status_of_counts(question)} ORDER BY id"):
        computed = {name: value(date, "date") for name, date in zip(dates, held, strict=False)}
        computed |= dict(zip(others, held[len(dates) :], strict=True))
        below = {
            name: _deliverable(store, chosen, (id, name), content)
            for name, content in store.entries("deliverable", (id,))
            if (id, name) in chosen
        }
        yield {"id": id, **on_file[id], "computed": computed, "deliverables": below}


def _chosen(question: Question) -> dict[Owner, Object]:
    """What is computed of each milestone that the question leaves, and of its deliverable."""
    columns = ("roadmap", "deliverable", "milestone", "status", "why", "deadline")
    found: dict[Owner, Object] = {}
    for row in question.rows(f"SELECT {', '.join(columns)} FROM milestones WHERE {status_of_rows(question)}"):
        roadmap, deliverable, milestone, status, why, deadline = row
        found[roadmap, deliverable, milestone] = {"status": status, "because": why, "deadline": value(deadline, "date")}
        found.setdefault((roadmap, deliverable), {})
    for roadmap, deliverable, status, done, counted in question.rows(
        "SELECT roadmap, deliverable, status, done, counted FROM deliverables"
    ):
        if (roadmap, deliverable) in found:
            found[roadmap, deliverable] = {"status": status, "done": done, "counted": counted}
    return found


def _deliverable(store: _Store, chosen: dict[Owner, Object], owner: Owner, content: Object) -> Object:
    steps = {
        id: {**milestone, "computed": chosen[*owner, id]}
        for id, milestone in store.entries("milestone", owner)
        if id and (*owner, id) in chosen
    }
    computed = chosen[owner] | chosen.get((*owner, ""), {})
    below = {"milestones": steps, "indicators": dict(store.entries("indicator", owner))}
    return {**content, "computed": computed, **{key: held for key, held in below.items() if held}}
