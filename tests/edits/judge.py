"""Judges an edit without knowing who made it: the data, every comment, and every line that was none of its business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import tomli

from coopctl.edits.changes import Add, Change, Discard, Extend, Put, Remove, Rename, changed, same
from coopctl.toml.outline import Outline
from coopctl.toml.parts import Block, Path

_STRING = r'"""(?:\\.|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*"' + r"|'''.*?'{3,5}|'[^'\n]*'"
_TOKEN = re.compile(rf"{_STRING}|(#[^\r\n]*)", re.DOTALL)


class Verdict(NamedTuple):
    """What is wrong with an outcome; all False when nothing is.

    ``value``: the data are not those meant. ``comment``: a comment is gone. ``own``: only a comment behind what was
    taken out is. ``moved``: a comment line leads something else than before. ``line``: another line changed.
    """

    value: bool
    comment: bool
    own: bool
    line: bool
    moved: bool


def judge(before: str, after: str, change: Change) -> Verdict:
    """Compare an outcome with what was meant; both texts without a byte-order mark."""
    try:
        is_right = _means(tomli.loads(after), changed(tomli.loads(before), change), change.path)
    except (tomli.TOMLDecodeError, RecursionError):
        return Verdict(True, False, False, False, False)
    outline = Outline(before)
    concerned = _concerned(outline, change)
    old, new = before.split("\n"), after.split("\n")
    is_removal = isinstance(change, Remove | Discard)
    kept = [line for number, line in enumerate(old) if number not in concerned and (line.strip() or not is_removal)]
    if old[-1].strip() and len(old) - 1 not in concerned:
        # A file that ended in mid-line may go on after it.
        last = kept.pop()
        new = new if last in new or f"{last}\r" in new else []
        kept = kept if new else [last]
    there = _comments(after, [])
    taken = _taken(outline, change)
    behind = [(start, end + len(before[end:].split("\n")[0])) for start, end in taken]
    return Verdict(
        not is_right,
        not _within(_comments(before, behind), there),
        not _within(_comments(before, taken), there),
        not _within(kept, new) or (_is_within(outline, change) and not _is_enclosed(old, new, concerned)),
        not _within(_followed(old, concerned), list(_followed(new, set()))),
    )


def _is_within(outline: Outline, change: Change) -> bool:
    """Whether a change has to stay within the lines of a value that is there."""
    return isinstance(change, Put | Extend) and change.path in outline.values


def _is_enclosed(old: list[str], new: list[str], concerned: set[int]) -> bool:
    """Whether all lines before those concerned and all behind them are as they were, and nothing is between."""
    first, behind = min(concerned), len(old) - 1 - max(concerned)
    is_gap = not new[len(new) - behind - 1].strip()
    return old[:first] == new[:first] and old[len(old) - behind :] == new[len(new) - behind :] and not is_gap


def _means(found: Any, intended: Any, path: Path) -> bool:
    """Whether the data are the same, but for tables and lists on the path that are empty or not there."""
    return same(found, intended) or same(_filled(found, path), _filled(intended, path))


def _filled(data: Any, path: Path) -> Any:
    if path and isinstance(data, list):
        return [_filled(item, path[1:]) for item in data]
    if not path or not isinstance(data, dict) or path[0] not in data:
        return data
    inner = _filled(data[path[0]], path[1:])
    rest = {key: value for key, value in data.items() if key != path[0]}
    return rest if inner in ({}, []) else {**rest, path[0]: inner}


def _comments(text: str, taken: list[tuple[int, int]]) -> list[str]:
    """The comments of a text, but for those that stand in what was taken away."""
    found = [match for match in _TOKEN.finditer(text) if match[1]]
    return [match[1] for match in found if not any(start <= match.start() < end for start, end in taken)]


def _within(wanted: Iterable[Any], there: list[Any]) -> bool:
    """Whether all that is wanted is there, in order."""
    rest = iter(there)
    return all(any(one == other for other in rest) for one in wanted)


def _followed(lines: list[str], concerned: set[int]) -> Iterator[tuple[str, str]]:
    """Each line that is only a comment, with the line it leads, if neither is concerned."""
    for number, line in enumerate(lines[:-1]):
        if line.lstrip().startswith("#") and number not in concerned and number + 1 not in concerned:
            yield line, lines[number + 1].rstrip("\r") if lines[number + 1].strip() else ""


def _taken(outline: Outline, change: Change) -> list[tuple[int, int]]:
    """The stretches of text whose comments may go."""
    stretches = _stretches(outline, change)
    if not isinstance(change, Remove | Discard):
        return []
    return stretches


def _stretches(outline: Outline, change: Change) -> list[tuple[int, int]]:
    """The stretches of text that a change is about."""
    if isinstance(change, Rename):
        return [(key.start, key.end) for key in outline.sites[change.path]]
    if isinstance(change, Discard):
        places: list[Path] = [
            (*change.path, at) for at, one in enumerate(outline.at(change.path)) if one in change.items
        ]
    else:
        places = [change.path]
    found: list[tuple[int, int]] = []
    for place in places:
        if place in outline.written:
            found.append((outline.written[place].member.start, outline.written[place].member.end))
            continue
        found += [(block.start, _end(outline, block)) for block in outline.around.get(place, ())]
        found += [(one.pair.start, one.pair.end) for one in outline.through.get(place, ())]
    return found


def _end(outline: Outline, block: Block) -> int:
    """Where the next header begins."""
    return outline.following(block)


def _concerned(outline: Outline, change: Change) -> set[int]:
    """The numbers of the lines, from 0, that a change may touch."""
    stretches: list[tuple[int, int]] = []
    if not isinstance(change, Add | Extend) and outline.has(change.path):
        stretches = _stretches(outline, change)
    for place in () if isinstance(change, Rename) else _holders(change):
        if place in outline.values:
            stretches.append((outline.values[place].start, outline.values[place].end))
        for one in outline.through.get(place, ()):
            if not isinstance(one.holder, Block):
                stretches.append((one.holder.start, one.holder.end))
    text = outline.text
    return {
        number for start, end in stretches for number in range(text.count("\n", 0, start), text.count("\n", 0, end) + 1)
    }


def _holders(change: Change) -> list[Path]:
    """The path itself and those around it, where they stand in braces or brackets."""
    return [change.path[:length] for length in range(1, len(change.path) + 1)]
