"""Runs rules.sql: stage, status, progress and rating of everything, over one day."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path

COMPUTED = ("as_of", "roadmap_stage", "milestone_status", "roadmap_standing", "deliverable_standing")
_HOME = Path(__file__).parent
_SOON = "+30 days"
MILESTONES = "(SELECT m.roadmap, m.deliverable, s.* FROM milestone m JOIN milestone_status s USING (key))"
"""The relation of all milestones that are counted, for :func:`standing`."""


def compute(connection: sqlite3.Connection, day: str) -> None:
    """Fill the computed tables over ``day`` (ISO 8601); what was in them goes."""
    for table in COMPUTED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO as_of VALUES (?, date(?, ?))", (day, day, _SOON))
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
    return _read("standing.sql").replace("{rows}", rows).replace("{keys}", keys)


@cache
def _read(name: str) -> str:
    return re.sub(r"^--.*\n", "", (_HOME / name).read_text("utf-8"), flags=re.MULTILINE)


def _statements() -> list[str]:
    whole = re.sub(r"\{standing: ([\w, ]+)\}", lambda found: standing(MILESTONES, found[1]), _read("rules.sql"))
    return [statement for statement in whole.split(";\n") if statement.strip()]
