"""A change as new text: which of the ways to write it fits where the file already has what is around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopctl.edits import sections
from coopctl.edits.changes import Add, Change, Discard, Extend, Put, Remove, Rename, among
from coopctl.edits.literals import key
from coopctl.edits.put import Order, new, put
from coopctl.edits.take import discard, remove
from coopctl.toml.lines import Splice, spliced
from coopctl.toml.outline import Outline, outlined
from coopctl.toml.parts import Path, Value


def written(text: str, change: Change, order: Order) -> str:
    """``text`` with ``change`` made. Raises Refused where it cannot be; nothing is verified here."""
    if isinstance(change, Put):
        return put(text, change.path, change.value, order)
    if isinstance(change, Remove):
        return remove(text, change.path)
    if isinstance(change, Extend):
        return _extend(text, change.path, change.items, order)
    if isinstance(change, Discard):
        return discard(text, change.path, change.items)
    if isinstance(change, Add):
        return spliced(text, added(outlined(text), change.path, change.fields, order))
    return _rename(text, change)


def added(outline: Outline, path: Path, fields: Mapping[str, Any], order: Order) -> list[Splice]:
    """How to write a new table: with a header, unless those around it stand in braces."""
    parent = path[:-1]
    ranks = order(path)
    fields = dict(sorted(fields.items(), key=lambda one: ranks.index(one[0]) if one[0] in ranks else len(ranks)))
    if _stands_in_braces(outline, parent):
        return new(outline, path, fields, order)
    return [sections.add(outline, path, fields, order(parent[:-1]), is_array=False)]


def _stands_in_braces(outline: Outline, parent: Path) -> bool:
    nearest = parent
    while not outline.has(nearest):
        nearest = nearest[:-1]
    if nearest in outline.values or any(isinstance(one.holder, Value) for one in outline.through.get(nearest, ())):
        return True
    block = outline.headers.get(parent)
    if not block or not block.keys or len(outline.around[parent]) > 1:
        return False
    return any(pair.value.kind == "table" for pair in block.pairs)


def _extend(text: str, path: Path, items: Sequence[Any], order: Order) -> str:
    outline = outlined(text)
    there = list(outline.at(path)) if outline.has(path) else []
    new: list[Any] = []
    for item in items:
        if not among(item, [*there, *new]):
            new.append(item)
    return put(text, path, [*there, *new], order)


def _rename(text: str, change: Rename) -> str:
    outline = outlined(text)
    sites = outline.sites.get(change.path, ())
    return spliced(text, [Splice(one.start, one.end, key(change.name, text[one.start : one.end])) for one in sites])
