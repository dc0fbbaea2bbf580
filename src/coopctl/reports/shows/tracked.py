"""Tables of what is tracked and counted within a roadmap or a deliverable."""

from __future__ import annotations

from typing import Any

from coopctl.question import Question
from coopctl.report import Column, Table
from coopctl.reports import indicators
from coopctl.reports.shows import facts

_COLUMNS = (
    Column("id", "Id", "id"),
    Column("title", "Title", weight=1),
    Column("status", "Status", "status"),
    Column("progress", "Progress", "share", weight=4),
    Column("deadline", "Deadline", "date", weight=2),
    Column("expected", "Expected", "date", weight=5),
    Column("done", "Done", "date", weight=3),
    Column("dropped", "Dropped", "date", weight=6),
    Column("owner", "Owner", weight=4),
)


def tracked_table(
    question: Question, title: str, where: str, values: tuple[str, ...], *, deliverables: bool = True
) -> Table:
    """Milestones in the order of the file, each deliverable's below the ``deliverables`` themselves if wanted."""
    sql = f"""
    SELECT path, title, status, progress_done, progress_of, due, expected, done, dropped, owner FROM (
        SELECT m.path, m.title, m.status, NULL AS progress_done, NULL AS progress_of, m.deadline AS due, m.expected,
            CASE m.status WHEN 'done' THEN m.done END AS done,
            CASE m.status WHEN 'dropped' THEN m.dropped END AS dropped, m.owner,
            m.deliverable_position AS first, m.position AS second
        FROM milestones m WHERE {where}
        UNION ALL
        SELECT d.path, d.title, d.status, d.done, d.counted, coalesce(d.oldest_overdue, d.next_deadline), NULL, NULL,
            NULL, d.owner, d.position, -1
        FROM deliverables d WHERE {where} AND {int(deliverables)} AND EXISTS (SELECT 1 FROM milestone m
            WHERE (m.roadmap, m.deliverable) = (d.roadmap, d.deliverable) AND m.id <> '')
    ) ORDER BY first, second"""
    rows = [(*row[:3], (row[3], row[4]) if row[4] else None, *row[5:]) for row in question.rows(sql, values * 2)]
    table = Table("milestones", title, _COLUMNS, rows, "No deliverables are recorded.", within=f"{'/'.join(values)}/")
    return facts.without_empty(table)


def indicators_table(question: Question, where: str, values: tuple[str, ...]) -> Table:
    """What is counted: baseline, target, and the newest value measured by the reporting date."""
    rows: list[tuple[Any, ...]] = [*indicators.measured(question, where, values)]
    return facts.without_empty(
        Table("indicators", "Indicators", indicators.COLUMNS, rows, within=f"{'/'.join(values)}/")
    )
