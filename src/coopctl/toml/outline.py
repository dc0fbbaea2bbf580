"""Which path of the data is written where in a text: by a header, a key, a dotted key, in braces or in brackets."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from coopctl import toml
from coopctl.problems import CoopctlError, Exit
from coopctl.toml import scan
from coopctl.toml.parts import Block, Key, Pair, Path, Value

MARK = "\ufeff"
"""What some editors put before the first line."""


class Written(NamedTuple):
    """A pair or an array's item, and the table or array that it stands in."""

    member: Pair | Value
    holder: Block | Value


class Through(NamedTuple):
    """A dotted key that leads through a table; ``depth`` of its parts name the way to the table."""

    pair: Pair
    depth: int
    holder: Block | Value


class Refused(CoopctlError):
    """An edit that was not made (3): its outcome would not be what was meant, or the file is not TOML."""

    def __init__(self, message: str, help: str = "make this change by hand") -> None:
        super().__init__(message, help=help, exit_code=Exit.INVALID)


class Outline:
    """A valid text with its data, and the places of all that is in it.

    ``around`` has the blocks at or below a path.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = _data(text)
        self.blocks = _blocks(text)
        self.values: dict[Path, Value] = {}
        self.written: dict[Path, Written] = {}
        self.headers: dict[Path, Block] = {}
        self.through: dict[Path, list[Through]] = {}
        self.around: dict[Path, list[Block]] = {}
        self.sites: dict[Path, list[Key]] = {}
        self._counts: dict[Path, int] = {}
        for block in self.blocks:
            path = self._header(block)
            for pair in block.pairs:
                self._pair(pair, path, block)

    def at(self, path: Path) -> Any:
        """The value at ``path``; raises LookupError where there is none."""
        value: Any = self.data
        step: Any
        for step in path:
            if not isinstance(value, dict | list):
                raise KeyError(step)
            value = value[step]
        return value

    def has(self, path: Path) -> bool:
        """Whether there is a value at ``path``."""
        try:
            self.at(path)
        except (LookupError, TypeError):
            return False
        return True

    def following(self, block: Block) -> int:
        """Where the header after ``block`` begins, or the text's end."""
        place = self.blocks.index(block) + 1
        return self.blocks[place].start if place < len(self.blocks) else len(self.text)

    def _header(self, block: Block) -> Path:
        path: Path = ()
        for number, key in enumerate(block.keys, start=1):
            path = (*path, key.name)
            self.sites.setdefault(path, []).append(key)
            self.around.setdefault(path, []).append(block)
            if block.is_array and number == len(block.keys):
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
                self.around.setdefault(path, []).append(block)
        self.headers[path] = block
        return path

    def _pair(self, pair: Pair, path: Path, holder: Block | Value) -> None:
        for depth, key in enumerate(pair.keys, start=1):
            path = (*path, key.name)
            self.sites.setdefault(path, []).append(key)
            if depth < len(pair.keys):
                self.through.setdefault(path, []).append(Through(pair, depth, holder))
        self.written[path] = Written(pair, holder)
        self._value(pair.value, path)

    def _value(self, value: Value, path: Path) -> None:
        self.values[path] = value
        for index, item in enumerate(value.items):
            self.written[*path, index] = Written(item, value)
            self._value(item, (*path, index))
        for pair in value.pairs:
            self._pair(pair, path, value)


@lru_cache(maxsize=4)
def outlined(text: str) -> Outline:
    """The outline of ``text`` without its byte-order mark; nobody may change it.

    Raises Refused when ``text`` is not TOML.
    """
    return Outline(text.removeprefix(MARK))


def _data(text: str) -> dict[str, Any]:
    data = toml.read(text)
    if isinstance(data, toml.Fault):
        place = f" (line {data.line})" if data.line else ""
        raise Refused(f"the file cannot be read{place}: {data.message}", data.help or "mend the file first")
    return data


def _blocks(text: str) -> list[Block]:
    try:
        return scan.blocks(text)
    except (scan.Lost, RecursionError) as error:
        raise Refused("the file is written in a way that is not understood here") from error
