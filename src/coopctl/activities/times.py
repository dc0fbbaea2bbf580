"""When it runs, began and ended, as exactly as the file says: in its words where a date was no single day.

No end is made up: what is called closed without a date of its end is as far as its other dates say.
"""

from __future__ import annotations

from coopctl import dates
from coopctl.activities import words
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import codes
from coopctl.intake.value import Fields

PIPELINE, CANCELLED = "1", "5"
STATUSES = ("1", "2", "3", "4", "5")
"""ActivityStatus, without what is suspended, for which there is no word. Whether the dates say the same is looked at
when all of them are there."""


def times(activity: Element, context: Context) -> Fields:
    """The period, when work began, and how it ended."""
    status = activity.first("activity-status")
    code = status.get("code") if status is not None else ""
    found = {kind: _date(activity, kind, context) for kind in "1234"}
    fields = _period(found["1"], found["3"], activity, context)
    if found["2"]:
        fields["started"] = found["2"]
    if code == PIPELINE:
        fields["in_preparation"] = True
    if found["4"]:
        fields["cancelled" if code == CANCELLED else "concluded"] = found["4"]
    if status is not None and code in STATUSES:
        status.mark("code")
    return fields


def _date(activity: Element, kind: str, context: Context) -> str:
    """The first date of this ActivityDateType; empty when there is none, or one that cannot be."""
    for element in activity.all("activity-date"):
        day = words.day(element.get("iso-date"))
        if element.get("type") != kind or not day:
            continue
        partial = exact(element, day, context)
        if kind in (codes.PLANNED_START, codes.PLANNED_END) and partial.startswith("../"):
            partial = day
        if kind in (codes.ACTUAL_START, codes.ACTUAL_END) and day > context.today:
            context.losses.note("activity-date", element, "it is called actual, and is still to come")
            element.mark_all()
            return ""
        element.mark("type", "iso-date")
        return partial
    return ""


def exact(element: Element, day: str, context: Context) -> str:
    """The date that an element's words name if its ``day`` (ISO 8601) stands for that; else the day itself."""
    text = context.looked_at(element)
    try:
        partial = dates.parse_text(text)
    except ValueError:
        return day
    if not (partial.first or dates.parse_text(day).last).isoformat() <= day <= partial.last.isoformat():
        return day
    context.told(element)
    return text


def _period(start: str, end: str, activity: Element, context: Context) -> Fields:
    """Start and end, without the end where that would be the earlier one."""
    if start and end and dates.parse_text(end).last < (dates.parse_text(start).first or dates.parse_text(start).last):
        context.losses.note("activity-date", activity, "the planned end lies before the start")
        end = ""
    period = {key: text for key, text in (("start", start), ("end", end)) if text}
    return {"period": period} if period else {}
