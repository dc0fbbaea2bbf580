"""`show ROADMAP/DELIVERABLE/MILESTONE`: one milestone."""

from __future__ import annotations

from typing import Any

from coopctl.question import Question
from coopctl.report import Fact, Report
from coopctl.reports.shows import facts


def build(question: Question, *key: str) -> Report:
    """The milestone with this key: the ids of its roadmap and its deliverable, and its own."""
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
