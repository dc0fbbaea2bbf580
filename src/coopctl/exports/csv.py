"""One row a milestone, for spreadsheets and scripts.

With its deliverable and its roadmap.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coopctl.conditions import status_of_rows
from coopctl.formats import csv
from coopctl.question import Question
from coopctl.reports.lists.listing import Field, linked, listed, report

EXAMPLES = """
coopctl export csv -o milestones.csv
coopctl export csv --country TR --status open
"""


_linked = partial(linked, "milestone", roadmap="t.roadmap", deliverable="t.deliverable", milestone="t.milestone")


def _of_roadmap(column: str) -> str:
    return f"(SELECT {column} FROM roadmaps r WHERE r.id = t.roadmap)"


_COUNTRIES = listed("SELECT country FROM roadmap_countries c WHERE c.roadmap = t.roadmap ORDER BY 1", "country")
_DATES = ("due", "expected", "started", "done", "dropped")

FIELDS = (
    Field("path", "", "path", "id"),
    Field("roadmap", "", "t.roadmap"),
    Field("roadmap_title", "", _of_roadmap("title")),
    Field("kind", "", _of_roadmap("kind")),
    Field("stage", "", _of_roadmap("stage")),
    Field("countries", "", _COUNTRIES, "list"),
    Field("deliverable", "", "t.deliverable"),
    Field("deliverable_title", "", "deliverable_title"),
    Field("area", "", "area"),
    Field("milestone", "", "t.milestone"),
    Field("title", "", "title"),
    Field("status", "", "status"),
    Field("activity", "", "activity"),
    Field("topics", "", _linked("topic"), "list"),
    Field("owner", "", "owner"),
    Field("responsible", "", "responsible"),
    Field("deadline", "", "deadline", "date"),
    Field("deadline_last_day", "", "deadline_last", "date"),
    *(
        Field(key + ending, "", key + column, "date")
        for key in _DATES
        for ending, column in (("", ""), ("_first_day", "_first"), ("_last_day", "_last"))
    ),
    Field("reason", "", "reason"),
    Field("evidence", "", _linked("evidence"), "list"),
    Field("sources", "", _linked("source"), "list"),
    Field("notes", "", "notes"),
    Field("as_of", "", "(SELECT day FROM as_of)", "date"),
)


def write(question: Question, *, raw: bool = False, bom: bool = False) -> Iterator[str]:
    """The header, then a line a milestone, by roadmap and in the order of the file."""
    source = f"milestones t WHERE {status_of_rows(question)}"
    milestones = report(question, "milestones", "Milestones", FIELDS, source, "t.roadmap, t.key", "")
    yield from csv.write(milestones, raw=raw, bom=bom)
