"""Taking something out of a text: a key, a table with all that belongs to it, items of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopctl.edits import body, commas, sections
from coopctl.edits.changes import among
from coopctl.toml.lines import spliced
from coopctl.toml.outline import Outline, Written, outlined
from coopctl.toml.parts import Block, Path


def remove(text: str, path: Path) -> str:
    """``text`` without what stands at ``path``."""
    outline = outlined(text)
    if not outline.has(path):
        return text
    if path in outline.written:
        return _remove_written(outline, outline.written[path])
    for _ in outline.through.get(path, ()):
        last = outlined(text).through[path][-1]
        text = _remove_written(outlined(text), Written(last.pair, last.holder))
    outline = outlined(text)
    return spliced(text, sections.remove(outline, outline.around.get(path, ())))


def _remove_written(outline: Outline, site: Written) -> str:
    text, (member, holder) = outline.text, site
    if isinstance(holder, Block):
        return spliced(text, [body.remove(text, member)])
    return spliced(text, commas.remove(text, holder, holder.members.index(member)))


def discard(text: str, path: Path, items: Sequence[Any]) -> str:
    """``text`` without these items in the list at ``path``."""
    outline = outlined(text)
    there = outline.at(path) if outline.has(path) else []
    places = [(*path, at) for at, item in enumerate(there) if among(item, items)]
    if path not in outline.values:
        return spliced(text, sections.remove(outline, [block for place in places for block in outline.around[place]]))
    for place in reversed(places):
        text = remove(text, place)
    return text
