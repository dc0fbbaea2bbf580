"""The open deadlines, for Outlook, Google and other calendars.

An event of a whole day for each open milestone, on the last day of its deadline. With --status any milestone: one that
is done says so, one that was dropped is a cancelled event. What is still to come is announced a week before, at nine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from coopctl import document, suggest, wording
from coopctl.conditions import quoted, status_of_rows
from coopctl.filters import OPEN
from coopctl.question import Question
from coopctl.reports.lists.listing import country_footnotes
from coopctl.visible import visible

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

EXAMPLES = """
coopctl export ics -o deadlines.ics
coopctl export ics --owner DGMM -o dgmm.ics
coopctl export ics --status open --status done --due 2026 -o 2026.ics
"""

ANNOUNCED = timedelta(days=-7, hours=9)
"""When an event is announced, from the first moment of its day: at nine, a week before."""

_STATUS = {"dropped": "CANCELLED"}
_SAID_FIRST = ("overdue", "done", "dropped")
_PRODUCT = "-//coopctl//coopctl//EN"
_CHOSEN = f"status IN {quoted(OPEN)}"
_COUNTRIES = """SELECT c.roadmap, e.id, e.name FROM roadmap_countries c JOIN country e ON e.id = c.country
    ORDER BY c.roadmap, e.position"""
_EVENTS = """SELECT m.path, m.roadmap, m.milestone, m.title, m.deliverable_title, r.title AS roadmap_title, m.status,
    m.why, m.due, m.deadline, m.deadline_last, m.expected, m.done, m.dropped, o.name || ' (' || o.id || ')' AS owner,
    m.responsible, a.title AS area, m.reason, m.notes
FROM milestones m JOIN roadmap r ON r.id = m.roadmap LEFT JOIN organisation o ON o.id = m.owner
    LEFT JOIN focus_area a ON a.id = m.area
WHERE m.deadline IS NOT NULL AND m.path IN (SELECT path FROM milestones WHERE {chosen})
ORDER BY m.deadline_last, m.roadmap, m.deliverable_position, m.position"""

Milestone = dict[str, Any]


class _Countries(NamedTuple):
    """The names of countries, marked where there is a footnote, and these footnotes."""

    names: list[str]
    footnotes: list[str]


_NOWHERE = _Countries([], [])


def write(question: Question) -> Iterator[str]:
    """The calendar; the same text for the same portfolio over the same day."""
    stamp = datetime.combine(date.fromisoformat(question.day), time(), UTC)
    whose = _whose(question)
    as_of = question.words().partition(" · ")[0].capitalize()
    countries = _countries(question)
    begun, *end = _calendar(question).to_ical().decode().rpartition("END:VCALENDAR")
    yield begun
    for milestone in _milestones(question):
        told = [*_description(milestone, countries.get(milestone["roadmap"], _NOWHERE)), as_of]
        uid = f"{milestone['path']}@{whose}"
        yield _event(milestone, uid, stamp, document.lines("\n".join(told))).to_ical().decode()
    yield "".join(end)


def remarks(question: Question) -> Iterator[str]:
    """What has no place in a calendar."""
    ((dated, undated),) = question.rows(
        f"SELECT count(deadline), count(*) - count(deadline) FROM milestones WHERE {_chosen(question)}"
    )
    if undated:
        yield f"Not in the calendar, for want of a deadline: {suggest.count(undated, 'milestone')}."
    if not dated:
        yield "The calendar is empty: no milestone that was asked for has a deadline."


def _chosen(question: Question) -> str:
    """The condition on milestones: the open ones, or those with the status asked for."""
    return status_of_rows(question) if "status" in question.asked else f"{_CHOSEN} AND {status_of_rows(question)}"


def _milestones(question: Question) -> Iterator[Milestone]:
    cursor = question.connection.execute(_EVENTS.format(chosen=_chosen(question)))
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor)


def _whose(question: Question) -> str:
    """What makes the addresses of milestones unique in the world and stays the same: the agency, else the title."""
    ((agency, title),) = question.rows("SELECT agency, title FROM framework")
    return f"{agency.lower() if agency else f'{zlib.crc32(title.encode()):08x}'}.coopctl"


def _countries(question: Question) -> dict[str, _Countries]:
    """What is said of the countries of each roadmap."""
    notes = dict(country_footnotes(question, None))
    found: dict[str, _Countries] = {}
    for roadmap, code, name in question.rows(_COUNTRIES):
        told = found.setdefault(roadmap, _Countries([], []))
        told.names.append(f"{name}*" if code in notes else name)
        told.footnotes.extend([f"* {name}: {notes[code]}"] if code in notes else [])
    return found


def _calendar(question: Question) -> Calendar:
    from icalendar import Calendar, vText

    ((title,),) = question.rows("SELECT title FROM framework")
    words = question.words()
    restriction = words.partition(" · ")[2]
    name = visible(f"{title} ({restriction})" if restriction else title)
    calendar = Calendar()
    for key, value in {
        "prodid": _PRODUCT,
        "version": "2.0",
        "name": name,
        "x-wr-calname": name,
        "description": visible(words),
        "x-wr-caldesc": visible(words),
    }.items():
        calendar.add(key, vText(value))
    return calendar


def _event(milestone: Milestone, uid: str, stamp: datetime, told: str) -> Event:
    from icalendar import Event

    last = date.fromisoformat(milestone["deadline_last"])
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    summary = document.lines(_summary(milestone))
    event.add("summary", summary)
    event.add("description", told)
    event.add("status", _STATUS.get(milestone["status"], "CONFIRMED"))
    categories = (milestone["status"], milestone["roadmap"], milestone["area"])
    event.add("categories", [document.lines(one) for one in categories if one])
    event.add("transp", "TRANSPARENT")
    if milestone["status"] in OPEN and last >= stamp.date():
        event.add_component(_alarm(summary))
    return event


def _alarm(text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", ANNOUNCED)
    return alarm


def _summary(milestone: Milestone) -> str:
    status = milestone["status"]
    said = f"{status.capitalize()}: " if status in _SAID_FIRST else ""
    return f"{said}{milestone['title']} ({milestone['roadmap']})"


def _description(milestone: Milestone, countries: _Countries) -> Iterator[str]:
    """Everything worth knowing at a glance, a line each."""
    why = milestone["why"]
    facts = {
        "Due": _due(milestone),
        "Status": f"{milestone['status']} ({why})" if why else milestone["status"],
        "Expected": wording.date(milestone["expected"]) if milestone["status"] in OPEN else None,
        "Done": wording.date(milestone["done"]) if milestone["status"] == "done" else None,
        "Dropped": wording.date(milestone["dropped"]) if milestone["status"] == "dropped" else None,
        "Owner": milestone["owner"],
        "Responsible": milestone["responsible"],
        "Countries": ", ".join(countries.names),
        "Reason": milestone["reason"],
        "Notes": milestone["notes"],
        "Id": milestone["path"],
    }
    if milestone["milestone"]:
        yield milestone["deliverable_title"]
    yield f"{milestone['roadmap_title']}\n"
    yield from (f"{key}: {value}" for key, value in facts.items() if value)
    yield "\n".join(["", *countries.footnotes])


def _due(milestone: Milestone) -> str:
    """The deadline as written, and why the event is on that day."""
    notes = [] if milestone["due"] else ["the end of the roadmap"]
    notes += [] if milestone["deadline"] == milestone["deadline_last"] else ["this is the last day of it"]
    return f"{milestone['deadline']} ({', '.join(notes)})" if notes else str(milestone["deadline"])
