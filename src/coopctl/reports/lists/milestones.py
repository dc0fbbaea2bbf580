"""`list milestones`: one row a milestone, and one for each deliverable that is tracked as one."""

from __future__ import annotations

from functools import partial

from coopctl.conditions import status_of_rows
from coopctl.filters import OPEN
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.listing import Field, extra, linked, of_roadmap, report

DAYS = "CAST(julianday(deadline_last) - julianday((SELECT day FROM as_of)) AS INTEGER)"


_linked = partial(
    linked,
    "milestone",
    roadmap="milestones.roadmap",
    deliverable="milestones.deliverable",
    milestone="milestones.milestone",
)
FIELDS = (
    Field("id", "Milestone", "path", "id"),
    Field("title", "Title", "title", weight=1),
    Field("owner", "Owner", "owner", weight=4),
    Field("status", "Status", "status", "status"),
    Field("because", "Because", "why", weight=6),
    Field("deadline", "Deadline", "deadline", "date", weight=1, last="deadline_last"),
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
    Field(
        "expected",
        "Expected",
        "CASE WHEN status NOT IN ('done', 'dropped') THEN expected END",
        "date",
        weight=5,
        last="expected_last",
    ),
    Field("done", "Done", "CASE WHEN status = 'done' THEN done END", "date", weight=3, last="done_last"),
    extra("due", "Due", "due", "date", last="due_last"),
    extra("started", "Started", "started", "date", last="started_last"),
    extra("dropped", "Dropped", "CASE WHEN status = 'dropped' THEN dropped END", "date", last="dropped_last"),
    extra("reason", "Reason", "reason"),
    extra("roadmap", "Roadmap", "roadmap"),
    *of_roadmap("milestones"),
    extra("deliverable", "Deliverable", "deliverable"),
    extra("deliverable_title", "Deliverable's title", "deliverable_title"),
    extra("area", "Focus area", "area"),
    extra("activity", "Activity", "activity"),
    extra("topics", "Topics", _linked("topic"), "list"),
    extra("responsible", "Responsible", "responsible"),
    extra("evidence", "Evidence", _linked("evidence"), "list"),
    extra("sources", "Sources", _linked("source"), "list"),
    extra("notes", "Notes", "notes"),
)


def build(question: Question) -> Report:
    """The milestones that the question leaves, by deadline where all are open, else by roadmap."""
    order = "roadmap, key"
    asked = set(question.asked.get("status", []))
    if asked and asked <= {*OPEN, "open"}:
        order = f"deadline_last IS NULL, deadline_last, {order}"
    condition = status_of_rows(question)
    counted = "" if "text" in question.asked else f"milestone_status WHERE {condition}"
    source = f"milestones WHERE {condition}"
    return report(question, "milestones", "Milestones", FIELDS, source, order, "No milestone matches.", counted)
