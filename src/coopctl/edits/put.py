"""Putting a value into a text: in the place of another, or next to what is there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from coopctl.edits import body, commas, sections
from coopctl.edits.changes import same
from coopctl.edits.literals import key, literal
from coopctl.edits.take import remove
from coopctl.toml import lines
from coopctl.toml.lines import Splice, spliced
from coopctl.toml.outline import Outline, Refused, outlined
from coopctl.toml.parts import Block, Pair, Path, Value

Order = Callable[[Path], Sequence[str]]
"""The keys of the table at a path in the order of the format; none where the format does not say."""


def put(text: str, path: Path, value: Any, order: Order) -> str:
    """``text`` with ``value`` at ``path``. Raises Refused where there is no place for it."""
    outline = outlined(text)
    if not outline.has(path):
        return spliced(text, new(outline, path, value, order))
    old = outline.at(path)
    if same(old, value):
        return text
    if isinstance(old, dict) and isinstance(value, dict):
        return _put_table(text, path, old, value, order)
    if isinstance(old, list) and isinstance(value, list):
        return _put_list(text, path, old, value, order, is_array=path in outline.values)
    if path not in outline.values and isinstance(path[-1], int):
        raise Refused("this list is written as tables, and what is to stand in it is none")
    if path not in outline.values:
        return put(remove(text, path), path, value, order)
    place = outline.values[path]
    instead = literal(value, text[place.start : place.end], lines.ending_near(text, place.start))
    return spliced(text, [Splice(place.start, place.end, instead)])


def _put_table(text: str, path: Path, old: dict[str, Any], value: dict[str, Any], order: Order) -> str:
    for name, one in value.items():
        text = put(text, (*path, name), one, order)
    for name in old.keys() - value.keys():
        text = remove(text, (*path, name))
    return text


def _put_list(text: str, path: Path, old: list[Any], value: list[Any], order: Order, *, is_array: bool) -> str:
    """Change only the items between those that stay the same at both ends, so that comments keep their places."""
    first = _common(old, value)
    last = _common(old[first:][::-1], value[first:][::-1]) if is_array else 0
    was, becomes = old[first : len(old) - last], value[first : len(value) - last]
    both = min(len(was), len(becomes))
    for at in range(both):
        text = put(text, (*path, first + at), becomes[at], order)
    for at in range(len(was) - 1, both - 1, -1):
        text = remove(text, (*path, first + at))
    for at in range(both, len(becomes)):
        outline = outlined(text)
        text = spliced(text, _new_item(outline, (*path, first + at), becomes[at], order))
    return text


def _common(one: list[Any], other: list[Any]) -> int:
    """How many items at the beginning are the same."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if not same(left, right):
            return at
    return min(len(one), len(other))


def new(outline: Outline, path: Path, value: Any, order: Order) -> list[Splice]:
    """How to write what is not there yet, next to what is. Raises Refused where there is no place for it."""
    *way, last = path
    parent = tuple(way)
    if not outline.has(parent):
        return new(outline, parent, {last: value}, order)
    if isinstance(last, int):
        return _new_item(outline, path, value, order)
    holder = outline.values.get(parent) or outline.headers.get(parent)
    if holder:
        return _new_pair(outline, _Row(holder, list(holder.pairs), 0, ""), str(last), value, order(parent))
    if parent in outline.through:
        return _new_pair(outline, _dotted_row(outline, parent), str(last), value, order(parent))
    if parent in outline.around:
        return [sections.add_above(outline, parent, {str(last): value})]
    raise Refused("there is no place for this in the way the file is written")


class _Row(NamedTuple):
    """Pairs that stand together and belong to one table: ``depth`` parts of their keys, ``prefix``, lead to it."""

    holder: Block | Value
    pairs: list[Pair]
    depth: int
    prefix: str


def _dotted_row(outline: Outline, path: Path) -> _Row:
    through = outline.through[path]
    _, depth, holder = through[-1]
    pairs = [one.pair for one in through if one.holder == holder]
    parts = pairs[-1].keys
    return _Row(holder, pairs, depth, f"{outline.text[parts[0].start : parts[depth - 1].end]}.")


def _new_pair(outline: Outline, row: _Row, name: str, value: Any, order: Sequence[str]) -> list[Splice]:
    text, holder, pairs = outline.text, row.holder, row.pairs
    index = body.place([pair.keys[row.depth].name for pair in pairs], name, order)
    spelled, new = f"{row.prefix}{key(name)}", literal(value, "", lines.ending_near(text, holder.start))
    if isinstance(holder, Block):
        return [body.insert(outline, holder, pairs, index, spelled, new)]
    member = body.spelled(text, pairs[max(index - 1, 0)], (), spelled) if pairs else f"{spelled} = "
    at = holder.pairs.index(pairs[index - 1]) + 1 if index else 0
    return commas.insert(text, holder, at, member + new)


def _new_item(outline: Outline, path: Path, value: Any, order: Order) -> list[Splice]:
    """Write an item of a list; of one that is written as tables with headers, only at its end."""
    *way, index = path
    array = outline.values.get(tuple(way))
    if array and isinstance(index, int):
        return commas.insert(
            outline.text, array, index, literal(value, "", lines.ending_near(outline.text, array.start))
        )
    if not isinstance(value, Mapping):
        raise Refused("this list is written as tables, and what is to stand in it is none")
    return [sections.add(outline, path, value, order(tuple(way[:-1])), is_array=True)]
