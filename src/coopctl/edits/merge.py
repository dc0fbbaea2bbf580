"""Have in a file what comes from elsewhere: new things are appended, fields that differ are changed, nothing goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coopctl import dates
from coopctl.edits.apply import Edited
from coopctl.edits.changes import Add, Put, same
from coopctl.edits.format import order, root_of
from coopctl.edits.together import together
from coopctl.edits.values import dated
from coopctl.toml.outline import outlined
from coopctl.toml.parts import Path

if TYPE_CHECKING:
    from pydantic import BaseModel


def merge(text: str, name: str, wanted: Mapping[str, Any]) -> tuple[Edited, list[Put | Add]]:
    """The text of the file ``name`` with all that ``wanted`` says, and the changes that this took.

    ``wanted`` has the shape of the file, its dates as text (``2026-06``, ``2026-06-30``); a date that says the same as
    the one that is there is left as it is written. A list stands there as it is given. What ``wanted`` is silent about
    stays. Raises Refused where the edit cannot be made.
    """
    data = outlined(text).data
    changes = list(_table(root_of(name), (), wanted, data, data))
    return together(text, changes, order(name)), changes


def _table(
    one: type[BaseModel] | None, path: Path, wanted: Mapping[str, Any], there: Mapping[str, Any], data: dict[str, Any]
) -> Iterator[Put | Add]:
    """The changes to a table of model ``one`` at ``path``; a table of roles has none. ``data`` are the file's."""
    from coopctl.tables import shape

    parts = shape(one) if one else None
    for key, value in wanted.items():
        if parts and key in parts.entries:
            yield from _entries(parts.entries[key], (*path, key), value, there.get(key, {}), data)
        elif isinstance(value, Mapping) and isinstance(there.get(key), Mapping):
            inner = parts.nested.get(key) if parts else None
            yield from _table(inner, (*path, key), value, there[key], data)
        else:
            written = styled(one, key, value, there.get(key), data)
            if not _says_the_same(written, there.get(key)):
                yield Put((*path, key), written)


def _entries(
    one: type[BaseModel], path: Path, wanted: Mapping[str, Any], there: Mapping[str, Any], data: dict[str, Any]
) -> Iterator[Put | Add]:
    """The changes to tables by id: new ones with their fields first, then those within them."""
    from coopctl.tables import shape

    inner = shape(one).entries
    for id, fields in wanted.items():
        if id in there:
            yield from _table(one, (*path, id), fields, there[id], data)
            continue
        own = {key: styled(one, key, value, None, data) for key, value in fields.items() if key not in inner}
        yield Add((*path, id), own)
        yield from _table(one, (*path, id), {key: fields[key] for key in fields if key in inner}, {}, data)


def styled(one: type[BaseModel] | None, key: str, value: Any, there: Any, data: dict[str, Any]) -> Any:
    """``value`` as the file would have it: text that is a date as a TOML date where the file has such dates."""
    from coopctl.tables import shape

    if one is None:
        return value
    parts = shape(one)
    if key in parts.dates and isinstance(value, str):
        return there if _is_same_date(value, there) else dated(value, there, data)
    inner = {**parts.nested, **parts.records}.get(key)
    if isinstance(value, Mapping):
        return {name: styled(inner, name, part, None, data) for name, part in value.items()}
    if inner and isinstance(value, list):
        return [{name: styled(inner, name, part, None, data) for name, part in record.items()} for record in value]
    return value


def _is_same_date(text: str, there: Any) -> bool:
    try:
        return there is not None and dates.parse(there).text == dates.parse_text(text).text
    except ValueError:
        return False


def _says_the_same(one: Any, other: Any) -> bool:
    """Whether two values mean the same in the format, which does not tell a date from its text, nor 1 from 1.0."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_says_the_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_says_the_same, one, other))
    if type(one) is date or type(other) is date:
        return _is_same_date(str(one), other)
    return same(one, other) or (_is_number(one) and _is_number(other) and bool(one == other))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
