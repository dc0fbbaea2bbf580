"""The rules that one model alone cannot know: each a query over the index, and a sentence for what it finds.

To add a rule, add it to ``RULES``: nothing else needs to know of it. A query returns the roadmap's id (empty for
the framework), the way to the value in the file as a JSON array, and what the sentences need.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coopctl import files, load, suggest
from coopctl.problems import Problem, Severity


class Rule(NamedTuple):
    """One rule. An error is a contradiction within a file: the file is not used until it is mended."""

    code: str
    find: str
    message: str
    help: str
    explanation: str
    severity: Severity = "error"


_MILESTONE_PATH = """CASE id WHEN '' THEN json_array('deliverables', deliverable, '{field}')
    ELSE json_array('deliverables', deliverable, 'milestones', id, '{field}') END"""


def _contradiction(field: str, other: str, where: str) -> str:
    path = _MILESTONE_PATH.format(field=field)
    return f"SELECT roadmap, {path}, {field}, {other} FROM milestone WHERE {where}"


RULES: tuple[Rule, ...] = (
    Rule(
        "period-reversed",
        """SELECT id, json_array('period', 'end'), period_end, period_start FROM roadmap
            WHERE period_end_last < period_start_first""",
        "the period ends ({0}) before it starts ({1})",
        "swap the two, or correct one of them",
        "A period whose last day lies before its first one cannot be meant.",
    ),
    Rule(
        "done-before-started",
        _contradiction("done", "started", "done_last < started_first"),
        "done ({0}) before it was started ({1})",
        "correct one of the two dates",
        "Said only when certain: the last day of the one date lies before the first day of the other.",
    ),
    Rule(
        "done-and-dropped",
        _contradiction("dropped", "done", "done IS NOT NULL AND dropped IS NOT NULL"),
        "both dropped ({0}) and done ({1})",
        "keep the one that is true",
        "A milestone ends in one way: it is done, or it is dropped.",
    ),
    Rule(
        "concluded-and-cancelled",
        """SELECT id, json_array('cancelled'), cancelled, concluded FROM roadmap
            WHERE cancelled IS NOT NULL AND concluded IS NOT NULL""",
        "both cancelled ({0}) and concluded ({1})",
        "keep the one that is true",
        "A roadmap ends in one way: it is concluded, or it is cancelled.",
    ),
    Rule(
        "area-not-in-roadmap",
        """SELECT d.roadmap, json_array('deliverables', d.id, 'focus_area'), d.focus_area
            FROM deliverable d JOIN focus_area f ON f.id = d.focus_area
            WHERE d.focus_area NOT IN (SELECT focus_area FROM roadmap_focus_area WHERE roadmap = d.roadmap)
            AND d.focus_area NOT IN (SELECT cross_cutting FROM roadmap_cross_cutting WHERE roadmap = d.roadmap)""",
        'the roadmap itself does not have the focus area "{0}"',
        'add "{0}" to focus_areas or cross_cutting at the top of the file',
        "What a roadmap delivers lies within its own focus areas or those that run through all of it.",
    ),
    Rule(
        "tracked-twice",
        """SELECT roadmap, json_array('deliverables', id, field), field FROM (
                SELECT d.roadmap, d.id, CASE WHEN d.done IS NOT NULL THEN 'done'
                    WHEN d.dropped IS NOT NULL THEN 'dropped' WHEN d.started IS NOT NULL THEN 'started'
                    WHEN d.expected IS NOT NULL THEN 'expected' WHEN d.due IS NOT NULL THEN 'due' END AS field
                FROM deliverable d
                WHERE EXISTS (SELECT 1 FROM milestone m WHERE (m.roadmap, m.deliverable) = (d.roadmap, d.id)
                    AND m.id <> ''))
            WHERE field IS NOT NULL""",
        'a deliverable with milestones has no "{0}" of its own; its status follows from theirs',
        'move "{0}" to one of its milestones',
        "A deliverable is tracked by its milestones or, when it has none, by its own dates; not by both.",
    ),
    Rule(
        "same-id-twice",
        """SELECT i.roadmap, json_array('deliverables', i.deliverable, 'indicators', i.id), i.id
            FROM indicator i JOIN milestone m USING (roadmap, deliverable, id)""",
        '"{0}" is the id of a milestone and of an indicator of the same deliverable',
        "give one of them another id",
        "The address ROADMAP/DELIVERABLE/ID must lead to one thing only.",
    ),
    Rule(
        "due-outside-period",
        """SELECT m.roadmap, CASE m.id WHEN '' THEN json_array('deliverables', m.deliverable, 'due')
                ELSE json_array('deliverables', m.deliverable, 'milestones', m.id, 'due') END,
                m.due, coalesce(r.period_start, '..'), coalesce(e.until, r.period_end, '..')
            FROM milestone m JOIN roadmap r ON r.id = m.roadmap
            LEFT JOIN (SELECT roadmap, until, max(until_last) AS until_last FROM roadmap_extension GROUP BY roadmap) e
                ON e.roadmap = r.id
            WHERE m.due_last < r.period_start_first OR m.due_first > coalesce(e.until_last, r.period_end_last)""",
        "due {0}, outside the roadmap's period ({1} to {2})",
        "correct the date, or add an extension to the roadmap",
        "A deadline should lie within the roadmap's period, extensions included.",
        "warning",
    ),
)

FUTURE = Rule(
    "in-the-future",
    " UNION ALL ".join(
        [_contradiction(field, f"'{field}'", f"{field}_first > :today") for field in ("started", "done", "dropped")]
        + [
            f"SELECT id, json_array('{field}'), {field}, '{field}' FROM roadmap WHERE {field}_first > :today"
            for field in ("concluded", "cancelled")
        ]
        + [
            "SELECT id, json_array('signed', 'on'), signed_on, 'signed' FROM roadmap WHERE signed_on_first > :today",
        ]
    ),
    "{1} on a day that is still to come ({0}); it is not counted until then",
    "correct the date, or use due or expected for what is planned",
    "Events are things that have happened. One that lies after today is most often a slip of the pen.",
    "warning",
)


class Found(NamedTuple):
    """A problem with the roadmap it was found in, empty for the framework."""

    roadmap: str
    problem: Problem


def contradictions(connection: sqlite3.Connection, folder: Path) -> list[Found]:
    """What contradicts itself within one roadmap, and the warnings."""
    return [found for rule in RULES for found in _apply(rule, connection, folder)]


def future(connection: sqlite3.Connection, folder: Path, today: str) -> list[Found]:
    """Events dated after ``today`` (ISO 8601), the real one."""
    return list(_apply(FUTURE, connection, folder, {"today": today}))


def _apply(
    rule: Rule, connection: sqlite3.Connection, folder: Path, values: dict[str, str] | None = None
) -> Iterator[Found]:
    for roadmap, path, *words in connection.execute(rule.find, values or {}).fetchall():
        message, help = rule.message.format(*words), rule.help.format(*words)
        yield Found(roadmap, _placed(folder, roadmap, tuple(json.loads(path)), rule.code, message, help, rule.severity))


def _placed(
    folder: Path,
    roadmap: str,
    path: tuple[str | int, ...],
    code: str,
    message: str,
    help: str = "",
    severity: Severity = "error",
    at_key: bool = False,
) -> Problem:
    name = f"{roadmap}.toml" if roadmap else files.FRAMEWORK
    problem = Problem(code, name, message, help, severity=severity)
    try:
        text, _ = files.read_text(folder / name, folder)
    except files.Unreadable:
        return problem
    return load.place(problem, text, path, at_key=at_key)


def dangling(connection: sqlite3.Connection, folder: Path, *, framework: bool) -> list[Found]:
    """References to nothing. Without a ``framework`` only those between roadmaps are looked at."""
    from coopctl.references import references

    found: list[Found] = []
    for reference in references():
        if not framework and reference.target != "roadmap":
            continue
        owner = "roadmap" if "roadmap" in reference.keys else "id" if reference.table == "roadmap" else "''"
        exists = "SELECT id FROM file" if reference.target == "roadmap" else f"SELECT id FROM {reference.target}"
        one_only = " AND id <> ''" if reference.table == "milestone" else ""
        one_only = " AND milestone <> ''" if "milestone" in reference.keys else one_only
        names = [owner, *reference.keys, reference.column]
        query = f"SELECT {', '.join(names)} FROM {reference.table} WHERE {reference.column} NOT IN ({exists}){one_only}"
        for row in connection.execute(query).fetchall():
            value = row[-1]
            path = reference.path(dict(zip(names[1:], row[1:], strict=True)))
            message, help = _no_such(connection, reference.target, value)
            code = f"unknown-{reference.target.replace('_', '-')}"
            found.append(
                Found(row[0], _placed(folder, row[0], path, code, message, help, at_key=reference.at_key))
            )
    return found


def _no_such(connection: sqlite3.Connection, target: str, value: str) -> tuple[str, str]:
    """The message and the help for a reference to ``value``, which is no ``target``."""
    what = target.replace("_", " ")
    if target == "roadmap":
        known = [row[0] for row in connection.execute("SELECT id FROM file WHERE id <> '' ORDER BY id")]
        near = suggest.did_you_mean(value, known)
        return f'no roadmap "{value}" in this portfolio', near or f"there is no file {value}.toml"
    title = "name" if target in ("country", "organisation") else "title"
    entries = dict(connection.execute(f"SELECT {title}, id FROM {target} ORDER BY position DESC"))
    named = {name.casefold(): id for name, id in entries.items()}.get(value.casefold())
    near = named or suggest.nearest(value, list(entries.values())) or entries.get(suggest.nearest(value, entries) or "")
    message = f'no {what} "{value}" in {files.FRAMEWORK}'
    if near:
        return message, f'did you mean "{near}"?'
    from coopctl.tables import plural

    name = _standard_name(value) if target == "country" else "..."
    return message, f'add it to {files.FRAMEWORK}: [{plural(target)}.{value}] {title} = "{name}"'


def _standard_name(value: str) -> str:
    from coopctl import countries

    return countries.name_of(value) or "..."


def cycles(connection: sqlite3.Connection, folder: Path) -> list[Found]:
    """Roadmaps that follow, or are part of, themselves by way of others; each circle once."""
    follows = connection.execute("SELECT roadmap, follows FROM roadmap_follows ORDER BY 1, 2").fetchall()
    parts = connection.execute("SELECT id, part_of FROM roadmap WHERE part_of IS NOT NULL ORDER BY 1").fetchall()
    return [
        *_circles(follows, "follows", "follows-itself", folder),
        *_circles(parts, "is part of", "part-of-itself", folder),
    ]


def _circles(pairs: list[tuple[str, str]], verb: str, code: str, folder: Path) -> Iterator[Found]:
    key = "follows" if verb == "follows" else "part_of"
    targets: dict[str, list[str]] = {}
    for source, target in pairs:
        targets.setdefault(source, []).append(target)
    finished: set[str] = set()
    for start in targets:
        if start in finished:
            continue
        circle = _circle_from(start, targets, finished)
        if circle:
            message = f" {verb} ".join([*circle, circle[0]])
            yield Found(circle[0], _placed(folder, circle[0], (key,), code, message, "remove one of these links"))


def _circle_from(start: str, targets: dict[str, list[str]], finished: set[str]) -> list[str]:
    """The first circle reached from ``start``; what was walked is added to ``finished``."""
    trail: list[str] = []
    on_trail: set[str] = set()
    waiting = [(start, 0)]
    while waiting:
        here, next_target = waiting.pop()
        if next_target == 0:
            trail.append(here)
            on_trail.add(here)
        ahead = targets.get(here, [])
        if next_target < len(ahead):
            waiting.append((here, next_target + 1))
            there = ahead[next_target]
            if there in on_trail:
                finished |= on_trail
                return trail[trail.index(there) :]
            if there not in finished:
                waiting.append((there, 0))
        else:
            finished.add(here)
            on_trail.discard(trail.pop())
    return []
