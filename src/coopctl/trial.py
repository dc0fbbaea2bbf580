"""What would become of the portfolio if some of its files were others: nothing is written to find out."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from coopctl import build, checks, files, index, snapshot
from coopctl.problems import Problem


def new_problems(
    folder: Path, today: date, drafts: Mapping[str, bytes | None], renamed: Mapping[str, str] | None = None
) -> list[Problem]:
    """The problems that the portfolio in ``folder`` would have with these ``drafts`` of its files, and has not now.

    A problem that moves to another line, or with its file to another name (``renamed``, the new one by the old), is
    not new; nor are those that come to light because a file that could not be used can be. What lies after ``today``
    is among them, though the index does not keep it, since it changes from day to day.
    """
    with closing(index.open_index(folder, today).connection) as kept:
        before, unusable = _problems(kept, files.Folder(folder), today), _unusable(kept)
        with closing(snapshot.copy_to_memory(kept)) as copy:
            _put(copy, folder, today, drafts)
            after, mended = _problems(copy, files.Folder(folder, drafts), today), unusable - _unusable(copy)
    known = Counter(_told_by(one, renamed or {}) for one in before)
    return [one for one in after if Path(one.path).name not in mended and not _take(known, _told_by(one, {}))]


def _problems(connection: sqlite3.Connection, folder: files.Folder, today: date) -> list[Problem]:
    coming = checks.future(connection, folder, today.isoformat())
    return [
        *index.problems(connection, folder.path),
        *(index.in_folder(problem, folder.path) for _, problem in coming),
    ]


def _put(copy: sqlite3.Connection, folder: Path, today: date, drafts: Mapping[str, bytes | None]) -> None:
    """Bring the index up to date as if the drafts were the files."""
    stamps = {name: files.Stamp(*stamp) for name, stamp in zip(*files.scan(folder), strict=True)}
    for name, content in drafts.items():
        stamps[name] = files.NO_STAMP
        if content is None:
            del stamps[name]
    build.update(copy, files.Folder(folder, drafts), stamps, sorted(drafts), today)


def _unusable(connection: sqlite3.Connection) -> set[str]:
    """The files that are left out because of their problems."""
    return {row[0] for row in connection.execute("SELECT name FROM file WHERE NOT loaded")}


def _told_by(problem: Problem, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """What one problem is told from another by."""
    name = Path(problem.path).name
    return problem.code, renamed.get(name, name), problem.message, problem.severity


def _take(known: Counter[tuple[str, ...]], one: tuple[str, ...]) -> bool:
    known[one] -= 1
    return known[one] >= 0
