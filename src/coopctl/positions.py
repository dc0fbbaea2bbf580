"""Where in a TOML text a key stands; asked only when there is a problem to show.

The parser that reads the data gives no positions, and the one used here does not know all of TOML 1.1, so an
answer can be missing: a problem is then shown without its column.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coopctl import toml
from coopctl.problems import Problem

if TYPE_CHECKING:
    from tree_sitter import Node

Path = tuple[str | int, ...]


class Spot(NamedTuple):
    """A stretch of one line: line and column from 1, in characters."""

    line: int
    column: int
    width: int


class Places(NamedTuple):
    """Where each key of a document, and the value behind it, stands."""

    keys: dict[Path, Spot]
    values: dict[Path, Spot]

    def key(self, path: Path) -> Spot | None:
        """The key's own place, or that of the nearest table around it."""
        return self._around(self.keys, path)

    def value(self, path: Path) -> Spot | None:
        """The value's place, or else the key's."""
        return self.values.get(path) or self.key(path)

    @staticmethod
    def _around(spots: dict[Path, Spot], path: Path) -> Spot | None:
        for length in range(len(path), 0, -1):
            found = spots.get(path[:length])
            if found:
                return found
        return None


@lru_cache(maxsize=4)
def places(text: str) -> Places:
    """The places of all keys and values in ``text``; of a repeated key, the first."""
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    source = text.encode("utf-8", "surrogatepass")
    finder = _Finder(text.split("\n"), source)
    finder.document(parser.parse(source).root_node)
    return Places(finder.keys, finder.values)


def line_of(text: str, line: int) -> str:
    """The line with this number, without its end; empty where there is none."""
    lines = text.split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""


def place(problem: Problem, text: str, path: Path, *, at_key: bool = False) -> Problem:
    """``problem`` with the line, column and excerpt of the key or value at ``path``, as far as they are known."""
    found = places(text)
    spot = found.key(path) if at_key else found.value(path)
    if spot is None:
        return problem._replace(line=1)
    return problem._replace(line=spot.line, column=spot.column, width=spot.width, excerpt=line_of(text, spot.line))


class _Finder:
    def __init__(self, lines: list[str], source: bytes) -> None:
        self.lines, self.source = lines, source
        self.keys: dict[Path, Spot] = {}
        self.values: dict[Path, Spot] = {}
        self.counts: dict[Path, int] = {}

    def document(self, root: Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def _table(self, node: Node) -> None:
        head, *pairs = [child for child in node.named_children if child.type != "comment"]
        path = self._declare(head, ())
        if node.type == "table_array_element":
            index = self.counts.get(path, 0)
            self.counts[path] = index + 1
            path = (*path, index)
            self.keys.setdefault(path, self._spot(head))
        for pair in pairs:
            if pair.type == "pair":
                self._pair(pair, path)

    def _pair(self, node: Node, prefix: Path) -> None:
        key, *values = [child for child in node.named_children if child.type != "comment"]
        path = self._declare(key, prefix)
        for value in values:
            self._value(value, path)

    def _value(self, node: Node, path: Path) -> None:
        self.values.setdefault(path, self._spot(node))
        if node.type == "inline_table":
            for pair in node.named_children:
                if pair.type == "pair":
                    self._pair(pair, path)
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for index, item in enumerate(items):
                self.keys.setdefault((*path, index), self._spot(item))
                self._value(item, (*path, index))

    def _declare(self, key: Node, prefix: Path) -> Path:
        """Note where each part of a dotted key stands and return its whole path."""
        path = prefix
        for part in _parts(key):
            name = self.source[part.start_byte : part.end_byte].decode("utf-8", "replace")
            path = (*path, _unquoted(name) if part.type == "quoted_key" else name)
            if path in self.counts:
                path = (*path, self.counts[path] - 1) if part != key and part.end_byte < key.end_byte else path
            self.keys.setdefault(path, self._spot(part))
        return path

    def _spot(self, node: Node) -> Spot:
        row, start = node.start_point.row, node.start_point.column
        line = self.lines[row].encode("utf-8", "surrogatepass")
        end = node.end_point.column if node.end_point.row == row else len(line)
        column = len(line[:start].decode("utf-8", "replace"))
        return Spot(row + 1, column + 1, max(1, len(line[start:end].decode("utf-8", "replace").rstrip())))


def _unquoted(key: str) -> str:
    """A quoted key as the data have it, its escapes resolved."""
    data = toml.read(f"{key} = 0")
    return next(iter(data)) if isinstance(data, dict) else key.strip("\"'")


def _parts(key: Node) -> Iterator[Node]:
    if key.type == "dotted_key":
        for child in key.named_children:
            yield from _parts(child)
    else:
        yield key
