"""What can be asked for: the filters that every command has, and the values that each takes.

To add a filter, add it to ``FILTERS``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from coopctl import ranges, suggest, texts
from coopctl.problems import CoopctlError, Exit

STATUSES = ("overdue", "at-risk", "in-progress", "planned", "done", "dropped")
OPEN = STATUSES[:4]
STAGES = ("active", "preparation", "ended", "concluded", "cancelled", "undated")
OVER = STAGES[2:5]
RATINGS = ("red", "amber", "green", "none", "complete")
"""Worst first, as statuses are; a rating of none says that nothing can be late."""
RANGE, WORDS = "RANGE", "WORDS"
KINDS = ("roadmap", "working-arrangement", "project", "programme", "facility", "bilateral")


class Filter(NamedTuple):
    """One filter, the same in every command.

    ``known`` is a query for the values there are, as id and name, or the values themselves; RANGE or WORDS where
    these cannot be listed. ``roadmap`` and ``milestone`` are conditions on what is counted, with ``{values}`` for
    the list of those asked for, or ``{first}`` and ``{last}`` for the days of a range; a filter without a
    ``roadmap`` condition leaves only roadmaps with something left to count.
    """

    name: str
    what: str
    help: str
    known: str | tuple[str, ...]
    roadmap: str = ""
    milestone: str = ""


_START = "coalesce(starts_first, starts_last, signed_on_first, signed_on_last)"
_OVER = "CASE WHEN coalesce({0}_first, {0}_last) <= (SELECT day FROM as_of) THEN {0}_last ELSE '9999' END"
_END = f"min(coalesce(ends_last, '9999'), {_OVER.format('concluded')}, {_OVER.format('cancelled')})"
"""When a roadmap of the view `roadmaps` starts and ends; an end before the agreed one counts once it has come."""

FILTERS: tuple[Filter, ...] = (
    Filter(
        "country",
        "country",
        "Only what concerns this country (code or name).",
        "SELECT id, name FROM country ORDER BY position",
        "id IN (SELECT roadmap FROM roadmap_countries WHERE country IN {values})",
    ),
    Filter(
        "region",
        "region",
        "Only what concerns this region or a country in it.",
        "SELECT id, title FROM region ORDER BY position",
        "id IN (SELECT roadmap FROM roadmap_regions WHERE region IN {values})",
    ),
    Filter(
        "area",
        "focus area",
        "Only what belongs to this focus area.",
        "SELECT id, title FROM focus_area ORDER BY position",
        """id IN (SELECT roadmap FROM roadmap_areas WHERE area IN {values}
            UNION SELECT roadmap FROM deliverable WHERE focus_area IN {values})""",
        """(area IN {values} OR area IS NULL
            AND roadmap IN (SELECT roadmap FROM roadmap_areas WHERE area IN {values}))""",
    ),
    Filter(
        "aim",
        "aim",
        "Only roadmaps that serve this aim.",
        "SELECT id, title FROM aim ORDER BY position",
        "id IN (SELECT roadmap FROM roadmap_aims WHERE aim IN {values})",
    ),
    Filter(
        "partner",
        "organisation",
        "Only roadmaps with this partner.",
        "SELECT id, name FROM organisation ORDER BY position",
        "id IN (SELECT roadmap FROM roadmap_partners WHERE partner IN {values})",
    ),
    Filter("kind", "kind", "Only roadmaps of this kind.", KINDS, "kind IN {values}"),
    Filter("stage", "stage", "Only roadmaps at this stage.", STAGES, "stage IN {values}"),
    Filter(
        "owner",
        "organisation",
        "Only milestones that this organisation is in charge of.",
        "SELECT id, name FROM organisation ORDER BY position",
        milestone="owner IN {values}",
    ),
    Filter(
        "due",
        "range",
        "Only milestones with a deadline within: 2026-Q3, 2026/.., 30d, -90d, this-month ...",
        RANGE,
        milestone="deadline_last BETWEEN {first} AND {last}",
    ),
    Filter(
        "active",
        "range",
        "Only roadmaps that run at some time within: 2026, 2025/2026, last-quarter ...",
        RANGE,
        f"({_START} IS NOT NULL OR ends IS NOT NULL) AND coalesce({_START}, '') <= {{last}} AND {_END} >= {{first}}",
    ),
    Filter(
        "status",
        "status",
        "Only rows with this status, or with a milestone of it; open: all but done and dropped.",
        (*STATUSES, "open"),
    ),
    Filter("text", "text", "Only rows in whose texts all these words occur.", WORDS),
)
CHOOSING = ("status", "text")
"""The filters that choose rows and leave what is counted as it is."""


def resolve(connection: sqlite3.Connection, one: Filter, asked: Iterable[str], day: date) -> list[str]:
    """The ids that the values asked for name, by id or by name, in any case; of ranges the interval in ISO 8601."""
    if one.known in (RANGE, WORDS):
        read = _interval if one.known == RANGE else _words
        return [read(one, value, day) for value in asked]
    known = known_values(connection, one)
    return [_named(one, value, known) for value in asked]


def _named(one: Filter, value: str, known: dict[str, str]) -> str:
    """The id that ``value`` is, or else that it or a name is in another case."""
    if value in known:
        return value
    wanted = value.casefold()
    found = [id for id in known if id.casefold() == wanted] or [
        id for id, name in known.items() if name.casefold() == wanted
    ]
    if not found:
        raise _no_such(one, value, known)
    if len(found) > 1:
        raise CoopctlError(f'--{one.name}: "{value}" could be {suggest.either(found)}', help="give the id as written")
    return found[0]


def _interval(one: Filter, value: str, day: date) -> str:
    try:
        return str(ranges.parse(value, day))
    except ValueError as error:
        raise CoopctlError(f'--{one.name}: "{value}" is not a range of days', help=str(error)) from error


def _words(one: Filter, value: str, day: date) -> str:
    if not texts.folded(value).split():
        raise CoopctlError(
            f"--{one.name}: there is no word to look for", help=f'write words: --{one.name} "site visit"'
        )
    return value


def known_values(connection: sqlite3.Connection, one: Filter) -> dict[str, str]:
    """The values of a filter, each with its name; none where they cannot be listed."""
    if isinstance(one.known, tuple):
        return {value: value for value in one.known}
    if one.known in (RANGE, WORDS):
        return {}
    return dict(connection.execute(one.known).fetchall())


def _no_such(one: Filter, value: str, known: dict[str, str]) -> CoopctlError:
    near = suggest.nearest(value, [*known, *known.values()])
    what = suggest.plural(one.what)
    there = f"the {what} are {suggest.either(known, most=30)}" if known else f"the portfolio has no {what}"
    fixed = isinstance(one.known, tuple)
    return CoopctlError(
        f'--{one.name}: no {one.what} "{value}"{"" if fixed else " in this portfolio"}',
        help=f'did you mean "{near}"? {there}' if near else there,
        exit_code=Exit.USAGE if fixed else Exit.NOT_FOUND,
    )
