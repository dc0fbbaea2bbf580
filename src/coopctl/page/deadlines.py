"""What is late, and what comes next."""

from __future__ import annotations

from coopctl.page.value import Deadline, Deadlines, Named
from coopctl.question import Question
from coopctl.reports import deadlines
from coopctl.reports.lists.milestones import DAYS

WITHIN = 180
"""How many days ahead the page looks: to the steering committee after the next."""


def build(question: Question) -> Deadlines:
    """The open milestones with a deadline, by its last day."""
    until = deadlines.until_of(question, f"{WITHIN}d")
    found = [
        Deadline(path, title, Named(roadmap, roadmap_title), *rest)
        for path, title, roadmap, roadmap_title, *rest in question.rows(
            f"""SELECT path, title, roadmap, (SELECT title FROM roadmap r WHERE r.id = roadmap),
                coalesce((SELECT name FROM organisation WHERE id = owner), owner), status, why,
                deadline, {DAYS}, expected
            FROM {deadlines.due(question, until)}"""
        )
    ]
    overdue = tuple(one for one in found if one.status == "overdue")
    later, _ = deadlines.due_later(question, until)
    return Deadlines(overdue, tuple(found[len(overdue) :]), WITHIN, later)
