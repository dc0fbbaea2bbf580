"""``field=value`` as people write it, and as a change to a table of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from coopctl import suggest
from coopctl.edits.changes import Change, Discard, Extend, Put, Remove
from coopctl.edits.format import keys
from coopctl.edits.values import as_toml, listed, value
from coopctl.problems import CoopctlError
from coopctl.toml.parts import Path

if TYPE_CHECKING:
    from pydantic import BaseModel

_FORM = re.compile(r"\s*([\w.-]+?)\s*(\+=|-=|=)(.*)", re.DOTALL)


class Assignment(NamedTuple):
    """One assignment: ``=`` sets a field or, with nothing behind it, removes it; ``+=`` and ``-=`` are for lists."""

    field: str
    sign: Literal["=", "+=", "-="]
    text: str


class Target(NamedTuple):
    """A field in a table: the table's path, the model that has the field, and its key."""

    table: Path
    model: type[BaseModel] | None
    key: str

    @property
    def path(self) -> Path:
        """Where the field's value stands."""
        return (*self.table, self.key)


def parse(words: Iterable[str]) -> list[Assignment]:
    """The assignments that are written in ``words``. Raises CoopctlError (2)."""
    found = []
    for word in words:
        form = _FORM.fullmatch(word)
        if not form:
            help = "write field=value, field= to remove it, or field+=value and field-=value for a list"
            raise CoopctlError(f'"{word}" is not an assignment', help=help)
        sign: Any = form[2]
        found.append(Assignment(form[1], sign, form[3]))
    once = [one.field for one in found if one.sign == "="]
    for field in once:
        if once.count(field) > 1:
            raise CoopctlError(f'"{field}" is given twice', help="say once what it is to be")
    return found


def change(one: type[BaseModel], table: Path, assignment: Assignment, data: dict[str, Any]) -> Change:
    """The change that an assignment means for the table at ``table``, of model ``one``, in a file with ``data``.

    Raises CoopctlError (2) for a field that there is not, or an assignment that does not fit it.
    """
    field, sign, text = assignment
    target = _find(one, table, field)
    if sign == "=" and not text:
        return Remove(_emptied(target.path, len(table), data))
    if sign == "=":
        there = value_at(data, target.path)
        new = value(target.model, target.key, text, there, data) if target.model else text
        # The format knows no difference between an empty list or table and none.
        return Put(target.path, new) if new not in ([], {}) else Remove(_emptied(target.path, len(table), data))
    items = _items(target, field, text)
    return Extend(target.path, items) if sign == "+=" else Discard(target.path, items)


def _find(one: type[BaseModel], table: Path, field: str) -> Target:
    from coopctl.tables import shape

    head, _, rest = field.partition(".")
    parts = shape(one)
    if head not in one.model_fields or head in parts.entries:
        raise _no_field(one, field, head)
    if rest and head in parts.nested:
        return _find(parts.nested[head], (*table, head), rest)
    if rest and head in parts.roles:
        return Target((*table, head), None, rest)
    if rest:
        raise CoopctlError(f'"{head}" is no table: there is no "{field}"', help=f"write {head}=..., or edit the file")
    return Target(table, one, head)


def _no_field(one: type[BaseModel], field: str, head: str) -> CoopctlError:
    from coopctl.tables import shape, singular

    entries = shape(one).entries
    known = [name for name in keys(one) if name not in entries]
    what = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one.__name__.removeprefix("Saved")).lower()
    if head in entries:
        return CoopctlError(
            f'"{head}" are not set but added, each with its id', help=f"see: coopctl add {singular(head)}"
        )
    help = suggest.did_you_mean(head, known) or f"the fields of a {what} are {suggest.either(known, most=40)}"
    return CoopctlError(f'there is no field "{field}" in a {what}', help=help)


def _items(target: Target, field: str, text: str) -> list[Any]:
    from coopctl.tables import shape

    parts = shape(target.model) if target.model else None
    if parts and target.model and target.key in parts.lists:
        found: Any = listed(target.model, target.key, text)
    elif parts and target.key in parts.records:
        found = _records(field, text, parts.records[target.key])
    else:
        raise CoopctlError(f'"{field}" is not a list', help=f"write {field}=VALUE")
    return found if isinstance(found, list) else [found]


def _records(field: str, text: str, one: type[BaseModel]) -> list[Any]:
    found = as_toml(field, text)
    items = found if isinstance(found, list) else [found]
    if not all(isinstance(item, dict) for item in items):
        example = ", ".join(f"{key} = ..." for key in keys(one))
        raise CoopctlError(f'an entry of "{field}" is a table', help=f"write {field}+='{{ {example} }}'")
    return items


def value_at(data: Any, path: Path) -> Any:
    """The value at ``path``, or None."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _emptied(path: Path, least: int, data: Any) -> Path:
    """The path to remove: with the last key of a table within the entry, the table goes too."""
    here, sizes = data, []
    for step in path[:-1]:
        here = here.get(step, {}) if isinstance(here, dict) else {}
        sizes.append(len(here))
    while len(path) > least + 1 and sizes[-1] == 1:
        path = path[:-1]
        sizes.pop()
    return path
