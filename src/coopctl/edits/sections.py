"""Tables with a header of their own: where a new one goes, and taking one out with what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopctl.edits.literals import key, literal
from coopctl.toml import lines
from coopctl.toml.lines import Splice
from coopctl.toml.outline import Outline
from coopctl.toml.parts import Block, Path

_MOST_BLANK_LINES = 2


def add(outline: Outline, path: Path, fields: Mapping[str, Any], order: Sequence[str], *, is_array: bool) -> Splice:
    """Append a table behind the last of its kind, or behind its parent where it is the first.

    So two people who add to different tables write to different places, which git merges. ``order`` has the
    keys of the table around the new one's kind, in the order of the format.
    """
    text, near = outline.text, _neighbour(outline, path, order)
    header = _header(outline, path, near, is_array=is_array)
    if near is None:
        ending = lines.ending_near(text, len(text))
        body = _body(outline, None, fields, ending)
        gap = "" if not text else ending if text.endswith("\n") else ending * 2
        return Splice(len(text), len(text), f"{gap}{ending.join([header, *body])}{ending}")
    at = end_of_body(outline, near)
    ending = lines.ending_near(text, at)
    least = 1 if lines.is_comment(text, lines.start_of(text, at)) else 0
    gap = ending * (1 + max(least, _blank_lines_above(outline, near)))
    return Splice(at, at, gap + ending.join([header, *_body(outline, near, fields, ending)]))


def add_above(outline: Outline, path: Path, fields: Mapping[str, Any]) -> Splice:
    """Give a table that only tables below it imply a header of its own, before the first of those."""
    text, first = outline.text, outline.around[path][0]
    at = lines.with_comments_above(text, first.start)
    ending = lines.ending_near(text, at)
    header = _header(outline, path, first, is_array=False)
    gap = ending * (1 + _blank_lines_above(outline, first))
    return Splice(at, at, ending.join([header, *_body(outline, first, fields, ending)]) + gap)


def _neighbour(outline: Outline, path: Path, order: Sequence[str]) -> Block | None:
    """The block behind which the new one goes; None for the end of the file."""
    parent, home = path[:-1], path[:-2]
    if parent in outline.around:
        return outline.around[parent][-1]
    if not home:
        return outline.blocks[-1] if len(outline.blocks) > 1 else None
    earlier = order[: order.index(str(parent[-1]))] if parent[-1] in order else order
    near = [block for name in earlier for block in outline.around.get((*home, name), ())]
    near += [outline.headers[home]] if home in outline.headers else outline.around.get(home, [])[-1:]
    return max(near, key=lambda block: block.start, default=None)


def _header(outline: Outline, path: Path, near: Block | None, *, is_array: bool) -> str:
    """The header for ``path``, its first parts and its blanks as ``near`` writes them."""
    text, names = outline.text, [step for step in path if isinstance(step, str)]
    shared = 0
    while near and shared < min(len(names), len(near.keys)) and near.keys[shared].name == names[shared]:
        shared += 1
    parts, dot = [key(name) for name in names[shared:]], "."
    blank = indent = ""
    if near and near.keys:
        parts = [text[near.keys[0].start : near.keys[shared - 1].end], *parts] if shared else parts
        if len(near.keys) > 1:
            dot = text[near.keys[0].end : near.keys[1].start]
        blank = text[near.start + 1 + near.is_array : near.keys[0].start]
        indent = lines.indent_of(text, near.start)
    inner = f"{blank}{dot.join(parts)}{blank}"
    return f"{indent}[[{inner}]]" if is_array else f"{indent}[{inner}]"


def _body(outline: Outline, near: Block | None, fields: Mapping[str, Any], ending: str) -> list[str]:
    sample = near.pairs[0] if near and near.pairs else None
    indent = lines.indent_of(outline.text, sample.start) if sample else ""
    return [f"{indent}{key(name)} = {literal(value, '', ending)}" for name, value in fields.items()]


def _blank_lines_above(outline: Outline, block: Block) -> int:
    """How many blank lines to leave before a header: as many as stand before this one or its comments."""
    text, found = outline.text, 0
    at = lines.with_comments_above(text, block.start)
    if at == 0:
        return _blank_lines_above(outline, outline.blocks[2]) if len(outline.blocks) > 2 else 1
    while at > 0 and lines.is_blank(text, lines.start_of(text, at - 1)):
        at, found = lines.start_of(text, at - 1), found + 1
    return min(found, _MOST_BLANK_LINES)


def end_of_body(outline: Outline, block: Block) -> int:
    """The end of the last line that belongs to a block.

    Comments directly below it belong to it as well, unless they lead the next header without a blank line.
    """
    text, stop = outline.text, outline.following(block)
    at = lines.end_of(text, block.pairs[-1].end if block.pairs else block.end)
    below = at
    while (start := lines.after(text, below)) < min(stop, len(text)) and lines.is_comment(text, start):
        below = lines.end_of(text, start)
    return below if lines.is_blank(text, lines.after(text, below)) else at


def stretches(outline: Outline, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """From the first header to the end of the last body, for each run of ``blocks`` that follow one another."""
    places = sorted(outline.blocks.index(block) for block in blocks)
    found: list[tuple[int, int]] = []
    for number, place in enumerate(places):
        end = end_of_body(outline, outline.blocks[place])
        if number and places[number - 1] == place - 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((outline.blocks[place].start, end))
    return found


def remove(outline: Outline, blocks: Sequence[Block]) -> list[Splice]:
    """Take out blocks with the comments in them and the blank lines behind. Comments above a first header stay."""
    return [_without(outline.text, start, end) for start, end in stretches(outline, blocks)]


def _without(text: str, start: int, end: int) -> Splice:
    start = lines.start_of(text, start)
    if text[end:].strip():
        behind = lines.after(text, end)
        while not lines.comments_directly_above(text, start) and lines.is_blank(text, behind):
            behind = lines.after(text, behind)
        return Splice(start, behind, "")
    while start > 0 and lines.is_blank(text, lines.start_of(text, start - 1)):
        start = lines.start_of(text, start - 1)
    return Splice(start, len(text), "")
