"""The rules that one model alone cannot know: each a query over the index, and a sentence for what it finds.

To add a rule, add it to ``RULES``: nothing else needs to know of it. A query returns the roadmap's id (empty for
the framework), the way to the value in the file as a JSON array, and what the sentences need.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coopctl import files
from coopctl.found import Found, placed
from coopctl.problems import Severity


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
    Rule(
        "extension-shortens",
        """SELECT e.roadmap, json_array('extensions', e.position, 'until'), e.until, r.period_end
            FROM roadmap_extension e JOIN roadmap r ON r.id = e.roadmap WHERE e.until_last < r.period_end_last""",
        "an extension until {0}, which is before the end of the period ({1})",
        "correct the date, or give the roadmap its new end as the period's",
        "An extension sets a later end; one that sets an earlier end is most often a slip of the pen.",
        "warning",
    ),
    Rule(
        "same-name",
        """SELECT f.id AS roadmap, '[]', f.name, t.first FROM file f
            JOIN (SELECT lower(name) AS name, min(name) AS first FROM file GROUP BY 1 HAVING count(*) > 1) t
                ON t.name = lower(f.name) WHERE f.name <> t.first""",
        '"{0}" and "{1}" differ only in capital letters',
        "give one of them another id: coopctl rename",
        "On Windows and macOS there is one file of such a name: whoever checks both out there loses one of them.",
        "warning",
    ),
)

_LATE_ENOUGH = "(SELECT roadmap FROM roadmap_latest WHERE day > :today)"

FUTURE = Rule(
    "in-the-future",
    " UNION ALL ".join(
        [
            _contradiction(
                field,
                f"'{field}', ', or use due or expected for a plan'",
                f"roadmap IN {_LATE_ENOUGH} AND coalesce({field}_first, date({field}_last, '-1 year')) > :today",
            )
            for field in ("started", "done", "dropped")
        ]
        + [
            f"SELECT id, json_array('{field}'), {field}, '{field}', '' FROM roadmap"
            f" WHERE coalesce({field}_first, date({field}_last, '-1 year')) > :today"
            for field in ("started", "concluded", "cancelled")
        ]
        + [
            "SELECT id, json_array('signed', 'on'), signed_on, 'signed', '' FROM roadmap"
            " WHERE coalesce(signed_on_first, date(signed_on_last, '-1 year')) > :today",
        ]
    ),
    "{1} on a day that is still to come ({0}); it is not counted until then",
    "correct the date{2}",
    "Events are things that have happened. One that lies after today is most often a slip of the pen.",
    "warning",
)


def contradictions(connection: sqlite3.Connection, folder: files.Folder) -> list[Found]:
    """What contradicts itself within one of the roadmaps in ``changed``, and the warnings."""
    narrowed = "SELECT * FROM ({}) WHERE roadmap IN (SELECT roadmap FROM temp.changed)"
    rules = [rule._replace(find=narrowed.format(rule.find)) for rule in RULES]
    return [found for rule in rules for found in _apply(rule, connection, folder)]


def future(connection: sqlite3.Connection, folder: files.Folder, today: str) -> list[Found]:
    """Events dated after ``today`` (ISO 8601), the real one."""
    return list(_apply(FUTURE, connection, folder, {"today": today}))


def saved_reports(
    connection: sqlite3.Connection,
    folder: files.Folder,
    built_in: list[str],
    wrong: Callable[[str], tuple[str, str] | None],
) -> list[Found]:
    """Saved reports that nobody can run: under the name of one that is ``built_in``, or with a command of which
    ``wrong`` says what is wrong, and what to do."""
    found: list[Found] = []
    for id, command in connection.execute("SELECT id, command FROM report ORDER BY position").fetchall():
        if id in built_in:
            message, help = f'"{id}" is a built-in report, so this one cannot be run', "give it another id"
            found.append(
                Found("", placed(folder, "", ("reports", id), "saved-report-name", message, help, at_key=True))
            )
        if said := wrong(command):
            reason, help = said
            message = f"this command cannot be run: {reason}"
            found.append(
                Found("", placed(folder, "", ("reports", id, "command"), "saved-report-command", message, help))
            )
    return found


def _apply(
    rule: Rule, connection: sqlite3.Connection, folder: files.Folder, values: dict[str, str] | None = None
) -> Iterator[Found]:
    for roadmap, path, *words in connection.execute(rule.find, values or {}).fetchall():
        message, help = rule.message.format(*words), rule.help.format(*words)
        yield Found(roadmap, placed(folder, roadmap, tuple(json.loads(path)), rule.code, message, help, rule.severity))
