"""Values of indicators at their times: the baseline, and a period for every date that has a target or an actual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from coopctl.dates import PartialDate, parse_text
from coopctl.exports.iati.days import is_exact
from coopctl.exports.iati.elements import add, figure, say
from coopctl.exports.iati.lacks import Lacks
from coopctl.exports.iati.rows import Row
from coopctl.toml.parts import Path

_YEAR = 4


class Value(NamedTuple):
    """A figure at a time; ``kind`` is target or actual."""

    kind: str
    figure: str
    on: PartialDate


def add_measures(indicator: Element, row: Row, actuals: list[Row], path: Path, lacks: Lacks) -> None:
    """Add what an indicator measured, and is to measure."""
    dated = _Dated(row["roadmap"], path, lacks)
    if row["baseline_value"] is not None:
        on = dated.on(row["baseline_on"], ("baseline",), f"baseline = {_line(row['baseline_value'])}")
        if on:
            _add_baseline(indicator, row["baseline_value"], on)
    values = list(_values(row, actuals, dated))
    for on in sorted({value.on for value in values}, key=lambda on: (*_span(on), on.text)):
        add_period(indicator, on, [value for value in values if value.on == on])


def add_period(indicator: Element, on: PartialDate, values: list[Value], comment: str | None = None) -> None:
    """Add the days that a date stands for, and what is to be, and was, in them; with a comment on the actual."""
    first, last = _span(on)
    period = add(indicator, "period")
    add(period, "period-start", iso_date=first.isoformat())
    add(period, "period-end", iso_date=last.isoformat())
    for value in sorted(values, key=lambda value: value.kind, reverse=True):
        told = comment if value.kind == "actual" else None
        say(add(period, value.kind, value=value.figure), "comment", told or (None if on.first else on.text))


def _values(row: Row, actuals: list[Row], dated: _Dated) -> Iterator[Value]:
    if row["target_value"] is not None:
        on = dated.on(row["target_on"], ("target",), f"target = {_line(row['target_value'])}")
        if on:
            yield Value("target", figure(row["target_value"]), on)
    for actual in actuals:
        on = dated.on(actual["on"], ("actual", actual["position"]), f"it as {_line(actual['value'])}")
        if on:
            yield Value("actual", figure(actual["value"]), on)


def _line(value: Any) -> str:
    return f'{{ value = {figure(value)}, on = "..." }}'


def _add_baseline(indicator: Element, value: Any, on: PartialDate) -> None:
    exact = on.last.isoformat() if is_exact(on) else None
    baseline = add(indicator, "baseline", year=str(on.last.year), iso_date=exact, value=figure(value))
    says_more = not exact and len(on.text) > _YEAR
    say(baseline, "comment", on.text if says_more else None)


def _span(on: PartialDate) -> tuple[date, date]:
    return on.first or on.last, on.last


class _Dated(NamedTuple):
    """Reads the dates of values, and notes where one is missing."""

    roadmap: str
    path: Path
    lacks: Lacks

    def on(self, text: str | None, place: Path, line: str) -> PartialDate | None:
        """The date of the value at ``place``."""
        if text:
            return parse_text(text)
        message = "IATI demands to know when the value was, or is to be, so"
        self.lacks.add(self.roadmap, (*self.path, *place), message, f"write {line}", at_key=False)
        return None
