"""One way to write what can be written in many: blanks, blank lines and line ends; never a word, order or comment."""

from __future__ import annotations

import re

from coopctl.edits.changes import same
from coopctl.toml import scan
from coopctl.toml.lines import Splice, spliced
from coopctl.toml.outline import Outline, Refused
from coopctl.toml.parts import Block, Key

_MARK = "\ufeff"
_MANY_BLANK = re.compile(r"\n{3,}")


def tidied(text: str) -> str:
    """``text`` with one blank around each ``=``, none at the beginning or end of a line, at most one blank line
    together, one kind of line end and one at the end. What stands within values stays as it is.

    Raises Refused when the text is not TOML.
    """
    bare = text.removeprefix(_MARK)
    outline = Outline(bare)
    after = _lines(spliced(bare, [splice for block in outline.blocks for splice in _of_block(bare, block)]))
    if not same(Outline(after).data, outline.data) or _comments(after) != _comments(bare):
        raise Refused("the file would not read exactly as it did")
    return after


def _comments(text: str) -> list[str]:
    return [found[1].rstrip() for found in scan.comments(text)]


def _of_block(text: str, block: Block) -> list[Splice]:
    """The header without blanks, and each key and its value with one blank on either side of the ``=``."""
    found = []
    if block.keys:
        brackets = ("[[", "]]") if block.is_array else ("[", "]")
        header = _spelled(text, block.keys).join(brackets)
        found.append(Splice(_line_start(text, block.start), block.end, header))
    return found + [
        Splice(_line_start(text, pair.start), pair.value.start, f"{_spelled(text, pair.keys)} = ")
        for pair in block.pairs
    ]


def _spelled(text: str, keys: tuple[Key, ...]) -> str:
    return ".".join(text[key.start : key.end] for key in keys)


def _line_start(text: str, at: int) -> int:
    """Where the blanks in front of ``at`` begin."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def _lines(text: str) -> str:
    """The text with what is between values in order; the values are put aside meanwhile."""
    ending = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    kept: list[str] = []
    outside = []
    at = 0
    for start, end in _multi_line_values(text):
        outside.append(text[at:start])
        kept.append(text[start:end])
        at = end
    outside.append(text[at:])
    pieces = [_between(piece, is_first=not number) for number, piece in enumerate(outside)]
    pieces[-1] = pieces[-1].rstrip(" \t\n") + "\n" if "".join(pieces).strip() else ""
    done = [piece.replace("\n", ending) for piece in pieces]
    return "".join(part for pair in zip(done, [*kept, ""], strict=True) for part in pair)


def _multi_line_values(text: str) -> list[tuple[int, int]]:
    """The places of values that go over several lines."""
    values = [pair.value for block in scan.blocks(text) for pair in block.pairs]
    return [(one.start, one.end) for one in values if "\n" in text[one.start : one.end]]


def _between(piece: str, *, is_first: bool) -> str:
    lines = piece.replace("\r\n", "\n").split("\n")
    text = "\n".join([*(line.rstrip(" \t") for line in lines[:-1]), lines[-1]])
    text = _MANY_BLANK.sub("\n\n", text)
    return text.lstrip("\n") if is_first else text
