"""What lists, reports and `show` can hold: their facts and the columns of their tables, by the name of the report.

Read off the reports themselves, built over the example that is shipped, in which every field stands: a new column
or fact is known as soon as it is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from coopctl import addresses, build, files, index, query, registry, reports
from coopctl.problems import CoopctlError
from coopctl.question import Question, View
from coopctl.report import Column, Report
from coopctl.reports import lists
from coopctl.reports.shows import anything

_EXAMPLE = Path(__file__).parent / "example"
_DAY = date(2026, 6, 30)
_IN_ROADMAPS = "SELECT path FROM deliverables UNION SELECT path FROM milestones"
_INDICATORS = "SELECT roadmap || '/' || deliverable || '/' || id FROM indicator"


class Shape(NamedTuple):
    """Facts as columns, the columns of the report's own table, and of further ones by their names; what reports of
    one name have together, so that a column may be there more than once."""

    facts: list[Column]
    rows: list[Column]
    tables: dict[str, list[Column]]


def shapes() -> dict[str, Shape]:
    """The shape of every list, report and `show`, by its name."""
    found: dict[str, Shape] = {}
    alike: dict[str, list[Column]] = {}  # tables of one name, of which any report may leave out what is empty
    for report in _reports():
        shape = found.setdefault(report.name, Shape([], [], {}))
        shape.facts.extend(Column(fact.key, fact.title, fact.kind) for fact in report.facts)
        tables = list(report.tables)
        if tables and not report.facts:
            shape.rows.extend(tables.pop(0).columns)
        for table in tables:
            shape.tables[table.name] = alike.setdefault(table.name, [])
            shape.tables[table.name].extend(table.columns)
    return found


def _reports() -> Iterator[Report]:
    """Every one of them, but what needs a history; what one leaves behind in the database does not reach the next."""
    connection = _example()
    question = query.ask(connection, (_DAY.isoformat(), ""), {}, _Everything())
    for builder in [*_listings(), *_shown(connection)]:
        connection.execute("SAVEPOINT before")
        with suppress(CoopctlError):
            yield builder(question)
        connection.execute("ROLLBACK TO before")


class _Everything(View):
    """A view that wants every column, also those that are shown only when asked for."""

    def wants(self, key: str) -> bool:
        return True


def _example() -> sqlite3.Connection:
    connection = index.empty("")
    stamps = {name: files.Stamp(*stamp) for name, stamp in zip(*files.scan(_EXAMPLE), strict=True)}
    build.update(connection, files.Folder(_EXAMPLE), stamps, sorted(stamps), _DAY)
    index.make_views(connection)
    return connection


def _listings() -> Iterator[Callable[[Question], Report]]:
    """The lists, and the reports with each of their options."""
    for package in (lists, reports):
        for name in registry.names(package):
            module = import_module(f"{package.__name__}.{name}")
            if hasattr(module, "build"):
                yield from (partial(module.build, **options) for options in _choices(getattr(module, "OPTIONS", ())))


def _choices(options: tuple[reports.ReportOption, ...]) -> Iterator[Mapping[str, str | bool]]:
    """The default options, then each choice there is, in pairs too where several can be made, and each flag set."""
    yield {}
    for option in options:
        choices = (True,) if option.default is False else option.choices
        yield from ({option.name: choice} for choice in choices)
        if option.most > 1:
            following = (*option.choices[1:], option.choices[0])
            yield from ({option.name: ",".join(pair)} for pair in zip(option.choices, following, strict=True))


def _shown(connection: sqlite3.Connection) -> Iterator[Callable[[Question], Report]]:
    """What `show` says of everything that has an id, and of the portfolio."""
    yield anything.build
    kinds = ("roadmap", *anything.KINDS)
    ids = [f"{kind}:{id}" for kind in kinds for id in addresses.entries(connection, kind)]
    ids += [path for sql in (_IN_ROADMAPS, _INDICATORS) for (path,) in connection.execute(sql)]
    yield from (partial(anything.build, id=id) for id in ids)
