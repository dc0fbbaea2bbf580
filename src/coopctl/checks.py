"""The rules that one model alone cannot know: each a query over the index, and a sentence for what it finds.

To add a rule, add it to ``RULES``: nothing else needs to know of it. A query returns the roadmap's id (empty for
the framework), the way to the value in the file as a JSON array, and what the sentences need.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coopctl import files, positions, suggest
from coopctl.problems import Problem, Severity

if TYPE_CHECKING:
    from coopctl.references import Reference


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
        """SELECT id AS roadmap, json_array('period', 'end'), period_end, period_start FROM roadmap
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
        """SELECT id AS roadmap, json_array('cancelled'), cancelled, concluded FROM roadmap
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
        [
            _contradiction(field, f"'{field}', ', or use due or expected for a plan'", f"{field}_first > :today")
            for field in ("started", "done", "dropped")
        ]
        + [
            f"SELECT id, json_array('{field}'), {field}, '{field}', '' FROM roadmap WHERE {field}_first > :today"
            for field in ("concluded", "cancelled")
        ]
        + [
            "SELECT id, json_array('signed', 'on'), signed_on, 'signed', '' FROM roadmap"
            " WHERE signed_on_first > :today",
        ]
    ),
    "{1} on a day that is still to come ({0}); it is not counted until then",
    "correct the date{2}",
    "Events are things that have happened. One that lies after today is most often a slip of the pen.",
    "warning",
)


class Found(NamedTuple):
    """A problem with the roadmap it was found in, empty for the framework."""

    roadmap: str
    problem: Problem


def contradictions(connection: sqlite3.Connection, folder: Path) -> list[Found]:
    """What contradicts itself within one of the roadmaps in ``changed``, and the warnings."""
    narrowed = "SELECT * FROM ({}) WHERE roadmap IN (SELECT roadmap FROM temp.changed)"
    rules = [rule._replace(find=narrowed.format(rule.find)) for rule in RULES]
    return [found for rule in rules for found in _apply(rule, connection, folder)]


def future(connection: sqlite3.Connection, folder: Path, today: str) -> list[Found]:
    """Events dated after ``today`` (ISO 8601), the real one."""
    if not connection.execute("SELECT 1 FROM roadmap_reach WHERE newest_event > ? LIMIT 1", (today,)).fetchone():
        return []
    return list(_apply(FUTURE, connection, folder, {"today": today}))


def saved_reports(
    connection: sqlite3.Connection, folder: Path, built_in: list[str], wrong: Callable[[str], str | None]
) -> list[Found]:
    """Saved reports that nobody can run: under the name of one that is ``built_in``, or with a command of which
    ``wrong`` says what is wrong."""
    found: list[Found] = []
    for id, command in connection.execute("SELECT id, command FROM report ORDER BY position").fetchall():
        if id in built_in:
            message, help = f'"{id}" is a built-in report, so this one cannot be run', "give it another id"
            found.append(
                Found("", _placed(folder, "", ("reports", id), "saved-report-name", message, help, at_key=True))
            )
        reason = wrong(command)
        if reason:
            message, help = (
                f"this command cannot be run: {reason}",
                'write it as after "coopctl": "report status --by area"',
            )
            found.append(
                Found("", _placed(folder, "", ("reports", id, "command"), "saved-report-command", message, help))
            )
    return found


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
    return positions.place(problem, text, path, at_key=at_key)


def dangling(connection: sqlite3.Connection, folder: Path, *, framework: bool, whole: bool) -> list[Found]:
    """References to nothing: in the roadmaps in ``changed``, or in the ``whole`` portfolio.

    Without a ``framework`` only those between roadmaps are looked at.
    """
    from coopctl.references import references

    found: list[Found] = []
    for reference in references():
        if not framework and reference.target != "roadmap":
            continue
        if not whole and not _of_roadmap(reference):
            continue
        owner = _of_roadmap(reference) or "''"
        narrowed = "" if whole else f" AND {owner} IN (SELECT roadmap FROM temp.changed)"
        exists = "SELECT id FROM file" if reference.target == "roadmap" else f"SELECT id FROM {reference.target}"
        one_only = " AND id <> ''" if reference.table == "milestone" else ""
        one_only = " AND milestone <> ''" if "milestone" in reference.keys else one_only
        names = [owner, *reference.keys, reference.column]
        where = f"{reference.column} IS NOT NULL AND {reference.column} NOT IN ({exists}){one_only}{narrowed}"
        query = f"SELECT {', '.join(names)} FROM {reference.table} WHERE {where}"
        for row in connection.execute(query).fetchall():
            value = row[-1]
            path = reference.path(dict(zip(names[1:], row[1:], strict=True)))
            message, help = _no_such(connection, reference.target, value, row[0])
            code = f"unknown-{reference.target.replace('_', '-')}"
            found.append(Found(row[0], _placed(folder, row[0], path, code, message, help, at_key=reference.at_key)))
    return found


def _of_roadmap(reference: Reference) -> str:
    """The column with the roadmap that the reference stands in; empty for one of the framework."""
    if "roadmap" in reference.keys:
        return "roadmap"
    return "id" if reference.table == "roadmap" else ""


def _no_such(connection: sqlite3.Connection, target: str, value: str, owner: str) -> tuple[str, str]:
    """The message and the help for a reference of ``owner`` to ``value``, which is no ``target``."""
    what = target.replace("_", " ")
    if target == "roadmap":
        others = connection.execute("SELECT id FROM file WHERE id NOT IN ('', ?) ORDER BY id", [owner])
        known = [row[0] for row in others]
        help = suggest.did_you_mean(value, known) or f"there is no file {value}.toml"
        return f'no roadmap "{value}" in this portfolio', help
    title = "name" if target in ("country", "organisation") else "title"
    entries: dict[str, str] = dict(connection.execute(f"SELECT {title}, id FROM {target} ORDER BY position DESC"))
    named = {name.casefold(): id for name, id in entries.items()}.get(value.casefold())
    by_id = suggest.nearest(value, entries.values())
    by_name = entries.get(suggest.nearest(value, entries) or "")
    near = named or by_id or by_name
    message = f'no {what} "{value}" in {files.FRAMEWORK}'
    if near:
        return message, f'did you mean "{near}"?'
    if target == "country":
        return message, _country_help(value, list(entries.values()))
    from coopctl.tables import plural

    return message, f'add it to {files.FRAMEWORK}: [{plural(target)}.{value}] {title} = "..."'


def _country_help(value: str, known: list[str]) -> str:
    """What to write for ``value``: its code, and in the framework what is missing there."""
    from coopctl import countries

    try:
        code: str | None = countries.parse_code(value)
    except ValueError:
        code = countries.find_code(value)
    if code is None:
        return "write its code of ISO 3166-1 alpha-2, such as RS"
    if code in known:
        return f'did you mean "{code}"?'
    first = "" if code == value else f'write "{code}" and '
    return f'{first}add it to {files.FRAMEWORK}: [countries.{code}] name = "{countries.name_of(code) or "..."}"'


def cycles(connection: sqlite3.Connection, folder: Path) -> list[Found]:
    """Roadmaps that follow, or are part of, themselves by way of others; each circle once."""
    follows = connection.execute(
        "SELECT roadmap, follows, json_array('follows', position) FROM roadmap_follows ORDER BY 1, 2"
    ).fetchall()
    parts = connection.execute(
        "SELECT id, part_of, json_array('part_of') FROM roadmap WHERE part_of IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [
        *_circles(follows, "follows", "follows-itself", folder),
        *_circles(parts, "is part of", "part-of-itself", folder),
    ]


def _circles(links: list[tuple[str, str, str]], verb: str, code: str, folder: Path) -> Iterator[Found]:
    """The circles in ``links``: who, whom, and where that stands as a JSON array."""
    targets: dict[str, list[str]] = {}
    for source, target, _ in links:
        targets.setdefault(source, []).append(target)
    places = {(source, target): tuple(json.loads(path)) for source, target, path in links}
    finished: set[str] = set()
    for start in targets:
        for circle in _circles_from(start, targets, finished) if start not in finished else ():
            message = f" {verb} ".join([*circle, circle[0]])
            help = "remove one of these links" if len(circle) > 1 else "remove this link"
            first, second = (*circle, *circle)[:2]
            yield Found(first, _placed(folder, first, places[first, second], code, message, help))


def _circles_from(start: str, targets: dict[str, list[str]], finished: set[str]) -> Iterator[list[str]]:
    """A circle for each link back into the walk from ``start``; what was walked is added to ``finished``."""
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
                yield trail[trail.index(there) :]
            elif there not in finished:
                waiting.append((there, 0))
        else:
            finished.add(here)
            on_trail.discard(trail.pop())
