"""From filters to rows: the only way in to the index for everything that answers a question.

A filter restricts the computed tables, by hiding each behind a temporary one with fewer rows; every view and
report then counts what is left without knowing of filters. Only ``--status`` and ``--text`` choose rows instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from coopctl import rules, suggest, texts
from coopctl.filters import CHOOSING, FILTERS, OPEN, RANGE, resolve
from coopctl.filters import OVER as OVER
from coopctl.filters import RATINGS as RATINGS
from coopctl.filters import STAGES as STAGES
from coopctl.filters import STATUSES as STATUSES
from coopctl.problems import CoopctlError, Exit

Asked = dict[str, list[str]]
"""The values asked for, by the filter's name; ids and patterns under ``ids``."""

MOST_IDS, MOST_VALUES = 8000, 2000
"""How many ids a command takes, about as many as ``xargs`` puts on a line, and how many values a filter: together no
more than the 32 766 that SQLite binds, of which an id takes three and a range two."""

PATHS = """
SELECT id FROM roadmap UNION SELECT roadmap || '/' || id FROM deliverable
UNION SELECT roadmap || '/' || deliverable || '/' || id FROM milestone WHERE id <> ''
UNION SELECT roadmap || '/' || deliverable || '/' || id FROM indicator"""
"""The query for the address of everything there is, whatever was asked for."""


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


def ask(connection: sqlite3.Connection, day: tuple[str, str], asked: Asked, view: View = AS_IT_COMES) -> Question:
    """Restrict what is counted to what is asked for; ``day`` is the day and why it is that.

    Raises CoopctlError (2 or 4) for a value that names nothing.
    """
    question = Question(connection, *day, resolved(connection, day[0], asked), view)
    if question.restricts():
        _restrict(question)
    return question


def resolved(connection: sqlite3.Connection, day: str, asked: Asked) -> Asked:
    """The ids, or intervals, that the values asked for name on ``day`` (ISO 8601).

    Raises CoopctlError (2 or 4) for a value that names nothing.
    """
    asked = {name: list(dict.fromkeys(values)) for name, values in asked.items()}
    for name, values in asked.items():
        _require_few(name, values)
    found = {one.name: resolve(connection, one, asked.get(one.name, []), date.fromisoformat(day)) for one in FILTERS}
    found["ids"] = asked.get("ids", [])
    return {name: values for name, values in found.items() if values}


def _require_few(name: str, values: list[str]) -> None:
    what, most = ("ids", MOST_IDS) if name == "ids" else (f"values of --{name}", MOST_VALUES)
    if len(values) > most:
        help = "use a pattern, such as 'turkey-*'" if name == "ids" else ""
        raise CoopctlError(f"these are {len(values)} {what}, and {most} are the most", help=help)


def _restrict(question: Question) -> None:
    roadmap_terms, milestone_terms, values, milestones_only = _terms(question)
    connection = question.connection
    connection.execute("CREATE TEMP TABLE chosen (roadmap TEXT PRIMARY KEY)")
    connection.execute(f"INSERT INTO chosen SELECT id FROM roadmaps WHERE {' AND '.join(roadmap_terms)}", values)
    if not milestone_terms:
        for table in ("milestone_status", "deliverable_standing", "roadmap_standing", "roadmap_stage"):
            _narrow(connection, table)
        return
    connection.execute("CREATE TEMP TABLE counted (key INTEGER PRIMARY KEY, roadmap TEXT)")
    condition = " AND ".join([*milestone_terms, "roadmap IN (SELECT roadmap FROM chosen)"])
    connection.execute(f"INSERT INTO counted SELECT key, roadmap FROM milestones WHERE {condition}", values)
    if milestones_only:
        connection.execute("DELETE FROM chosen WHERE roadmap NOT IN (SELECT roadmap FROM counted)")
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
        fill = _ranged if one.known == RANGE else _listed
        for terms, condition in ((roadmap, one.roadmap), (milestone, one.milestone)):
            if condition:
                terms.append(fill(one.name, condition, question.asked[one.name], values))
        only = only or bool(one.milestone and not one.roadmap)
    if "ids" in question.asked:
        chosen, counted, id_values = _id_terms(question)
        roadmap.append(chosen)
        milestone += counted
        values |= id_values
        only = only or bool(counted)
    return roadmap, milestone, values, only


