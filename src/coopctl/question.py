"""What is asked, as one value: of which index, over which day, for what, and how much of the answer is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coopctl import suggest
from coopctl.filters import CHOOSING

Asked = dict[str, list[str]]
"""The values asked for, by the filter's name; ids and patterns under ``ids``."""


class View(NamedTuple):
    """Which columns of an answer to show, in what order its rows stand (``-`` before a column: descending), and how
    many of them; empty for as it comes."""

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None

    def wants(self, key: str) -> bool:
        """Whether a column that is not shown by itself is needed."""
        return any(same_column(name, key) for name in (*self.columns, *(name.lstrip("-") for name in self.sort)))


AS_IT_COMES = View()


def same_column(name: str, key: str) -> bool:
    """Whether ``name``, as a person writes it, is the column ``key``: ``Next-Deadline`` is ``next_deadline``."""
    return _plain(name) == _plain(key)


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


class Question(NamedTuple):
    """What a report answers: an index restricted to what was asked for, over which day (ISO 8601) and why that.

    ``folder`` is where the portfolio's files are, for what reads more than the index.
    """

    connection: sqlite3.Connection
    day: str
    why_day: str
    asked: Asked
    view: View = AS_IT_COMES
    folder: Path | None = None

    def words(self) -> str:
        """The day and the filters, for a report's header."""
        shown = [f"{name} {' or '.join(map(_shown(name), values))}" for name, values in self.asked.items()]
        return " · ".join([f"as of {self.day} ({self.why_day})", *shown])

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables and views."""
        return self.connection.execute(sql, values).fetchall()

    def notes(self) -> tuple[str, ...]:
        """What is to be said where rows are chosen and figures stay whole; nothing where nothing chooses rows."""
        words = {"status": "the status", "text": "the words"}
        asked = suggest.enumerated(words[name] for name in CHOOSING if name in self.asked)
        return (f"Only rows with {asked} asked for are shown; figures and ratings count everything.",) if asked else ()

    def restricts(self) -> bool:
        """Whether anything but a choice of rows was asked for."""
        return any(values for name, values in self.asked.items() if name not in CHOOSING)


def _shown(name: str) -> Callable[[str], str]:
    return '"{}"'.format if name == "text" else str
