"""The stored half of the portfolio as tables, made from the file format: a new field needs no code here either.

One table for each table of the format, named in the singular; its columns bear the names of the format's keys, and
`coopctl schema` describes them. A date has three columns: as written, and its first and last day in ISO 8601;
``first`` is NULL for "some time up to" (../2019). ``position`` is the order in the file. See :mod:`coopctl.tables`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

from coopctl.tables import shape, singular

if TYPE_CHECKING:
    from pydantic import BaseModel

Keys = tuple[str, ...]

_ID = "id"


def statements() -> Iterator[str]:
    """The statements that make the tables, those of the framework first."""
    from coopctl.model import Deliverable, Framework, Indicator, Milestone, Roadmap

    yield f"CREATE TABLE framework ({', '.join(_typed(Framework))})"
    yield from _parts("framework", Framework, ())
    for name, entry in shape(Framework).entries.items():
        yield from _entry(singular(name), entry, ())
    yield from _entry("roadmap", Roadmap, ())
    yield from _entry("deliverable", Deliverable, ("roadmap",))
    # Keys rise with the place in the file, as long as it is within one roadmap.
    yield f"""CREATE TABLE milestone (key INTEGER PRIMARY KEY, roadmap TEXT, deliverable TEXT, id TEXT,
        position INTEGER, {", ".join(_typed(Milestone))}, UNIQUE (roadmap, deliverable, id))"""
    yield from _parts("milestone", Milestone, ("roadmap", "deliverable", "milestone"))
    yield from _entry("indicator", Indicator, ("roadmap", "deliverable"))


def _entry(table: str, model: type[BaseModel], owners: Keys) -> Iterator[str]:
    """The tables of what has an id among its ``owners``."""
    yield _table(table, (*owners, _ID), ["position INTEGER", *_typed(model)])
    yield from _parts(table, model, (*owners, table))


def _parts(table: str, model: type[BaseModel], owners: Keys, prefix: str = "") -> Iterator[str]:
    """The tables of the lists within ``model``."""
    parts = shape(model)
    for name in model.model_fields:
        column = singular(prefix + name)
        own = f"{table}_{column}"
        if name in parts.lists:
            yield _part(own, owners, [f'"{column}" TEXT'])
        elif name in parts.roles:
            yield _part(own, owners, [f'"{column}" TEXT', "role TEXT"])
        elif name in parts.records:
            yield _part(own, owners, list(_typed(parts.records[name])))
        elif name in parts.nested:
            yield from _parts(table, parts.nested[name], owners, f"{prefix}{name}_")


def _part(table: str, owners: Keys, columns: list[str]) -> str:
    if not owners:
        return f"CREATE TABLE {table} (position INTEGER PRIMARY KEY, {', '.join(columns)})"
    return _table(table, owners, columns, "position")


def _table(name: str, keys: Keys, columns: list[str], *places: str) -> str:
    held = [*(f"{key} TEXT" for key in keys), *(f"{place} INTEGER" for place in places), *columns]
    return f"CREATE TABLE {name} ({', '.join(held)}, PRIMARY KEY ({', '.join((*keys, *places))})) WITHOUT ROWID"


def _typed(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The columns of :func:`coopctl.tables.columns` with their types, a table's notes at its end."""
    parts = shape(model)
    for name, field in sorted(model.model_fields.items(), key=lambda one: one[0] == "notes"):
        if name in parts.nested:
            yield from _typed(parts.nested[name], f"{prefix}{name}_")
        elif name in parts.dates:
            yield from (f'"{prefix}{name}{part}" TEXT' for part in ("", "_first", "_last"))
        elif name in parts.scalars:
            yield f'"{prefix}{name}" {_type(field.annotation)}'


def _type(annotation: Any) -> str:
    """The type of a column for values of this type: of truth values, of numbers, or of text."""
    kinds = {annotation, *_within(annotation)}
    if bool in kinds:
        return "INTEGER"
    return "NUMERIC" if kinds & {int, float} else "TEXT"


def _within(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        if isinstance(part, type):
            yield part
        yield from _within(part)
