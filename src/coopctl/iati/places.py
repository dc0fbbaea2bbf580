"""Which indicator of a result is which milestone or indicator of a deliverable, by the code of its reference.

The vocabulary is the reporting organisation's own: ``DELIVERABLE/milestones/ID``, ``DELIVERABLE/indicators/ID``, and
``DELIVERABLE`` alone for a deliverable that is tracked as one.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["milestones", "indicators"]


class Place(NamedTuple):
    """A milestone or an indicator of a deliverable; ``id`` is empty for a deliverable that is tracked as one."""

    deliverable: str
    kind: Kind
    id: str


def write(place: Place) -> str:
    """The code of ``place``."""
    return "/".join((place.deliverable, place.kind, place.id)) if place.id else place.deliverable


def read(code: str) -> Place | None:
    """The place that ``code`` stands for; None where this program did not write it."""
    match code.split("/"):
        case [deliverable] if deliverable:
            return Place(deliverable, "milestones", "")
        case [deliverable, ("milestones" | "indicators") as kind, id] if deliverable and id:
            return Place(deliverable, "milestones" if kind == "milestones" else "indicators", id)
    return None
