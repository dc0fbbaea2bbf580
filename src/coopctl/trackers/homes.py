"""Which roadmap each row belongs to: by its address, by what the person said, or by a cell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

from coopctl.intake.known import Known
from coopctl.intake.slugs import slug
from coopctl.problems import CoopctlError
from coopctl.trackers.faults import Cell, Faults, quoted
from coopctl.trackers.ids import PATH, Ids
from coopctl.trackers.mapping import Mapped
from coopctl.trackers.plans import Plan
from coopctl.trackers.rows import Item


class Homes:
    """The roadmaps of rows; ``roadmap`` is that of all rows, where the person said so. ``plans`` are by their ids."""

    def __init__(self, known: Known, faults: Faults, found: Mapped, roadmap: str) -> None:
        self.plans: dict[str, Plan] = {}
        self._known, self._faults, self._found, self._roadmap = known, faults, found, roadmap
        self._there = {id.casefold(): id for id in known.roadmaps}
        self._claimed: set[str] = set()

    def planned(self, items: Sequence[Item]) -> list[tuple[Plan, Item]]:
        """Each item with its roadmap; what belongs to none is a fault."""
        self._claimed |= {cell.text.casefold() for item in items if (cell := item.cell("milestone"))}
        return [(plan, item) for item in items if (plan := self._plan(item))]

    def address(self, item: Item) -> tuple[str, ...]:
        """The address that a row has for its id; empty when it has none."""
        cell = item.cell("milestone")
        steps = cell.text.split("/") if cell and PATH.fullmatch(cell.text) else [""]
        roadmap = self._there.get(steps[0].casefold(), "")
        return (roadmap, *steps[1:]) if roadmap else ()

    def blank(self, field: str, item: Item) -> None:
        """A cell that has to say where its row belongs says nothing."""
        column = self._found.columns[field][0]
        help = "merged cells are saved like this: --fill-down takes what stands above"
        self._faults.add("blank-cell", Cell(item.row, column, ""), f"nothing says which {field} this belongs to", help)

    def _plan(self, item: Item) -> Plan | None:
        address, cell = self.address(item), item.cell("roadmap")
        if address:
            return self._at_address(address[0], item)
        if self._roadmap:
            return self._of(self._there.get(self._roadmap.casefold(), self._roadmap), item, None)
        if cell:
            as_id = self._found.has("roadmap_title")
            id = self._there.get(cell.text.casefold()) or self._by_title.shared(cell.text, as_id=as_id)
            return self._of(id, item, cell)
        if self._found.has("roadmap"):
            self.blank("roadmap", item)
        else:
            self._lost(item, "this is no address of the portfolio, and nothing else says which roadmap it belongs to")
        return None

    def _at_address(self, id: str, item: Item) -> Plan | None:
        if self._roadmap and id != self._roadmap:
            self._lost(item, f"this is not in {quoted(self._roadmap)}, the roadmap of all rows")
            return None
        return self._of(id, item, None)

    def _lost(self, item: Item, message: str) -> None:
        cell = item.cell("milestone") or next(iter(item.cells.values()))[0]
        self._faults.add("no-roadmap", cell, message, "leave --roadmap out, or name the roadmap in a column")

    def _of(self, id: str, item: Item, cell: Cell | None) -> Plan:
        if id not in self.plans:
            name = cell.text if cell and cell.text != slug(cell.text, "") else ""
            self.plans[id] = Plan(id, self._known.roadmap(id), self._claimed, item.row, cell, name)
        return self.plans[id]

    @cached_property
    def _by_title(self) -> Ids:
        """The roadmaps by what they are called, as far as their files can be read."""
        readable = {}
        for id in self._known.roadmaps:
            with suppress(CoopctlError):
                readable[id] = self._known.roadmap(id)
        return Ids(readable, "roadmap", self._known.roadmaps)
