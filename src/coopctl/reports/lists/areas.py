"""`list areas`: one row a focus area."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.entries import NUMBERS, build_entries, notes
from coopctl.reports.lists.listing import Field

FIELDS = (
    Field("area", "Focus area", "id", "id"),
    Field("title", "Title", "title", weight=1),
    *NUMBERS,
    notes("focus_area"),
)


def build(question: Question) -> Report:
    """The focus areas that the question leaves, in the order of the framework."""
    return build_entries(question, "area", "focus areas", FIELDS)
