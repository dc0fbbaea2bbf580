"""Fills the index: reads the files that changed, asks the rules across files, computes what depends on the day."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from coopctl import checks, files, load, rules, tables
from coopctl.problems import Problem

_BOOKKEEPING = ("snapshot", "file", "problem")

Progress = Callable[[list[str]], Iterable[str]]
"""Passes the names of the files to read on, one by one, and may show how far they are."""


def update(
    connection: sqlite3.Connection,
    folder: Path,
    stamps: dict[str, files.Stamp],
    stale: list[str],
    today: date,
    progress: Progress,
) -> None:
    """Bring the index up to date: ``stale`` are the names of files that came, changed or went."""
    known = {row[0] for row in connection.execute("SELECT name FROM file")}
    for name in known.intersection(stale):
        _forget(connection, name)
    for name in progress([name for name in stale if name in stamps]):
        _insert(connection, load.load(folder, name), stamps[name])
    _apply_checks(connection, folder)
    (day,) = connection.execute("SELECT max(as_of) FROM framework").fetchone()
    rules.compute(connection, day or today.isoformat())
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES ('today', ?)", ("" if day else today.isoformat(),))
    connection.commit()


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
        _forget_roadmap(connection, load.roadmap_id(name))
    connection.execute("DELETE FROM problem WHERE file = ?", (name,))
    connection.execute("DELETE FROM file WHERE name = ?", (name,))


def _forget_roadmap(connection: sqlite3.Connection, id: str) -> None:
    for table in _tables(connection, of_roadmaps=True):
        key = "id" if table == "roadmap" else "roadmap"
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (id,))


def _insert(connection: sqlite3.Connection, loaded: load.Loaded, scanned: files.Stamp) -> None:
    is_framework = loaded.name == files.FRAMEWORK
    id = "" if is_framework else load.roadmap_id(loaded.name)
    seen = scanned if loaded.stamp == files.NO_STAMP else loaded.stamp
    racy = files.is_racy(seen, time.time_ns())
    connection.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (files.as_text(loaded.name), files.as_text(id), loaded.model is not None, racy, *seen),
    )
    _keep(connection, "file", loaded.problems)
    if loaded.model is None:
        return
    rows = tables.framework_rows(loaded.model) if is_framework else tables.roadmap_rows(id, loaded.model)
    for (table, columns), values in rows.items():
        connection.executemany(_insertion(table, columns), values)


def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def _apply_checks(connection: sqlite3.Connection, folder: Path) -> None:
    connection.execute("DELETE FROM problem WHERE scope = 'across'")
    for roadmap, problem in checks.contradictions(connection, folder):
        _keep(connection, "file" if problem.severity == "error" else "across", [problem])
        if problem.severity == "error":
            _forget_roadmap(connection, roadmap)
            connection.execute("UPDATE file SET loaded = 0 WHERE id = ?", (roadmap,))
    has_framework = bool(connection.execute("SELECT 1 FROM framework").fetchone())
    across = checks.dangling(connection, folder, framework=has_framework) + checks.cycles(connection, folder)
    _keep(connection, "across", [problem for _, problem in across])


def _keep(connection: sqlite3.Connection, scope: str, problems: list[Problem]) -> None:
    connection.executemany(
        'INSERT INTO problem (scope, file, code, path, message, help, line, "column", width, excerpt, severity)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (scope, *(files.as_text(part) if isinstance(part, str) else part for part in (problem.path, *problem)))
            for problem in problems
        ],
    )
