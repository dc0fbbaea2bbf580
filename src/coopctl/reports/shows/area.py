"""`show area:ID`: everything that belongs to a focus area."""

from __future__ import annotations

from coopctl import members
from coopctl.question import Question
from coopctl.report import Column, Report, Table
from coopctl.reports.shows import concerning, facts


def build(question: Question, id: str) -> Report:
    """The focus area with this id: its roadmaps, its deliverables, what is open in them."""
    row = facts.record(question, "SELECT * FROM focus_area WHERE id = ?", (id,))
    reach = "SELECT engagement FROM engagement_focus_area WHERE focus_area = :id"
    known = [*concerning.standing(question, "area", id), *facts.worded(row, [("notes", "Notes")])]
    tables = [
        concerning.roadmaps_table(question, "area", id),
        _deliverables(question, id),
        concerning.open_table(question, members.milestones_in("area"), id),
        concerning.engagements_table(question, reach, id),
        concerning.sources(question, "focus_area", id),
    ]
    return concerning.report(question, "area", row, known, tables)


def _deliverables(question: Question, id: str) -> Table:
    sql = """SELECT path, title, status, done, counted, next_deadline FROM deliverables WHERE area = ?
        ORDER BY roadmap, position"""
    rows = [(*row[:3], (row[3], row[4]) if row[4] else None, row[5]) for row in question.rows(sql, (id,))]
    columns = (
        Column("id", "Deliverable", "id"),
        Column("title", "Title", weight=1),
        Column("status", "Status", "status"),
        Column("progress", "Progress", "share", weight=2),
        Column("deadline", "Next deadline", "date", weight=3),
    )
    return facts.without_empty(Table("deliverables", "Deliverables", columns, rows))
