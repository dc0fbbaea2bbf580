"""Set fields of a roadmap, a deliverable, a milestone, an indicator or an entry of the framework."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopctl.edits.apply import Edited, apply
from coopctl.edits.assign import Assignment, change, value_at
from coopctl.edits.changes import Change, Discard, Remove, among, same
from coopctl.edits.format import model_at, order, root_of
from coopctl.edits.literals import literal
from coopctl.edits.places import Place
from coopctl.edits.validate import no_worse
from coopctl.problems import CoopctlError
from coopctl.toml.outline import outlined
from coopctl.toml.parts import Path

_LONGEST = 60


def assign(text: str, name: str, place: Place, assignments: Sequence[Assignment]) -> Edited:
    """Make ``assignments`` to the thing at ``place`` in the text of the file ``name``.

    Raises CoopctlError (2) for a field or value that the format does not have, Refused where the edit cannot be made.
    """
    data = outlined(text).data
    one = model_at(root_of(name), place.path)
    if one is None:
        raise CoopctlError(f'"{place.id}" has no fields')
    changes = [change(one, place.path, assignment, data) for assignment in assignments]
    changes = [_without_rest(made, data) for made in changes]
    edited = no_worse(apply(text, changes, order(name)), name)
    after = outlined(edited.text).data
    paths = dict.fromkeys(made.path for made in changes)
    what = [told(path, place.path, data, after) for path in paths]
    return edited._replace(said=", ".join(filter(None, what)) or "unchanged")


def _without_rest(made: Change, data: dict[str, Any]) -> Change:
    """A list that loses its last item goes away itself."""
    there = value_at(data, made.path)
    if isinstance(made, Discard) and there and all(among(one, made.items) for one in there):
        return Remove(made.path)
    return made


def told(path: Path, place: Path, before: dict[str, Any], after: dict[str, Any]) -> str:
    """What became of one field; empty when nothing did."""
    old, new = value_at(before, path), value_at(after, path)
    field = ".".join(map(str, path[len(place) :]))
    if same(old, new):
        return ""
    if isinstance(old, list) and isinstance(new, list):
        more, less = ([one for one in new if not among(one, old)], [one for one in old if not among(one, new)])
        signs = [f"{field} {sign} {_short(items)}" for sign, items in (("+=", more), ("-=", less)) if items]
        return ", ".join(signs) or f"{field} in another order"
    was = f" (was {_short(old)})" if old is not None else ""
    return f"{field} = {_short(new)}{was}" if new is not None else f"{field} removed{was}"


def _short(value: Any) -> str:
    text = literal(value, '""')
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
