"""When everything is, or was: each roadmap's period and its milestones, at the precision of their dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopctl.dates import PartialDate, parse_text
from coopctl.page.value import Lane, Mark, Timeline
from coopctl.query import Question, status_of_rows
from coopctl.reports.shows import facts

_STANDS_AT = """CASE status WHEN 'done' THEN done WHEN 'dropped' THEN coalesce(dropped, deadline)
    WHEN 'overdue' THEN deadline ELSE coalesce(expected, deadline) END"""


def build(question: Question, shown: Iterable[str]) -> Timeline:
    """The roadmaps ``shown``, by start; a signature is the start of a roadmap that gives no other."""
    marks, undated = _marks(question)
    wanted = set(shown)
    rows = question.rows(
        """SELECT id, title, stage, coalesce(period_start, signed_on), ends,
            CASE WHEN extended THEN period_end END, coalesce(cancelled, concluded), period_start, extended, period_end
        FROM roadmaps ORDER BY coalesce(period_start_first, signed_on_first, signed_on_last, '9'), id"""
    )
    lanes = (_lane(row, marks.get(row[0], []), undated.get(row[0], 0)) for row in rows if row[0] in wanted)
    return Timeline(question.day, tuple(lanes))


def _lane(row: tuple[Any, ...], marks: list[Mark], undated: int) -> Lane:
    id, title, stage, start, end, agreed, stopped, period_start, extended, period_end = row
    period = facts.period({"period_start": period_start, "ends": end, "extended": extended, "period_end": period_end})
    words = period or (f"from the signature, {start}" if start else "no period given")
    is_over = stage in ("concluded", "cancelled")
    words = f"{words}; {stage} {stopped.replace('../', 'up to ')}" if stopped and is_over else words
    dated = (_date(start), _date(end), _date(agreed), _date(stopped) if is_over else None)
    return Lane(id, title, stage, words, *dated, tuple(marks), undated)


def _date(text: str | None) -> PartialDate | None:
    return parse_text(text) if text else None


def _marks(question: Question) -> tuple[dict[str, list[Mark]], dict[str, int]]:
    """The milestones with a date by roadmap, and how many have none."""
    marks: dict[str, list[Mark]] = {}
    undated: dict[str, int] = {}
    for roadmap, path, title, status, date in question.rows(
        f"""SELECT roadmap, path, title, status, {_STANDS_AT} FROM milestones WHERE {status_of_rows(question)}
            ORDER BY roadmap, deliverable_position, position"""
    ):
        if date:
            marks.setdefault(roadmap, []).append(Mark(path, title, status, parse_text(date)))
        else:
            undated[roadmap] = undated.get(roadmap, 0) + 1
    return marks, undated
