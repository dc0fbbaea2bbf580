"""`show region:ID`: everything that concerns a region or a country in it."""

from __future__ import annotations

from coopctl import members
from coopctl.question import Question
from coopctl.report import Fact, Report
from coopctl.reports.shows import concerning, facts


def build(question: Question, id: str) -> Report:
    """The region with this id: its countries, its roadmaps, what is open in them."""
    row = facts.record(question, "SELECT * FROM region WHERE id = ?", (id,))
    countries = "SELECT country AS id, position FROM region_country WHERE region = ?"
    reach = """SELECT engagement FROM engagement_region WHERE region = :id UNION
        SELECT engagement FROM engagement_country JOIN region_country USING (country) WHERE region = :id"""
    known = [
        Fact("countries", "Countries", facts.titled(question, "country", countries, (id,)), "list"),
        Fact("priority", "Priority", "yes" if row["priority"] else "no"),
        *concerning.standing(question, "region", id),
        *facts.worded(row, [("notes", "Notes")]),
    ]
    tables = [
        concerning.roadmaps_table(question, "region", id),
        concerning.open_table(question, members.milestones_in("region"), id),
        concerning.engagements_table(question, reach, id),
        concerning.sources(question, "region", id),
    ]
    return concerning.report(question, "region", row, known, tables)
