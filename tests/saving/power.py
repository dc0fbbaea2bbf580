"""The power fails: from a trace of a program, every state in which the disk may be found after it.

What is sure to be on the disk is a file's content since its last fsync, and a folder's names since the folder's.
Of the rest the disk may have taken the names in the order in which they were made (as ext4, XFS and Btrfs do) or
in any other, and the content wholly, in part, or not at all.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.saving.tracing import Call

_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_MOST_AT_ONCE = 6


@dataclass
class Content:
    """A file: what it holds, and what of it is on the disk for sure."""

    held: bytes = b""
    flushed: bytes = b""


@dataclass
class Disk:
    """A folder on a disk, as its programs see it and as it would be found."""

    home: str
    names: dict[str, Content]
    sure: dict[str, Content]
    pending: list[dict[str, Content | None]] = field(default_factory=list)
    open: dict[int, Content | None] = field(default_factory=dict)

    def follow(self, call: Call) -> None:
        """Do what the program did."""
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(call.arguments)]
        if call.result.startswith("-") or call.result == "?":
            return
        if call.name == "openat":
            self._open(os.fsdecode(texts[0]), call)
        elif call.name == "write" and (content := self.open.get(self._handle(call))):
            content.held += texts[0]
        elif call.name == "fsync":
            self._flush(self._handle(call))
        elif call.name in ("rename", "renameat2"):
            self._rename(*(os.fsdecode(text) for text in texts), exchange="RENAME_EXCHANGE" in call.arguments)
        elif call.name == "link":
            self._set({os.fsdecode(texts[1]): self.names[os.fsdecode(texts[0])]})
        elif call.name == "unlink":
            self._set({os.fsdecode(texts[0]): None})

    @staticmethod
    def said(call: Call) -> list[str]:
        """What a call has told the user."""
        told = call.name == "write" and call.arguments.startswith(("1,", "2,"))
        return (
            [bytes.fromhex(text.replace("\\x", "")).decode() for text in _TEXT.findall(call.arguments)] if told else []
        )

    @staticmethod
    def _handle(call: Call) -> int:
        return int(call.arguments.split(",")[0])

    def _open(self, path: str, call: Call) -> None:
        if path == self.home:
            self.open[int(call.result)] = None
        elif path.startswith(self.home + "/"):
            if path not in self.names:
                self._set({path: Content()})
            elif "O_TRUNC" in call.arguments:
                self.names[path].held = b""
            self.open[int(call.result)] = self.names[path]
        else:
            self.open.pop(int(call.result), None)

    def _flush(self, handle: int) -> None:
        content = self.open[handle]
        if content is None:
            self.sure, self.pending = dict(self.names), []
        else:
            content.flushed = content.held

    def _rename(self, old: str, new: str, *, exchange: bool) -> None:
        self._set({new: self.names[old], old: self.names[new] if exchange else None})

    def _set(self, entries: dict[str, Content | None]) -> None:
        self.pending.append(entries)
        self.names = _with(self.names, [entries])

    def may_be_found(self, *, in_order: bool) -> Iterator[dict[str, bytes]]:
        """The states in which the folder may be found if the power fails now."""
        ways = range(len(self.pending) + 1)
        taken: Iterator[Sequence[dict[str, Content | None]]] = (self.pending[:number] for number in ways)
        if not in_order and len(self.pending) <= _MOST_AT_ONCE:
            taken = (kept for number in ways for kept in itertools.combinations(self.pending, number))
        for entries in taken:
            names = _with(self.sure, entries)
            for part in (0, 1, 2):
                yield {os.path.basename(path): _found(content, part) for path, content in names.items()}


def _with(names: dict[str, Content], changes: Sequence[dict[str, Content | None]]) -> dict[str, Content]:
    merged: dict[str, Content | None] = dict(names)
    for entries in changes:
        merged |= entries
    return {path: content for path, content in merged.items() if content is not None}


def _found(content: Content, part: int) -> bytes:
    begun = len(content.flushed)
    return content.flushed + content.held[begun : begun + (len(content.held) - begun) * part // 2]
