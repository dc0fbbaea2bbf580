"""What can be typed next: the values of options and arguments that a shell offers, asked of the portfolio.

An offer is the value and what it stands for. Values are offered in whatever case they were begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import typer

from coopctl import clock, filters, groups, index, query, suggest
from coopctl.cli import answer
from coopctl.filters import RANGE, WORDS, Filter
from coopctl.query import Question
from coopctl.report import Column

Offer = tuple[str, str]


def of_choices(choices: Iterable[str], ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Fixed choices."""
    return _matching(((choice, "") for choice in choices), incomplete)


def of_several(choices: Iterable[str], ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Fixed choices, the last of several."""
    return _last_of_several([(choice, "") for choice in choices], incomplete)


def of_filter(one: Filter, ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The values of a filter, with how much the rest of the command line leaves of each."""
    if one.known == RANGE:
        from coopctl import ranges

        return of_choices((*ranges.NAMED, "30d", "90d", "-30d", "-90d"), ctx, incomplete)
    if one.known == WORDS:
        return []
    question = _question(ctx, without=one.name)
    counts, noun = _counts(question, one)
    known = filters.known_values(question.connection, one)
    named = [
        (id, f"{'' if name == id else f'{name} · '}{suggest.count(counts.get(id, 0), noun)}")
        for id, name in known.items()
    ]
    offers = _matching(named, incomplete)
    by_name = [(name, f"{id} · {what}") for (id, what), name in zip(named, known.values(), strict=True)]
    return offers or _matching(by_name, incomplete)


def _counts(question: Question, one: Filter) -> tuple[dict[str, int], str]:
    """How many there are of each value, and what is counted."""
    grouping = groups.GROUPINGS.get(one.name)
    if one.name == "status":
        counts = dict(question.rows("SELECT status, count(*) FROM milestone_status GROUP BY 1"))
        return {**counts, "open": sum(counts.get(status, 0) for status in filters.OPEN)}, "milestone"
    if grouping and not one.roadmap:
        return dict(question.rows(f"SELECT g.key, count(*) FROM ({grouping.milestones}) g GROUP BY 1")), "milestone"
    if grouping:
        member = f"({grouping.roadmaps}) JOIN roadmap_stage USING (roadmap)"
        return dict(question.rows(f"SELECT key, count(*) FROM {member} GROUP BY 1")), "roadmap"
    return dict(question.rows(f"SELECT {one.name}, count(*) FROM roadmaps GROUP BY 1")), "roadmap"


def of_ids(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Ids, a level at a time; where only one fits, what lies below it too."""
    question = _question(ctx)
    level = incomplete.count("/")
    offers = _ids(question, level, incomplete)
    below = _ids(question, level + 1, f"{offers[0][0]}/") if len(offers) == 1 else []
    return [*offers, *below]


_LEVELS = (
    "SELECT id, title FROM roadmaps ORDER BY 1",
    "SELECT path, title FROM deliverables ORDER BY roadmap, position",
    "SELECT path, title FROM milestones WHERE milestone <> '' ORDER BY roadmap, deliverable_position, position",
)


def _ids(question: Question, level: int, incomplete: str) -> list[Offer]:
    return _matching(question.rows(_LEVELS[level]), incomplete) if level < len(_LEVELS) else []


def of_marks(states: Iterable[str], ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The ids, and once one is there, what it can be marked as."""
    return [*(of_choices(states, ctx, incomplete) if _words(ctx) else []), *of_ids(ctx, incomplete)]


def of_list(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """What can be listed, then ids."""
    from coopctl.cli.commands.list import what_there_is

    return [*([] if _words(ctx) else of_choices(what_there_is(), ctx, incomplete)), *of_ids(ctx, incomplete)]


def of_columns(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The columns of the list or report, the last of several."""
    return _last_of_several([(column.key, column.title) for column in _columns(ctx)], incomplete)


def _last_of_several(known: Iterable[Offer], incomplete: str) -> list[Offer]:
    """What can come behind the last comma, with or without a minus in front: what is not there already."""
    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    taken = [name.lstrip("-") for name in before.split(",")]
    offers = _matching(known, last.removeprefix("-"))
    return [(f"{before}{comma}{sign}{value}", what) for value, what in offers if value not in taken]


def _words(ctx: typer.Context) -> list[str]:
    """The arguments so far; those before an option that lacks its value are left over."""
    return list(ctx.params.get("what") or ctx.params.get("words") or ctx.args)


def _columns(ctx: typer.Context) -> Iterable[Column]:
    if ctx.info_name == "list":
        from coopctl.cli.commands.list import split

        kind, _ = split(_words(ctx))
        return [field.column() for field in import_module(f"coopctl.reports.lists.{kind}").FIELDS]
    if ctx.info_name == "log":
        return import_module("coopctl.life").COLUMNS  # type: ignore[no-any-return]
    module = import_module(f"coopctl.reports.{ctx.info_name}")
    own = {option.name: ctx.params.get(option.name) or option.default for option in module.OPTIONS}
    return [column for table in module.build(_question(ctx), **own).tables for column in table.columns]


def of_tables(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The tables of what is to be shown."""
    from coopctl.reports.shows import anything

    shown = anything.build(_question(ctx), ctx.params.get("id") or next(iter(ctx.args), None))
    return _matching(((table.name, table.title) for table in shown.tables), incomplete)


def of_codes(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The codes of problems."""
    from coopctl import explain

    return _matching(explain.codes().items(), incomplete)


def _matching(known: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Those that begin with what was typed, in any case, continued from it."""
    typed = incomplete.casefold()
    return [
        (incomplete + value[len(incomplete) :], what) for value, what in known if value.casefold().startswith(typed)
    ]


def _question(ctx: typer.Context, without: str = "") -> Question:
    """The question that the command line asks so far."""
    from coopctl.cli import parameters

    values: dict[str, Any] = {**ctx.params, "ids": None, without: None}
    folder = answer.find_folder(values.get("portfolio") or ctx.find_root().params.get("portfolio"))
    connection = index.open_index(folder, clock.today()).connection
    index.make_views(connection)
    day = index.set_day(connection, answer.day_asked(values.get("as_of")))
    return query.ask(connection, day, parameters.asked(values))
