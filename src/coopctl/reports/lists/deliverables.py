"""`list deliverables`: one row a deliverable."""

from __future__ import annotations

from functools import partial

from coopctl.conditions import status_of_rows
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.listing import COUNTS, SHARE, Field, extra, linked, of_roadmap, report

_linked = partial(linked, "deliverable", roadmap="deliverables.roadmap", deliverable="deliverables.deliverable")
FIELDS = (
    Field("id", "Deliverable", "path", "id"),
    Field("title", "Title", "title", weight=2),
    Field("area", "Focus area", "area", weight=4),
    Field("owner", "Owner", "owner", weight=5),
    Field("status", "Status", "status", "status"),
    Field("progress", "Progress", SHARE, "share", weight=1),
    Field("deadline", "Next deadline", "next_deadline", "date", weight=3, last="next_deadline_last"),
    *COUNTS,
    extra("rating", "Rating", "rating", "rating"),
    extra("because", "Because", "reason_for_rating"),
    extra("roadmap", "Roadmap", "roadmap"),
    *of_roadmap("deliverables"),
    extra("activity", "Activity", "activity"),
    extra("topics", "Topics", _linked("topic"), "list"),
    extra("responsible", "Responsible", "responsible"),
    extra("sources", "Sources", _linked("source"), "list"),
    extra("notes", "Notes", "notes"),
)


def build(question: Question) -> Report:
    """The deliverables that the question leaves, by roadmap and in the order of the file."""
    source = f"deliverables WHERE {status_of_rows(question)}"
    return report(
        question, "deliverables", "Deliverables", FIELDS, source, "roadmap, position", "No deliverable matches."
    )
