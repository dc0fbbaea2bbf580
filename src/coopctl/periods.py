"""When roadmaps run, and where their milestones stand in time: what every timeline draws, and from nowhere else."""

from __future__ import annotations

from typing import NamedTuple

from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.dates import parse_text
from coopctl.question import Question

_STANDS_AT = """CASE status WHEN 'done' THEN done WHEN 'dropped' THEN coalesce(dropped, deadline)
    WHEN 'overdue' THEN deadline ELSE coalesce(expected, deadline) END"""
"""SQL for the date that a milestone's status is about: what is late stands where it was due, what is open where it is
expected."""


class Mark(NamedTuple):
    """A milestone at the date that its status is about, as written."""

    path: str
    title: str
    status: str
    date: str


class Period(NamedTuple):
    """When a roadmap runs, and its milestones; dates as written, None for those that are open.

    ``end`` is the agreed one with its extensions, ``agreed_end`` the one before these, ``stopped`` when the roadmap was
    concluded or cancelled. ``undated`` counts the milestones that have no date to stand at.
    """

    id: str
    title: str
    stage: str
    starts: str | None
    signed: str | None
    end: str | None
    agreed_end: str | None
    stopped: str | None
    marks: tuple[Mark, ...] = ()
    undated: int = 0

    @property
    def start(self) -> str | None:
        """Its start; a signature is the start of a roadmap that gives no other."""
        return self.starts or self.signed

    @property
    def ran_until(self) -> str | None:
        """The end in fact: when it was stopped, where that came before the agreed end."""
        if self.stopped and self.end:
            return min(self.stopped, self.end, key=lambda text: parse_text(text).last)
        return self.stopped or self.end

    @property
    def is_dated(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.start or self.ran_until or self.marks)


def build(question: Question) -> list[Period]:
    """The roadmaps that the question leaves, by their first day; those that have no date at all stand last."""
    marks, undated = _marks(question)
    rows = question.rows(
        f"""SELECT id, title, stage, starts, signed_on, ends, CASE WHEN extended THEN period_end END,
            CASE stage WHEN 'cancelled' THEN cancelled WHEN 'concluded' THEN concluded END
        FROM roadmaps WHERE {status_of_counts(question)}
        ORDER BY coalesce(starts_first, starts_last, signed_on_first, signed_on_last, '9'),
            coalesce(ends_last, '9'), id"""
    )
    found = (Period(*row)._replace(marks=tuple(marks.get(row[0], ())), undated=undated.get(row[0], 0)) for row in rows)
    return sorted(found, key=lambda one: not one.is_dated)


def _marks(question: Question) -> tuple[dict[str, list[Mark]], dict[str, int]]:
    """The milestones with a date by roadmap, and how many have none."""
    marks: dict[str, list[Mark]] = {}
    undated: dict[str, int] = {}
    for roadmap, path, title, status, date in question.rows(
        f"""SELECT roadmap, path, title, status, {_STANDS_AT} FROM milestones WHERE {status_of_rows(question)}
            ORDER BY roadmap, key"""
    ):
        if date:
            marks.setdefault(roadmap, []).append(Mark(path, title, status, date))
        else:
            undated[roadmap] = undated.get(roadmap, 0) + 1
    return marks, undated
