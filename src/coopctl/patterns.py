"""Ids and patterns, as a command is given them: what they match, and what to say where they match nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from coopctl import suggest
from coopctl.conditions import any_of
from coopctl.problems import CoopctlError, Exit

PATHS = """
SELECT id FROM roadmap UNION SELECT roadmap || '/' || id FROM deliverable
UNION SELECT roadmap || '/' || deliverable || '/' || id FROM milestone WHERE id <> ''
UNION SELECT roadmap || '/' || deliverable || '/' || id FROM indicator"""
"""The query for the address of everything there is, whatever was asked for."""


class Matching(NamedTuple):
    """What ids and patterns ask for: the condition on roadmaps, that on milestones where any goes below roadmaps, and
    the values to bind for both."""

    roadmaps: str
    milestones: str | None
    values: dict[str, str]


def matching(connection: sqlite3.Connection, asked: Iterable[str]) -> Matching:
    """The conditions for ids and patterns: ``turkey-*``, ``serbia-2017/ipsn-tool``, ``*/*/drafted``.

    Raises CoopctlError (2 or 4) for one that matches nothing.
    """
    values: dict[str, str] = {}
    roadmaps, milestones = [], []
    is_deep = False
    for number, pattern in enumerate(asked):
        parts = pattern.rstrip("/").split("/")
        own = {f"id{number}_{column}": part for column, part in zip(_COLUMNS, parts, strict=False)}
        condition = " AND ".join(f"{column} GLOB :{name}" for column, name in zip(_COLUMNS, own, strict=False))
        _require_match(connection, pattern, parts, condition, own)
        is_deep = is_deep or "/" in pattern
        values |= own
        roadmaps.append(f"id GLOB :id{number}_roadmap")
        milestones.append(condition)
    return Matching(any_of(roadmaps), any_of(milestones) if is_deep else None, values)


_COLUMNS = ("roadmap", "deliverable", "milestone")


def _require_match(
    connection: sqlite3.Connection, pattern: str, parts: list[str], condition: str, values: dict[str, str]
) -> None:
    if len(parts) > len(_COLUMNS):
        raise CoopctlError(f'"{pattern}" has too many parts', help="an id is ROADMAP/DELIVERABLE/MILESTONE at most")
    if len(parts) == 1:
        found = connection.execute("SELECT 1 FROM roadmap WHERE id GLOB ? LIMIT 1", parts)
    else:
        found = connection.execute(f"SELECT 1 FROM milestones WHERE {condition} LIMIT 1", values)
    if not found.fetchone():
        raise no_such_id(connection, pattern)


def known_ids(connection: sqlite3.Connection, asked: Iterable[str]) -> list[str]:
    """The ids and patterns among those asked for that something in the portfolio matches."""
    known = []
    for pattern in asked:
        try:
            matching(connection, [pattern])
        except CoopctlError as error:
            if error.exit_code != Exit.NOT_FOUND:
                raise
        else:
            known.append(pattern)
    return known


def no_such_id(connection: sqlite3.Connection, asked: str) -> CoopctlError:
    """The error for an id or pattern that matches nothing, with the nearest one there is."""
    verb = "matches" if any(sign in asked for sign in "*?[") else "is"
    message = f'nothing in this portfolio {verb} "{asked}"'
    return CoopctlError(message, help=_nearest_id(connection, asked), exit_code=Exit.NOT_FOUND)


def _nearest_id(connection: sqlite3.Connection, asked: str) -> str:
    first = asked.partition("/")[0]
    broken = connection.execute("SELECT name FROM file WHERE id = ? AND NOT loaded", (first,)).fetchone()
    if broken:
        return f"{broken[0]} is there, but has problems: see coopctl check"
    roadmaps = [row[0] for row in connection.execute("SELECT id FROM roadmap ORDER BY id")]
    below = "SELECT path FROM deliverables UNION SELECT path FROM milestones ORDER BY path"
    paths = [row[0] for row in connection.execute(below)]
    ending = next((path for path in paths if path.endswith(f"/{asked}")), None)
    near = ending or suggest.nearest(asked, paths if "/" in asked else roadmaps)
    if near:
        return f'did you mean "{near}"?'
    return f"the roadmaps are {suggest.either(roadmaps, most=20)}" if roadmaps else "there are no roadmaps"
