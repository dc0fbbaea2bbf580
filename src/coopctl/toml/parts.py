"""The parts of a TOML text and where each stands, in characters from the beginning."""

from __future__ import annotations

from typing import Literal, NamedTuple

Path = tuple[str | int, ...]
"""The way to something in a document: keys, and the numbers of list entries from 0."""


class Key(NamedTuple):
    """One part of a dotted key: the name as the data have it, and where it stands, quotes included."""

    name: str
    start: int
    end: int


class Value(NamedTuple):
    """A value's place; an array has ``items``, an inline table ``pairs``."""

    kind: Literal["plain", "array", "table"]
    start: int
    end: int
    items: tuple[Value, ...] = ()
    pairs: tuple[Pair, ...] = ()

    @property
    def members(self) -> tuple[Value | Pair, ...]:
        """What stands between the commas."""
        return self.items or self.pairs


class Pair(NamedTuple):
    """A key and its value."""

    keys: tuple[Key, ...]
    value: Value

    @property
    def start(self) -> int:
        """Where the key begins."""
        return self.keys[0].start

    @property
    def end(self) -> int:
        """Where the value ends."""
        return self.value.end


class Block(NamedTuple):
    """A header and the pairs below it; the top of the file is a block without keys.

    ``start`` and ``end`` enclose the header's brackets.
    """

    keys: tuple[Key, ...]
    is_array: bool
    start: int
    end: int
    pairs: list[Pair]
