"""The files become rows; many files, with the help of other processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, NamedTuple

from coopctl import files, helpers, load, tables
from coopctl.problems import Problem

_MANY = 100
_PORTION = 10


class Read(NamedTuple):
    """One file after reading: the rows it fills unless it has errors, and its stamp and the time from before that.

    ``read_at`` is in nanoseconds since the epoch.
    """

    name: str
    stamp: files.Stamp
    read_at: int
    rows: tables.Rows | None
    problems: list[Problem]


def read(folder: files.Folder, name: str) -> Read:
    """Read and validate one file of the portfolio in ``folder``."""
    loaded = load.load(folder, name)
    rows = None if loaded.model is None else _rows(name, loaded.model)
    return Read(name, loaded.stamp, loaded.read_at, rows, loaded.problems)


def _rows(name: str, model: Any) -> tables.Rows:
    is_framework = name == files.FRAMEWORK
    return tables.framework_rows(model) if is_framework else tables.roadmap_rows(load.roadmap_id(name), model)


@contextmanager
def all_of(folder: files.Folder, names: list[str]) -> Iterator[Iterator[Read]]:
    """The files, read in this order."""
    count = helpers.available() if len(names) >= _MANY else 0
    if not count:
        yield (read(folder, name) for name in names)
        return
    first = read(folder, names[0])  # loads what reading needs, once for all helpers
    portions = _portions(names[1:])

    def read_portion(number: int) -> list[tuple[Any, ...]]:
        return [plain(read(folder, name)) for name in portions[number]]

    with helpers.shared(read_portion, len(portions), count) as done:
        yield chain([first], map(from_plain, chain.from_iterable(done)))


def _portions(names: list[str]) -> list[list[str]]:
    size = max(_PORTION, -(-len(names) // helpers.MOST_PIECES))
    return [names[start : start + size] for start in range(0, len(names), size)]


def plain(one: Read) -> tuple[Any, ...]:
    """``one`` as a helper hands it over."""
    return (one.name, tuple(one.stamp), one.read_at, one.rows, list(map(tuple, one.problems)))


def from_plain(plain: tuple[Any, ...]) -> Read:
    """What a helper has handed over: the inverse of :func:`plain`."""
    name, stamp, read_at, rows, problems = plain
    return Read(name, files.Stamp(*stamp), read_at, rows, [Problem(*problem) for problem in problems])
