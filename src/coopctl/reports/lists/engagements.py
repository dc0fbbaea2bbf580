"""`list engagements`: standing cooperation outside any roadmap."""

from __future__ import annotations

from coopctl.query import Question, quoted
from coopctl.report import Report
from coopctl.reports.lists.listing import Field, listed, report


def _linked(field: str) -> str:
    return listed(f"SELECT {field} FROM engagement_{field} WHERE engagement = e.id ORDER BY position", field)


FIELDS = (
    Field("engagement", "Engagement", "id", "id"),
    Field("title", "Title", "title", weight=1),
    Field("countries", "Countries", _linked("country"), "list", weight=3),
    Field("regions", "Regions", _linked("region"), "list", weight=4),
    Field("aims", "Aims", _linked("aim"), "list", weight=5),
    Field("areas", "Focus areas", _linked("focus_area"), "list", weight=6),
    Field("partners", "Partners", _linked("partner"), "list", weight=2),
)

_COLUMNS = {"country": "country", "region": "region", "area": "focus_area", "aim": "aim", "partner": "partner"}


def build(question: Question) -> Report:
    """The engagements that the question leaves, in the order of the framework."""
    terms = ["1"]
    for name, column in _COLUMNS.items():
        if values := question.asked.get(name):
            found = f"SELECT engagement FROM engagement_{column} WHERE {column} IN {quoted(values)}"
            terms.append(f"id IN ({found})")
    source = f"engagement e WHERE {' AND '.join(terms)} ORDER BY position"
    return report(question, "engagements", "Engagements", FIELDS, source, "No engagement matches.")
