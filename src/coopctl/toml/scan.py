"""A TOML text that is known to be valid, cut into headers, keys and values, each with its place.

Only places are found here; what a value means is left to the parser that reads the data. The scanner relies on
the text being valid, which keeps it small; whatever it might get wrong is caught when an edit is verified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from coopctl.toml.parts import Block, Key, Pair, Value

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*"' + r"|'''.*?'{3,5}|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s,\]}#]+(?: [0-9]{2}:[^\s,\]}#]+)?")
_Member = TypeVar("_Member")
_COMMENT = re.compile(rf"{_TEXT.pattern}|(#[^\r\n]*)", re.DOTALL)


class Lost(Exception):
    """The text is not what the scanner expects; ``args`` has the offset."""


def comments(text: str) -> list[re.Match[str]]:
    """Every comment of a valid text in order, found without the scanner: outside strings, ``#`` begins one."""
    return [found for found in _COMMENT.finditer(text) if found[1]]


def comma_after(text: str, at: int) -> int | None:
    """Where the comma stands that follows a value ending at ``at``, past blanks, comments and line ends."""
    found = _GAP.match(text, at)
    following = found.end() if found else at
    return following if text.startswith(",", following) else None


def blocks(text: str) -> list[Block]:
    """The blocks of a valid text, in order; the first is the top of the file. Raises Lost."""
    return _Scanner(text).document()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> list[Block]:
        found = [Block((), False, 0, 0, [])]
        while self._next_is_something():
            if self.text[self.at] == "[":
                found.append(self._header())
            else:
                found[-1].pairs.append(self._pair())
        return found

    def _next_is_something(self) -> bool:
        self._take(_GAP)
        return self.at < len(self.text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.at)
        if not found:
            raise Lost(self.at)
        self.at = found.end()
        return found

    def _sign(self, sign: str) -> bool:
        """Whether ``sign`` comes next; if so, step over it."""
        here = self.text.startswith(sign, self.at)
        self.at += len(sign) if here else 0
        return here

    def _expect(self, sign: str) -> None:
        if not self._sign(sign):
            raise Lost(self.at)

    def _header(self) -> Block:
        start = self.at
        is_array = self._sign("[[")
        self.at += 0 if is_array else 1
        self._take(_BLANK)
        keys = self._keys()
        self._expect("]]" if is_array else "]")
        return Block(keys, is_array, start, self.at, [])

    def _keys(self) -> tuple[Key, ...]:
        found = [self._key()]
        while self._sign("."):
            self._take(_BLANK)
            found.append(self._key())
        return tuple(found)

    def _key(self) -> Key:
        part = self._take(_KEY)
        self._take(_BLANK)
        return Key(_name(part[0]), part.start(), part.end())

    def _pair(self) -> Pair:
        keys = self._keys()
        self._expect("=")
        self._take(_BLANK)
        return Pair(keys, self._value())

    def _value(self) -> Value:
        start, first = self.at, self.text[self.at : self.at + 1]
        if first == "[":
            items = tuple(self._members("[", "]", self._value))
            return Value("array", start, self.at, items=items)
        if first == "{":
            pairs = tuple(self._members("{", "}", self._pair))
            return Value("table", start, self.at, pairs=pairs)
        self._take(_TEXT if first in ('"', "'") else _PLAIN)
        return Value("plain", start, self.at)

    def _members(self, opening: str, closing: str, member: Callable[[], _Member]) -> Iterator[_Member]:
        self._expect(opening)
        self._take(_GAP)
        while not self._sign(closing):
            yield member()
            self._take(_GAP)
            if self._sign(","):
                self._take(_GAP)
            elif not self.text.startswith(closing, self.at):
                raise Lost(self.at)


def _name(key: str) -> str:
    """A key as the data have it: without its quotes, escapes resolved."""
    if key[0] not in "\"'":
        return key
    from coopctl import toml

    data = toml.read(f"{key} = 0")
    if isinstance(data, toml.Fault):
        raise Lost(key)
    return next(iter(data))
