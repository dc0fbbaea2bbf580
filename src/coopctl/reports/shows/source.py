"""`show source:ID`: a document, and everything that cites it."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Column, Report, Table
from coopctl.reports.shows import concerning, facts

_ENTRIES = {
    "aim": "title",
    "support_kind": "title",
    "region": "title",
    "country": "name",
    "organisation": "name",
    "focus_area": "title",
    "engagement": "title",
}


def build(question: Question, id: str) -> Report:
    """The source with this id."""
    row = facts.record(question, "SELECT * FROM source WHERE id = ?", (id,))
    known = [
        *facts.worded(row, [("publisher", "Publisher")]),
        *facts.dated(row, [("published", "Published")]),
        *facts.worded(row, [("url", "Link"), ("notes", "Notes")]),
    ]
    return concerning.report(question, "source", row, known, [_cited(question, id)])


def _cited(question: Question, id: str) -> Table:
    """What names the source, as a source or as evidence: roadmaps and what is in them first."""
    columns = (
        Column("what", "What"),
        Column("id", "Id", "id"),
        Column("title", "Title", weight=1),
        Column("as", "As", weight=2),
    )
    sql = f"SELECT what, id, title, way FROM ({' UNION ALL '.join(_citations())}) ORDER BY place, id, way DESC"
    return Table("cited_by", "Cited by", columns, question.rows(sql, {"id": id}))


def _citations() -> list[str]:
    """A query for each table that can name a source."""
    roadmap = """SELECT 1 AS place, 'roadmap' AS what, r.id, r.title, 'source' AS way FROM roadmap_source l
        JOIN roadmap r ON r.id = l.roadmap WHERE l.source = :id"""
    strategy = """SELECT 0, 'strategy', '', strategy_title, 'source' FROM framework
        WHERE :id IN (SELECT strategy_source FROM framework_strategy_source)"""
    tracked = [
        f"""SELECT 2, '{table}', t.roadmap || '/' || {path}, t.title, '{way}' FROM {table}_{way} l JOIN {table} t
            ON t.roadmap = l.roadmap AND {same} WHERE l.{way} = :id{only}"""
        for table, path, same, only in (
            ("deliverable", "t.id", "t.id = l.deliverable", ""),
            (
                "milestone",
                "t.deliverable || '/' || t.id",
                "t.deliverable = l.deliverable AND t.id = l.milestone",
                " AND t.id <> ''",
            ),
        )
        for way in ("source", "evidence")
    ]
    entries = [
        f"""SELECT 3, '{table.replace("_", " ")}', e.id, e.{title}, 'source' FROM {table}_source l
            JOIN {table} e ON e.id = l.{table} WHERE l.source = :id"""
        for table, title in _ENTRIES.items()
    ]
    return [roadmap, strategy, *tracked, *entries]
