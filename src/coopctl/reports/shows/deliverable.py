"""`show ROADMAP/DELIVERABLE`: one deliverable, its milestones and its indicators."""

from __future__ import annotations

from typing import Any

from coopctl.question import Question
from coopctl.report import Fact, Report
from coopctl.reports.shows import facts
from coopctl.reports.shows.milestone import details, judged
from coopctl.reports.shows.tracked import indicators_table, tracked_table


def build(question: Question, roadmap: str, deliverable: str) -> Report:
    """Everything known about a deliverable."""
    key = (roadmap, deliverable)
    row = facts.record(question, "SELECT * FROM deliverables WHERE roadmap = ? AND deliverable = ?", key)
    own = facts.record(question, "SELECT * FROM deliverable WHERE roadmap = ? AND id = ?", key)
    (title,) = facts.texts(question, "SELECT title FROM roadmap WHERE id = ?", (roadmap,))
    alone = question.rows("SELECT key FROM milestone WHERE roadmap = ? AND deliverable = ? AND id = ''", key)
    area = "SELECT focus_area AS id, 0 AS position FROM deliverable WHERE roadmap = ? AND id = ?"
    where = "roadmap = ? AND deliverable = ?"
    tables = (
        tracked_table(question, "Milestones", where, key, deliverables=False),
        indicators_table(question, where, key),
        facts.sources_table(question, f"SELECT source FROM deliverable_source WHERE {where}", key),
    )
    shown = tables[1:] if alone else tables
    return Report(
        "deliverable",
        own["title"],
        question.day,
        question.words(),
        facts=facts.known(
            [
                Fact("id", "Id", row["path"], "id"),
                Fact("roadmap", "Roadmap", f"{title} ({roadmap})"),
                *(_alone(question, alone[0]) if alone else _standing(row)),
                Fact("area", "Focus area", facts.titled(question, "focus_area", area, key), "list"),
                *details(question, own, "deliverable", where, key),
            ]
        ),
        tables=facts.filled(shown),
        blank=facts.blank(shown),
    )


def _standing(row: dict[str, Any]) -> list[Fact]:
    return [
        Fact("status", "Status", row["status"], "status"),
        Fact("progress", "Progress", (row["done"], row["counted"]), "share"),
    ]


def _alone(question: Question, key: tuple[int]) -> list[Fact]:
    """What is said of a deliverable that is tracked as one, as of a milestone."""
    return judged(facts.record(question, "SELECT * FROM milestones WHERE key = ?", key))
