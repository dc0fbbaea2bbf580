"""From filters to rows: the only way in to the index for everything that answers a question.

A filter restricts the computed tables, by hiding each behind a temporary one with fewer rows; every view and
report then counts what is left without knowing of filters. Only ``--status`` and ``--text`` choose rows instead.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from coopctl import patterns, rules
from coopctl.conditions import any_of
from coopctl.filters import FILTERS, RANGE, resolve
from coopctl.problems import CoopctlError
from coopctl.question import AS_IT_COMES, Asked, Question, View

MOST_IDS, MOST_VALUES = 8000, 2000
"""How many ids a command takes, about as many as ``xargs`` puts on a line, and how many values a filter: together no
more than the 32 766 that SQLite binds, of which an id takes three and a range two."""


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
        found = patterns.matching(question.connection, question.asked["ids"])
        roadmap.append(found.roadmaps)
        milestone += [found.milestones] if found.milestones else []
        values |= found.values
        only = only or found.milestones is not None
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
