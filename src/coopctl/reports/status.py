"""Progress, rating, what is overdue and the next deadline, a row a group."""

from __future__ import annotations

from typing import Any

from coopctl import groups, rules, suggest
from coopctl.query import RATINGS, Question, ranked, status_of_counts
from coopctl.report import Report, Table
from coopctl.reports import ReportOption
from coopctl.reports.lists.listing import SHARE, Field, fetch, footnotes

OPTIONS = (ReportOption("by", "What each row stands for.", "roadmap", tuple(groups.GROUPINGS)),)

EXAMPLES = """
coopctl report
coopctl report status --by country --region western-balkans
coopctl report --by area -f csv
"""

SEVERITY = ranked("rating", RATINGS)

_STANDING = (
    Field("progress", "Progress", SHARE, "share"),
    Field("overdue", "Overdue", "overdue", "number", weight=2),
    Field("at_risk", "At risk", "at_risk", "number", weight=3),
    Field("next_deadline", "Next deadline", "next_deadline", "date", weight=4),
    Field("rating", "Rating", "rating", "rating"),
    Field("reason", "Because", "reason_for_rating", weight=6),
)


def build(question: Question, by: str = "roadmap") -> Report:
    """How the roadmaps stand, by any of the groupings."""
    fields, source = _by_roadmap(question) if by == "roadmap" else _by_group(question, by)
    rows = fetch(question, fields, source)
    table = Table(
        "status",
        "Status",
        tuple(field.column() for field in fields),
        rows,
        "No roadmap matches.",
        _total(question, fields) if len(rows) > 1 else None,
    )
    title = f"Status by {groups.GROUPINGS[by].title.lower()}"
    return Report(
        "status",
        title,
        question.day,
        question.words(),
        tables=(table,),
        notes=question.notes(),
        footnotes=footnotes(question, fields, rows),
    )


def _by_roadmap(question: Question) -> tuple[list[Field], str]:
    fields = [
        Field("group", "Roadmap", "id", "id"),
        Field("title", "Title", "title", weight=5),
        Field("stage", "Stage", "stage", "status", weight=1),
        *_STANDING,
    ]
    return fields, f"roadmaps WHERE {status_of_counts(question)} ORDER BY {SEVERITY}, id"


def _by_group(question: Question, by: str) -> tuple[list[Field], str]:
    groups.make_tables(question, by)
    grouping = groups.GROUPINGS[by]
    fields = [
        Field("group", grouping.title, "id", "id"),
        Field("title", "Name", "title", weight=5),
        Field("roadmaps", "Roadmaps", "roadmaps", "number", weight=1),
        Field("active", "Active", "active", "number", weight=7),
        *_STANDING,
    ]
    source = f"""(
        SELECT coalesce(e.id, '') AS id, coalesce(e.title, '{grouping.rest}') AS title,
            e.position, m.roadmaps, m.active, {_COUNTS}
        FROM (SELECT key, count(*) AS roadmaps, count(stage = 'active' OR NULL) AS active
            FROM member JOIN roadmap_stage USING (roadmap) GROUP BY key) m
        LEFT JOIN ({grouping.entries}) e ON e.id = m.key LEFT JOIN group_standing s ON s.key = m.key
    ) WHERE {status_of_counts(question, by)} AND {groups.own_condition(question, by)}
    ORDER BY position IS NULL, position"""
    return fields, source


_COUNTS = """s.progress, s.next_deadline, coalesce(s.done, 0) AS done, coalesce(s.dropped, 0) AS dropped,
            coalesce(s.counted, 0) AS counted, coalesce(s.overdue, 0) AS overdue, coalesce(s.at_risk, 0) AS at_risk,
            coalesce(s.in_progress, 0) AS in_progress, coalesce(s.planned, 0) AS planned,
            coalesce(s.rating, 'none') AS rating, coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating"""


def _total(question: Question, fields: list[Field]) -> tuple[Any, ...]:
    """Everything that is counted, each roadmap and milestone once."""
    everything = rules.standing_together("(SELECT '' AS key, * FROM roadmap_standing)", "key")
    question.connection.execute("CREATE TEMP TABLE whole AS SELECT * FROM roadmap_standing WHERE 0")
    question.connection.execute(f"INSERT INTO whole {everything}")
    ((number, active),) = question.rows("SELECT count(*), count(stage = 'active' OR NULL) FROM roadmap_stage")
    counts = fetch(question, _STANDING, "whole")
    standing = counts[0] if counts else (None, 0, 0, None, "none", "no milestones")
    named = dict(zip((field.key for field in _STANDING), standing, strict=True))
    known = {"group": "All", "title": suggest.count(number, "roadmap"), "roadmaps": number, "active": active}
    return tuple((known | named).get(field.key) for field in fields)
