"""What a person is told of an import: what was not taken, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopctl import suggest
from coopctl.activities.entries import Entries
from coopctl.activities.losses import Losses, Lost, Sum
from coopctl.intake.value import Fields
from coopctl.report import Column, Table

_SUMS = (
    Column("path", "Not taken"),
    Column("number", "Times", "number"),
    Column("activities", "Activities", "number"),
    Column("line", "First line", "number"),
    Column("reason", "Why"),
)
_EACH = (
    Column("activity", "Activity"),
    Column("line", "Line", "number"),
    Column("path", "Not taken"),
    Column("content", "What was there"),
    Column("reason", "Why"),
)


def tables(losses: Losses) -> Iterator[Table]:
    """What was not taken: one by one if that was asked for, and summed up by element."""
    if losses.each:
        yield _table("each", "Everything that is not taken", _EACH, losses.each)
    sums = losses.sums()
    if sums:
        yield _table("lost", "What is in the file and finds no place", _SUMS, sums)


def _table(name: str, title: str, columns: tuple[Column, ...], found: Sequence[Lost | Sum]) -> Table:
    """A table of what was not taken, with reasons where there are any."""
    shown = columns if any(one.reason for one in found) else columns[:-1]
    return Table(name, title, shown, [tuple(getattr(one, column.key) for column in shown) for one in found])


def thin(untitled: Sequence[str], open_results: int) -> Iterator[str]:
    """What is there, and says little: roadmaps without a title, and a number of results without milestones."""
    if untitled:
        verb = "has" if len(untitled) == 1 else "have"
        yield f"{suggest.enumerated(untitled, most=5)} {verb} no title in the file: the identifier stands for it"
    if open_results:
        they = "1 result has" if open_results == 1 else f"{open_results} results have"
        it = "it counts" if open_results == 1 else "they count"
        yield f"{they} no milestones, so {it} as open until done is given, as in done = 2026-06-30"


def notes(left_alone: Sequence[str], framework: Fields, entries: Entries) -> Iterator[str]:
    """What was decided, a sentence each."""
    if left_alone:
        there = (
            "is there already and stays as it is" if len(left_alone) == 1 else "are there already and stay as they are"
        )
        yield f"{suggest.enumerated(left_alone, most=5)} {there}; --update changes what the file says otherwise"
    if "agency" in framework:
        name = entries.fields("organisations", framework["agency"]).get("name", framework["agency"])
        yield f"{name} published all of it, so the portfolio is taken to be its own: see agency in framework.toml"
