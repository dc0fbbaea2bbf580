"""From an address to the place in a file: `contingency-plan/drafted` is a milestone, and stands in its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coopctl import suggest
from coopctl.problems import CoopctlError, Exit
from coopctl.toml.parts import Path


class Place(NamedTuple):
    """A thing that can be edited: ``what`` it is, in the singular, as tables are named; the file itself has no path."""

    what: str
    path: Path

    @property
    def id(self) -> str:
        """Its own id; empty for the file."""
        return str(self.path[-1]) if self.path else ""


def a(what: str) -> str:
    """A kind of thing with its article: ``a focus area``, ``an aim``."""
    words = what.replace("_", " ")
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def in_roadmap(data: dict[str, Any], steps: Sequence[str] = ()) -> Place:
    """The roadmap itself, a deliverable (one step), or a milestone or indicator (two).

    Raises CoopctlError (4) when there is no such thing.
    """
    if not steps:
        return Place("roadmap", ())
    if len(steps) > 2:
        raise CoopctlError(f'"{"/".join(steps)}" is too long', help="an address ends with a milestone or an indicator")
    deliverables = _table(data, "deliverables")
    _require("deliverable", steps[0], deliverables)
    path = ("deliverables", steps[0])
    if len(steps) == 1:
        return Place("deliverable", path)
    milestones, indicators = (_table(deliverables[steps[0]], name) for name in ("milestones", "indicators"))
    _require("milestone", steps[1], [*milestones, *indicators])
    name = "milestones" if steps[1] in milestones else "indicators"
    return Place(name.removesuffix("s"), (*path, name, steps[1]))


def _table(data: Any, name: str) -> dict[str, Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _require(what: str, id: str, known: Iterable[str]) -> None:
    there = list(known)
    if id not in there:
        known_ones = suggest.there_are(there) if there else f"there is no {what} here yet"
        help = suggest.did_you_mean(id, there) or known_ones
        raise CoopctlError(f'no {what} "{id}"', help=help, exit_code=Exit.NOT_FOUND)
