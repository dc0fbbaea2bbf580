"""Where a thing stands in a text."""

from __future__ import annotations

from coopctl.edits.outline import Outline, Refused
from coopctl.positions import Path

_MARK = "\ufeff"


def line_of(text: str, path: Path) -> int:
    """The number, from 1, of the line where what is at ``path`` begins; or what it would be in, if it is not there."""
    try:
        outline = Outline(text.removeprefix(_MARK))
    except Refused:
        return 1
    for length in range(len(path), 0, -1):
        start = _start(outline, path[:length])
        if start is not None:
            return outline.text.count("\n", 0, start) + 1
    return 1


def _start(outline: Outline, path: Path) -> int | None:
    if path in outline.headers:
        return outline.headers[path].start
    sites = outline.sites.get(path)
    return sites[0].start if sites else None
