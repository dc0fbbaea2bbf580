"""What must hold after every edit: the data are exactly those intended, and no comment went missing."""

from __future__ import annotations

from typing import Any

from coopctl.edits import sections
from coopctl.edits.changes import Change, Discard, Remove, among, same
from coopctl.toml import scan
from coopctl.toml.outline import Outline, Refused, outlined
from coopctl.toml.parts import Path


def lost(before: str, after: str, change: Change) -> list[str]:
    """The comments that ``change`` took away together with what they stood in.

    Raises Refused if any other comment is gone, is new, or stands in another order.
    """
    spans = _gone(outlined(before), change)
    kept: list[str] = []
    gone: list[str] = []
    for found in scan.comments(before):
        inside = any(start <= found.start() < end for start, end in spans)
        (gone if inside else kept).append(found[0])
    if [found[0] for found in scan.comments(after)] != kept:
        raise Refused("a comment would be lost by this change")
    return gone


def _gone(outline: Outline, change: Change) -> list[tuple[int, int]]:
    """The stretches of text that the change is meant to take away."""
    places: list[Path] = []
    if isinstance(change, Remove) and outline.has(change.path):
        places = [change.path]
    elif isinstance(change, Discard) and outline.has(change.path):
        items = outline.at(change.path)
        places = [(*change.path, at) for at, item in enumerate(items) if among(item, change.items)]
    written = [outline.written[place].member for place in places if place in outline.written]
    apart = [place for place in places if place not in outline.written]
    dotted = [one.pair for place in apart for one in outline.through.get(place, ())]
    blocks = [block for place in apart for block in outline.around.get(place, ())]
    return [(one.start, one.end) for one in [*written, *dotted]] + sections.stretches(outline, blocks)


def exactly(text: str, intended: dict[str, Any], changes: list[Change]) -> None:
    """Raise Refused unless ``text`` reads as ``intended``.

    A table or list that lost its last entry may stand there empty or not at all: the format knows no difference.
    """
    if not _is_text(text):
        raise Refused("there are characters in it that are no text", "write it with the letters that are meant")
    found = outlined(text).data
    for change in changes:
        if isinstance(change, Remove | Discard):
            found, intended = _without_hollow(found, change.path), _without_hollow(intended, change.path)
    if not same(found, intended):
        raise Refused("the file would not read exactly as it should after this change")


def _without_hollow(data: Any, path: Path) -> Any:
    """``data`` without empty tables and lists on the way of ``path``."""
    if not path:
        return data
    if isinstance(data, list):
        return [_without_hollow(item, path[1:]) for item in data]
    if not isinstance(data, dict) or path[0] not in data:
        return data
    inner = _without_hollow(data[path[0]], path[1:])
    rest = {name: value for name, value in data.items() if name != path[0]}
    return rest if inner in ({}, []) else {**rest, path[0]: inner}


def _is_text(text: str) -> bool:
    """Whether there are no halves of characters in it, as a command line in another encoding leaves them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
