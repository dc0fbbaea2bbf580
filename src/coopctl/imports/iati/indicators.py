"""What is counted: where it was, where it should be, where it is; and in notes what is not a number, or one too many."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopctl import dates
from coopctl.iati import codes, facts
from coopctl.imports.iati import times, words
from coopctl.imports.iati.context import Context
from coopctl.imports.iati.element import Element
from coopctl.intake.value import Fields

_OF_A_PART = ("dimension", "location")
"""Elements that say that a value is not of the whole: of women, or of one place."""


class _Said(NamedTuple):
    """A value as it stands in the file: of what kind, by when, the number if it is one, and all of it in words."""

    kind: str
    on: str
    value: int | float | None
    words: str

    @property
    def measure(self) -> Fields:
        """It as the file format has it."""
        return {"value": self.value} | ({"on": self.on} if self.on else {})


def indicator(element: Element, context: Context) -> Fields:
    """The fields of an indicator, without its title."""
    percent = element.take("measure") == codes.PERCENTAGE
    element.mark("ascending")
    lead, told = facts.read(context.told(element.first("description")), facts.OF_INDICATOR)
    own = dict(told)
    unit = own.get("unit", "%" if percent else "")
    values = [*_baselines(element, context), *_in_periods(element, context)]
    baseline = next((one for one in values if one.kind == "Baseline" and one.value is not None), None)
    targets = [one for one in values if one.kind == "Target" and one.value is not None]
    target = max(targets, key=lambda one: _last(one.on), default=None)
    actual = sorted((one for one in values if one.kind == "Actual" and one.value is not None), key=lambda one: _last(one.on))
    notes = [lead, own.get("notes", ""), *(_line(one) for one in values if one is not target or one.words)]
    fields: Fields = {"unit": unit} if unit else {}
    fields |= {"baseline": baseline.measure} if baseline else {}
    fields |= {"target": target.measure} if target else {}
    fields |= {"actual": [one.measure for one in actual]} if actual else {}
    joined = "\n".join(filter(None, notes))
    return fields | ({"notes": joined} if joined else {})
