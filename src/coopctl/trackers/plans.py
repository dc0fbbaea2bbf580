"""One roadmap in the making: what is there, what shall be there, and the ids in it."""

from __future__ import annotations

from collections.abc import Container

from coopctl.intake.value import Fields
from coopctl.trackers.faults import Cell
from coopctl.trackers.ids import Ids
from coopctl.trackers.surroundings import Surroundings


class Plan:
    """The roadmap ``id``, of which this is ``there`` already. ``claimed`` are the ids that rows have for their own.

    ``fields`` are those it shall have. The first row that is in it has the number ``row``; ``first`` is the cell that
    names it there, and ``name`` what it is called, where that is more than an id. ``all_milestones`` are the ids of
    milestones by their deliverables, as far as rows have asked for them.
    """

    def __init__(
        self, id: str, there: Fields, claimed: Container[str], row: int, first: Cell | None, name: str
    ) -> None:
        self.id, self.there, self._claimed = id, there, claimed
        self.row, self.first, self.name = row, first, name
        self.fields: Fields = {}
        self.around = Surroundings(there)
        self.deliverables = Ids(there.get("deliverables", {}), "deliverable", claimed=claimed)
        self.all_milestones: dict[str, Ids] = {}

    def deliverable_there(self, id: str) -> Fields:
        """A deliverable as it is; empty when it is new."""
        found: Fields = self.there.get("deliverables", {}).get(id, {})
        return found

    def deliverable(self, id: str) -> Fields:
        """A deliverable as it shall be."""
        found: Fields = self.fields.setdefault("deliverables", {}).setdefault(id, {})
        return found

    def milestone_there(self, word: str, title: str) -> tuple[str, ...]:
        """The deliverable and id of the one milestone that is called so, by id or else by title; empty without one."""
        wanted = (word or title).casefold()
        found = [
            (deliverable, id)
            for deliverable, fields in self.there.get("deliverables", {}).items()
            for id, milestone in fields.get("milestones", {}).items()
            if (id if word else str(milestone.get("title", ""))).casefold() == wanted
        ]
        return found[0] if len(found) == 1 else ()

    def milestones(self, deliverable: str) -> Ids:
        """The ids of the milestones in a deliverable."""
        there = self.deliverable_there(deliverable)
        made = Ids(there.get("milestones", {}), "milestone", there.get("indicators", {}), self._claimed)
        return self.all_milestones.setdefault(deliverable, made)
