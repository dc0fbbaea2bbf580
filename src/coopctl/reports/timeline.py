"""When each roadmap runs, its extensions and its milestones, as a chart; as data, first and last days."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopctl import dates
from coopctl.query import Question, status_of_counts, status_of_rows
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


class _Period(NamedTuple):
    """A roadmap with its dates as written; an open start or end is None."""

    id: str
    title: str
    stage: str
    start: str | None
    end: str | None
    agreed_end: str | None


_Marks = list[tuple[str, str, str]]
"""Milestones on a line: the day of each (done, or else its deadline's last one), its status, and both in words."""


def build(question: Question) -> Report:
    """A row a roadmap that has a date, by start; a signature is a start, and a cancellation an end."""
    periods = _periods(question)
    marks = _marks(question)
    dated = [period for period in periods if period.start or period.end]
    undated = [period.id for period in periods if not (period.start or period.end)]
    bars = tuple(
        Bar(one.id, one.start, one.end, one.agreed_end, tuple(mark[:2] for mark in marks.get(one.id, ())))
        for one in dated
    )
    table = Table(
        "timeline",
        "Timeline",
        COLUMNS,
        [_row(one, marks.get(one.id, [])) for one in dated],
        "No roadmap with dates matches.",
        drawing=Chart(question.day, bars),
    )
    notes = (f"Without dates: {', '.join(undated)}.",) if undated else ()
    return Report("timeline", "Timeline", question.day, question.words(), tables=(table,), notes=notes)


def _periods(question: Question) -> list[_Period]:
    """The roadmaps by the first day on which they can have started; those with an open start first."""
    sql = f"""SELECT id, title, stage, coalesce(period_start, signed_on),
            CASE stage WHEN 'cancelled' THEN cancelled
                ELSE CASE WHEN stage = 'concluded' AND (ends IS NULL OR concluded_last < ends_last) THEN concluded
                ELSE ends END END,
            CASE WHEN extended AND stage <> 'cancelled' THEN period_end END
        FROM roadmaps WHERE {status_of_counts(question)}
        ORDER BY CASE WHEN period_start IS NULL THEN signed_on_first ELSE period_start_first END, id"""
    return [_Period(*row) for row in question.rows(sql)]


def _marks(question: Question) -> dict[str, _Marks]:
    """The milestones of each roadmap that have a date, in the order of their days."""
    sql = f"""SELECT roadmap, CASE status WHEN 'done' THEN coalesce(done_first, done_last)
                ELSE coalesce(deadline_last, expected_last) END AS day, status,
            CASE status WHEN 'done' THEN done ELSE coalesce(deadline, expected) END || ' ' || status || ' '
                || substr(path, length(roadmap) + 2)
        FROM milestones WHERE status <> 'dropped' AND day IS NOT NULL AND {status_of_rows(question)}
        ORDER BY day, path"""
    found: dict[str, _Marks] = {}
    for roadmap, day, status, words in question.rows(sql):
        found.setdefault(roadmap, []).append((day, status, words))
    return found


def _row(one: _Period, marks: _Marks) -> tuple[Any, ...]:
    start, end = (dates.parse_text(text) if text else None for text in (one.start, one.end))
    days = [
        day.isoformat() if day else None
        for found in (start, end)
        for day in ((found.first, found.last) if found else (None, None))
    ]
    named = tuple(words for _, _, words in marks)
    return (one.id, one.title, one.stage, one.start, *days[:2], one.end, *days[2:], one.agreed_end, named)
