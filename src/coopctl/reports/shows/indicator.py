"""`show ROADMAP/DELIVERABLE/INDICATOR`: one indicator with all its values."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table
from coopctl.reports.shows import facts


def build(question: Question, *key: str) -> Report:
    """The indicator with this key: the ids of its roadmap and its deliverable, and its own."""
    row = facts.record(question, "SELECT * FROM indicator WHERE roadmap = ? AND deliverable = ? AND id = ?", key)
    values = question.rows(
        f"""SELECT 'baseline', baseline_value, baseline_on FROM indicator
            WHERE roadmap = :roadmap AND deliverable = :deliverable AND id = :id AND baseline_value IS NOT NULL
        UNION ALL SELECT * FROM (SELECT 'actual' || {facts.later_in_sql("on")}, value, "on" FROM indicator_actual
            WHERE roadmap = :roadmap AND deliverable = :deliverable AND indicator = :id ORDER BY position)
        UNION ALL SELECT 'target', target_value, target_on FROM indicator
            WHERE roadmap = :roadmap AND deliverable = :deliverable AND id = :id AND target_value IS NOT NULL""",
        dict(zip(("roadmap", "deliverable", "id"), key, strict=True)),
    )
    columns = (Column("what", "What"), Column("value", "Value", "number"), Column("on", "On", "date"))
    return Report(
        "indicator",
        row["title"],
        question.day,
        question.words(),
        facts=facts.known(
            [Fact("id", "Id", "/".join(key), "id"), *facts.worded(row, [("unit", "Unit"), ("notes", "Notes")])]
        ),
        tables=(Table("values", "Values", columns, values),),
    )
