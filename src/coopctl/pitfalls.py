"""What a file that can be used holds and nobody means: said as warnings.

Looked for in the text first, so that a file without any costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coopctl import positions, toml
from coopctl.problems import Problem
from coopctl.toml.parts import Path
from coopctl.visible import visible

_MARKER = re.compile(r"^[ \t]*(?:#[ \t]*)?(<{7} |>{7} )", re.MULTILINE)
_STEERING = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]")
"""Control characters but tabs and line ends, separators of lines, and what turns the direction of text around
(Unicode's UAX 9): all that can make a text look like another one."""

_MOST = 20


def warnings(text: str, name: str) -> list[Problem]:
    """The warnings about the ``text`` of the file ``name``, which is valid; of each kind a few."""
    found: list[Problem] = []
    if "<<<<<<< " in text or ">>>>>>> " in text:
        found += _markers(text, name)
    if "\\" in text or (not text.isascii() and _STEERING.search(text)):
        found += _steering(text, name)
    return found


def _markers(text: str, name: str) -> Iterator[Problem]:
    """The marks of a merge that stand where they are no mistake in TOML: in texts of several lines, and remarks."""
    marker = _MARKER.search(text)
    if marker:
        line = text.count("\n", 0, marker.start(1)) + 1
        column = marker.start(1) - text.rfind("\n", 0, marker.start(1))
        message = "a marker of an unresolved merge stands in a text or a comment"
        help = "keep what is right, and remove the lines with <<<<<<<, ======= and >>>>>>>"
        excerpt = positions.line_of(text, line)
        yield Problem("conflict-marker", name, message, help, line, column, 7, excerpt, "warning")


def _steering(text: str, name: str) -> Iterator[Problem]:
    data = toml.read(text)
    texts = _texts(data, ()) if isinstance(data, dict) else iter(())
    found = ((path, sign) for path, value in texts if (sign := _STEERING.search(value)))
    for number, (path, sign) in enumerate(found):
        if number == _MOST:
            break
        shown = visible(sign[0])
        message = f"a character that cannot be seen, or turns the text around, stands here: U+{ord(sign[0]):04X}"
        problem = Problem("unseen-character", name, message, f"remove it; it is shown as {shown}", severity="warning")
        yield positions.place(problem, text, path)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text among the data, with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*path, number))
