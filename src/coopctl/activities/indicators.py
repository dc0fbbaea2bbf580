"""What is counted: where it was, where it should be, where it is; in notes what is no number, or one too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coopctl import dates
from coopctl.activities import words
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.activities.spans import partial
from coopctl.iati import codes, facts
from coopctl.intake.value import Fields

_OF_A_PART = ("dimension", "location")
"""Elements that say that a value is not of the whole: of women, or of one place."""


class _Said(NamedTuple):
    """A value as it stands in the file: of what kind, when, the number if it is one, and what is said besides."""

    kind: str
    on: str
    value: int | float | None
    words: str

    @property
    def measure(self) -> Fields:
        """It as the file format has it."""
        return {"value": self.value} | ({"on": self.on} if self.on else {})

    @property
    def line(self) -> str:
        """It as a line of notes: ``Target, 2021: 3. Five were hoped for.``"""
        head = f"{self.kind}, {self.on}" if self.on else self.kind
        number = "" if self.value is None else str(self.value)
        return f"{head}: {'. '.join(filter(None, (number, self.words)))}"


def indicator(element: Element, context: Context) -> Fields:
    """The fields of an indicator, without its title."""
    lead, told = facts.read(context.told(element.first("description")), facts.OF_INDICATOR)
    own = dict(told) if context.own else {}
    measure = element.get("measure")
    element.mark("measure" if measure in (codes.UNIT, codes.PERCENTAGE) else "")
    unit = own.get("unit") or ("%" if measure == codes.PERCENTAGE else "")
    said = [*_baselines(element, context), *_in_periods(element, context)]
    numbers = {kind: [one for one in said if one.kind == kind and one.value is not None] for kind in _KINDS}
    baseline = numbers["Baseline"][:1]
    target = sorted(numbers["Target"], key=_day)[-1:]
    actual = sorted(numbers["Actual"], key=_day)
    element.mark("ascending" if _rises(baseline, target) is (element.get("ascending") in _RISING) else "")
    kept = [*baseline, *target, *actual]
    notes = [lead, own.get("notes", ""), *(one.line for one in said if one.words or not any(one is it for it in kept))]
    fields: Fields = {"unit": unit} if unit else {}
    fields |= {name: one.measure for name, them in (("baseline", baseline), ("target", target)) for one in them}
    fields |= {"actual": [one.measure for one in actual]} if actual else {}
    joined = "\n".join(filter(None, notes))
    return fields | ({"notes": joined} if joined else {})


_RISING = ("1", "true")
_KINDS = ("Baseline", "Target", "Actual")


def _rises(baseline: list[_Said], target: list[_Said]) -> bool | None:
    """Whether more is better, as the two values themselves say; None where they do not."""
    ends = [one.value for one in (*baseline, *target) if one.value is not None]
    return ends[0] < ends[1] if len(ends) > 1 and ends[0] != ends[1] else None


def _day(said: _Said) -> str:
    return dates.parse_text(said.on).last.isoformat() if said.on else ""


def _baselines(element: Element, context: Context) -> Iterator[_Said]:
    for one in element.all("baseline"):
        if not _is_of_a_part(one):
            day, year = words.day(one.get("iso-date")), one.get("year")
            one.mark("iso-date" if day else "", "year")
            yield _said("Baseline", one, day or (year if _is_date(year) else ""), context)


def _in_periods(element: Element, context: Context) -> Iterator[_Said]:
    for period in element.all("period"):
        told = [one for one in period.children if one.name in ("target", "actual") and _says_something(one, context)]
        on = partial(period) if told else ""
        for one in told:
            yield _said(one.name.capitalize(), one, on, context)


def _says_something(one: Element, context: Context) -> bool:
    """Whether there is a value for the whole, or words in its place."""
    comment = one.first("comment")
    has_words = comment is not None and bool(context.looked_at(comment))
    return not _is_of_a_part(one) and (bool(one.get("value")) or has_words)


def _is_of_a_part(one: Element) -> bool:
    return any(child.name in _OF_A_PART for child in one.children)


def _said(kind: str, one: Element, on: str, context: Context) -> _Said:
    comment, told = one.first("comment"), one.take("value")
    text = context.told(comment)
    if context.own and _is_date(text):
        on, text = text, ""
    value = words.number(told)
    rest = [told if value is None else "", text]
    return _Said(kind, on, value, " ".join(filter(None, rest)))


def _is_date(text: str) -> bool:
    try:
        return bool(dates.parse_text(text))
    except ValueError:
        return False
