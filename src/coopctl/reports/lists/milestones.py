"""`list milestones`: one row a milestone, and one for each deliverable that is tracked as one."""

from __future__ import annotations

from coopctl.query import OPEN, Question, status_of_rows
from coopctl.report import Report
from coopctl.reports.lists.listing import Field, report

DAYS = "CAST(julianday(deadline_last) - julianday((SELECT day FROM as_of)) AS INTEGER)"

FIELDS = (
    Field("id", "Milestone", "path", "id"),
    Field("title", "Title", "title", weight=1),
    Field("owner", "Owner", "owner", weight=4),
    Field("status", "Status", "status", "status"),
    Field("because", "Because", "why", weight=6),
    Field("deadline", "Deadline", "deadline", "date", weight=1),
    Field(
        "deadline_from",
        "Set by",
        "CASE WHEN deadline IS NOT NULL AND due IS NULL THEN 'end of the roadmap' END",
        weight=7,
    ),
    Field(
        "days",
        "Days left",
        f"CASE WHEN status NOT IN ('done', 'dropped') THEN {DAYS} END",
        "number",
        weight=3,
    ),
    Field("expected", "Expected", "CASE WHEN status NOT IN ('done', 'dropped') THEN expected END", "date", weight=5),
    Field("done", "Done", "CASE WHEN status = 'done' THEN done END", "date", weight=3),
)


def build(question: Question) -> Report:
    """The milestones that the question leaves, by deadline where all are open, else by roadmap."""
    order = "roadmap, deliverable_position, position"
    asked = set(question.asked.get("status", []))
    if asked and asked <= {*OPEN, "open"}:
        order = f"deadline_last IS NULL, deadline_last, {order}"
    source = f"milestones WHERE {status_of_rows(question)} ORDER BY {order}"
    return report(question, "milestones", "Milestones", FIELDS, source, "No milestone matches.")
