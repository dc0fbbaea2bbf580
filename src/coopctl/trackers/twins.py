"""Rows of one title within one deliverable: without an id nothing says which of them is which once they are sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coopctl import suggest
from coopctl.trackers.faults import Cell, Faults, quoted
from coopctl.trackers.fields import meanings
from coopctl.trackers.ids import Ids, Twins
from coopctl.trackers.mapping import Mapped
from coopctl.trackers.plans import Plan
from coopctl.trackers.sheet import Column, Sheet


def told(plans: Iterable[Plan], sheet: Sheet, found: Mapped, faults: Faults, *, update: bool) -> Iterator[str]:
    """A sentence for each title that several new rows share; a fault where such rows may be in the portfolio already.

    Rows that all stay as they are need not be told from each other.
    """
    for within, ids in _all(plans):
        for twins in ids.twins:
            if not twins.there:
                yield _note(twins, within, sheet, found)
            elif update or len(twins.rows) > len(twins.there):
                _refuse(twins, within, sheet, found, faults)


def _all(plans: Iterable[Plan]) -> Iterator[tuple[str, Ids]]:
    """All ids that rows have got, with the address of what they are in."""
    for plan in plans:
        yield plan.id, plan.deliverables
        for deliverable, ids in plan.all_milestones.items():
            yield f"{plan.id}/{deliverable}", ids


def _note(twins: Twins, within: str, sheet: Sheet, found: Mapped) -> str:
    column = _telling(twins.rows, sheet, found)
    ids = f'an id column now (--map milestone="{column.header}")' if column else "a column of ids now"
    return (
        f"{quoted(twins.title)} is the title of rows {suggest.enumerated(map(str, twins.rows), most=8)} in {within}:"
        f" --update cannot tell them apart later without {ids}, or titles of their own"
    )


def _refuse(twins: Twins, within: str, sheet: Sheet, found: Mapped, faults: Faults) -> None:
    there = suggest.enumerated(twins.there, most=8)
    column = _telling(twins.rows, sheet, found, twins.there)
    ids = (
        f'say --map milestone="{column.header}"'
        if column
        else f"put the ids into a column ({there}; --map milestone=COLUMN)"
    )
    have = "has" if len(twins.rows) == 1 else "have"
    message = (
        f"{suggest.count(len(twins.rows), 'row')} of {within} {have} the title {quoted(twins.title)},"
        f" and there {'is' if len(twins.there) == 1 else 'are'} {there}: nothing says which is which"
    )
    titled = next(iter(found.columns.get("title") or found.columns.get("deliverable") or sheet.columns))
    for row in twins.rows:
        cell = Cell(row, titled, twins.title)
        faults.add("same-title", cell, message, f"{ids}, or give each a title of its own, here and there")


def _telling(rows: Sequence[int], sheet: Sheet, found: Mapped, there: Sequence[str] = ()) -> Column | None:
    """A column of numbers or ids that was left out and tells the rows apart, with the ids that are ``there`` if any."""
    known = {id.casefold() for id in there}
    for column in found.left_out:
        if "milestone" in meanings(column.header):
            texts = [row.cells[column.place].strip().casefold() for row in sheet.rows]
            own = {row.cells[column.place].strip().casefold() for row in sheet.rows if row.number in rows}
            if all(texts) and len(set(texts)) == len(texts) and (not known or own & known):
                return column
    return None
