"""When each roadmap runs, as a chart.

With its extensions and its milestones; as data, first and last days.
"""

from __future__ import annotations

from typing import Any

from coopctl import dates, periods
from coopctl.periods import Period
from coopctl.question import Question
from coopctl.report import Bar, Chart, Column, Report, Table

OPTIONS = ()

EXAMPLES = """
coopctl report timeline
coopctl report timeline --region western-balkans
coopctl report timeline -f json
"""

COLUMNS = (
    Column("id", "Roadmap", "id"),
    Column("title", "Title", weight=3),
    Column("stage", "Stage", "status", weight=1),
    Column("start", "Start", "date"),
    Column("start_first", "First day", weight=5),
    Column("start_last", "at the latest", weight=5),
    Column("end", "End", "date"),
    Column("end_first", "at the earliest", weight=5),
    Column("end_last", "Last day", weight=5),
    Column("agreed_end", "End before extensions", "date", weight=4),
    Column("milestones", "Milestones", "list", weight=2),
)


def build(question: Question) -> Report:
    """A row a roadmap that has a date, or a milestone with one, by start.

    A roadmap without an agreed start has that of the work, or the signature.
    """
    found = periods.build(question)
    dated = [one for one in found if one.is_dated]
    undated = sorted(one.id for one in found if not one.is_dated)
    table = Table(
        "timeline",
        "Timeline",
        COLUMNS,
        [_row(one) for one in dated],
        "No roadmap with dates matches.",
        drawing=Chart(question.day, tuple(map(_bar, dated))),
    )
    notes = (f"Without dates: {', '.join(undated)}.",) if undated else ()
    return Report("timeline", "Timeline", question.day, question.words(), tables=(table,), notes=notes)


def _bar(one: Period) -> Bar:
    marks = tuple((mark.date, mark.status) for mark in one.marks)
    return Bar(one.id, one.start, one.ran_until, one.agreed_end, marks, runs=one.stage == "active")


def _row(one: Period) -> tuple[Any, ...]:
    start, end = one.start, one.ran_until
    marks = sorted(one.marks, key=lambda mark: (dates.middle(mark.date), mark.path))
    named = tuple(f"{mark.date} {mark.status} {mark.path.removeprefix(f'{one.id}/')}" for mark in marks)
    return (one.id, one.title, one.stage, start, *_days(start), end, *_days(end), one.agreed_end, named)


def _days(text: str | None) -> tuple[str | None, str | None]:
    """The first and the last day (ISO 8601) of a date."""
    found = dates.parse_text(text) if text else None
    return (str(found.first) if found and found.first else None, str(found.last) if found else None)
