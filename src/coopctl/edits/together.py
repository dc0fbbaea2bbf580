"""Many changes that only add and replace, made at once: apply.py reads the text again after each, which at a thousand
milestones takes a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from coopctl.edits import verify
from coopctl.edits.apply import Edited, apply, in_no_order
from coopctl.edits.changes import Add, Change, Put, make
from coopctl.edits.literals import literal
from coopctl.edits.put import Order, new
from coopctl.edits.write import added
from coopctl.toml import lines, scan
from coopctl.toml.lines import Splice, spliced
from coopctl.toml.outline import MARK, Outline, Refused, outlined
from coopctl.toml.parts import Block

_TOP = 2


def together(text: str, changes: Sequence[Put | Add], order: Order = in_no_order) -> Edited:
    """What :func:`coopctl.edits.apply.apply` makes of ``text``, verified in the same way, in a few rounds.

    A round makes all changes that have a place in the text as it stands and that are not in each other's way. Raises
    Refused, which says why, and nothing is changed.
    """
    first = [change for change in changes if _is_at_the_top(change)]
    begun = apply(text, first, order).text
    bare = begun.removeprefix(MARK)
    try:
        after = _in_rounds(bare, [change for change in changes if not _is_at_the_top(change)], order)
    except (Refused, LookupError, TypeError, AttributeError):
        return apply(text, changes, order)
    return Edited(text, begun[: len(begun) - len(bare)] + after)


def _is_at_the_top(change: Put | Add) -> bool:
    """Whether it concerns the file's own keys, of which there are few, and which must be there before any header."""
    return isinstance(change, Put) and len(change.path) <= _TOP


def _in_rounds(text: str, changes: list[Put | Add], order: Order) -> str:
    intended: dict[str, Any] = deepcopy(outlined(text).data)
    for change in changes:
        make(intended, change)
    current, left = text, changes
    while left:
        made, later = _round(outlined(current), left, order)
        if not made:
            return apply(current, left, order).text
        current, left = spliced(current, made), later
    if _comments(current) != _comments(text):
        raise Refused("a comment would be lost by this change")
    verify.exactly(current, intended, list[Change](changes))
    return current


def _comments(text: str) -> list[str]:
    return [found[0] for found in scan.comments(text)]


def _round(outline: Outline, changes: list[Put | Add], order: Order) -> tuple[list[Splice], list[Put | Add]]:
    """What can be written now, and what has to wait for it. At one place, keys come before tables, and of these the
    deepest first: it belongs to what stands above."""
    made: list[tuple[tuple[bool, int], Splice]] = []
    later: list[Put | Add] = []
    crowded: set[int] = set()
    for change in changes:
        splices = list(_splices(outline, change, order))
        places = {one.start for one in splices if not _stands_on_its_own(outline, change)}
        if not splices or places & crowded:
            later.append(change)
            continue
        crowded |= places
        made += [((isinstance(change, Add), -len(change.path)), one) for one in splices]
    return [splice for _, splice in sorted(made, key=lambda one: one[0])], later


def _splices(outline: Outline, change: Put | Add, order: Order) -> Iterator[Splice]:
    """How to write one change; nothing where that is not yet, or not simply, done."""
    if not outline.has(change.path[:-2] if isinstance(change, Add) else change.path[:-1]):
        return
    if isinstance(change, Add):
        yield from added(outline, change.path, change.fields, order)
    elif not outline.has(change.path):
        yield from new(outline, change.path, change.value, order)
    elif not isinstance(outline.at(change.path), dict | list) and change.path in outline.values:
        place = outline.values[change.path]
        like, ending = outline.text[place.start : place.end], lines.ending_near(outline.text, place.start)
        yield Splice(place.start, place.end, literal(change.value, like, ending))


def _stands_on_its_own(outline: Outline, change: Put | Add) -> bool:
    """Whether others can be written at the same place in the same round: tables with headers, and keys on lines of
    their own below others."""
    if isinstance(change, Add):
        return change.path[:-1] in outline.around or change.path[:-2] in outline.headers
    holder = outline.headers.get(change.path[:-1])
    return isinstance(holder, Block) and bool(holder.pairs)
