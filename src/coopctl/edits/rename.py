"""Give a thing another id, and say so wherever a file refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from coopctl import files
from coopctl.edits.apply import Edited, apply
from coopctl.edits.changes import Change, Put, Rename
from coopctl.edits.format import order
from coopctl.edits.places import Place
from coopctl.edits.validate import no_worse
from coopctl.problems import CoopctlError
from coopctl.suggest import count
from coopctl.tables import plural
from coopctl.toml.outline import outlined
from coopctl.toml.parts import Path

_EVIDENCE: tuple[tuple[str | None, ...], ...] = (
    ("deliverables", None, "evidence", None),
    ("deliverables", None, "milestones", None, "evidence", None),
)
_OPTIONS = {
    "region": ("region",),
    "focus_area": ("area",),
    "aim": ("aim",),
    "country": ("country",),
    "organisation": ("partner", "owner"),
}


def rename(text: str, name: str, place: Place, new: str) -> Edited:
    """Rename what stands at ``place`` in the file ``name``, and what refers to it there.

    Raises CoopctlError (2) when there is such an id already or it cannot be one.
    """
    data = outlined(text).data
    if new == place.id:
        return Edited(text, text, said="unchanged")
    if new in _ids_beside(place, data):
        raise CoopctlError(f'there is already something called "{new}" beside "{place.id}"', help="choose another id")
    changes: list[Change] = [*_references(data, name, place.what, place.id, new), Rename(place.path, new)]
    edited = no_worse(apply(text, changes, order(name)), name)
    return edited._replace(said=f"renamed {new}")


def rename_references(text: str, name: str, what: str, old: str, new: str) -> Edited:
    """Make everything in the file ``name`` that refers to the ``what`` called ``old`` refer to ``new``."""
    changes = _references(outlined(text).data, name, what, old, new)
    edited = no_worse(apply(text, changes, order(name)), name)
    return edited._replace(said=f"{count(len(changes), 'reference')} to {new}" if changes else "unchanged")


def _ids_beside(place: Place, data: Any) -> list[str]:
    """The ids that the new one must differ from; milestones and indicators of a deliverable share theirs."""
    for step in place.path[:-2]:
        data = data[step]
    kinds = ("milestone", "indicator") if place.what in ("milestone", "indicator") else (place.what,)
    return [id for kind in kinds for id in data.get(plural(kind), {})]


def _references(data: dict[str, Any], name: str, what: str, old: str, new: str) -> list[Change]:
    from coopctl.references import references

    is_framework = name == files.FRAMEWORK
    found: list[Change] = []
    for one in references():
        of_roadmap = "roadmap" in one.keys or one.table == "roadmap"
        if one.target != what or of_roadmap == is_framework:
            continue
        steps = [step if isinstance(step, str) else None for step in one.steps]
        for path, value in _walk(data, steps):
            if one.at_key and path[-1] == old:
                found.append(Rename(path, new))
            elif not one.at_key and value == old:
                found.append(Put(path, new))
    if what == "source" and not is_framework:
        found += [Put(path, new) for steps in _EVIDENCE for path, value in _walk(data, steps) if value == old]
    return [*found, *_in_commands(data, what, old, new)]


def _walk(data: Any, steps: Sequence[str | None], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything in ``data`` at the end of ``steps``, of which None stands for any."""
    if not steps:
        yield path, data
        return
    inside: dict[Any, Any] = data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
    for step in list(inside) if steps[0] is None else [steps[0]] if steps[0] in inside else []:
        yield from _walk(inside[step], steps[1:], (*path, step))


def _in_commands(data: dict[str, Any], what: str, old: str, new: str) -> list[Change]:
    """The command lines of saved reports that name the thing: by a filter, or as a roadmap's id."""
    before = "|".join(rf"--{option}[ =][\"']?" for option in _OPTIONS.get(what, ()))
    if what == "roadmap":
        before = r"(?<!\S)[\"']?"
    if not before:
        return []
    pattern = re.compile(rf"({before}){re.escape(old)}(?=[\"'/\s]|$)")
    found: list[Change] = []
    for path, command in _walk(data, ("reports", None, "command")):
        changed = pattern.sub(lambda match: match[1] + new, command) if isinstance(command, str) else command
        if changed != command:
            found.append(Put(path, changed))
    return found
