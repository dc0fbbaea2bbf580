"""What rows say of the roadmap around them: countries, regions, areas and partners, which it gains and never loses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopctl.intake.value import Fields
from coopctl.trackers.faults import Cell
from coopctl.trackers.names import Names
from coopctl.trackers.rows import Item

ROLES = ("partner", "counterpart", "funder")
_SHARED = ("countries", *ROLES)


class Surroundings:
    """Of one roadmap: what is ``there``, and what its rows add."""

    def __init__(self, there: Fields) -> None:
        self._there = there
        self.areas: list[str] = []
        self._found: dict[str, list[str]] = {"countries": [], "regions": []}
        self._partners: dict[str, str] = {}
        self._texts: dict[str, set[str]] = {}

    def see(self, item: Item) -> None:
        """Remember what one row says, to tell whether all say the same."""
        for field in _SHARED:
            for cell in item.cells.get(field, ()):
                self._texts.setdefault(cell.column.header, set()).add(cell.text.casefold())

    def add(self, item: Item, names: Names) -> None:
        """Have what one row says."""
        for field in _SHARED:
            for cell in item.cells.get(field, ()):
                if field == "countries":
                    self._add_places(cell, names)
                else:
                    self._partners |= {id: field for id in names.several("partner", cell) if id not in self._partners}

    def _add_places(self, cell: Cell, names: Names) -> None:
        region = None if names.find("country", cell.text) else names.find("region", cell.text)
        if region:
            self._found["regions"].append(region)
        else:
            self._found["countries"] += names.several("country", cell)

    def kept(self, item: Item) -> list[str]:
        """Lines for the notes of one row: what other rows of its roadmap have otherwise, and a milestone has no field
        for."""
        cells = (cell for field in _SHARED for cell in item.cells.get(field, ()))
        return [f"{cell.column.header}: {cell.text}" for cell in cells if len(self._texts[cell.column.header]) > 1]

    def fields(self, members: dict[str, list[str]]) -> Fields:
        """The roadmap's fields that gain something; ``members`` are the countries of each region."""
        there = self._there
        regions = [*there.get("regions", []), *self._found["regions"]]
        within = [code for region in regions for code in members.get(region, [])]
        found: dict[str, Any] = {
            "countries": _gained(there.get("countries", []), self._found["countries"], within),
            "regions": _gained(there.get("regions", []), self._found["regions"]),
            "focus_areas": _gained(there.get("focus_areas", []), self.areas, there.get("cross_cutting", [])),
            "partners": {id: role for id, role in self._partners.items() if id not in there.get("partners", {})},
        }
        return {name: value for name, value in found.items() if value and value != there.get(name)}


def _gained(there: list[str], new: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """The list with what is in neither it nor ``also``."""
    covered = {*there, *also}
    return [*there, *(one for one in dict.fromkeys(new) if one not in covered)]
