"""When an activity was to begin and end, and when it did: days, with the dates as they were written beside them."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from coopctl.dates import PartialDate, parse_text
from coopctl.exports.iati.elements import add, narrate
from coopctl.exports.iati.lacks import Lacks
from coopctl.exports.iati.rows import Row
from coopctl.iati import codes

_NOT_BEGUN = "preparation"


def day_of(text: str | None) -> PartialDate | None:
    """A date as it stands in the index."""
    return parse_text(text) if text else None


def is_exact(when: PartialDate) -> bool:
    """Whether a date says just the one day."""
    return when.first == when.last


def add_dates(activity: Element, roadmap: Row, events: list[Row], until: date, lacks: Lacks) -> None:
    """Add the activity-dates of a roadmap; of events, those that happened up to a day.

    ``events`` are what was started and done in it, the first ones first.
    """
    planned, end = day_of(roadmap["period_start"]), day_of(roadmap["ends"])
    over = _first_of([roadmap["concluded"], roadmap["cancelled"]], until)
    begun = None if roadmap["stage"] == _NOT_BEGUN else _begun(roadmap, events, until, end, over)
    _add(activity, codes.PLANNED_START, planned, planned and planned.counts_from)
    _add(activity, codes.ACTUAL_START, begun, begun and begun.counts_from)
    _add(activity, codes.PLANNED_END, end, end and end.last)
    _add(activity, codes.ACTUAL_END, over, over and min(over.last, until))
    id = roadmap["roadmap"]
    if not planned and not begun:
        message = "IATI demands to know when it is to start, or when it started"
        lacks.add(id, ("period",) if roadmap["period_end"] else (), message, _start_line(roadmap))
    for first, last, words in ((planned, end, "is to begin"), (begun, over, "began")):
        if first and last and first.counts_from > last.last:
            lacks.add(id, (), f"it {words} ({first.text}) after its end ({last.text})", "correct one of the dates")


def begun_by(roadmap: Row, until: date) -> str | None:
    """The day up to which it began, as ``../X``, where just that is said of its start or signature: no actual start."""
    said = None if roadmap["stage"] == _NOT_BEGUN else _said_start(roadmap, until)
    return said.text if said and not said.first else None


def _begun(roadmap: Row, events: list[Row], until: date, *ends: PartialDate | None) -> PartialDate | None:
    """When it began: its start, or its signature, or the first thing that was done in it, unless after one of the ends.

    None where the first day on which that may have been is not known.
    """
    said = _said_start(roadmap, until)
    found = said or _first_of([events[0]["event"]] if events else [], until)
    if not found or not found.first:
        return None
    return found if said or all(found.first <= end.last for end in ends if end) else None


def _said_start(roadmap: Row, until: date) -> PartialDate | None:
    return _first_of([roadmap["started"], roadmap["signed_on"]], until)


def _first_of(events: list[str | None], until: date) -> PartialDate | None:
    """The first of the events, in the order given, that is known to have happened by then."""
    known = (day_of(event) for event in events)
    return next((event for event in known if event and event.counts_from <= until), None)


def _start_line(roadmap: Row) -> str:
    end = f', end = "{roadmap["period_end"]}"' if roadmap["period_end"] else ""
    return f'write period = {{ start = "..."{end} }}, or started = "..." if it has begun'


def _add(activity: Element, type: str, when: PartialDate | None, day: date | None) -> None:
    if when and day:
        dated = add(activity, "activity-date", type=type, iso_date=day.isoformat())
        narrate(dated, None if is_exact(when) else when.text)
