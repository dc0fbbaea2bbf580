"""The index of a portfolio as it was: the present one with other versions of some roadmaps, judged by another day.

What roadmaps refer to, countries and organisations, is always that of the present.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coopctl import build, index, rules, snapshot, tables

if TYPE_CHECKING:
    from coopctl.model import Roadmap


def index_of(connection: sqlite3.Connection, other: Mapping[str, Roadmap | None], day: str) -> sqlite3.Connection:
    """A copy of the index with the roadmaps in ``other`` in place of those of the same id; None: not there.

    ``day`` (ISO 8601) is what it is judged by.
    """
    copy = snapshot.copy_to_memory(connection)
    put(copy, other)
    rules.compute(copy, day)
    index.make_views(copy)
    return copy


def without_roadmaps(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of the index that has the framework only."""
    copy = snapshot.copy_to_memory(connection)
    put(copy, dict.fromkeys(row[0] for row in copy.execute("SELECT id FROM roadmap").fetchall()))
    return copy


def put(connection: sqlite3.Connection, other: Mapping[str, Roadmap | None]) -> None:
    """Replace the stored roadmaps by those in ``other``; what depends on the day is left to be computed."""
    for id, roadmap in other.items():
        build.forget_roadmap(connection, id)
        if roadmap is not None:
            build.insert_rows(connection, tables.roadmap_rows(id, roadmap))
    rules.note_changed(connection, other)
    build.derive(connection)
