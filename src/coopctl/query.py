"""From filters to rows: the only way in to the index for everything that answers a question.

A filter restricts the computed tables, by hiding each behind a temporary one with fewer rows; every view and
report then counts what is left without knowing of filters. Only ``--status`` chooses rows instead.
To add a filter, add it to ``FILTERS``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coopctl import rules, suggest
from coopctl.problems import CoopctlError, Exit

STATUSES = ("overdue", "at-risk", "in-progress", "planned", "done", "dropped")
OPEN = STATUSES[:4]
STAGES = ("active", "preparation", "ended", "concluded", "cancelled", "undated")
KINDS = ("roadmap", "working-arrangement", "project", "programme", "facility", "bilateral")


class Filter(NamedTuple):
    """One filter, the same in every command.

    ``known`` is a query for the values there are, as id and name, or the values themselves. ``roadmap`` and
    ``milestone`` are conditions on what is counted, with ``{values}`` for the list of those asked for;
    a filter without a ``roadmap`` condition leaves only roadmaps with something left to count.
    """

    name: str
    what: str
    help: str
    known: str | tuple[str, ...]
    roadmap: str = ""
    milestone: str = ""


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
        "status",
        "status",
        "Only rows with this status, or with a milestone of it; open: all but done and dropped.",
        (*STATUSES, "open"),
    ),
)

Asked = dict[str, list[str]]
"""The values asked for, by the filter's name; ids and patterns under ``ids``."""


