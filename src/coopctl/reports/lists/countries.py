"""`list countries`: one row a partner country."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.entries import NUMBERS, build_entries, notes
from coopctl.reports.lists.listing import Field, extra, listed

PRIORITY = """CASE WHEN (SELECT priority FROM country WHERE id = e.id) OR EXISTS (SELECT 1 FROM region_country l
            JOIN region r ON r.id = l.region WHERE l.country = e.id AND r.priority) THEN 'yes' ELSE 'no' END"""
"""SQL for whether the country ``e`` has priority, by itself or by one of its regions."""

FIELDS = (
    Field("country", "Country", "id", "id", countries=True),
    Field("name", "Name", "title", weight=1, countries=True),
    Field(
        "regions",
        "Regions",
        listed(
            "SELECT r.title FROM region_country l JOIN region r ON r.id = l.region WHERE l.country = e.id"
            " ORDER BY r.position",
            "title",
        ),
        "list",
        weight=5,
    ),
    Field("priority", "Priority", PRIORITY, weight=4),
    *NUMBERS,
    extra("footnote", "Footnote", "(SELECT footnote FROM country WHERE id = e.id)"),
    notes("country"),
)


def build(question: Question) -> Report:
    """The countries that the question leaves, in the order of the framework."""
    return build_entries(question, "country", "countries", FIELDS)
