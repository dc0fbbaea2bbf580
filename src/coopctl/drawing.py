"""Where things stand on a timeline: dates as places on a scale from 0 to 100, so that a drawing can have any width.

What a date leaves open stays visible: a bar is ``sure`` between its dates, ``unsure`` within their precision and
``open`` where no date was given; a milestone stands in the middle of the days its date may mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from coopctl.page.value import Lane, Mark, Timeline

MOST_TICKS = 9
_MONTHS_A_TICK = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_HALF_A_MARK, _GAP = 1.3, 0.5
_BAR_HEIGHT, _MARK_HEIGHT = 22, 18
_LEFT_OF_OPEN = 6.0


class Segment(NamedTuple):
    """A piece of a bar: ``sure``, ``unsure``, ``open``, ``extended`` or ``unused`` (after the work was stopped)."""

    kind: str
    left: float
    width: float


class Place(NamedTuple):
    """A milestone: its symbol at ``at``, its date from ``left`` to ``right``; ``is_open`` without a known first day."""

    mark: Mark
    at: float
    left: float
    right: float
    is_open: bool
    y: int


class Row(NamedTuple):
    """A roadmap's row; ``stop`` is where it was concluded or cancelled. Heights are in pixels."""

    lane: Lane
    segments: tuple[Segment, ...]
    stop: float | None
    places: tuple[Place, ...]
    height: int


class Tick(NamedTuple):
    """A line of the scale; every other one is ``minor`` and can go where room is scarce."""

    at: float
    label: str
    minor: bool


class Drawing(NamedTuple):
    """The whole timeline; ``today`` is the place of the day that it is judged by."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    today: float


class Scale(NamedTuple):
    """From ``first`` up to, but not including, ``end``, with a tick every ``months``."""

    first: date
    end: date
    months: int

    def at(self, day: date) -> float:
        """The place of a day's beginning; what lies outside stands at the edge."""
        share = (day - self.first).days / (self.end - self.first).days
        return round(100 * min(max(share, 0), 1), 2)

    def after(self, day: date) -> float:
        """The place of a day's end."""
        return self.at(day + timedelta(days=1)) if day < date.max else 100.0


def draw(timeline: Timeline) -> Drawing:
    """Lay the timeline out over a scale that holds all of it."""
    day = date.fromisoformat(timeline.day)
    scale = _scale(list(_days(timeline.lanes, day)))
    rows = tuple(_row(lane, scale, day) for lane in timeline.lanes)
    return Drawing(rows, tuple(_ticks(scale)), scale.at(day))


def _days(lanes: Iterable[Lane], day: date) -> Iterator[date]:
    yield day
    for lane in lanes:
        for known in (lane.start, lane.end, lane.agreed, lane.stopped, *(mark.date for mark in lane.marks)):
            if known:
                yield from (known.counts_from, known.last)


def _scale(days: list[date]) -> Scale:
    """The finest scale with few enough ticks, from and to whole ticks."""
    first, last = min(days), max(days)
    for months in _MONTHS_A_TICK:
        start = _floor(first, months)
        number = (_month(last) - _month(start)) // months + 1
        if number <= MOST_TICKS:
            break
    return Scale(start, _from_month(_month(start) + number * months), months)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _from_month(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _floor(day: date, months: int) -> date:
    return _from_month(_month(day) // months * months)


def _ticks(scale: Scale) -> Iterator[Tick]:
    last = _month(scale.end)
    for number, month in enumerate(range(_month(scale.first), last, scale.months)):
        day = _from_month(month)
        label = str(day.year) if scale.months >= 12 else f"{day.year}-{day.month:02}"
        yield Tick(scale.at(day), label, number % 2 == 1)


def _row(lane: Lane, scale: Scale, day: date) -> Row:
    places, lanes = _stacked([_place(mark, scale) for mark in lane.marks])
    stop = scale.after(lane.stopped.last) if lane.stopped else None
    return Row(lane, tuple(_bar(lane, scale, day)), stop, places, _BAR_HEIGHT + lanes * _MARK_HEIGHT)


def _bar(lane: Lane, scale: Scale, day: date) -> Iterator[Segment]:
    """The pieces of a roadmap's bar; none when neither a start nor an end is known."""
    for kind, left, right in _pieces(lane, scale, day):
        if right > left:
            yield Segment(kind, left, round(right - left, 2))


def _pieces(lane: Lane, scale: Scale, day: date) -> Iterator[tuple[str, float, float]]:
    start, end = lane.start, lane.end or lane.stopped
    if start is None and end is None:
        return
    left = right = 0.0
    if start is None:
        right = scale.at(end.counts_from) if end else 0.0
        left = max(0.0, right - _LEFT_OF_OPEN)
        yield "open", left, right
    else:
        left = scale.at(start.first or start.last)
        right = scale.after(start.last) if start.first != start.last else left
    if end is None:
        yield from _without_end(lane, scale, left, right, day)
        return
    ends, over = scale.at(end.first) if end.first else right, scale.after(end.last)
    if start is not None:
        yield "unsure", left, min(right, over)
    yield from _between(lane, scale, right, ends)
    yield "unsure" if end.first != end.last else "sure", max(ends, right), over


def _without_end(lane: Lane, scale: Scale, left: float, right: float, day: date) -> Iterator[tuple[str, float, float]]:
    """A start and no end: sure up to the day for what is running, open from there."""
    sure = scale.at(day) if lane.stage == "active" else right
    yield "unsure", left, right
    yield "sure", right, sure
    yield "open", max(right, sure), 100.0


def _between(lane: Lane, scale: Scale, left: float, right: float) -> Iterator[tuple[str, float, float]]:
    """What lies between start and end: as agreed, then as extended; what came after a stop was not used."""
    turns = [("sure", left)]
    if lane.agreed and lane.end:
        turns.append(("extended", scale.after(lane.agreed.last)))
    if lane.stopped and lane.end:
        turns.append(("unused", scale.after(lane.stopped.last)))
    for (kind, begin), (_, end) in zip(turns, [*turns[1:], ("", right)], strict=True):
        yield kind, max(left, begin), min(right, end)


def _place(mark: Mark, scale: Scale) -> Place:
    right = scale.after(mark.date.last)
    if mark.date.first is None:
        return Place(mark, right, max(0.0, right - _LEFT_OF_OPEN), right, True, 0)
    left = scale.at(mark.date.first)
    return Place(mark, round((left + right) / 2, 2), left, right, False, 0)


def _stacked(places: list[Place]) -> tuple[tuple[Place, ...], int]:
    """The places on as few lines below one another as keeps them apart, and how many lines these are."""
    ends: list[float] = []
    found = []
    for place in sorted(places, key=lambda place: (place.at, place.mark.path)):
        left = min(place.left, place.at - _HALF_A_MARK)
        line = next((number for number, end in enumerate(ends) if end + _GAP <= left), len(ends))
        ends[line : line + 1] = [max(place.right, place.at + _HALF_A_MARK)]
        found.append(place._replace(y=_BAR_HEIGHT + line * _MARK_HEIGHT + _MARK_HEIGHT // 2 - 2))
    return tuple(found), len(ends)