def _listed(name: str, condition: str, asked: list[str], values: dict[str, str]) -> str:
    """The condition with the list of what was asked for; adds to the ``values`` to bind."""
    names = [f"{name}{number}" for number in range(len(asked))]
    values |= dict(zip(names, asked, strict=True))
    return condition.replace("{values}", f"({', '.join(f':{each}' for each in names)})")


def _ranged(name: str, condition: str, asked: list[str], values: dict[str, str]) -> str:
    """The condition for any of the intervals asked for; adds to the ``values`` to bind."""
    terms = []
    for number, interval in enumerate(asked):
        first, last = interval.split("/")
        values |= {f"{name}{number}_first": first.replace("..", ""), f"{name}{number}_last": last.replace("..", "9999")}
        terms.append(condition.replace("{", f":{name}{number}_").replace("}", ""))
    return any_of(terms)


def any_of(terms: Sequence[str]) -> str:
    """The condition that one of the terms holds, nested by halves: of a long chain SQLite says that it is too deep."""
    if len(terms) == 1:
        return f"({terms[0]})"
    half = len(terms) // 2
    return f"({any_of(terms[:half])} OR {any_of(terms[half:])})"


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
        milestone.append(" AND ".join(terms))
    return any_of(roadmap), [any_of(milestone)] if deep else [], values


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


def known_ids(connection: sqlite3.Connection, asked: Iterable[str]) -> list[str]:
    """The ids and patterns among those asked for that something in the portfolio matches."""
    question = Question(connection, "", "", {})
    known = []
    for pattern in asked:
        try:
            _id_terms(question._replace(asked={"ids": [pattern]}))
        except CoopctlError as error:
            if error.exit_code != Exit.NOT_FOUND:
                raise
        else:
            known.append(pattern)
    return known


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
    """Hide ``table`` behind a temporary one that has only what is chosen or counted.

    Deliverables are not copied: they are many, most questions look at none of them, and they are quickly found where
    they are. So what is ``chosen`` must stay as it is afterwards.
    """
    if table == "milestone_status":
        has_counted = connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = 'counted'").fetchone()
        keys = "counted" if has_counted else "milestone WHERE roadmap IN (SELECT roadmap FROM chosen)"
        condition = f"key IN (SELECT key FROM {keys})"
    else:
        condition = "roadmap IN (SELECT roadmap FROM chosen)"
    if connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (table,)).fetchone():
        connection.execute(f"DELETE FROM temp.{table} WHERE NOT ({condition})")
    else:
        form = "VIEW" if table == "deliverable_standing" else "TABLE"
        connection.execute(f"CREATE TEMP {form} {table} AS SELECT * FROM main.{table} WHERE {condition}")


def _recount(connection: sqlite3.Connection) -> None:
    """Judge roadmaps and deliverables by what is counted alone."""
    for table, standing in (
        ("deliverable_standing", rules.standing(rules.MILESTONES, "roadmap, deliverable")),
        ("roadmap_standing", rules.standing_together("deliverable_standing", "roadmap")),
    ):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(f"INSERT INTO temp.{table} {standing}")


def quoted(values: Iterable[str]) -> str:
    """The values as a list of SQL literals in brackets."""
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"


def ranked(column: str, order: Sequence[str]) -> str:
    """SQL for the place of the value of ``column`` in an ``order``."""
    places = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(order))
    return f"CASE {column} {places} END"


def status_of_rows(question: Question) -> str:
    """The condition that ``--status`` and ``--text`` put on rows with a path and a status of their own."""
    wanted = _wanted(question)
    status = f"status IN {quoted(wanted)}" if wanted else "1"
    return f"{status} AND {_text(question, {'path': texts.ROW})}"


def status_of_counts(question: Question, **kinds: str) -> str:
    """The condition that they put on rows that count milestones: at least one has the status.

    ``kinds`` says for each column with an id what it stands for, by the name of a grouping; else ``id`` is a roadmap.
    """
    wanted = _wanted(question)
    columns = [status.replace("-", "_") for status in wanted]
    status = f"({' OR '.join(f'{column} > 0' for column in columns)})" if wanted else "1"
    return f"{status} AND {_text(question, kinds or {'id': texts.ROADMAP})}"


def _text(question: Question, kinds: dict[str, str]) -> str:
    asked = question.asked.get("text")
    if not asked:
        return "1"
    terms = [texts.condition(question.connection, asked, kind, column) for column, kind in kinds.items()]
    return f"({' OR '.join(terms)})"


def _wanted(question: Question) -> list[str]:
    asked = question.asked.get("status", [])
    return [status for status in STATUSES if status in asked or ("open" in asked and status in OPEN)]
