"""What is overdue, and what is due next.

What is overdue stands first, the oldest at the top; what is due next follows month by month.
"""

from __future__ import annotations

from datetime import date

from coopctl import ranges, suggest
from coopctl.conditions import quoted, status_of_rows
from coopctl.filters import OPEN
from coopctl.problems import CoopctlError
from coopctl.question import Question
from coopctl.report import Report, Table
from coopctl.reports import ReportOption
from coopctl.reports.lists.listing import Field, fetch
from coopctl.reports.lists.milestones import DAYS

OPTIONS = (
    ReportOption("within", "Of what is not overdue, only what is due within 90d, 6w, 3m, 1y ...", "", metavar="SPAN"),
)

EXAMPLES = """
coopctl report deadlines
coopctl report deadlines --region western-balkans --within 90d
coopctl report deadlines --owner DGMM -f csv
"""

FIELDS = (
    Field("month", "Month", "CASE status WHEN 'overdue' THEN 'overdue' ELSE substr(deadline_last, 1, 7) END", weight=7),
    Field("id", "Milestone", "path", "id"),
    Field("title", "Title", "title", weight=1),
    Field("roadmap", "Roadmap", "roadmap", "id", weight=8),
    Field("owner", "Owner", "owner", weight=4),
    Field("due", "Due", "deadline", "date"),
    Field("days", "Days left", DAYS, "number", weight=3),
    Field("status", "Status", "status", "status", weight=2),
    Field("because", "Because", "why", weight=6),
)


def build(question: Question, within: str = "") -> Report:
    """The open milestones with a deadline; ``within`` a span of time, where one is given."""
    until = until_of(question, within)
    source = due(question, until)
    table = Table(
        "deadlines",
        "Deadlines",
        tuple(field.column() for field in FIELDS),
        fetch(question, FIELDS, source),
        f"Nothing is overdue or due by {until}." if until else "No open milestone has a deadline.",
        sections="month",
    )
    shown = f" · within {within} (by {until})" if until else ""
    return Report(
        "deadlines",
        "Deadlines",
        question.day,
        question.words() + shown,
        tables=(table,),
        notes=tuple(_notes(question, until)),
    )


def until_of(question: Question, within: str) -> str:
    """The last day (ISO 8601) that ``within`` reaches to; empty without it. Raises CoopctlError (2)."""
    if not within:
        return ""
    try:
        return ranges.after(within, date.fromisoformat(question.day)).isoformat()
    except ValueError as error:
        raise CoopctlError(f'--within: "{within}" is not a span of time', help=str(error)) from error


def due(question: Question, until: str) -> str:
    """What follows FROM for the open milestones that are overdue, the oldest first, then for those due ``until``."""
    return f"""milestones WHERE {_open(question)} AND deadline IS NOT NULL AND {_near(until)}
        ORDER BY status <> 'overdue', deadline_last, roadmap, key"""


def due_later(question: Question, until: str) -> tuple[int, int]:
    """How many of the open milestones are due later, and how many have no deadline."""
    ((later, without),) = question.rows(
        f"""SELECT count(deadline IS NOT NULL AND NOT {_near(until)} OR NULL), count(deadline IS NULL OR NULL)
            FROM milestones WHERE {_open(question)}"""
    )
    return later, without


def _open(question: Question) -> str:
    return f"status IN {quoted(OPEN)} AND {status_of_rows(question)}"


def _near(until: str) -> str:
    return f"(status = 'overdue' OR deadline_last <= '{until}')" if until else "1"


def _notes(question: Question, until: str) -> list[str]:
    """How many of the open milestones are not among the rows, and why."""
    later, without = due_later(question, until)
    notes = [f"Due later than {until}: {suggest.count(later, 'milestone')}."] if later else []
    return [*notes, f"Open without a deadline: {suggest.count(without, 'milestone')}."] if without else notes
