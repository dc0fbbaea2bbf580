"""What the lists of framework entries have in common: how many roadmaps concern each, and how those stand."""

from __future__ import annotations

from collections.abc import Iterable

from coopctl import groups, members
from coopctl.conditions import quoted, status_of_counts
from coopctl.filters import OVER
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.listing import SHARE, Field, extra, report

NUMBERS = (
    Field("roadmaps", "Roadmaps", "roadmaps", "number"),
    Field("active", "Active", "active", "number", weight=2),
    Field("preparation", "In preparation", "preparation", "number", weight=7),
    Field("ended", "Ended", "ended", "number", weight=8),
    Field("undated", "Undated", "undated", "number", weight=9),
    Field("progress", "Progress", SHARE, "share", weight=3),
    Field("overdue", "Overdue", "overdue", "number", weight=2),
    extra("at_risk", "At risk", "at_risk", "number"),
    extra("in_progress", "In progress", "in_progress", "number"),
    extra("planned", "Planned", "planned", "number"),
    extra("done", "Done", "done", "number"),
    extra("dropped", "Dropped", "dropped", "number"),
    extra("next_deadline", "Next deadline", "next_deadline", "date"),
    extra("rating", "Rating", "rating", "rating"),
    extra("because", "Because", "reason_for_rating"),
)


def notes(table: str) -> Field:
    """The notes of an entry, for the list of the entries of ``table``."""
    return extra("notes", "Notes", f"(SELECT notes FROM {table} WHERE id = e.id)")


def build_entries(question: Question, by: str, noun: str, fields: Iterable[Field]) -> Report:
    """The entries of a grouping, also those without any roadmap unless something was asked for."""
    members.make_tables(question, by)
    key = members.key(by)
    own = groups.own_condition(question, by, listed=True)
    asked_for = own if own != "1" else "roadmaps > 0"
    condition = f"{own} AND ({asked_for})" if question.restricts() else "1"
    source = f"""(
        SELECT e.id, e.title, e.position, coalesce(m.roadmaps, 0) AS roadmaps, coalesce(m.active, 0) AS active,
            coalesce(m.preparation, 0) AS preparation, coalesce(m.ended, 0) AS ended,
            coalesce(m.undated, 0) AS undated, {_COUNTS},
            s.next_deadline, coalesce(s.rating, 'none') AS rating,
            coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating
        FROM ({groups.GROUPINGS[by].entries}) e LEFT JOIN (
            SELECT {key}, count(*) AS roadmaps, count(stage = 'active' OR NULL) AS active,
                count(stage = 'preparation' OR NULL) AS preparation,
                count(stage IN {quoted(OVER)} OR NULL) AS ended,
                count(stage = 'undated' OR NULL) AS undated
            FROM member JOIN roadmap_stage USING (roadmap) GROUP BY {key}
        ) m ON m.{key} = e.id LEFT JOIN group_standing s ON s.{key} = e.id
    ) e WHERE {condition} AND {status_of_counts(question, id=by)}"""
    return report(question, noun.replace(" ", "_"), noun.capitalize(), fields, source, "position", f"No {noun} match.")


_COUNTS = ", ".join(
    f"coalesce(s.{name}, 0) AS {name}"
    for name in ("done", "counted", "overdue", "at_risk", "in_progress", "planned", "dropped")
)
