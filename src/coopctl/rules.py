"""Runs rules.sql: stage, status, progress and rating of everything, over one day."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

COMPUTED = ("as_of", "roadmap_stage", "milestone_status", "roadmap_standing", "deliverable_standing")
_HOME = Path(__file__).parent
_SOON = "+30 days"
MILESTONES = "(SELECT m.roadmap, m.deliverable, s.* FROM milestone m JOIN milestone_status s USING (key))"
"""The relation of all milestones that are counted, for :func:`standing`."""
_CHANGED = """(SELECT m.roadmap, m.deliverable, s.* FROM temp.changed JOIN milestone m USING (roadmap)
    JOIN milestone_status s USING (key))"""
_CHANGED_DELIVERABLES = "temp.changed JOIN deliverable_standing USING (roadmap)"


def compute(connection: sqlite3.Connection, day: str) -> None:
    """Compute everything anew over ``day`` (ISO 8601)."""
    for table in COMPUTED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO as_of VALUES (?, date(?, ?))", (day, day, _SOON))
    note_changed(connection, None)
    compute_changed(connection)


def note_changed(connection: sqlite3.Connection, roadmaps: Iterable[str] | None) -> None:
    """Make the temporary table ``changed`` of the roadmaps that are to be judged anew; None for all there are."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS changed (roadmap TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.changed")
    if roadmaps is None:
        connection.execute("INSERT INTO temp.changed SELECT id FROM roadmap")
    else:
        connection.executemany("INSERT OR IGNORE INTO temp.changed VALUES (?)", ((id,) for id in roadmaps))


def compute_changed(connection: sqlite3.Connection) -> None:
    """Compute the roadmaps in ``changed``, of which nothing is in the computed tables, over the day they hold."""
    for statement in _statements():
        connection.execute(statement)


def compute_aside(connection: sqlite3.Connection, day: str) -> None:
    """The same for another day than the stored one, in temporary tables that hide the stored ones."""
    for table in COMPUTED:
        (sql,) = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
        connection.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    compute(connection, day)


def standing(rows: str, keys: str) -> str:
    """The query for how the milestones of the relation ``rows`` stand, grouped by the columns ``keys``."""
    return _judged(_read("counts.sql").replace("{rows}", rows), keys)


def standing_together(rows: str, keys: str) -> str:
    """The same for deliverables or roadmaps that were counted already: ``rows`` are rows of their standings."""
    return _judged(_read("sums.sql").replace("{rows}", rows), keys)


def standing_of_all(rows: str) -> str:
    """The same for all ``rows`` together, under an empty key; nothing where there are none.

    Without groups, for SQLite sorts by a group even if it is a constant.
    """
    counted = _read("sums.sql").replace("{rows}", rows).replace("GROUP BY {keys}", "")
    together = _judged(counted, "''")
    return f"SELECT * FROM ({together}) WHERE total"


def _judged(counts: str, keys: str) -> str:
    return _read("standing.sql").replace("{counts}", counts).replace("{keys}", keys)


@cache
def _read(name: str) -> str:
    return re.sub(r"^--.*\n", "", (_HOME / name).read_text("utf-8"), flags=re.MULTILINE)


def _statements() -> list[str]:
    whole = re.sub(r"\{standing: ([\w, ]+)\}", lambda found: standing(_CHANGED, found[1]), _read("rules.sql"))
    whole = whole.replace("{standing of deliverables: roadmap}", standing_together(_CHANGED_DELIVERABLES, "roadmap"))
    return [statement for statement in whole.split(";\n") if statement.strip()]
