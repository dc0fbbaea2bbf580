"""Finding rows by the words in their texts, in any case, with or without accents.

A row has the texts that belong to it: a roadmap those of all that it contains, a deliverable those of its
milestones and indicators, a milestone its own and its deliverable's title, an entry of the framework its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

ROW, ROADMAP = "row", "roadmap"
"""The kinds of rows that belong to roadmaps: deliverables and milestones by path, roadmaps by id."""

_TABLES = {"area": "focus_area", "partner": "organisation", "owner": "organisation"}
_NAMED = ("country", "organisation")


def condition(connection: sqlite3.Connection, asked: Sequence[str], kind: str, column: str = "id") -> str:
    """The condition on rows of a ``kind`` (ROW, ROADMAP, or a grouping's name) that any text ``asked`` for puts.

    All words of one text must occur somewhere in a row's texts. ``column`` holds the row's id, or of a ROW its path.
    """
    table = _TABLES.get(kind, kind)
    found = f"text_{table}"
    if not connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (found,)).fetchone():
        connection.execute(f"CREATE TEMP TABLE {found} (id TEXT PRIMARY KEY) WITHOUT ROWID")
        ids = _ids(connection, asked, table)
        connection.executemany(f"INSERT INTO temp.{found} VALUES (?)", ((id,) for id in ids))
    return f"{column} IN (SELECT id FROM temp.{found})"


def folded(text: str | None) -> str:
    """``text`` without case and accents."""
    if not text or text.isascii():
        return (text or "").lower()
    from coopctl.accents import without_accents

    return without_accents(text.casefold()).casefold()


def _ids(connection: sqlite3.Connection, asked: Sequence[str], table: str) -> set[str]:
    """The ids of the rows in whose texts all words of one of the texts ``asked`` for occur."""
    texts = [(owner, folded(owner[-1])) for owner in _candidates(connection, asked, table)]
    found: set[str] = set()
    for words in asked:
        each = ([owner for owner, text in texts if word in text] for word in folded(words).split())
        rows = ({id for owner in owners for id in _rows(connection, table, owner)} for owners in each)
        found |= set.intersection(*rows)
    return found


def _candidates(connection: sqlite3.Connection, asked: Sequence[str], table: str) -> sqlite3.Cursor:
    """What may have one of the words in it: what SQL, which knows the cases of ASCII only, cannot rule out."""
    words = [word for text in asked for word in folded(text).split()]
    has_word = "".join("instr(lower(text), ?) OR " for _ in words)
    return connection.execute(
        f"SELECT * FROM ({_query(table)}) WHERE {has_word}length(text) < length(CAST(text AS BLOB))", words
    )


def _rows(connection: sqlite3.Connection, table: str, owner: tuple[str, ...]) -> list[str]:
    """The ids of the rows that a text belongs to, by what stands in front of it."""
    if table != ROW:
        return [owner[0]]
    roadmap, deliverable, milestone, _ = owner
    if not deliverable:
        return []
    path = f"{roadmap}/{deliverable}"
    if milestone != _ALL:
        return [path, f"{path}/{milestone}"] if milestone else [path]
    below = connection.execute(
        "SELECT id FROM milestone WHERE roadmap = ? AND deliverable = ? AND id <> ''", (roadmap, deliverable)
    )
    return [path, *(f"{path}/{id}" for (id,) in below)]


def _query(table: str) -> str:
    if table in (ROW, ROADMAP):
        return _ROADMAPS
    return f"SELECT id, {'name' if table in _NAMED else 'title'} || coalesce(' ' || notes, '') AS text FROM {table}"


_ALL = "*"
_MORE = "coalesce(' ' || reason, '') || coalesce(' ' || notes, '')"
_ROADMAPS = f"""
SELECT id, NULL, NULL, title || coalesce(' ' || summary, '') || {_MORE} AS text FROM roadmap
UNION ALL SELECT roadmap, NULL, NULL, reason FROM roadmap_extension
UNION ALL SELECT roadmap, id, '{_ALL}', title FROM deliverable
UNION ALL SELECT roadmap, id, NULL, {_MORE} FROM deliverable WHERE reason IS NOT NULL OR notes IS NOT NULL
UNION ALL SELECT roadmap, deliverable, NULL, topic FROM deliverable_topic
UNION ALL SELECT roadmap, deliverable, NULL, title || coalesce(' ' || notes, '') FROM indicator
UNION ALL SELECT roadmap, deliverable, id, title || {_MORE} FROM milestone
UNION ALL SELECT roadmap, deliverable, milestone, topic FROM milestone_topic"""
"""Every text of a roadmap behind the deliverable and the milestone that it belongs to; a deliverable's title belongs
to all its milestones."""
