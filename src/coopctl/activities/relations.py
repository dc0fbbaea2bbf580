"""What roadmaps have to do with each other, once all of them are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coopctl.activities.element import Element
from coopctl.activities.identity import Identity
from coopctl.iati import codes
from coopctl.intake.value import Fields


class Relation(NamedTuple):
    """What an activity says of another: the RelatedActivityType, the other's identifier, and the line."""

    kind: str
    ref: str
    line: int

    def as_element(self) -> Element:
        """It as it stands in the file."""
        return Element("related-activity", {"type": self.kind, "ref": self.ref}, self.line)


def relations(activity: Element) -> list[Relation]:
    """All that an activity says of others; what comes of it is found out later."""
    found = [Relation(one.get("type"), one.get("ref"), one.line) for one in activity.all("related-activity")]
    for one in activity.all("related-activity"):
        one.mark_all()
    return found


def related(id: str, said: list[Relation], identity: Identity, *, own: bool) -> tuple[Fields, list[Relation]]:
    """``part_of`` and ``follows`` of the roadmap ``id``, and what could not be said.

    That one follows the other is what this program means by siblings, and nobody else.
    """
    fields: Fields = {}
    lost = []
    for one in said:
        other = identity.find(one.ref) if one.ref else ""
        if one.kind == codes.CHILD and other and other != id:
            continue
        if one.kind == codes.PARENT and other and other != id and "part_of" not in fields:
            fields["part_of"] = other
        elif one.kind == codes.SIBLING and own and other and other != id:
            fields.setdefault("follows", []).append(other)
        else:
            lost.append(one)
    return fields, lost


def circular(roadmaps: Mapping[str, Fields]) -> list[str]:
    """The roadmaps whose ``part_of`` would lead back to themselves; one of each circle."""
    found: list[str] = []
    for id in roadmaps:
        seen, at = {id}, roadmaps[id].get("part_of")
        while at and at not in seen and at not in found:
            seen.add(at)
            at = roadmaps.get(at, {}).get("part_of")
        if at == id:
            found.append(id)
    return found
