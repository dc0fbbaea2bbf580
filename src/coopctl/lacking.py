"""What an answer lacks: the files that their problems keep out of it."""

from __future__ import annotations

import sqlite3

from coopctl import suggest


def files(connection: sqlite3.Connection) -> list[str]:
    """The names of the files that did not load."""
    return [row[0] for row in connection.execute("SELECT name FROM file WHERE NOT loaded ORDER BY name")]


def notes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The same as a sentence; nothing when all loaded."""
    names = files(connection)
    return (f"Left out because of problems: {suggest.enumerated(names)}.",) if names else ()
