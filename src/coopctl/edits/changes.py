"""The changes there are: each says what is to become of the data, without knowing how a file is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from coopctl.toml.parts import Path


class Put(NamedTuple):
    """Have this value at ``path``; tables on the way that are not there are made."""

    path: Path
    value: Any


class Remove(NamedTuple):
    """Have nothing at ``path``."""

    path: Path


class Extend(NamedTuple):
    """Have these items in the list at ``path`` too, behind those that are there."""

    path: Path
    items: Sequence[Any]


class Discard(NamedTuple):
    """Have these items no longer in the list at ``path``."""

    path: Path
    items: Sequence[Any]


class Add(NamedTuple):
    """Have a new table at ``path``, written as the others of its kind are."""

    path: Path
    fields: Mapping[str, Any]


class Rename(NamedTuple):
    """Have what is at ``path`` under the key ``name``."""

    path: Path
    name: str


Change = Put | Remove | Extend | Discard | Add | Rename


def changed(data: dict[str, Any], change: Change) -> dict[str, Any]:
    """The data as they are to be, worked out on the data alone. Raises LookupError or TypeError if that cannot be."""
    copy = deepcopy(data)
    make(copy, change)
    return copy


def make(data: dict[str, Any], change: Change) -> None:
    """Make the change in the data themselves. Raises LookupError or TypeError if that cannot be."""
    *way, last = change.path
    table: Any = data
    for step in way:
        table = table.setdefault(step, {}) if isinstance(table, dict) else table[step]
    _CHANGERS[type(change)](table, last, change)


def _put(table: Any, last: Any, change: Put) -> None:
    if isinstance(table, list) and last == len(table):
        table.append(deepcopy(change.value))
    else:
        table[last] = deepcopy(change.value)


def _remove(table: Any, last: Any, change: Remove) -> None:
    if isinstance(table, list) or last in table:
        del table[last]


def _extend(table: Any, last: Any, change: Extend) -> None:
    there = table.setdefault(last, []) if isinstance(table, dict) else table[last]
    there += [deepcopy(item) for at, item in enumerate(change.items) if not among(item, [*there, *change.items[:at]])]


def _discard(table: Any, last: Any, change: Discard) -> None:
    if isinstance(table, list) or last in table:
        table[last] = [item for item in table[last] if not among(item, change.items)]


def _add(table: Any, last: Any, change: Add) -> None:
    if last in table:
        raise KeyError(last)
    table[last] = deepcopy(dict(change.fields))


def _rename(table: Any, last: Any, change: Rename) -> None:
    if last not in table or (change.name in table and change.name != last):
        raise KeyError(last)
    renamed = {change.name if key == last else key: value for key, value in table.items()}
    table.clear()
    table.update(renamed)


_CHANGERS: dict[type, Any] = {
    Put: _put,
    Remove: _remove,
    Extend: _extend,
    Discard: _discard,
    Add: _add,
    Rename: _rename,
}


def among(item: Any, items: Sequence[Any]) -> bool:
    """Whether one of ``items`` is exactly the same as ``item``."""
    return any(same(item, one) for one in items)


def same(one: Any, other: Any) -> bool:
    """Whether two values are exactly the same: of one type, which ``1 == 1.0 == True`` does not ask for."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)
