"""`show country:CODE`: everything that concerns a country."""

from __future__ import annotations

from coopctl import members
from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table
from coopctl.reports.lists.countries import PRIORITY
from coopctl.reports.shows import concerning, facts


def build(question: Question, id: str) -> Report:
    """The country with this code: its regions, its roadmaps, what is open in them, its organisations."""
    row = facts.record(question, f"SELECT *, {PRIORITY} AS has_priority FROM country e WHERE id = ?", (id,))
    regions = "SELECT region AS id, position FROM region_country WHERE country = ?"
    reach = """SELECT engagement FROM engagement_country WHERE country = :id UNION
        SELECT engagement FROM engagement_region JOIN region_country USING (region) WHERE country = :id"""
    known = [
        Fact("regions", "Regions", facts.titled(question, "region", regions, (id,)), "list"),
        Fact("priority", "Priority", row["has_priority"]),
        *concerning.standing(question, "country", id),
        *facts.worded(row, [("notes", "Notes")]),
    ]
    tables = [
        concerning.roadmaps_table(question, "country", id),
        concerning.open_table(question, members.milestones_in("country"), id),
        concerning.engagements_table(question, reach, id),
        _organisations(question, id),
        concerning.sources(question, "country", id),
    ]
    return concerning.report(question, "country", row, known, tables)


def _organisations(question: Question, id: str) -> Table:
    columns = (Column("id", "Id", "id"), Column("name", "Name"), Column("type", "Type", weight=1))
    sql = "SELECT id, name, type FROM organisation WHERE country = ? ORDER BY position"
    return Table("organisations", "Organisations", columns, question.rows(sql, (id,)))
