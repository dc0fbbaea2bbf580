"""Where in a TOML text something stands: for problems that point at it, and for saying what was changed.

Only valid TOML has positions here; where there are none, a problem is shown without its column.
"""

from __future__ import annotations

from coopctl.problems import Problem
from coopctl.toml import lines
from coopctl.toml.outline import Outline, Refused, outlined
from coopctl.toml.parts import Path

Span = tuple[int, int]
"""A stretch of a text: its first character, and the one behind its last."""


def line_of(text: str, line: int) -> str:
    """The line with this number, without its end; empty where there is none."""
    lines = text.split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""


def line_at(text: str, path: Path) -> int:
    """The number, from 1, of the line where what is at ``path`` begins; or what it would be in, if it is not there."""
    spot = _find(text, path, at_key=True)
    return text.count("\n", 0, spot[0]) + 1 if spot else 1


def place(problem: Problem, text: str, path: Path, *, at_key: bool = False) -> Problem:
    """``problem`` with the line, column and excerpt of the key or value at ``path``, as far as they are known."""
    spot = _find(text, path, at_key=at_key)
    if spot is None:
        return problem._replace(line=1)
    start, end = spot
    begin, stop = lines.start_of(text, start), lines.end_of(text, start)
    width = len(text[start : min(end, stop)].rstrip())
    return problem._replace(
        line=text.count("\n", 0, start) + 1, column=start - begin + 1, width=max(1, width), excerpt=text[begin:stop]
    )


def _find(text: str, path: Path, *, at_key: bool) -> Span | None:
    """The value at ``path``, or else the key, or else the nearest table around it."""
    try:
        outline = outlined(text)
    except Refused:
        return None
    if not at_key and path in outline.values:
        value = outline.values[path]
        return value.start, value.end
    spots = (_key(outline, path[:length]) for length in range(len(path), 0, -1))
    return next((spot for spot in spots if spot), None)


def _key(outline: Outline, path: Path) -> Span | None:
    """The name of a key or table, where it is first; of an entry of a list, the entry or its header."""
    if path in outline.headers and outline.headers[path].keys:
        keys = outline.headers[path].keys
        return (keys[0] if isinstance(path[-1], int) else keys[-1]).start, keys[-1].end
    if path in outline.sites:
        return outline.sites[path][0].start, outline.sites[path][0].end
    if path in outline.values:
        return outline.values[path].start, outline.values[path].end
    return None
