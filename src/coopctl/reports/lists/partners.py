"""`list partners`: one row an organisation that is a partner in a roadmap, or is consulted on everything."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.entries import NUMBERS, build_entries, notes
from coopctl.reports.lists.listing import Field, listed

FIELDS = (
    Field("partner", "Partner", "id", "id"),
    Field("name", "Name", "title", weight=1),
    Field("type", "Type", "(SELECT type FROM organisation WHERE id = e.id)", weight=4),
    Field("country", "Country", "(SELECT country FROM organisation WHERE id = e.id)", weight=6, countries=True),
    Field(
        "roles",
        "Roles",
        listed(
            "SELECT role FROM roadmap_partners WHERE partner = e.id AND roadmap IN (SELECT roadmap FROM roadmap_stage)"
            " UNION SELECT 'consulted' FROM framework_partner WHERE partner = e.id"
            " UNION SELECT 'coordination' FROM framework_coordination WHERE coordination = e.id ORDER BY role",
            "role",
        ),
        "list",
        weight=3,
    ),
    *NUMBERS,
    notes("organisation"),
)


def build(question: Question) -> Report:
    """The organisations that the question leaves, in the order of the framework."""
    return build_entries(question, "partner", "partners", FIELDS)
