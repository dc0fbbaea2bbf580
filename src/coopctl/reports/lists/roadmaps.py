"""`list roadmaps`: one row a roadmap."""

from __future__ import annotations

from coopctl.query import Question, status_of_counts
from coopctl.report import Report
from coopctl.reports.lists.listing import SHARE, Field, report

FIELDS = (
    Field("id", "Roadmap", "id", "id"),
    Field("title", "Title", "title", weight=2),
    Field("countries", "Countries", "countries", "list", weight=3),
    Field("kind", "Kind", "kind", weight=6),
    Field("stage", "Stage", "stage", "status"),
    Field("start", "Start", "period_start", "date", weight=5),
    Field("end", "End", "ends", "date", weight=4),
    Field("progress", "Progress", SHARE, "share", weight=1),
    Field("rating", "Rating", "rating", "rating"),
)


def build(question: Question) -> Report:
    """The roadmaps that the question leaves, by id."""
    source = f"roadmaps WHERE {status_of_counts(question)} ORDER BY id"
    return report(question, "roadmaps", "Roadmaps", FIELDS, source, "No roadmap matches.")
