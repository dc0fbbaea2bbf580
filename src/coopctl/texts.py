"""Finding rows by the words in their texts, in any case, with or without accents.

A row has the texts that belong to it: a roadmap those of all that it contains, a deliverable those of its
milestones and indicators, a milestone its own and its deliverable's title, an entry of the framework its own.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence

ROW, ROADMAP = "row", "roadmap"
"""The kinds of rows that belong to roadmaps: deliverables and milestones by path, roadmaps by id."""

_TABLES = {"area": "focus_area", "partner": "organisation", "owner": "organisation"}
_NAMED = ("country", "organisation")


def condition(connection: sqlite3.Connection, asked: Sequence[str], kind: str) -> str:
    """The condition on rows of a ``kind`` (ROW, ROADMAP, or a grouping's name) that any text ``asked`` for puts.

    All words of one text must occur somewhere in a row's texts.
    """
    table = _TABLES.get(kind, kind)
    found = f"text_{table}"
    if not _exists(connection, found):
        connection.create_function("folded", 1, folded, deterministic=True)
        connection.execute(f"CREATE TEMP TABLE {found} (id TEXT PRIMARY KEY) WITHOUT ROWID")
        for words in asked:
            _fill(connection, table, found, folded(words).split())
    return f"{'path' if kind == ROW else 'id'} IN (SELECT id FROM temp.{found})"


def folded(text: str | None) -> str:
    """``text`` without case and accents."""
    if not text or text.isascii():
        return (text or "").lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _fill(connection: sqlite3.Connection, table: str, found: str, words: list[str]) -> None:
    """Add the ids of the rows in whose texts all the words occur."""
    if table in (ROW, ROADMAP):
        _gather(connection)
        query = _ROWS if table == ROW else _ROADMAPS
    else:
        title = "name" if table in _NAMED else "title"
        query = f"SELECT id FROM {table} WHERE instr(folded({title} || ' ' || coalesce(notes, '')), {{word}})"
    each = " INTERSECT ".join(
        f"SELECT * FROM ({query.replace('{word}', f':word{place}')})" for place in range(len(words))
    )
    connection.execute(
        f"INSERT OR IGNORE INTO temp.{found} {each}", {f"word{place}": word for place, word in enumerate(words)}
    )


def _gather(connection: sqlite3.Connection) -> None:
    """Put all texts of roadmaps, folded, in one table."""
    if not _exists(connection, "texts"):
        connection.execute(
            "CREATE TEMP TABLE texts (roadmap TEXT, deliverable TEXT, milestone TEXT, inherited INTEGER, text TEXT)"
        )
        connection.execute(f"INSERT INTO temp.texts {_TEXTS}")


def _exists(connection: sqlite3.Connection, table: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (table,)).fetchone())


_OWN = "folded(title || ' ' || coalesce(reason, '') || ' ' || coalesce(notes, '')"
_TEXTS = f"""
SELECT id, NULL, NULL, 0, {_OWN} || ' ' || coalesce(summary, '')) FROM roadmap
UNION ALL SELECT roadmap, NULL, NULL, 0, folded(reason) FROM roadmap_extension
UNION ALL SELECT roadmap, id, NULL, 1, folded(title) FROM deliverable
UNION ALL SELECT roadmap, id, NULL, 0, {_OWN}) FROM deliverable WHERE reason IS NOT NULL OR notes IS NOT NULL
UNION ALL SELECT roadmap, deliverable, NULL, 0, folded(topic) FROM deliverable_topic
UNION ALL SELECT roadmap, deliverable, NULL, 0, folded(title || ' ' || coalesce(notes, '')) FROM indicator
UNION ALL SELECT roadmap, deliverable, id, 0, {_OWN}) FROM milestone WHERE id <> ''
UNION ALL SELECT roadmap, deliverable, milestone, 0, folded(topic) FROM milestone_topic"""
"""``inherited`` are the texts that a deliverable's milestones have too."""

_ROADMAPS = "SELECT roadmap FROM temp.texts WHERE instr(text, {word})"
_ROWS = """
SELECT roadmap || '/' || deliverable FROM temp.texts WHERE deliverable IS NOT NULL AND instr(text, {word})
UNION SELECT roadmap || '/' || deliverable || '/' || milestone FROM temp.texts
    WHERE milestone <> '' AND instr(text, {word})
UNION SELECT m.roadmap || '/' || m.deliverable || '/' || m.id FROM temp.texts t
    JOIN milestone m ON (m.roadmap, m.deliverable) = (t.roadmap, t.deliverable)
    WHERE inherited AND m.id <> '' AND instr(text, {word})"""
