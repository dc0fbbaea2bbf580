"""Mark a milestone, or a deliverable that is tracked as one, as done, started, dropped or open again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from coopctl.edits.apply import Edited, apply
from coopctl.edits.changes import Change, Extend, Put, Remove
from coopctl.edits.format import order
from coopctl.edits.places import Place, a
from coopctl.edits.validate import no_worse
from coopctl.edits.values import dated
from coopctl.problems import CoopctlError
from coopctl.suggest import enumerated
from coopctl.toml.outline import outlined

State = Literal["done", "started", "dropped", "open"]


class Mark(NamedTuple):
    """What is marked: the state, on which date (partial ones too), why, and what shows it.

    Without ``on`` it is ``today``, but what is in that state already keeps its date. ``only_open`` leaves alone what is
    done or dropped already, unless it is to be open again.
    """

    state: State
    today: date
    on: str = ""
    reason: str = ""
    evidence: Sequence[str] = ()
    only_open: bool = False


def mark(text: str, name: str, place: Place, wanted: Mark) -> Edited:
    """Mark the thing at ``place`` in the text of the file ``name``; what contradicts the mark goes away.

    Raises CoopctlError (2) for what cannot be marked so, Refused where the edit cannot be made.
    """
    outline = outlined(text)
    here = outline.at(place.path)
    _require_tracked(place, here)
    ended = next((state for state in ("done", "dropped") if state in here), None)
    if wanted.only_open and ended and wanted.state != "open":
        return Edited(text, text, said=f"unchanged: {ended} on {here[ended]}")
    changes = _STATES[wanted.state](place, here, _date(wanted, here, outline.data))
    if wanted.reason:
        changes.append(Put((*place.path, "reason"), wanted.reason))
    if wanted.evidence:
        changes.append(Extend((*place.path, "evidence"), list(wanted.evidence)))
    edited = no_worse(apply(text, changes, order(name)), name)
    return edited._replace(said=_said(wanted, here, outlined(edited.text).at(place.path)))


_INSTEAD = {
    "roadmap": "mark its milestones; a roadmap itself is concluded or cancelled: coopctl set ID concluded=DATE",
    "indicator": "set its actual values: coopctl set ID actual+='{ value = 1, on = \"2026\" }'",
}


def _require_tracked(place: Place, here: dict[str, Any]) -> None:
    if place.what not in ("milestone", "deliverable"):
        raise CoopctlError(f"a milestone can be marked, not {a(place.what)}", help=_INSTEAD.get(place.what, ""))
    if here.get("milestones"):
        steps = [f"{place.id}/{id}" for id in here["milestones"]]
        raise CoopctlError(f'"{place.id}" is tracked by its milestones', help=f"mark them: {enumerated(steps)}")


def _date(wanted: Mark, here: dict[str, Any], data: dict[str, Any]) -> Any:
    there = here.get(wanted.state)
    return there if there and not wanted.on else dated(wanted.on or wanted.today.isoformat(), there, data)


def _done(place: Place, here: dict[str, Any], on: Any) -> list[Change]:
    return [*_undropped(place, here), Put((*place.path, "done"), on)]


def _started(place: Place, here: dict[str, Any], on: Any) -> list[Change]:
    return [*_undropped(place, here), Put((*place.path, "started"), on)]


def _dropped(place: Place, here: dict[str, Any], on: Any) -> list[Change]:
    return [Remove((*place.path, "done")), Put((*place.path, "dropped"), on)]


def _open(place: Place, here: dict[str, Any], on: Any) -> list[Change]:
    return [*_undropped(place, here), Remove((*place.path, "done"))]


def _undropped(place: Place, here: dict[str, Any]) -> list[Change]:
    """No longer dropped; the reason was why it was, and otherwise says why it moved."""
    if "dropped" not in here:
        return []
    return [Remove((*place.path, "dropped")), Remove((*place.path, "reason"))]


_STATES: dict[State, Callable[[Place, dict[str, Any], Any], list[Change]]] = {
    "done": _done,
    "started": _started,
    "dropped": _dropped,
    "open": _open,
}


def _said(wanted: Mark, before: dict[str, Any], after: dict[str, Any]) -> str:
    state = wanted.state
    now = state if state == "open" else f"{state} on {after[state]}"
    if state == "started" and "done" in after:
        now += f", and still done on {after['done']}"
    gone = [
        f"{one} on {before[one]}"
        for one in ("done", "dropped", "started")
        if one in before and before[one] != after.get(one)
    ]
    if before.get("reason", "") not in ("", after.get("reason")):
        gone.append(f"reason: {before['reason']}")
    was = f" (was {', '.join(gone)})" if gone else ""
    return f"{now}{was}" if before != after else f"unchanged: {now}"
