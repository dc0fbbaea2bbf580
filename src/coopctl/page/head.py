"""The top of the page: whose it is, and the portfolio in figures."""

from __future__ import annotations

from coopctl import lacking
from coopctl.filters import RATINGS, STAGES, STATUSES
from coopctl.page.value import Figure, Figures, Head
from coopctl.question import Question


def build(question: Question) -> Head:
    """Title, agency, day and restriction."""
    ((title, agency, strategy, adopted, notes),) = question.rows(
        """SELECT title, coalesce((SELECT name FROM organisation WHERE id = agency), agency),
            strategy_title, strategy_adopted, notes FROM framework"""
    )
    restriction = question.words().partition(" · ")[2]
    dated = f"{strategy} (adopted {adopted})" if strategy and adopted else strategy
    told = (*question.notes(), *lacking.notes(question.connection))
    return Head(title, agency or "", question.day, question.why_day, restriction, told, dated or "", notes or "")


def figures(question: Question) -> Figures:
    """Roadmaps by stage and rating, milestones by status, progress."""
    stages = _counted(question, "SELECT stage, count(*) FROM roadmap_stage GROUP BY 1", STAGES)
    ratings = _counted(question, "SELECT rating, count(*) FROM roadmaps GROUP BY 1", RATINGS)
    statuses = _counted(question, "SELECT status, count(*) FROM milestone_status GROUP BY 1", STATUSES)
    ((done, counted),) = question.rows("SELECT coalesce(sum(done), 0), coalesce(sum(counted), 0) FROM roadmap_standing")
    coming = question.rows(
        """SELECT next_deadline FROM roadmap_standing WHERE next_deadline IS NOT NULL
            ORDER BY next_deadline_last, next_deadline LIMIT 1"""
    )
    return Figures(
        sum(figure.number for figure in stages),
        stages,
        ratings,
        sum(figure.number for figure in statuses),
        statuses,
        done,
        counted,
        coming[0][0] if coming else None,
    )


def _counted(question: Question, sql: str, order: tuple[str, ...]) -> tuple[Figure, ...]:
    found = dict(question.rows(sql))
    return tuple(Figure(name, found[name]) for name in order if name in found)
