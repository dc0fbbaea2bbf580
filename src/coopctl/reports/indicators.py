"""What is counted: baseline, target and the newest value.

With how far the value is between the two.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from coopctl import dates
from coopctl.conditions import status_of_rows
from coopctl.question import Question
from coopctl.report import Column, Report, Table
from coopctl.reports import ReportOption

OPTIONS = (ReportOption("history", "Every value measured, a row each, instead of the newest.", False),)

EXAMPLES = """
coopctl report indicators
coopctl report indicators --country TR --history
coopctl report indicators -f csv
"""

_MEASURED = """indicator_actual a ON (a.roadmap, a.deliverable, a.indicator) = (i.roadmap, i.deliverable, i.id)
    AND (a."on" IS NULL OR coalesce(a.on_first, a.on_last) <= (SELECT day FROM as_of))"""
_SELECTED = """i.roadmap || '/' || i.deliverable || '/' || i.id, i.title, i.unit,
    i.baseline_value, i.baseline_on, i.target_value, i.target_on, a.value, a."on" """


class Measured(NamedTuple):
    """An indicator with one value that was measured; dates as written."""

    id: str
    title: str
    unit: str | None
    baseline: float | None
    baseline_on: str | None
    target: float | None
    target_on: str | None
    actual: float | None
    actual_on: str | None


def build(question: Question, history: bool = False) -> Report:
    """The indicators of the deliverables that the question leaves; values measured after its day are not counted."""
    found = measured(question, status_of_rows(question), history=history)
    table = _history(found) if history else _newest(found, question.day)
    title = "Indicators over time" if history else "Indicators"
    return Report("indicators", title, question.day, question.words(), tables=(table,))


def measured(
    question: Question, condition: str, values: Sequence[str] = (), *, history: bool = False
) -> list[Measured]:
    """The indicators of the deliverables on which a ``condition`` holds, each with its newest value.

    With ``history`` a row a value instead. What was measured after the day is not counted.
    """
    newest = "" if history else "GROUP BY i.roadmap, i.deliverable, i.id"
    last = "" if history else ", max(coalesce(a.on_last, '') || printf('%09d', a.position))"
    sql = f"""SELECT {_SELECTED}{last}
        FROM (SELECT roadmap, deliverable, position FROM deliverables WHERE {condition}) s
            JOIN indicator i ON (i.roadmap, i.deliverable) = (s.roadmap, s.deliverable)
            {"JOIN" if history else "LEFT JOIN"} {_MEASURED}
        {newest} ORDER BY i.roadmap, s.position, i.position, a.on_last, a.position"""
    return [Measured(*row[: len(Measured._fields)]) for row in question.rows(sql, values)]


COLUMNS = (
    Column("id", "Indicator", "id"),
    Column("title", "Title", weight=2),
    Column("unit", "Unit", weight=3),
    Column("baseline", "Baseline", "number", weight=4),
    Column("baseline_on", "of", "date", weight=7),
    Column("target", "Target", "number"),
    Column("target_on", "by", "date", weight=5),
    Column("actual", "Actual", "number"),
    Column("actual_on", "on", "date", weight=6),
)
"""Baseline, target and the newest value of an indicator: the columns of `Measured`."""


def _newest(found: list[Measured], day: str) -> Table:
    columns = (
        *COLUMNS,
        Column("percent", "%", "number"),
        Column("course", "Course", weight=1),
    )
    rows = [(*one, share(one.baseline, one.target, one.actual), course(one, day)) for one in found]
    return Table("indicators", "Indicators", columns, rows, "No indicator matches.")


def _history(found: list[Measured]) -> Table:
    columns = (
        Column("id", "Indicator", "id"),
        Column("title", "Title", weight=1),
        Column("unit", "Unit", weight=2),
        Column("on", "On", "date"),
        Column("actual", "Actual", "number"),
        Column("percent", "%", "number"),
    )
    rows: list[tuple[Any, ...]] = [
        (one.id, one.title, one.unit, one.actual_on, one.actual, share(one.baseline, one.target, one.actual))
        for one in found
    ]
    return Table("indicators", "Indicators", columns, rows, "No value has been measured.")


def share(baseline: float | None, target: float | None, actual: float | None) -> int | None:
    """How much of the way from ``baseline`` to ``target`` is behind, in percent, also where less is better.

    Rounded down, so that 100 means that the target is reached; below 0 where things got worse. None where one of
    the three is not known, there is no way to go, or no number can say how much it is.
    """
    way = _way(baseline, target, actual)
    return None if way is None else math.floor(way)


def _way(baseline: float | None, target: float | None, actual: float | None) -> float | None:
    """The same, exact; 100 or more only where the target is reached, also after rounding."""
    if baseline is None or target is None or actual is None or baseline == target:
        return None
    if actual == target:
        return 100
    way = 100 * (actual - baseline) / (target - baseline)
    if not math.isfinite(way):
        return None
    is_short = (actual < target) == (baseline < target)
    return min(way, math.nextafter(100, 0)) if is_short else max(way, 100)


def course(one: Measured, day: str) -> str | None:
    """``reached``, ``missed`` (the target's last day has passed), ``on track`` or ``behind`` by a straight line.

    The line leads from the baseline's date to the target's last day and is compared with the value on the day it
    was measured. Where dates are too coarse to tell, or missing, None.
    """
    way = _way(one.baseline, one.target, one.actual)
    if way is None or way >= 100:
        return None if way is None else "reached"
    if one.target_on is None:
        return None
    if dates.parse_text(one.target_on).last < date.fromisoformat(day):
        return "missed"
    least, most = _expected(one)
    if least is not None and way < least:
        return "behind"
    return "on track" if most is not None and way >= most else None


def _expected(one: Measured) -> tuple[float | None, float | None]:
    """How many percent the straight line asks for at the least and at the most, given how exact the dates are."""
    if one.baseline_on is None or one.target_on is None or one.actual_on is None:
        return None, None
    start, measured = dates.parse_text(one.baseline_on), dates.parse_text(one.actual_on)
    end = dates.parse_text(one.target_on).last
    least = _line(start.last, end, measured.first) if measured.first else None
    return least, _line(start.first, end, measured.last) if start.first else None


def _line(start: date, end: date, day: date) -> float | None:
    if not start < end:
        return None
    return 100 * min(max((day - start).days / (end - start).days, 0.0), 1.0)
