"""Random TOML documents in every way of writing, and random changes to them; the same for the same seed."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from coopctl import toml
from coopctl.edits.changes import Add, Change, Discard, Extend, Put, Remove, Rename
from coopctl.toml.parts import Path

NAMES = [
    "title",
    "due",
    "done",
    "started",
    "notes",
    "deliverables",
    "milestones",
    "plan",
    "a",
    "b-1",
    "2026",
    "ü x",
    'q"',
]
WORDS = [
    "",
    "x",
    "RAO",
    "a # b",
    "it's",
    'say "so"',
    "back\\slash",
    "Zürich",
    "two\nlines",
    "tab\there",
    "[x]",
    "{,}",
    "=",
    "\x1f",
]


def document(seed: int) -> str:
    """A valid TOML 1.1 text."""
    dice = random.Random(seed)
    while True:
        text = _Writer(dice).document()
        if not isinstance(toml.read(text), toml.Fault):
            return text


def change(data: dict[str, Any], seed: int) -> Change:
    """Something that can be done to ``data``."""
    return _Chooser(random.Random(seed), data).change()


def renaming(data: dict[str, Any], seed: int) -> Change | None:
    """Another name for something in ``data``, if there is anything."""
    dice = random.Random(seed)
    named = [path for path, _ in _walk(data) if isinstance(path[-1], str)]
    return Rename(dice.choice(named), dice.choice(["new", "new name", "it's", 'q"x', "ü"])) if named else None


def value(dice: random.Random, depth: int = 0) -> Any:
    """Any value that TOML can hold."""
    kind = dice.random()
    if depth < 2 and kind < 0.15:
        return [value(dice, depth + 1) for _ in range(dice.randrange(4))]
    if depth < 2 and kind < 0.25:
        return {name: value(dice, depth + 1) for name in dice.sample(NAMES, dice.randrange(4))}
    plain = (
        dice.choice(WORDS),
        dice.choice(WORDS),
        dice.randrange(-5, 5_000_000),
        dice.choice([0.0, -1.5, 1e30, float("inf"), 3.14]),
        dice.random() < 0.5,
        date(2026, dice.randrange(1, 13), dice.randrange(1, 28)),
        datetime(2026, 6, 30, 12, 30, tzinfo=UTC),
        datetime(2026, 6, 30, 12, 30),
        time(12, 30, 5),
    )
    return dice.choice(plain)


class _Writer:
    """Writes a table as it comes: headers, dots, braces, comments and blanks by chance."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.endings = dice.choice([["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]])
        self.remarks = 0
        self.chatty = dice.choice([0.0, 0.2, 0.6])
        self.sloppy = dice.choice([0.0, 0.0, 0.4])

    def document(self) -> str:
        top = self._body(0) + [self._blank_or_remark() for _ in range(self.dice.randrange(3))]
        sections = [self._section((name,)) for name in self._names(self.dice.randrange(5))]
        flat = [part for section in sections for part in section]
        if self.dice.random() < 0.2:
            # Tables may stand in any order, but what belongs to an entry of a list stays behind it.
            units = [[part] for section in sections if not section[0].lstrip().startswith("[[") for part in section]
            units += [section for section in sections if section[0].lstrip().startswith("[[")]
            self.dice.shuffle(units)
            flat = [part for unit in units for part in unit]
        text = "".join([*self._led(), *top, *flat])
        if self.dice.random() < 0.2:
            text = text.rstrip("\r\n")
        return text

    def _led(self) -> list[str]:
        return [self._remark() for _ in range(self.dice.randrange(3))] if self.dice.random() < self.chatty else []

    def _end(self) -> str:
        return self.dice.choice(self.endings)

    def _gap(self, usual: str = " ") -> str:
        return self.dice.choice(["", " ", "  ", "\t"]) if self.dice.random() < self.sloppy else usual

    def _comment(self) -> str:
        self.remarks += 1
        text = self.dice.choice(["", "a note", 'with "quotes', "it's", "[not.a.table]", "x = 1", "ü", "# twice"])
        return f"# {self.remarks} {text}"

    def _remark(self) -> str:
        return f"{self._gap('')}{self._comment()}{self._end()}"

    def _blank_or_remark(self) -> str:
        return self._remark() if self.dice.random() < self.chatty else self._end()

    def _trailing(self) -> str:
        return f"{self._gap()}{self._comment()}" if self.dice.random() < self.chatty else self._gap("")

    def _names(self, count: int) -> list[str]:
        return self.dice.sample(NAMES, count)

    def _key(self, name: str) -> str:
        bare = bool(name) and all(sign in string.ascii_letters + string.digits + "-_" for sign in name)
        if bare and self.dice.random() > self.sloppy * 0.4:
            return name
        if "'" not in name and self.dice.random() < 0.5:
            return f"'{name}'"
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def _dotted(self, names: tuple[str, ...]) -> str:
        return f"{self._gap('')}.{self._gap('')}".join(map(self._key, names))

    def _section(self, path: tuple[str, ...], depth: int = 0) -> list[str]:
        """The table at ``path`` and those below it, a text for each header."""
        if self.dice.random() < 0.2:
            return [part for _ in range(self.dice.randrange(1, 4)) for part in self._table(path, depth, "[[", "]]")]
        return self._table(path, depth, "[", "]")

    def _table(self, path: tuple[str, ...], depth: int, opening: str, closing: str) -> list[str]:
        below = self.dice.randrange(3) if depth < 2 else 0
        names = self._names(below)
        implied = opening == "[" and below and self.dice.random() < 0.3
        body = [] if implied else self._body(depth + 1, without=names)
        lead = [self._blank_or_remark() for _ in range(self.dice.randrange(3))]
        indent = self._gap("")
        inner = f"{self._gap('')}{self._dotted(path)}{self._gap('')}"
        head = f"{indent}{opening}{inner}{closing}{self._trailing()}{self._end()}"
        own = [] if implied else ["".join([head, *body, *lead])]
        return own + [part for name in names for part in self._section((*path, name), depth + 1)]

    def _body(self, depth: int, without: list[str] | None = None) -> list[str]:
        names = [name for name in self._names(self.dice.randrange(6)) if name not in (without or [])]
        if depth == 0:
            # The sections below the top have the other names.
            names = [f"top-{name}" for name in names]
        indent, lines = self._gap(""), []
        for name in names:
            if self.dice.random() < 0.15:
                inner = self._names(self.dice.randrange(1, 4))
                lines += [self._pair(indent, (name, one)) for one in inner]
            else:
                lines.append(self._pair(indent, (name,)))
            if self.dice.random() < 0.2:
                lines.append(self._blank_or_remark())
        return lines

    def _pair(self, indent: str, names: tuple[str, ...]) -> str:
        written = self._value(value(self.dice))
        return f"{indent}{self._dotted(names)}{self._gap()}={self._gap()}{written}{self._trailing()}{self._end()}"

    def _value(self, one: Any) -> str:
        if isinstance(one, dict):
            pairs = [
                f"{self._dotted((name,))}{self._gap()}={self._gap()}{self._value(inner)}" for name, inner in one.items()
            ]
            return self._members("{", pairs, "}", " ")
        if isinstance(one, list):
            return self._members("[", [self._value(inner) for inner in one], "]", "")
        return self._plain(one)

    def _members(self, opening: str, members: list[str], closing: str, padding: str) -> str:
        way = self.dice.random()
        if way < 0.6:
            last = "," if members and self.dice.random() < self.sloppy else ""
            gap = self._gap(padding) if members else ""
            return f"{opening}{gap}{f',{self._gap()}'.join(members)}{last}{gap}{closing}"
        if way < 0.7:
            return f"{opening}{''.join(f'{self._break()}{one},' for one in members)}{self._break()}{closing}"
        lines, indent = [], self.dice.choice(["  ", "    ", "\t", ""])
        for at, one in enumerate(members):
            comma = "," if at < len(members) - 1 or self.dice.random() < 0.7 else ""
            lines.append(f"{indent}{one}{self._gap('')}{comma}{self._trailing()}{self._end()}")
            lines += [self._blank_or_remark()] if self.dice.random() < self.chatty * 0.5 else []
        return f"{opening}{self._trailing()}{self._end()}{''.join(lines)}{self._gap('')}{closing}"

    def _break(self) -> str:
        return self.dice.choice(["", " ", f"{self._end()}  ", f" {self._comment()}{self._end()}"])

    def _plain(self, one: Any) -> str:
        if isinstance(one, bool):
            return str(one).lower()
        if isinstance(one, str):
            return self._text(one)
        if isinstance(one, int):
            return self.dice.choice([str(one), f"{one:_}", f"{one:+}"])
        if isinstance(one, float):
            return repr(one)
        if isinstance(one, datetime):
            return one.isoformat(self.dice.choice(["T", " "])).replace("+00:00", self.dice.choice(["Z", "+00:00"]))
        return str(one.isoformat())

    def _text(self, one: str) -> str:
        escaped = "".join(
            f"\\u{ord(sign):04x}" if sign < " " and sign != "\t" else sign for sign in one.replace("\\", "\\\\")
        )
        ways = ['"' + escaped.replace('"', '\\"') + '"']
        ways.append('"""' + escaped.replace('"', '\\"') + '"""')
        ways.append(f'"""{self._end()}{escaped.replace(chr(34), chr(92) + chr(34))}"""')
        if "'" not in one and not any(sign < " " and sign != "\t" for sign in one):
            ways += [f"'{one}'", f"'''{one}'''"]
        return self.dice.choice(ways)


