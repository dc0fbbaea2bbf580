"""Deliverables and milestones with everything known about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopctl.conditions import status_of_rows
from coopctl.page.value import Deliverable, Named, Proof, Tracked
from coopctl.question import Question
from coopctl.report import Fact
from coopctl.reports.shows import facts

_EVENTS = ", ".join(f"{key} || {facts.later_in_sql(key)} AS {key}" for key in ("started", "done", "dropped"))
_STEPS = f"""SELECT path, roadmap, deliverable, milestone, title, status, why, deadline, due, expected, {_EVENTS},
    activity, owner, responsible, reason, notes, area
FROM milestones WHERE {{status}} ORDER BY roadmap, key"""

_DELIVERABLES = """SELECT s.path, d.roadmap, d.id AS deliverable, d.title, s.status, s.done AS part, s.counted,
    NULL AS why, d.due AS deadline, d.due, d.expected, d.started, d.done, d.dropped, d.activity, d.owner, d.responsible,
    d.reason, d.notes, d.focus_area AS area
FROM deliverables s JOIN deliverable d ON d.roadmap = s.roadmap AND d.id = s.deliverable
ORDER BY d.roadmap, d.position"""

Links = dict[tuple[str, str, str], dict[str, list[str]]]


def deliverables(question: Question) -> dict[str, list[Deliverable]]:
    """The deliverables of every roadmap with the milestones that the question leaves, in the order of the files."""
    names = _Names(question)
    steps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _records(question, _STEPS.format(status=status_of_rows(question))):
        steps.setdefault((row["roadmap"], row["deliverable"]), []).append(row)
    found: dict[str, list[Deliverable]] = {}
    for row in _records(question, _DELIVERABLES):
        held = steps.get((row["roadmap"], row["deliverable"]), [])
        if held:
            found.setdefault(row["roadmap"], []).append(_deliverable(row, held, names))
    return found


def _deliverable(row: dict[str, Any], steps: list[dict[str, Any]], names: _Names) -> Deliverable:
    progress = (row["part"], row["counted"])
    if steps[0]["milestone"] == "":
        return Deliverable(_tracked({**steps[0], "area": row["area"]}, names), progress, ())
    own = _tracked({**row, "milestone": None}, names)
    return Deliverable(own, progress, tuple(_tracked({**step, "area": None}, names) for step in steps))


def _records(question: Question, sql: str) -> list[dict[str, Any]]:
    cursor = question.connection.execute(sql)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


class _Names:
    """The titles of what rows refer to, and the lists that belong to rows, each read once."""

    def __init__(self, question: Question) -> None:
        self.owners = dict(question.rows("SELECT id, name FROM organisation"))
        self.areas = dict(question.rows("SELECT id, title FROM focus_area"))
        self.sources = dict(question.rows("SELECT id, title FROM source"))
        self.links: Links = {}
        for field in ("topic", "evidence", "source"):
            for *key, value, _ in question.rows(
                f"""SELECT roadmap, deliverable, milestone, {field}, position FROM milestone_{field}
                UNION ALL SELECT roadmap, deliverable, '-', {field}, position FROM deliverable_{field}
                ORDER BY 1, 2, 3, 5"""
            ):
                self.links.setdefault((key[0], key[1], key[2]), {}).setdefault(field, []).append(value)

    def linked(self, row: dict[str, Any]) -> dict[str, list[str]]:
        """The lists of a row: topics, evidence, sources."""
        milestone = "-" if row["milestone"] is None else row["milestone"]
        return self.links.get((row["roadmap"], row["deliverable"], milestone), {})

    def proofs(self, evidence: Iterable[str]) -> tuple[Proof, ...]:
        """Evidence with the titles of the sources among it."""
        return tuple(Proof(self.sources[one], one) if one in self.sources else Proof(one) for one in evidence)


def _tracked(row: dict[str, Any], names: _Names) -> Tracked:
    linked = names.linked(row)
    told = {*linked.get("evidence", [])}
    return Tracked(
        row["path"],
        row["title"],
        row["status"],
        row["why"],
        row["deadline"],
        row["due"] is not None,
        row["expected"],
        row["started"],
        row["done"],
        row["dropped"],
        _facts(row, linked, names),
        names.proofs(linked.get("evidence", [])),
        tuple(Named(one, names.sources[one]) for one in linked.get("source", []) if one in names.sources.keys() - told),
    )


def _facts(row: dict[str, Any], linked: dict[str, list[str]], names: _Names) -> tuple[Fact, ...]:
    return facts.known(
        [
            Fact("area", "Focus area", names.areas.get(row["area"])),
            Fact("owner", "Owner", names.owners.get(row["owner"])),
            *facts.worded(row, [("responsible", "Responsible"), ("activity", "Activity")]),
            Fact("topics", "Topics", tuple(linked.get("topic", [])), "list"),
            *facts.worded(row, [("reason", "Reason"), ("notes", "Notes")]),
        ]
    )
