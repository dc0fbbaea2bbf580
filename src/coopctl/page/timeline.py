"""When everything is, or was: each roadmap's period and its milestones, at the precision of their dates."""

from __future__ import annotations

from coopctl import periods
from coopctl.dates import PartialDate, parse_text
from coopctl.page.value import Lane, Mark, Timeline
from coopctl.periods import Period
from coopctl.question import Question
from coopctl.reports.shows import facts


def build(question: Question) -> Timeline:
    """The roadmaps that the question leaves, by start."""
    return Timeline(question.day, tuple(map(_lane, periods.build(question))))


def _lane(one: Period) -> Lane:
    marks = tuple(Mark(mark.path, mark.title, mark.status, parse_text(mark.date)) for mark in one.marks)
    start, end, agreed, stopped = map(_date, (one.start, one.end, one.agreed_end, one.stopped))
    return Lane(one.id, one.title, one.stage, _words(one), start, end, agreed, stopped, marks, one.undated)


def _words(one: Period) -> str:
    """The period in words, and how it came to its end."""
    known = {"period_start": one.starts, "ends": one.end, "period_end": one.agreed_end}
    signed = f"from the signature, {one.signed}" if one.signed else "no period given"
    words = facts.period({**known, "extended": one.agreed_end}) or signed
    return f"{words}; {one.stage} {one.stopped.replace('../', 'up to ')}" if one.stopped else words


def _date(text: str | None) -> PartialDate | None:
    return parse_text(text) if text else None