class _Chooser:
    """Chooses one change to a document, from all the places that there are in it."""

    def __init__(self, dice: random.Random, data: dict[str, Any]) -> None:
        self.dice, self.data = dice, data
        self.places = dict(_walk(data))

    def change(self) -> Change:
        ways = [
            self._put,
            self._put,
            self._new,
            self._new,
            self._remove,
            self._remove,
            self._list,
            self._list,
            self._add,
        ]
        while True:
            found = self.dice.choice(ways)()
            if found:
                return found

    def _put(self) -> Change | None:
        leaves = [path for path, one in self.places.items() if not isinstance(one, dict | list)]
        return Put(self.dice.choice(leaves), value(self.dice)) if leaves else None

    def _tables(self) -> list[Path]:
        return [(), *(path for path, one in self.places.items() if isinstance(one, dict))]

    def _new(self) -> Change | None:
        path = (*self.dice.choice(self._tables()), self.dice.choice([*NAMES, "new", "new key"]))
        return None if path in self.places else Put(path, value(self.dice))

    def _remove(self) -> Change | None:
        named = [path for path in self.places if isinstance(path[-1], str)]
        return Remove(self.dice.choice(named)) if named else None

    def _list(self) -> Change | None:
        lists = [path for path, one in self.places.items() if isinstance(one, list)]
        if not lists:
            return None
        path = self.dice.choice(lists)
        there = self.places[path]
        if there and self.dice.random() < 0.5:
            return Discard(path, [self.dice.choice(there)])
        is_tables = bool(there) and all(isinstance(one, dict) for one in there)
        return Extend(path, [{"new": value(self.dice, 2)} if is_tables else value(self.dice, 2)])

    def _add(self) -> Change | None:
        path = (*self.dice.choice(self._tables()), "new-table")
        fields = {name: value(self.dice, 2) for name in self.dice.sample(NAMES, self.dice.randrange(1, 4))}
        return None if path in self.places else Add(path, fields)


def _walk(one: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, one
    steps = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
    for step, inner in steps:
        yield from _walk(inner, (*path, step))
