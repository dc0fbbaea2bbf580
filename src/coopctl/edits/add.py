"""Add a deliverable, a milestone or an indicator to a roadmap, or an entry to the framework."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coopctl.edits.apply import Edited, apply
from coopctl.edits.assign import Assignment, change
from coopctl.edits.changes import Add, changed
from coopctl.edits.format import model_at, order, root_of
from coopctl.edits.places import Place, a
from coopctl.edits.validate import no_worse
from coopctl.problems import CoopctlError
from coopctl.suggest import either, enumerated
from coopctl.tables import plural
from coopctl.toml.outline import outlined

_WITHIN = {"milestone": "deliverable", "indicator": "deliverable", "deliverable": "roadmap"}
_OWN_DATES = ("due", "expected", "started", "done", "dropped")


def add(text: str, name: str, home: Place, what: str, id: str, assignments: Sequence[Assignment]) -> Edited:
    """Add a ``what`` called ``id`` to the thing at ``home``, with its fields, to the text of the file ``name``.

    Raises CoopctlError (2) when it is there already, does not belong there, or lacks what it needs.
    """
    from coopctl import model

    data = outlined(text).data
    place = Place(what, (*home.path, plural(what), id))
    one = model_at(root_of(name), place.path)
    if one is None or _WITHIN.get(what, "framework") != home.what:
        raise CoopctlError(f"{a(home.what)} has no {plural(what).replace('_', ' ')}", help=_help(home))
    if not re.match(model.ID_PATTERN, id):
        raise CoopctlError(f'"{id}" cannot be an id', help="use letters a-z, digits and, between them, hyphens")
    _require_free(place, data)
    fields: dict[str, Any] = {}
    for assignment in assignments:
        fields = changed(fields, change(one, (), assignment, data))
    edited = apply(text, [Add(place.path, fields)], order(name))
    return no_worse(edited, name)._replace(said=f"added to {home.id or name}")


def _help(home: Place) -> str:
    belong = [what for what, within in _WITHIN.items() if within == home.what]
    return f"to a {home.what} can be added: {either(belong)}" if belong else "name the deliverable that it belongs to"


def _require_free(place: Place, data: dict[str, Any]) -> None:
    """Milestones and indicators of a deliverable share their ids; a deliverable with milestones has no dates."""
    here: Any = data
    for step in place.path[:-2]:
        here = here.get(step, {})
    kinds = ("milestone", "indicator") if place.what in ("milestone", "indicator") else (place.what,)
    for kind in kinds:
        if place.id in here.get(plural(kind), {}):
            taken = f'"{place.id}" is already the id of {a(kind)}'
            raise CoopctlError(taken, help="choose another id")
    own = [field for field in _OWN_DATES if field in here]
    if place.what == "milestone" and own and not here.get("milestones"):
        message = f'"{place.path[-3]}" is tracked as one: it has {enumerated(own)} of its own'
        raise CoopctlError(
            message, help="move these to a milestone; a deliverable's status follows from its milestones"
        )
