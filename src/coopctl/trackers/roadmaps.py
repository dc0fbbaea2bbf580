"""Items as roadmaps: where each belongs, under which id, and what its row says of what is around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coopctl import suggest
from coopctl.intake.ids import why_no_roadmap
from coopctl.intake.known import Known
from coopctl.intake.value import Fields, Origin
from coopctl.problems import CoopctlError, Exit
from coopctl.trackers.faults import Cell, Faults, quoted
from coopctl.trackers.homes import Homes
from coopctl.trackers.mapping import Mapped
from coopctl.trackers.names import Names
from coopctl.trackers.plans import Plan
from coopctl.trackers.rows import Item, Rows

Path = tuple[str, ...]


class Target(NamedTuple):
    """What a new roadmap is, and whether what is there may change."""

    title: str = ""
    kind: str = ""
    update: bool = False


class Roadmaps:
    """Roadmaps from items. ``origins`` says where everything stands; ``there`` are the addresses of what is there,
    which stays as it is unless the target may be updated.

    ``unknown`` is the error (4) for a roadmap that is not there, and of which too little is said to begin it.
    """

    def __init__(self, known: Known, names: Names, faults: Faults, found: Mapped, homes: Homes, target: Target) -> None:
        self._known, self._names, self._faults, self._found = known, names, faults, found
        self._homes, self._target = homes, target
        self.origins: dict[Path, Origin] = {}
        self.there: list[str] = []
        self._stay: set[int] = set()
        self.unknown: CoopctlError | None = None
        self._agreed: dict[tuple[Path, str], Cell] = {}

    def take(self, items: Sequence[Item], rows: Rows) -> dict[str, Fields]:
        """The data of the roadmaps that the items belong to, which ``rows`` has read."""
        planned = self._homes.planned(items)
        for plan, item in planned:
            self._describe(plan, item, rows)
        for plan, item in planned:
            self._add(plan, item, rows)
        for plan, item in planned:
            if item.row not in self._stay:
                plan.around.add(item, self._names)
        new = [plan.id for plan in self._homes.plans.values() if not plan.there]
        if self._target.title and len(new) > 1:
            help = f"give each its title in a column, or begin them with coopctl new: {suggest.enumerated(new)}"
            self.unknown = CoopctlError("--title is for one new roadmap, and here are several", help=help)
        return {plan.id: self._finished(plan) for plan in self._homes.plans.values()}

    def _add(self, plan: Plan, item: Item, rows: Rows) -> None:
        """Put the item into the roadmap: as a milestone, or as a deliverable that is tracked as one."""
        path = self._homes.address(item)[1:]
        cell, own = item.cell("deliverable"), item.cell("milestone")
        title, word = item.fields.get("title", ""), own.text if own and not path else ""
        if not path and not self._found.has("deliverable"):
            path = plan.milestone_there(word, title)
        if path:
            deliverable, milestone = (*path, "")[:2]
        elif cell:
            deliverable = plan.deliverables.shared(cell.text, as_id=self._found.has("deliverable_title"))
            milestone = word
        elif self._found.has("deliverable"):
            self._homes.blank("deliverable", item)
            return
        else:
            deliverable, milestone = "", ""
        is_named = bool(title) and bool(cell) and not path and not self._found.is_own
        if milestone or is_named:
            self._add_milestone(plan, deliverable, milestone, title, item, rows)
        else:
            self._add_deliverable(plan, deliverable or word, title, item, rows)

    def _add_deliverable(self, plan: Plan, word: str, title: str, item: Item, rows: Rows) -> None:
        if not (word or title):
            self._untitled(item)
            return
        id, before = plan.deliverables.own(word, title, item.row)
        self._require_once(before, item)
        self._describe_deliverable(plan, id, item, rows)
        self._put(plan, (plan.id, "deliverables", id), plan.deliverable(id), plan.deliverable_there(id), {}, item)

    def _add_milestone(self, plan: Plan, deliverable: str, own: str, title: str, item: Item, rows: Rows) -> None:
        id, before = plan.milestones(deliverable).own(own, title, item.row)
        self._require_once(before, item)
        self._describe_deliverable(plan, deliverable, item, rows)
        within = plan.deliverable_there(deliverable)
        fields = plan.deliverable(deliverable).setdefault("milestones", {}).setdefault(id, {})
        path = (plan.id, "deliverables", deliverable, "milestones", id)
        self._put(plan, path, fields, within.get("milestones", {}).get(id, {}), within, item)

    def _require_once(self, before: int, item: Item) -> None:
        cell = item.cell("milestone") or item.cell("title") or item.cell("deliverable")
        if before and cell:
            help = "an id can stand in one row of a deliverable only"
            self._faults.add("same-id-twice", cell, f"{quoted(cell.text)} is already in row {before}", help)

    def _untitled(self, item: Item) -> None:
        column = next(iter(self._found.columns.get("title", ())), None) or next(iter(item.cells.values()))[0].column
        self._faults.add("missing-key", Cell(item.row, column, ""), "the row has no title", "name the milestone")

    # --------------------------------------------------------------------------------------------- what a row says

    def _put(self, plan: Plan, path: Path, fields: Fields, there: Fields, within: Fields, item: Item) -> None:
        """Have an item's fields in its table, but for those that say nothing new about what is there."""
        if there:
            self.there.append("/".join(path[::2]))
            if not self._target.update:
                self._stay.add(item.row)
                return
        elif not item.fields.get("title") and not fields.get("title"):
            self._untitled(item)
        inherited = {name for name in ("owner", "responsible") if name not in there and name in within}
        fields |= {name: value for name, value in item.fields.items() if name not in inherited or within[name] != value}
        ended = {"done", "dropped"} & there.keys()
        fields |= {name: value for name, value in item.by_word.items() if not ended and name not in there}
        if notes := _notes(item, [*item.kept, *plan.around.kept(item)], str(there.get("notes", ""))):
            fields["notes"] = notes
        self._point(path, item)

    def _point(self, path: Path, item: Item) -> None:
        self.origins[path] = Origin(item.row)
        for name, cells in item.cells.items():
            self.origins[*path, name] = Origin(
                item.row, cells[0].column.place + 1, f"{cells[0].column.header} ({cells[0].name})"
            )

    def _describe(self, plan: Plan, item: Item, rows: Rows) -> None:
        """What the row says of its roadmap. One that is there keeps its title and kind, unless it may change."""
        plan.around.see(item)
        if plan.there and not self._target.update:
            return
        for field, name in (("roadmap_title", "title"), ("kind", "kind")):
            cell = item.cell(field)
            value = None if not cell else rows.word("kind", cell) if field == "kind" else rows.line(cell)
            if cell and value and self._agrees((plan.id,), name, cell):
                plan.fields[name] = value

    def _describe_deliverable(self, plan: Plan, id: str, item: Item, rows: Rows) -> None:
        there, fields, path = plan.deliverable_there(id), plan.deliverable(id), (plan.id, "deliverables", id)
        self.origins.setdefault(path, Origin(item.row))
        title, area = item.cell("deliverable_title"), item.cell("area")
        named = item.cell("deliverable")
        found = self._names.one("area", area) if area else None
        if there and not self._target.update:
            return
        if title and self._agrees(path, "title", title):
            fields["title"] = rows.line(title)
        elif named and not there and not title:
            fields.setdefault("title", rows.line(named))
        if area and found and self._agrees(path, "focus_area", area):
            fields["focus_area"] = found
            plan.around.areas.append(found)

    def _agrees(self, path: Path, name: str, cell: Cell) -> bool:
        """Whether a cell says what the rows before it said of the same thing; a fault otherwise."""
        first = self._agreed.setdefault((path, name), cell)
        if first.text.casefold() == cell.text.casefold():
            return True
        message = f"{quoted(cell.text)} here, {quoted(first.text)} in row {first.row}"
        self._faults.add("contradiction", cell, message, f'"{path[-1]}" can have one {name.replace("_", " ")} only')
        return False

    # ------------------------------------------------------------------------------------------------- the whole

    def _finished(self, plan: Plan) -> Fields:
        self.origins[(plan.id,)] = Origin(plan.row)
        if not plan.there:
            self._begin(plan)
        regions = self._known.framework.get("regions", {})
        members = {id: list(fields.get("countries", [])) for id, fields in regions.items() if isinstance(fields, dict)}
        return {**plan.around.fields(members), **plan.fields}

    def _begin(self, plan: Plan) -> None:
        """Give a new roadmap what it needs; where that is not known, a fault, or an error when no cell named it."""
        title = self._target.title or plan.fields.get("title") or plan.name
        kind = self._target.kind or plan.fields.get("kind")
        if title and kind and not why_no_roadmap(plan.id):
            plan.fields = {**plan.fields, "title": title, "kind": kind}
            return
        if not plan.first and (why := why_no_roadmap(plan.id)):
            self.unknown = CoopctlError(f'--roadmap: "{plan.id}" cannot be a roadmap\'s id', help=why)
            return
        near = suggest.did_you_mean(plan.id, self._known.roadmaps)
        lacking = [f"--{name} {name.upper()}" for name, value in (("title", title), ("kind", kind)) if not value]
        there = suggest.there_are(self._known.roadmaps) if self._known.roadmaps else "there is none yet"
        help = f"{near or there}; to begin it, say {' and '.join(lacking) or why_no_roadmap(plan.id)}"
        if plan.first:
            self._faults.add("unknown-roadmap", plan.first, f"there is no roadmap {quoted(plan.id)}", help)
        else:
            self.unknown = CoopctlError(f'there is no roadmap "{plan.id}"', help=help, exit_code=Exit.NOT_FOUND)


def _notes(item: Item, kept: list[str], there: str) -> str:
    """The tracker's own notes with the lines that are kept; without such notes, those that are there with new lines."""
    own = item.fields.get("notes", "")
    new = [line for line in kept if line not in (own or there).splitlines()]
    return "\n".join(filter(None, [own or (there if new else "").rstrip("\n"), *new]))
