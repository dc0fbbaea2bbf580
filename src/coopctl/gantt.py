"""A chart of periods drawn with characters: a line a bar, fitted to a width by the coarseness of its scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from coopctl import dates, layout, measure, scale
from coopctl.report import Bar, Chart
from coopctl.scale import Scale
from coopctl.visible import visible

SURE, EXTENDED, UNSURE, BLANK = "█", "▒", "░", " "
BEFORE, AFTER, TODAY = "←", "→", "│"
MARKS = {"overdue": "!", "at-risk": "?", "in-progress": "○", "planned": "○", "done": "●", "dropped": "×"}
"""The sign of a milestone; of several in one place the first of these is drawn."""

_IMPORTANCE = {status: -place for place, status in enumerate(MARKS)}
"""What is drawn last is seen."""

_LEGEND = {
    SURE: "runs",
    EXTENDED: "extension",
    UNSURE: "may run: the dates say no more",
    BEFORE: "since before",
    AFTER: "no end",
    "!": "overdue",
    "?": "at risk",
    "○": "to come",
    "●": "done",
    "×": "dropped",
}
_OPEN_DAYS = timedelta(days=92)

Paint = Callable[[str, str], str]
_SIGN = itemgetter(0)


class _Span(NamedTuple):
    """A bar in days: it runs at most from ``first`` to ``last``, and for certain from ``sure_from`` to ``sure_to``, if
    these are in that order.
    """

    first: date
    sure_from: date
    sure_to: date
    last: date
    agreed: date


def draw(chart: Chart, width: int, paint: Paint | None = None) -> Iterator[str]:
    """The lines of the chart and its legend, each of at most ``width`` cells; ``paint`` colours a text by a meaning.

    A label takes at most a third of the width.
    """
    labels = [visible(bar.label) for bar in chart.bars]
    wide = min(measure.widest(labels), width // 3)
    lowest, highest = _reach(chart)
    steps = scale.fitted(lowest, highest, width - wide - layout.GAP)
    for axis in scale.axis(steps):
        yield _quiet(" " * (wide + layout.GAP) + axis, paint).rstrip()
    now = steps.cell(date.fromisoformat(chart.day))
    places = {text: steps.cell(dates.middle(text)) for text in _marked(chart)}
    drawn: set[str] = set()
    for bar, label in zip(chart.bars, labels, strict=True):
        cells = _line(bar, steps, _span(bar, lowest, highest, date.fromisoformat(chart.day)), now, places)
        signs = "".join(map(_SIGN, cells))
        drawn.update(signs)
        name = measure.pad(measure.cut(label, wide), wide + layout.GAP)
        yield (name + (_painted(cells, paint) if paint else signs)).rstrip()
    yield ""
    for line in _legend(chart, steps, drawn, width):
        yield _quiet(line, paint)


def _quiet(text: str, paint: Paint | None) -> str:
    return paint(text, "quiet") if paint else text


def whole_width(chart: Chart, least: int) -> int:
    """The width, ``least`` or more, at which no label is cut."""
    return max(least, 3 * measure.widest(visible(bar.label) for bar in chart.bars))


def _marked(chart: Chart) -> set[str]:
    """The dates that milestones stand at; of thousands of milestones there are few."""
    return {text for bar in chart.bars for text, _ in bar.marks}


def _reach(chart: Chart) -> tuple[date, date]:
    """The first and the last day of the chart."""
    days = [date.fromisoformat(chart.day)]
    is_open = False
    for bar in chart.bars:
        known = [dates.parse_text(text) for text in (bar.start, bar.end, bar.agreed_end) if text]
        days += [day for found in known for day in (found.first, found.last) if day]
        is_open = is_open or (bar.end is None and bar.start is not None)
    days += map(dates.middle, _marked(chart))
    return min(days), max(days) + (_OPEN_DAYS if is_open else timedelta())


def _span(bar: Bar, lowest: date, highest: date, day: date) -> _Span | None:
    """The days of a bar; None where neither its start nor its end is known."""
    start = dates.parse_text(bar.start) if bar.start else None
    end = dates.parse_text(bar.end) if bar.end else None
    if start is None and end is None:
        return None
    up_to = day if bar.runs else date.min
    return _Span(
        (start.first if start else None) or lowest,
        start.last if start else date.max,
        (end.first or date.min) if end else up_to,
        end.last if end else highest,
        dates.parse_text(bar.agreed_end).last if bar.agreed_end else highest,
    )


def _line(bar: Bar, steps: Scale, span: _Span | None, now: int, places: dict[str, int]) -> list[tuple[str, str]]:
    """The cells of a bar, each a sign with its meaning; ``places`` are the cells of the dates of milestones."""
    cells = [(BLANK, "")] * len(steps.starts)
    if span:
        first, last = steps.cell(span.first), steps.cell(span.last)
        cells[first : last + 1] = _signs(span, steps, first, last)
        if bar.start is None or dates.parse_text(bar.start).first is None:
            cells[first] = (BEFORE, "")
        if bar.end is None:
            cells[last] = (AFTER, "")
    if cells[now][0] in (BLANK, SURE, EXTENDED, UNSURE):
        cells[now] = (TODAY, "title")
    for text, status in sorted(bar.marks, key=_importance):
        cells[places[text]] = (MARKS[status], status)
    return cells


def _importance(mark: tuple[str, str]) -> int:
    return _IMPORTANCE[mark[1]]


def _signs(span: _Span, steps: Scale, first: int, last: int) -> list[tuple[str, str]]:
    """What the cells from ``first`` to ``last`` show of a bar."""
    signs = [(UNSURE, "")] * (last - first + 1)
    if span.sure_from <= span.sure_to:
        begin, end = max(steps.cell(span.sure_from), first), min(steps.cell(span.sure_to), last)
        agreed = min(max(steps.cell(span.agreed), begin - 1), end)
        signs[begin - first : end - first + 1] = [(SURE, "")] * (agreed - begin + 1) + [(EXTENDED, "")] * (end - agreed)
    return signs


def _painted(cells: list[tuple[str, str]], paint: Paint) -> str:
    runs = ((name, "".join(sign for sign, _ in run)) for name, run in groupby(cells, key=lambda cell: cell[1]))
    return "".join(paint(text, name) if name else text for name, text in runs)


def _legend(chart: Chart, steps: Scale, drawn: set[str], width: int) -> list[str]:
    signs = [f"{TODAY} as of {chart.day}", *(f"{sign} {meaning}" for sign, meaning in _LEGEND.items() if sign in drawn)]
    lines = [""]
    for part in [*signs, steps.words()]:
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        if measure.width(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return [line for whole in lines for line in measure.wrapped(whole, width)]
