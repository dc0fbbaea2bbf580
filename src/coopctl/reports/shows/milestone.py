"""`show ROADMAP/DELIVERABLE/MILESTONE`: one milestone, or one indicator with all its values."""

from __future__ import annotations

from typing import Any

from coopctl.query import Question
from coopctl.report import Column, Fact, Report, Table
from coopctl.reports.shows import facts


def find(question: Question, roadmap: str, deliverable: str, id: str) -> Report | None:
    """The report on the milestone or indicator with this id, or None when there is none."""
    key = (roadmap, deliverable, id)
    where = "roadmap = ? AND deliverable = ? AND id = ?"
    if question.rows(f"SELECT 1 FROM milestone WHERE {where}", key):
        return _milestone(question, key)
    if question.rows(f"SELECT 1 FROM indicator WHERE {where}", key):
        return _indicator(question, key)
    return None


def _milestone(question: Question, key: tuple[str, str, str]) -> Report:
    row = facts.record(
        question, "SELECT * FROM milestones WHERE roadmap = ? AND deliverable = ? AND milestone = ?", key
    )
    where = "roadmap = ? AND deliverable = ? AND milestone = ?"
    sources = facts.sources_table(question, f"SELECT source FROM milestone_source WHERE {where}", key)
    return Report(
        "milestone",
        row["title"],
        question.day,
        question.words(),
        facts=facts.known(
            [
                Fact("id", "Id", row["path"], "id"),
                Fact("deliverable", "Deliverable", f"{row['deliverable_title']} ({key[0]}/{key[1]})"),
                *judged(row),
                *details(question, row, "milestone", where, key),
            ]
        ),
        tables=(sources,) if sources.rows else (),
    )


def judged(row: dict[str, Any]) -> list[Fact]:
    """The status of a row of the view `milestones`, why, and the deadline where it is not its own."""
    return [
        Fact("status", "Status", row["status"], "status"),
        Fact("because", "Because", row["why"]),
        Fact("deadline", "End of roadmap", row["deadline"] if not row["due"] else None, "date"),
    ]


def details(question: Question, row: dict[str, Any], table: str, where: str, key: tuple[str, ...]) -> list[Fact]:
    """The facts that milestones and deliverables have in common."""

    def linked(field: str) -> tuple[str, ...]:
        sql = f"SELECT {field} FROM {table}_{field} WHERE {where} ORDER BY position"
        return facts.texts(question, sql, key)

    owner = facts.texts(question, "SELECT name || ' (' || id || ')' FROM organisation WHERE id = ?", (row["owner"],))
    return [
        *facts.worded(row, [("activity", "Activity")]),
        Fact("owner", "Owner", owner[0] if owner else None),
        *facts.worded(row, [("responsible", "Responsible")]),
        *facts.dated(row, [("due", "Due"), ("expected", "Expected")]),
        *(facts.event(question, row, key, key.capitalize()) for key in ("started", "done", "dropped")),
        *facts.worded(row, [("reason", "Reason")]),
        Fact("topics", "Topics", linked("topic"), "list"),
        Fact("evidence", "Evidence", linked("evidence"), "list"),
        *facts.worded(row, [("notes", "Notes")]),
    ]


def _indicator(question: Question, key: tuple[str, str, str]) -> Report:
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
