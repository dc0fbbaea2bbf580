"""The commits of a history, and which files of a portfolio each of them touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coopctl.history import revisions
from coopctl.history.revisions import Repository

NOT_COMMITTED = "not committed yet"

SHORT = 8
"""How many signs of a commit's id are shown."""

_HEAD = 5


class Touch(NamedTuple):
    """What a commit did to one file: its path before and after, and its blob's id for each parent and after.

    An id that is empty stands for "was not there".
    """

    old_path: str
    path: str
    before: tuple[str, ...]
    after: str


class Commit(NamedTuple):
    """A commit with the day (ISO 8601) and the author it was written by, and what it touched."""

    id: str
    parents: tuple[str, ...]
    when: str | None
    who: str
    subject: str
    touches: tuple[Touch, ...]


def between(repository: Repository, newest: str, without: str | None, everywhere: bool = False) -> list[Commit]:
    """The commits up to ``newest`` that ``without`` does not have, newest first, as far as they touch TOML files.

    Of merges, only what differs from all that were merged. ``everywhere``: not just those of the portfolio's folder.
    """
    folder = "**/" if everywhere else _literal(repository.prefix)
    told = revisions.run(
        repository,
        *("log", "--topo-order", "--raw", "-c", "-M", "--no-abbrev", "-z", "--root", "--encoding=UTF-8"),
        *("--no-color", "--no-ext-diff", "--no-textconv", "--format=%H%x00%P%x00%ad%x00%aN%x00%s", "--date=short"),
        *(newest, *([f"^{without}"] if without else []), "--", f":(top,glob){folder}*.toml"),
    )
    return list(_parsed(told.split("\0")))


def _literal(prefix: str) -> str:
    return "".join(f"\\{sign}" if sign in "*?[]\\" else sign for sign in prefix)


def _parsed(told: list[str]) -> Iterator[Commit]:
    place = 0
    while place + _HEAD <= len(told):
        id, parents, when, who, subject = told[place : place + _HEAD]
        touches, place = _touches(told, place + _HEAD)
        yield Commit(id.strip(), tuple(parents.split()), when, who, subject, tuple(touches))


def _touches(told: list[str], place: int) -> tuple[list[Touch], int]:
    """What is told from ``place`` on until the next commit begins, and where that is."""
    found = []
    while place < len(told):
        entry = told[place].lstrip("\n")
        if entry.startswith(":"):
            *ids, status = entry.split(" ")
            parents = len(entry) - len(entry.lstrip(":"))
            is_renamed = parents == 1 and status.startswith("R")
            path = told[place + 2] if is_renamed else told[place + 1]
            *before, after = map(_known, ids[parents + 1 :])
            found.append(Touch(told[place + 1], path, tuple(before), after))
            place += 3 if is_renamed else 2
        elif entry:
            break
        else:
            place += 1
    return found, place


def _known(id: str) -> str:
    return id if id.strip("0") else ""
