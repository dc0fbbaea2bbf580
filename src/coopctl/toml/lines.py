"""Lines of a text by offset: where they begin and end, how they are indented, what ends them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_REMARK = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")
_COMMENT_ONLY = re.compile(r"([ \t]*)#")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r?\n|\Z)")


class Splice(NamedTuple):
    """Replace what stands from ``start`` to ``end`` by ``new``."""

    start: int
    end: int
    new: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """``text`` with each splice made; they must not overlap. Those at one place keep their order."""
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        pieces += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*pieces, text[at:]])


def start_of(text: str, at: int) -> int:
    """Where the line begins that ``at`` stands in."""
    return text.rfind("\n", 0, at) + 1


def end_of(text: str, at: int) -> int:
    """Where the line ends that ``at`` stands in, before its line end."""
    found = text.find("\n", at)
    if found < 0:
        return len(text)
    return found - 1 if text[found - 1 : found] == "\r" else found


def after(text: str, at: int) -> int:
    """Where the line after the one of ``at`` begins, or the text's end."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def ending_near(text: str, at: int) -> str:
    """The line end in use here: the line's own, or else the one before, or else the text's first."""
    for place in (text.find("\n", at), text.rfind("\n", 0, at), text.find("\n")):
        if place >= 0:
            return "\r\n" if text[place - 1 : place] == "\r" else "\n"
    return "\n"


def indent_of(text: str, at: int) -> str:
    """The blanks that the line of ``at`` begins with, up to ``at``."""
    line = text[start_of(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def is_first(text: str, at: int) -> bool:
    """Whether only blanks stand before ``at`` in its line."""
    return not text[start_of(text, at) : at].strip(" \t")


def is_rest_remark(text: str, at: int) -> bool:
    """Whether only blanks and perhaps a comment follow ``at`` in its line."""
    return bool(_REMARK.match(text, at))


def is_comment(text: str, start: int) -> bool:
    """Whether the line that begins at ``start`` is a comment and nothing else."""
    return bool(_COMMENT_ONLY.match(text, start))


def is_blank(text: str, start: int) -> bool:
    """Whether the line that begins at ``start`` is empty but for blanks, or lies beyond the text."""
    return bool(_BLANK_LINE.match(text, start))


def comment_column(text: str, start: int) -> int:
    """The column, from 0, of the sign of a line that is only a comment; -1 for any other line."""
    found = _COMMENT_ONLY.match(text, start)
    return len(found[1]) if found else -1


def with_comments_above(text: str, at: int) -> int:
    """The beginning of the run of comment lines directly above the line of ``at``, or of that line itself."""
    start = start_of(text, at)
    while start > 0 and is_comment(text, start_of(text, start - 1)):
        start = start_of(text, start - 1)
    return start


def comments_directly_above(text: str, at: int) -> bool:
    """Whether the line above that of ``at`` is a comment."""
    start = start_of(text, at)
    return start > 0 and is_comment(text, start_of(text, start - 1))
