"""`show aim:ID`: everything that serves an aim."""

from __future__ import annotations

from coopctl import members
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.shows import concerning, facts


def build(question: Question, id: str) -> Report:
    """The aim with this id: its roadmaps, what is open in them, and engagements."""
    row = facts.record(question, "SELECT * FROM aim WHERE id = ?", (id,))
    known = [*concerning.standing(question, "aim", id), *facts.worded(row, [("notes", "Notes")])]
    tables = [
        concerning.roadmaps_table(question, "aim", id),
        concerning.open_table(question, members.milestones_in("aim"), id),
        concerning.engagements_table(question, "SELECT engagement FROM engagement_aim WHERE aim = :id", id),
        concerning.sources(question, "aim", id),
    ]
    return concerning.report(question, "aim", row, known, tables)
