"""The portfolio as a database: taken from the snapshot when that is fresh, brought up to date when it is not.

Fresh means: made by this very program, over the same reporting date, from files whose stamps are all the same.
The answer never depends on the state of the snapshot, only the time it takes does.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coopctl import __version__, files, rules, snapshot
from coopctl.problems import Problem

if TYPE_CHECKING:
    from coopctl.build import Progress

_HOME = Path(__file__).parent
_SEEN = "SELECT name, device, inode, size, modified, changed FROM file"


class Index(NamedTuple):
    """The tables of stored.py and schema.sql, filled, and the problems that were found on the way."""

    connection: sqlite3.Connection
    problems: list[Problem]


def open_index(folder: Path, today: date, progress: Progress | None = None) -> Index:
    """The index of the portfolio in ``folder``. ``today`` is its reporting date where it names none itself."""
    place = snapshot.location(folder)
    opening = snapshot.Opening(place) if place else None
    found = files.scan(folder)
    kept = opening.connection() if opening else None
    program = _program()
    if kept is not None and _noted(kept, "program") == program:
        stale = _stale(kept, found)
        if not stale and _noted(kept, "today") in ("", today.isoformat()):
            return Index(kept, problems(kept, folder))
        with closing(kept):
            connection = snapshot.copy_to_memory(kept)
    else:
        if kept is not None:
            kept.close()
        connection, stale = empty(program), found.names
    from coopctl import build

    stamps = {name: files.Stamp(*stamp) for name, stamp in zip(*found, strict=True)}
    build.update(connection, files.Folder(folder), stamps, stale, today, progress or build.unseen)
    _note_seen(connection)
    if place:
        snapshot.save(connection, place)
    return Index(connection, problems(connection, folder))


def set_day(connection: sqlite3.Connection, asked: str | None) -> tuple[str, str]:
    """Judge by the day ``asked`` for (ISO 8601), or else the stored one; returns the day in force, and why it is."""
    (stored,) = connection.execute("SELECT day FROM as_of").fetchone()
    if asked is None:
        return stored, "today" if _noted(connection, "today") else "reporting date"
    if asked != stored:
        rules.compute_aside(connection, asked)
    return asked, "as asked"


def make_views(connection: sqlite3.Connection) -> None:
    """Make the views of views.sql."""
    connection.executescript((_HOME / "views.sql").read_text("utf-8"))


def _program() -> str:
    """What decides on the content of the tables: this program's own files, by their state, and what is installed
    beside it."""
    states = sorted(state for folder in (_HOME, _HOME / "toml") for state in _states(folder))
    total = zlib.crc32(repr(states).encode("utf-8"))
    beside = [
        os.stat(place).st_mtime_ns for place in sys.path if place.endswith("site-packages") and os.path.isdir(place)
    ]
    return f"{__version__} {total:08x} {sys.version} {beside}"


def _states(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """The name of each file of the program in a folder, its size, and when it was changed and became what it is."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".sql")):
                status = entry.stat()
                yield entry.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _noted(connection: sqlite3.Connection, key: str) -> Any:
    try:
        found = connection.execute("SELECT value FROM snapshot WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return None
    return found[0] if found else None


def _note_seen(connection: sqlite3.Connection) -> None:
    """Note what a scan finds as long as nothing has changed; nothing, while some file cannot be trusted."""
    rows = sorted(connection.execute(_SEEN))
    trusted = not connection.execute("SELECT 1 FROM file WHERE racy").fetchone()
    seen = files.Scan([row[0] for row in rows], [row[1:] for row in rows]).packed() if trusted else None
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES ('seen', ?)", (seen,))
    connection.commit()


def _stale(connection: sqlite3.Connection, found: files.Scan) -> list[str]:
    """The names of the files that came, went, changed, or cannot be told from changed ones."""
    if _noted(connection, "seen") == found.packed():
        return []
    kept = connection.execute(_SEEN).fetchall()
    racy: set[str] = {row[0] for row in connection.execute("SELECT name FROM file WHERE racy")}
    texts = [files.as_text(name) for name in found.names]
    now: set[tuple[Any, ...]] = {(text, *stamp) for text, stamp in zip(texts, found.stamps, strict=True)}
    changed = racy | {row[0] for row in now.symmetric_difference(kept)}
    names = dict(zip(texts, found.names, strict=True))
    return [names.get(text, text) for text in sorted(changed)]


def empty(program: str) -> sqlite3.Connection:
    """An index in memory with nothing in it, made by ``program``."""
    from coopctl import stored

    connection = sqlite3.connect(":memory:")
    for statement in stored.statements():
        connection.execute(statement)
    connection.executescript((_HOME / "schema.sql").read_text("utf-8"))
    connection.execute("INSERT INTO snapshot VALUES ('program', ?)", (program,))
    return connection


def problems(connection: sqlite3.Connection, folder: Path) -> list[Problem]:
    """What was found wrong with the portfolio, the framework first, each with its file as seen from here."""
    found = connection.execute(
        'SELECT code, path, message, help, line, "column", width, excerpt, severity FROM problem'
        " ORDER BY file <> 'framework.toml', file, line, \"column\", code"
    )
    return [in_folder(Problem(*row), folder) for row in found]


def in_folder(problem: Problem, folder: Path) -> Problem:
    """``problem`` with its file's path as seen from where the command was given."""
    return problem._replace(path=str(folder / problem.path))
