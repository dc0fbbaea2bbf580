"""What can be typed next: the values of options and arguments that a shell offers, asked of the portfolio.

An offer is the value and what it stands for. Values are offered in whatever case they were begun.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopctl import addresses, clock, conditions, filters, groups, index, query, suggest
from coopctl.cli import answer
from coopctl.filters import RANGE, WORDS, Filter
from coopctl.question import Question
from coopctl.report import Column

if TYPE_CHECKING:
    from typer import Context

Offer = tuple[str, str]

SPANS = ("30d", "90d", "6m", "1y", "2y")
_QUARTERS = 4
_LAST_DAYS = (31, 30, 30, 31)


def of_choices(choices: Iterable[str], ctx: Context, incomplete: str) -> list[Offer]:
    """Fixed choices."""
    return _matching(((choice, "") for choice in choices), incomplete)


def of_several(choices: Iterable[str], ctx: Context, incomplete: str) -> list[Offer]:
    """Fixed choices, the last of several."""
    return _last_of_several([(choice, "") for choice in choices], incomplete)


def of_spans(ctx: Context, incomplete: str) -> list[Offer]:
    """Spans of time."""
    return of_choices(SPANS, ctx, incomplete)


def of_days(ctx: Context, incomplete: str) -> list[Offer]:
    """Days that one judges by: today, and the ends of the last quarters."""
    today = clock.today()
    year, quarter = today.year, (today.month - 1) // 3
    days = [("today", today.isoformat())]
    for _ in range(_QUARTERS):
        year, quarter = (year, quarter) if quarter else (year - 1, 4)
        days.append((f"{year}-{quarter * 3:02}-{_LAST_DAYS[quarter - 1]}", f"end of {year}-Q{quarter}"))
        quarter -= 1
    return _matching(days, incomplete)


def of_filter(one: Filter, ctx: Context, incomplete: str) -> list[Offer]:
    """The values of a filter, with how much the rest of the command line leaves of each."""
    if one.known == RANGE:
        from coopctl import ranges

        return of_choices((*ranges.NAMED, *SPANS, "-30d", "-90d"), ctx, incomplete)
    if one.known == WORDS:
        return []
    question = _question(ctx, without=one.name)
    known = filters.known_values(question.connection, one)
    if not _is_counted(question, one):
        return _named(known, incomplete, lambda id: "")
    counts = _counts(question, one)
    noun = "roadmap" if one.roadmap else "milestone"
    return _named(known, incomplete, lambda id: suggest.count(counts.get(id, 0), noun))


def _is_counted(question: Question, one: Filter) -> bool:
    """Whether counting takes no longer than one waits for an offer: all texts, and the areas of milestones, do."""
    return "text" not in question.asked and not (one.name == "area" and "status" in question.asked)


def _named(known: dict[str, str], incomplete: str, of: Callable[[str], str]) -> list[Offer]:
    """Ids with their names and what there is ``of`` each; where no id begins so, the names that do."""
    by_id = [(id, " · ".join(filter(None, (name if name != id else "", of(id))))) for id, name in known.items()]
    by_name = [(name, " · ".join(filter(None, (id, of(id))))) for id, name in known.items()]
    return _matching(by_id, incomplete) or _matching(by_name, incomplete)


def _counts(question: Question, one: Filter) -> dict[str, int]:
    """How many roadmaps or milestones there are of each value, among those that --status chooses."""
    grouping = groups.GROUPINGS.get(one.name)
    chosen = "1"
    if one.name == "status":
        counts = dict(question.rows("SELECT status, count(*) FROM milestone_status GROUP BY 1"))
        return {**counts, "open": sum(counts.get(status, 0) for status in filters.OPEN)}
    if grouping and not one.roadmap:
        rows = f"({grouping.milestones})"
        if "status" in question.asked:
            chosen = f"milestone IN (SELECT key FROM milestone_status WHERE {conditions.status_of_rows(question)})"
    else:
        roadmaps = grouping.roadmaps if grouping else f"SELECT {one.name} AS key, id AS roadmap FROM roadmaps"
        rows = f"({roadmaps}) JOIN roadmap_stage USING (roadmap)"
        if "status" in question.asked:
            chosen = f"roadmap IN (SELECT id FROM roadmaps WHERE {conditions.status_of_counts(question)})"
    return dict(question.rows(f"SELECT key, count(*) FROM {rows} WHERE {chosen} GROUP BY 1"))


def of_ids(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids, a level at a time; where only one fits, what lies below it too."""
    return _tracked(_question(ctx), incomplete)


def _tracked(question: Question, incomplete: str) -> list[Offer]:
    level = incomplete.count("/")
    offers = _ids(question, level, incomplete)
    below = _ids(question, level + 1, f"{offers[0][0]}/") if len(offers) == 1 else []
    return [*offers, *below]


_LEVELS = (
    "SELECT id, title FROM roadmaps ORDER BY 1",
    "SELECT path, title FROM deliverables ORDER BY roadmap, position",
    "SELECT path, title FROM milestones WHERE milestone <> '' ORDER BY roadmap, key",
)


def _ids(question: Question, level: int, incomplete: str) -> list[Offer]:
    return _matching(question.rows(_LEVELS[level]), incomplete) if level < len(_LEVELS) else []


