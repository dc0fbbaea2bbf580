"""The fields that a column can be, and the words by which programme officers head it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from coopctl.accents import without_accents

Holds = Literal["text", "date", "words", "one-of", "id", "name", "names", "status"]
"""What the cells of a field are: free text, a date, free words or links, one of the format's words, an id, the name of
something in the framework, several of those, or the word that somebody gives to how far it is."""


class Field(NamedTuple):
    """A field: what its cells hold, the headers that mean it, the likeliest first, and whether several columns can."""

    name: str
    holds: Holds
    headers: tuple[str, ...]
    several: bool = False


def _field(name: str, holds: Holds, headers: str, *, several: bool = False) -> Field:
    return Field(name, holds, (name.replace("_", " "), *(one.strip() for one in headers.split(","))), several)


FIELDS = (
    _field(
        "title",
        "text",
        "milestone, milestone title, milestone name, name of milestone, task, task name, task title, action,"
        " action title, action point, step, measure, activity, activities, sub activity, activity title, name,"
        " what, subject, item, milestone description, task description, description",
    ),
    _field(
        "milestone",
        "id",
        "milestone id, id, no, nr, number, ref, ref no, reference, code, milestone no, milestone code",
    ),
    _field(
        "deliverable",
        "name",
        "deliverables, deliverable name, output, outputs, expected output, result, expected result,"
        " component, work package, workstream, work stream, wp, output title, deliverable or output",
    ),
    _field("deliverable_title", "text", "title of deliverable"),
    _field(
        "area",
        "name",
        "focus area, focus areas, area of work, area of cooperation, area of support, thematic area, theme,"
        " topic area, priority area, field of work, field, sector",
    ),
    _field(
        "roadmap",
        "name",
        "roadmap id, roadmap name, project, project id, project name, programme, program, action plan, work plan, plan",
    ),
    _field("roadmap_title", "text", "project title, title of roadmap"),
    _field("kind", "one-of", "roadmap kind, instrument, type of instrument"),
    _field(
        "countries",
        "names",
        "country, partner country, partner countries, beneficiary country, beneficiary countries, third country",
    ),
    _field("partner", "names", "partners, cooperation partner, stakeholder, stakeholders, involved", several=True),
    _field("counterpart", "names", "counterparts, beneficiary institution, beneficiary", several=True),
    _field("funder", "names", "funders, donor, donors, funded by, funding source", several=True),
    _field(
        "owner",
        "name",
        "responsible organisation, responsible organization, responsible institution, responsible authority,"
        " responsible partner, responsible agency, responsible body, lead organisation, lead organization,"
        " lead partner, lead institution, lead agency, organisation, organization, institution, authority,"
        " agency, implementing partner, implemented by, implementer, responsible, lead, who, responsibility,"
        " responsible party, in charge, assigned to, responsible unit",
    ),
    _field(
        "responsible",
        "text",
        "responsible person, person responsible, focal point, contact, contact person, responsible officer,"
        " person in charge, assignee, responsible staff, project officer, desk officer, staff, unit, team,"
        " responsible, lead, who, responsibility, responsible party, in charge, assigned to, responsible unit",
    ),
    _field(
        "due",
        "date",
        "due date, date due, deadline, agreed deadline, target date, target completion date, target"
        " completion, planned completion, planned completion date, planned date, planned end, planned end"
        " date, planned finish, by when, when, to be completed by, end date, finish date, finish, end,"
        " timeline, timeframe, date",
    ),
    _field(
        "expected",
        "date",
        "expected date, expected completion, expected completion date, forecast, forecast date, revised"
        " deadline, revised date, revised due date, new deadline, new date, updated deadline, estimated"
        " completion, estimated completion date",
    ),
    _field(
        "started",
        "date",
        "started on, date started, actual start, actual start date, start date, start, begun, begin, beginning",
    ),
    _field(
        "done",
        "date",
        "done on, completed, completed on, completion date, date completed, date of completion, actual"
        " completion, actual completion date, actual date, actual end, actual end date, actual finish,"
        " finished, finished on, achieved on, closed on, delivered on, delivered",
    ),
    _field("dropped", "date", "dropped on, cancelled on, canceled on, date cancelled, cancellation date"),
    _field(
        "status",
        "status",
        "state, progress, implementation status, current status, completion status, progress status, rag, rag"
        " status, traffic light, completed, done",
    ),
    _field("activity", "one-of", "activity type, type of activity, type of action, type, activity, activities"),
    _field("topics", "words", "topic, tags, tag, keywords, labels", several=True),
    _field("reason", "text", "reason for delay, reasons for delay, reason of delay, justification, explanation"),
    _field(
        "evidence",
        "words",
        "means of verification, source of verification, verification, proof, link, links, url, document, documents",
        several=True,
    ),
    _field("sources", "names", "source"),
    _field(
        "notes",
        "text",
        "note, comments, comment, remarks, remark, observations, details, description, update, latest update,"
        " progress update, narrative, additional information",
        several=True,
    ),
)
BY_NAME = {field.name: field for field in FIELDS}

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_APART = re.compile(r"[\W_]+")
_LEADING_NUMBER = re.compile(r"^[0-9]+ (?=\D)")


def plain(header: str) -> str:
    """A header without case, accents, punctuation, a leading number or what stands in brackets."""
    words = _APART.sub(" ", without_accents(_IN_BRACKETS.sub(" ", header.casefold()))).strip()
    return _LEADING_NUMBER.sub("", words)


def meanings(header: str) -> dict[str, int]:
    """The fields that a header can mean, each with how likely it is: 0 is likeliest."""
    phrases = [plain(header), *(plain(part) for part in re.split(r"[/|\n]| - ", header))]
    if header.strip() in ("#", "№"):
        phrases.append("no")
    ranks: dict[str, int] = {}
    for phrase in phrases:
        for field in FIELDS:
            if phrase in field.headers:
                ranks.setdefault(field.name, field.headers.index(phrase))
    return ranks


def known(headers: Sequence[str]) -> int:
    """How many of some cells are headers that mean something."""
    return sum(bool(meanings(header)) for header in headers if len(header) < 80)
