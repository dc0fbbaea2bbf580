"""What is late, and what comes next."""

from __future__ import annotations

from coopctl.filters import OPEN
from coopctl.page.value import Deadline, Deadlines, Named
from coopctl.query import Question, quoted, status_of_rows
from coopctl.reports.lists.milestones import DAYS

WITHIN = 180
"""How many days ahead the page looks: to the steering committee after the next."""


def build(question: Question) -> Deadlines:
    """The open milestones with a deadline, by its last day."""
    found = tuple(
        Deadline(path, title, Named(roadmap, roadmap_title), *rest)
        for path, title, roadmap, roadmap_title, *rest in question.rows(
            f"""SELECT path, title, roadmap, (SELECT title FROM roadmap WHERE id = m.roadmap),
                coalesce((SELECT name FROM organisation WHERE id = m.owner), m.owner), status, why,
                deadline, {DAYS}, expected
            FROM milestones m WHERE status IN {quoted(OPEN)} AND deadline IS NOT NULL AND {status_of_rows(question)}
            ORDER BY deadline_last, roadmap, deliverable_position, position"""
        )
    )
    coming = [one for one in found if one.status != "overdue"]
    upcoming = tuple(one for one in coming if one.days <= WITHIN)
    overdue = tuple(one for one in found if one.status == "overdue")
    return Deadlines(overdue, upcoming, WITHIN, len(coming) - len(upcoming))
