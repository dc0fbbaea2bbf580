"""Which columns hold the id of an entry elsewhere, and where in its file each such id stands.

Read off the model's :class:`~coopctl.model.Refers` marks, so that a new reference needs no rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from coopctl import model
from coopctl.tables import shape, singular
from coopctl.toml.parts import Path


class Step(NamedTuple):
    """A step of a path that is the value of a column; an entry's own table calls that column ``id``."""

    column: str


class Reference(NamedTuple):
    """One column that refers: its table and key columns, the target, and the way to it in the file."""

    table: str
    keys: tuple[str, ...]
    column: str
    target: str
    steps: tuple[str | Step, ...]
    at_key: bool = False
    is_link: bool = False

    def path(self, row: dict[str, Any]) -> Path:
        """Where the reference of ``row`` stands in its file."""
        return tuple(_value_of(step, row) for step in self.steps)


def _value_of(step: str | Step, row: dict[str, Any]) -> str | int:
    if isinstance(step, str):
        return step
    value: str | int = row[step.column] if step.column in row else row["id"]
    return value


@cache
def references() -> tuple[Reference, ...]:
    """Every reference of the format."""
    found = list(_in_model(model.Framework, "framework", (), ()))
    found += _in_model(model.Roadmap, "roadmap", ("id",), ())
    return tuple(found)


def _in_model(
    one: type[BaseModel], table: str, keys: tuple[str, ...], steps: tuple[str | Step, ...], prefix: str = ""
) -> Iterator[Reference]:
    parts = shape(one)
    owners = tuple(table if key == "id" else key for key in keys)
    for name in parts.scalars:
        if target := target_of(one, name):
            yield Reference(table, keys, prefix + name, target, (*steps, name))
    for name in parts.lists:
        if target := target_of(one, name):
            column = singular(prefix + name)
            way = (*steps, name, Step("position"))
            yield Reference(f"{table}_{column}", (*owners, "position"), column, target, way, is_link=True)
    for name in parts.roles:
        if target := target_of(one, name):
            column = singular(prefix + name)
            way = (*steps, name, Step(column))
            yield Reference(f"{table}_{column}", (*owners, "position"), column, target, way, at_key=True, is_link=True)
    for name, inner in parts.records.items():
        record = f"{table}_{singular(prefix + name)}"
        yield from _in_model(inner, record, (*owners, "position"), (*steps, name, Step("position")))
    for name, inner in parts.nested.items():
        yield from _in_model(inner, table, keys, (*steps, name), f"{prefix}{name}_")
    for name, inner in parts.entries.items():
        entry = singular(name)
        above = () if table == "framework" else owners
        yield from _in_model(inner, entry, (*above, "id"), (*steps, name, Step(entry)))


def target_of(one: type[BaseModel], name: str) -> str | None:
    """What the ids in the field ``name`` of ``one`` are ids of, in the singular; None when it holds no ids."""
    field = one.model_fields[name]
    for mark in (*field.metadata, *_marks(field.annotation)):
        if isinstance(mark, model.Refers):
            return mark.target
    return None


def _marks(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _marks(part)