class Question(NamedTuple):
    """What a report answers: an index restricted to what was asked for, over which day (ISO 8601) and why that."""

    connection: sqlite3.Connection
    day: str
    why_day: str
    asked: Asked

    def words(self) -> str:
        """The day and the filters, for a report's header."""
        shown = [f"{name} {' or '.join(values)}" for name, values in self.asked.items()]
        return " · ".join([f"as of {self.day} ({self.why_day})", *shown])

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables and views."""
        return self.connection.execute(sql, values).fetchall()

    def restricts(self) -> bool:
        """Whether anything but a choice of rows was asked for."""
        return any(values for name, values in self.asked.items() if name != "status")


def ask(connection: sqlite3.Connection, day: tuple[str, str], asked: Asked) -> Question:
    """Restrict what is counted to what is asked for; ``day`` is the day and why it is that.

    Raises CoopctlError (2 or 4) for a value that names nothing.
    """
    resolved = {one.name: resolve(connection, one, asked.get(one.name, [])) for one in FILTERS}
    resolved["ids"] = asked.get("ids", [])
    question = Question(connection, *day, {name: values for name, values in resolved.items() if values})
    if question.restricts():
        _restrict(question)
    return question


def resolve(connection: sqlite3.Connection, one: Filter, asked: Iterable[str]) -> list[str]:
    """The ids that the values asked for name, by id or by name, in any case."""
    values: list[str] = []
    for value in asked:
        known = known_values(connection, one)
        values.append(_named(one, value, known))
    return values


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


def known_values(connection: sqlite3.Connection, one: Filter) -> dict[str, str]:
    """The values of a filter, each with its name."""
    if isinstance(one.known, tuple):
        return {value: value for value in one.known}
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


def _restrict(question: Question) -> None:
    roadmap_terms, milestone_terms, values, milestones_only = _terms(question)
    connection = question.connection
    connection.execute("CREATE TEMP TABLE chosen (roadmap TEXT PRIMARY KEY)")
    connection.execute(f"INSERT INTO chosen SELECT id FROM roadmaps WHERE {' AND '.join(roadmap_terms)}", values)
    if not milestone_terms:
        for table in ("milestone_status", "deliverable_standing", "roadmap_standing", "roadmap_stage"):
            _narrow(connection, table)
        return
    connection.execute("CREATE TEMP TABLE counted (key INTEGER PRIMARY KEY)")
    condition = " AND ".join(["roadmap IN (SELECT roadmap FROM chosen)", *milestone_terms])
    connection.execute(f"INSERT INTO counted SELECT key FROM milestones WHERE {condition}", values)
    if milestones_only:
        connection.execute(
            "DELETE FROM chosen WHERE roadmap NOT IN (SELECT roadmap FROM milestone JOIN counted USING (key))"
        )
    _narrow(connection, "milestone_status")
    _narrow(connection, "roadmap_stage")
    _recount(connection)


def _terms(question: Question) -> tuple[list[str], list[str], dict[str, str], bool]:
    """The conditions on roadmaps and on milestones, their values, and whether some concern milestones only."""
    roadmap: list[str] = ["1"]
    milestone: list[str] = []
    values: dict[str, str] = {}
    only = False
    for one in FILTERS:
        if one.name not in question.asked:
            continue
        names = [f"{one.name}{number}" for number in range(len(question.asked[one.name]))]
        values |= dict(zip(names, question.asked[one.name], strict=True))
        listed = f"({', '.join(f':{name}' for name in names)})"
        if one.roadmap:
            roadmap.append(one.roadmap.replace("{values}", listed))
        if one.milestone:
            milestone.append(one.milestone.replace("{values}", listed))
            only = only or not one.roadmap
    if "ids" in question.asked:
        chosen, counted, id_values = _id_terms(question)
        roadmap.append(chosen)
        milestone += counted
        values |= id_values
        only = only or bool(counted)
    return roadmap, milestone, values, only


def _id_terms(question: Question) -> tuple[str, list[str], dict[str, str]]:
    """Ids and patterns: ``turkey-*``, ``serbia-2017/ipsn-tool``, ``*/*/drafted``."""
    values: dict[str, str] = {}
    roadmap, milestone = [], []
    deep = any("/" in pattern for pattern in question.asked["ids"])
    for number, pattern in enumerate(question.asked["ids"]):
        parts = pattern.rstrip("/").split("/")
        columns = ("roadmap", "deliverable", "milestone")
        terms = [f"{column} GLOB :id{number}_{column}" for column, _ in zip(columns, parts, strict=False)]
        values |= {f"id{number}_{column}": part for column, part in zip(columns, parts, strict=False)}
        _require_match(question, pattern, parts, terms, values)
        roadmap.append(f"id GLOB :id{number}_roadmap")
        milestone.append(f"({' AND '.join(terms)})")
    return f"({' OR '.join(roadmap)})", [f"({' OR '.join(milestone)})"] if deep else [], values


def _require_match(
    question: Question, pattern: str, parts: list[str], terms: list[str], values: dict[str, str]
) -> None:
    if len(parts) > 3:
        raise CoopctlError(f'"{pattern}" has too many parts', help="an id is ROADMAP/DELIVERABLE/MILESTONE at most")
    if len(parts) == 1:
        found = question.rows("SELECT 1 FROM roadmap WHERE id GLOB ? LIMIT 1", (parts[0],))
    else:
        used = {name: value for name, value in values.items() if f":{name}" in " ".join(terms)}
        found = question.rows(f"SELECT 1 FROM milestones WHERE {' AND '.join(terms)} LIMIT 1", used)
    if not found:
        raise no_such_id(question.connection, pattern)


def no_such_id(connection: sqlite3.Connection, asked: str) -> CoopctlError:
    """The error for an id or pattern that matches nothing, with the nearest one there is."""
    verb = "matches" if any(sign in asked for sign in "*?[") else "is"
    message = f'nothing in this portfolio {verb} "{asked}"'
    return CoopctlError(message, help=_nearest_id(connection, asked), exit_code=Exit.NOT_FOUND)


def _nearest_id(connection: sqlite3.Connection, asked: str) -> str:
    first = asked.partition("/")[0]
    broken = connection.execute("SELECT name FROM file WHERE id = ? AND NOT loaded", (first,)).fetchone()
    if broken:
        return f"{broken[0]} is there, but has problems: see coopctl check"
    roadmaps = [row[0] for row in connection.execute("SELECT id FROM roadmap ORDER BY id")]
    below = "SELECT path FROM deliverables UNION SELECT path FROM milestones ORDER BY path"
    paths = [row[0] for row in connection.execute(below)]
    ending = next((path for path in paths if path.endswith(f"/{asked}")), None)
    near = ending or suggest.nearest(asked, paths if "/" in asked else roadmaps)
    if near:
        return f'did you mean "{near}"?'
    return f"the roadmaps are {suggest.either(roadmaps, most=20)}" if roadmaps else "there are no roadmaps"


def _narrow(connection: sqlite3.Connection, table: str) -> None:
    """Hide ``table`` behind a temporary one that has only what is chosen or counted."""
    if table == "milestone_status":
        has_counted = connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'counted'").fetchone()
        keys = "counted" if has_counted else "milestone WHERE roadmap IN (SELECT roadmap FROM chosen)"
        condition = f"key IN (SELECT key FROM {keys})"
    else:
        condition = "roadmap IN (SELECT roadmap FROM chosen)"
    if connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (table,)).fetchone():
        connection.execute(f"DELETE FROM temp.{table} WHERE NOT ({condition})")
    else:
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE {condition}")


def _recount(connection: sqlite3.Connection) -> None:
    """Judge roadmaps and deliverables by what is counted alone."""
    for table, keys in (("deliverable_standing", "roadmap, deliverable"), ("roadmap_standing", "roadmap")):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(f"INSERT INTO temp.{table} {rules.standing(rules.MILESTONES, keys)}")


def quoted(values: Iterable[str]) -> str:
    """The values as a list of SQL literals in brackets."""
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"


def status_of_rows(question: Question) -> str:
    """The condition that ``--status`` puts on rows with a status of their own."""
    wanted = _wanted(question)
    return f"status IN {quoted(wanted)}" if wanted else "1"


def status_of_counts(question: Question) -> str:
    """The condition that ``--status`` puts on rows that count milestones: at least one has it."""
    wanted = _wanted(question)
    columns = [status.replace("-", "_") for status in wanted]
    return f"({' OR '.join(f'{column} > 0' for column in columns)})" if wanted else "1"


def _wanted(question: Question) -> list[str]:
    asked = question.asked.get("status", [])
    return [status for status in STATUSES if status in asked or ("open" in asked and status in OPEN)]
