"""Fills the index: reads the files that changed, asks the rules across files, computes what depends on the day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from coopctl import checks, circles, dangling, files, load, reading, rules, tables
from coopctl.problems import Problem

_BATCH = 50
_BOOKKEEPING = ("snapshot", "file", "problem")

# Up to Python 3.11 sqlite3 looks up in vain how to adapt each None, for a third of the time that inserting takes.
sqlite3.register_adapter(type(None), lambda value: value)

Progress = Callable[[Iterator[reading.Read], int], Iterable[reading.Read]]
"""Passes the files that are read on, one by one, of so many in all, and may show how far they are."""


def unseen(read: Iterator[reading.Read], count: int) -> Iterable[reading.Read]:
    """A `Progress` that shows nothing."""
    return read


def update(
    connection: sqlite3.Connection,
    folder: files.Folder,
    stamps: dict[str, files.Stamp],
    stale: list[str],
    today: date,
    progress: Progress = unseen,
) -> None:
    """Bring the index up to date: ``stale`` are the names of files that came, changed or went.

    When what roadmaps refer to stays as it is, only those that changed are checked and judged anew.
    """
    known = {row[0] for row in connection.execute("SELECT name FROM file")}
    whole = files.FRAMEWORK in stale or any(name not in stamps or files.as_text(name) not in known for name in stale)
    if whole:
        stale = sorted({*stale, *_left_out(connection)})
    for name in known.intersection(map(files.as_text, stale)):
        _forget(connection, name)
    there = [name for name in stale if name in stamps]
    with reading.all_of(folder, there) as read:
        _take_in(connection, progress(read, len(there)), stamps)
    rules.note_changed(connection, None if whole else map(load.roadmap_id, stale))
    _apply_checks(connection, folder, whole=whole)
    derive(connection)
    _judge(connection, today, whole=whole)
    connection.commit()


def derive(connection: sqlite3.Connection) -> None:
    """Derive what the roadmaps in ``changed`` are about."""
    connection.executescript((Path(__file__).parent / "derived.sql").read_text("utf-8"))


def _take_in(connection: sqlite3.Connection, read: Iterable[reading.Read], stamps: dict[str, files.Stamp]) -> None:
    """Note and insert the files, many at a time."""
    rows: tables.Rows = {}
    for number, one in enumerate(read, start=1):
        _note(connection, one, stamps[one.name])
        _add(rows, one.rows or {})
        if number % _BATCH == 0:
            insert_rows(connection, rows)
            rows.clear()
    insert_rows(connection, rows)


def _add(rows: tables.Rows, more: tables.Rows) -> None:
    for table, values in more.items():
        rows.setdefault(table, []).extend(values)


def _left_out(connection: sqlite3.Connection) -> list[str]:
    """The files kept out by their problems or cut short: whether they still are may hang on what has changed."""
    return [row[0] for row in connection.execute("SELECT name FROM file WHERE NOT loaded OR dangling")]


def _judge(connection: sqlite3.Connection, today: date, *, whole: bool) -> None:
    """Compute what depends on the day: the portfolio's reporting date, or ``today`` where it has none."""
    (reporting_date,) = connection.execute("SELECT max(as_of) FROM framework").fetchone()
    day = reporting_date or today.isoformat()
    if whole or connection.execute("SELECT day FROM as_of").fetchone() != (day,):
        rules.compute(connection, day)
    else:
        rules.compute_changed(connection)
    noted = "" if reporting_date else today.isoformat()
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES ('today', ?)", (noted,))
    description = json.dumps(tables.format_description())
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES ('format', ?)", (description,))


def _tables(connection: sqlite3.Connection, *, of_roadmaps: bool) -> list[str]:
    """The tables filled from roadmap files, or those filled from the framework."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    stored = [name for name in names if name not in (*_BOOKKEEPING, *rules.COMPUTED)]
    beginnings = ("roadmap", "deliverable", "milestone", "indicator")
    return [name for name in stored if name.startswith(beginnings) == of_roadmaps]


def _forget(connection: sqlite3.Connection, name: str) -> None:
    if name == files.FRAMEWORK:
        for table in _tables(connection, of_roadmaps=False):
            connection.execute(f"DELETE FROM {table}")
    else:
        forget_roadmap(connection, load.roadmap_id(name))
    connection.execute("DELETE FROM problem WHERE file = ?", (name,))
    connection.execute("DELETE FROM file WHERE name = ?", (name,))


def forget_roadmap(connection: sqlite3.Connection, id: str) -> None:
    """Remove a roadmap from all tables but those on files and problems."""
    of_milestones = "key IN (SELECT key FROM milestone WHERE roadmap = ?)"
    connection.execute(f"DELETE FROM milestone_status WHERE {of_milestones}", (id,))
    computed = ("roadmap_stage", "roadmap_standing", "deliverable_standing")
    for table in (*computed, *_tables(connection, of_roadmaps=True)):
        key = "id" if table == "roadmap" else "roadmap"
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (id,))


def _note(connection: sqlite3.Connection, read: reading.Read, scanned: files.Stamp) -> None:
    """Note a file and its problems."""
    id = "" if read.name == files.FRAMEWORK else load.roadmap_id(read.name)
    seen = scanned if read.stamp == files.NO_STAMP else read.stamp
    racy = files.is_racy(seen, read.read_at)
    connection.execute(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
        (files.as_text(read.name), files.as_text(id), read.rows is not None, racy, *seen),
    )
    _keep(connection, "file", read.problems)


def insert_rows(connection: sqlite3.Connection, rows: tables.Rows) -> None:
    """Add the rows of one file to the tables."""
    for (table, columns), values in rows.items():
        connection.executemany(_insertion(table, columns), values)


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def _apply_checks(connection: sqlite3.Connection, folder: files.Folder, *, whole: bool) -> None:
    """Check the roadmaps in ``changed``; of a ``whole`` portfolio everything, the framework included."""
    if whole:
        connection.execute("DELETE FROM problem WHERE scope <> 'file'")
    has_framework = bool(connection.execute("SELECT 1 FROM framework").fetchone())
    dropped = dangling.drop_dangling(connection, folder, framework=has_framework, whole=whole)
    _keep(connection, "across", [problem for _, problem in dropped])
    connection.executemany("UPDATE file SET dangling = 1 WHERE id = ?", {(roadmap,) for roadmap, _ in dropped})
    for roadmap, problem in checks.contradictions(connection, folder):
        _keep(connection, "rule", [problem])
        if problem.severity == "error":
            forget_roadmap(connection, roadmap)
            connection.execute("UPDATE file SET loaded = 0 WHERE id = ?", (roadmap,))
    connection.execute("DELETE FROM problem WHERE scope = 'circle'")
    _keep(connection, "circle", [problem for _, problem in circles.cycles(connection, folder)])


def _keep(connection: sqlite3.Connection, scope: str, problems: list[Problem]) -> None:
    connection.executemany(
        'INSERT INTO problem (scope, file, code, path, message, help, line, "column", width, excerpt, severity)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (scope, *(files.as_text(part) if isinstance(part, str) else part for part in (problem.path, *problem)))
            for problem in problems
        ],
    )