def of_marks(states: Iterable[str], ctx: Context, incomplete: str) -> list[Offer]:
    """The ids, and once one is there, what it can be marked as."""
    return [*(of_choices(states, ctx, incomplete) if _words(ctx) else []), *of_ids(ctx, incomplete)]


def of_reports(ctx: Context, incomplete: str) -> list[Offer]:
    """The saved reports."""
    found = _opened(ctx, None).execute("SELECT id, title FROM report ORDER BY position")
    return [(id, title) for id, title in found if id.startswith(incomplete)]


def of_list(ctx: Context, incomplete: str) -> list[Offer]:
    """What can be listed, then ids of that."""
    from coopctl.cli.commands import list as listing

    kind, _ = listing.split(_words(ctx))
    if kind in listing.OWN_FILTERS:
        own = next(one for one in filters.FILTERS if one.name == listing.OWN_FILTERS[kind])
        return of_filter(own, ctx, incomplete)
    if kind == "engagements":
        from coopctl.reports.lists import engagements

        return _named(engagements.known(_question(ctx)), incomplete, lambda id: "")
    return [*([] if _words(ctx) else of_choices(listing.what_there_is(), ctx, incomplete)), *of_ids(ctx, incomplete)]


def of_shown(ctx: Context, incomplete: str) -> list[Offer]:
    """Ids, and behind ``area:``, ``country:`` and so on those of each kind; where only one fits, those at once."""
    from coopctl.reports.shows import anything

    question, known = _question(ctx), ("roadmap", *anything.KINDS)
    if incomplete.partition(":")[0].lower() in known and ":" in incomplete:
        return _of_kind(question, incomplete)
    there = [kind for kind in known if addresses.entries(question.connection, kind)]
    kinds = _matching(((f"{kind}:", "") for kind in there), incomplete)
    offers = [*_tracked(question, incomplete), *kinds]
    return [*offers, *_of_kind(question, kinds[0][0])] if len(offers) == len(kinds) == 1 else offers


def _of_kind(question: Question, incomplete: str) -> list[Offer]:
    kind, _, name = incomplete.partition(":")
    known = addresses.entries(question.connection, kind.lower())
    return [(f"{kind}:{value}", what) for value, what in _named(known, name, lambda id: "")]


def of_columns(ctx: Context, incomplete: str) -> list[Offer]:
    """The columns of the list or report, the last of several."""
    return _last_of_several([(column.key, column.title) for column in _columns(ctx)], incomplete)


def _last_of_several(known: Iterable[Offer], incomplete: str) -> list[Offer]:
    """What can come behind the last comma, with or without a minus in front: what is not there already."""
    before, comma, last = incomplete.rpartition(",")
    sign = "-" if last.startswith("-") else ""
    taken = [name.lstrip("-") for name in before.split(",")]
    offers = _matching(known, last.removeprefix("-"))
    return [(f"{before}{comma}{sign}{value}", what) for value, what in offers if value not in taken]


def _words(ctx: Context) -> list[str]:
    """The arguments so far; those before an option that lacks its value are left over."""
    return list(ctx.params.get("what") or ctx.params.get("words") or ctx.args)


def _columns(ctx: Context) -> Iterable[Column]:
    name = ctx.command.name  # what a saved report runs, under whatever name it is saved
    if name == "list":
        from coopctl.cli.commands.list import split

        kind, _ = split(_words(ctx))
        return [field.column() for field in import_module(f"coopctl.reports.lists.{kind}").FIELDS]
    if ctx.info_name == "log":
        return import_module("coopctl.history.life").COLUMNS  # type: ignore[no-any-return]
    module = import_module(f"coopctl.reports.{name}")
    own = {option.name: ctx.params.get(option.name) or option.default for option in module.OPTIONS}
    return [column for table in module.build(_question(ctx), **own).tables for column in table.columns]


def of_tables(ctx: Context, incomplete: str) -> list[Offer]:
    """The tables of what is to be shown."""
    from coopctl.reports.shows import anything

    shown = anything.build(_question(ctx), ctx.params.get("id") or next(iter(ctx.args), None))
    return _matching(((table.name, table.title) for table in shown.tables), incomplete)


def of_codes(ctx: Context, incomplete: str) -> list[Offer]:
    """The codes of problems."""
    from coopctl import explain

    return _matching(explain.codes().items(), incomplete)


def _matching(known: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Those that begin with what was typed, in any case, continued from it."""
    typed = incomplete.casefold()
    return [
        (incomplete + value[len(incomplete) :], what) for value, what in known if value.casefold().startswith(typed)
    ]


def _question(ctx: Context, without: str = "") -> Question:
    """The question that the command line asks so far."""
    from coopctl.cli import parameters

    values: dict[str, Any] = {**ctx.params, "ids": None, without: None}
    connection = _opened(ctx, values.get("portfolio"))
    day = index.set_day(connection, answer.day_asked(values.get("as_of")))
    return query.ask(connection, day, parameters.asked(values))


def _opened(ctx: Context, named: str | None) -> sqlite3.Connection:
    """The index of the portfolio that the command line means, opened once."""
    return _open(answer.find_folder(named or ctx.find_root().params.get("portfolio")))


@cache
def _open(folder: Path) -> sqlite3.Connection:
    connection = index.open_index(folder, clock.today()).connection
    index.make_views(connection)
    return connection
