"""What is overdue, the oldest first, and what is due next, month by month."""

from __future__ import annotations

from datetime import date

from coopctl import ranges, suggest
from coopctl.filters import OPEN
from coopctl.problems import CoopctlError
from coopctl.query import Question, quoted, status_of_rows
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
    until = _until(question, within)
    open_ones = f"status IN {quoted(OPEN)} AND {status_of_rows(question)}"
    near = f"(status = 'overdue' OR deadline_last <= '{until}')" if until else "1"
    source = f"""milestones WHERE {open_ones} AND deadline IS NOT NULL AND {near}
        ORDER BY status <> 'overdue', deadline_last, path"""
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
        notes=tuple(_notes(question, open_ones, near, until)),
    )


def _until(question: Question, within: str) -> str:
    """The last day (ISO 8601) that ``within`` reaches to; empty without it. Raises CoopctlError (2)."""
    if not within:
        return ""
    try:
        return ranges.after(within, date.fromisoformat(question.day)).isoformat()
    except ValueError as error:
        raise CoopctlError(f'--within: "{within}" is not a span of time', help=str(error)) from error


def _notes(question: Question, open_ones: str, near: str, until: str) -> list[str]:
    """How many of the open milestones are not among the rows, and why."""
    ((later, without),) = question.rows(
        f"""SELECT count(deadline IS NOT NULL AND NOT {near} OR NULL), count(deadline IS NULL OR NULL)
            FROM milestones WHERE {open_ones}"""
    )
    notes = [f"Due later than {until}: {suggest.count(later, 'milestone')}."] if later else []
    return [*notes, f"Open without a deadline: {suggest.count(without, 'milestone')}."] if without else notes
