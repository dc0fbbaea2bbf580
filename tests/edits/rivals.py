"""The libraries that keep a TOML file's form, each asked for the same changes through its own interface."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from coopctl.edits.apply import apply
from coopctl.edits.changes import Add, Change, Discard, Extend, Put, Remove, among

Editor = Callable[[str, Change], str]


def editors() -> dict[str, Editor]:
    """Those that are installed, by name; the first is the one in use."""
    found: dict[str, Editor] = {"splices": lambda text, change: apply(text, [change]).text}
    for name, (read, write) in _LIBRARIES.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found[name] = _editor(read(module), write(module))
    return found


_LIBRARIES: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "tomlkit": (lambda module: module.parse, lambda module: module.dumps),
    "tomlrt": (lambda module: module.loads, lambda module: module.dumps),
    "tomledit": (lambda module: module.Document.parse, lambda _: lambda document: document.as_toml()),
}


def _editor(read: Callable[[str], Any], write: Callable[[Any], str]) -> Editor:
    def edit(text: str, change: Change) -> str:
        document = read(text)
        *way, last = change.path
        table = document
        for step in way:
            table = table[step]
        _make(table, last, change, document)
        return write(document)

    return edit


def _make(table: Any, last: Any, change: Change, document: Any) -> None:
    if isinstance(change, Put):
        table[last] = change.value
    elif isinstance(change, Remove):
        del table[last]
    elif isinstance(change, Extend):
        for item in change.items:
            if not among(item, _plain(table[last])):
                table[last].append(item)
    elif isinstance(change, Discard):
        _discard(table[last], change)
    elif isinstance(change, Add):
        try:
            table[last] = _table(document, dict(change.fields))
        except Exception:
            # No headers within braces.
            table[last] = dict(change.fields)


def _discard(items: Any, change: Discard) -> None:
    for at in reversed(range(len(items))):
        if among(_plain(items)[at], change.items):
            del items[at]


def _plain(items: Any) -> Any:
    """The items as plain data."""
    for name in ("unwrap", "to_list"):
        if hasattr(items, name):
            return getattr(items, name)()
    return items.value if hasattr(items, "value") else items


def _table(document: Any, fields: dict[str, Any]) -> Any:
    """A table with a header, as the library makes one."""
    library = type(document).__module__.split(".")[0]
    if library == "tomlkit":
        made = importlib.import_module("tomlkit").table()
        made.update(fields)
        return made
    if library == "tomlrt":
        return importlib.import_module("tomlrt").Table.section(fields)
    return fields
