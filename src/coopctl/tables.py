"""A validated model as rows for the index: one rule for every field, so that a new field needs no code here.

A plain value is a column, a date three columns, a nested table a prefix (``period_start``), a list of values or
of tables a table of its own (``roadmap_country``, ``roadmap_extension``), a table of tables an entry with an id.
``stored.py`` makes the tables, by the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from coopctl.dates import parse_text

if TYPE_CHECKING:
    from pydantic import BaseModel

    from coopctl.dates import PartialDate

Rows = dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]]
"""By table and its columns."""

Key = dict[str, str]

_UNCHANGED = ("follows", "cross_cutting", "evidence", "coordination", "support", "signed_by", "actual", "funding")
_TRACKED_AS_ONE = ""


@cache
def singular(name: str) -> str:
    """The table's name for a key of the format: ``countries`` stands in ``country``."""
    if name.endswith(_UNCHANGED):
        return name
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def plural(table: str) -> str:
    """The key of the format for a table: the inverse of :func:`singular`."""
    return f"{table[:-1]}ies" if table.endswith("y") else f"{table}s"


class Shape(NamedTuple):
    """How a model's fields spread over tables, in the order of the format."""

    scalars: list[str]
    dates: list[str]
    nested: dict[str, type[BaseModel]]
    lists: list[str]
    records: dict[str, type[BaseModel]]
    roles: list[str]
    entries: dict[str, type[BaseModel]]


@cache
def shape(model: type[BaseModel]) -> Shape:
    """Sort the fields of ``model`` by how they are stored."""
    from pydantic import BaseModel

    from coopctl.dates import PartialDate

    found = Shape([], [], {}, [], {}, [], {})
    for name, field in model.model_fields.items():
        inner = _without_none(field.annotation)
        last = (get_args(inner) or (inner,))[-1]
        is_model = isinstance(last, type) and issubclass(last, BaseModel)
        if get_origin(inner) is dict:
            found.entries.__setitem__(name, last) if is_model else found.roles.append(name)
        elif get_origin(inner) is list:
            found.records.__setitem__(name, last) if is_model else found.lists.append(name)
        elif is_model:
            found.nested[name] = last
        else:
            (found.dates if _holds(inner, PartialDate) else found.scalars).append(name)
    return found


def _without_none(annotation: Any) -> Any:
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return parts[0] if type(None) in get_args(annotation) and len(parts) == 1 else annotation


def _holds(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or wanted in get_args(annotation)


@cache
def columns(model: type[BaseModel]) -> tuple[str, ...]:
    """The columns of the table of ``model``, without its key and position."""
    parts = shape(model)
    names: list[str] = []
    for name in model.model_fields:
        if name in parts.scalars:
            names.append(name)
        elif name in parts.dates:
            names += [name, f"{name}_first", f"{name}_last"]
        elif name in parts.nested:
            names += [f"{name}_{column}" for column in columns(parts.nested[name])]
    return tuple(names)


@cache
def _reader(model: type[BaseModel]) -> Callable[[Any], list[Any]]:
    """A function from an instance of ``model``, or None, to the values of :func:`columns`."""
    parts = shape(model)
    blank = [None] * len(columns(model))
    spread: dict[str, Callable[[Any], Iterable[Any]]] = {name: _reader(one) for name, one in parts.nested.items()}
    spread |= dict.fromkeys(parts.dates, _days)
    plan = [(name, spread.get(name)) for name in model.model_fields if name in spread or name in parts.scalars]

    def read(one: Any) -> list[Any]:
        if one is None:
            return blank
        values = one.__dict__
        row: list[Any] = []
        for name, spread_out in plan:
            if spread_out is None:
                row.append(values[name])
            else:
                row += spread_out(values[name])
        return row

    return read


_NO_DAYS = (None, None, None)


def _days(date: PartialDate | None) -> tuple[str | None, str | None, str | None]:
    return _NO_DAYS if date is None else _days_of(date.text)


@lru_cache(maxsize=8192)
def _days_of(text: str) -> tuple[str, str | None, str]:
    date = parse_text(text)
    return (text, date.first.isoformat() if date.first else None, date.last.isoformat())


def described(model: type[BaseModel], table: str, prefix: str = "") -> list[dict[str, Any]]:
    """Where the value of each key of a table of the format is stored, in the order of the format.

    ``kind`` is value, flag, date, table (its ``fields`` are stored in the same row), list, roles or records.
    """
    parts = shape(model)
    found: list[dict[str, Any]] = []
    for name, field in model.model_fields.items():
        entry: dict[str, Any] = {"key": name, "column": prefix + name}
        if name in parts.nested:
            entry |= {"kind": "table", "fields": described(parts.nested[name], table, f"{prefix}{name}_")}
        elif name in parts.records:
            child = f"{table}_{singular(prefix + name)}"
            entry |= {"kind": "records", "table": child, "fields": described(parts.records[name], child)}
        elif name in parts.lists or name in parts.roles:
            kind = "list" if name in parts.lists else "roles"
            entry |= {"kind": kind, "table": f"{table}_{singular(prefix + name)}"}
        elif name in parts.entries:
            continue
        else:
            entry["kind"] = "date" if name in parts.dates else "flag" if field.annotation is bool else "value"
        found.append(entry)
    return found


def format_description() -> dict[str, list[dict[str, Any]]]:
    """:func:`described` for every table of the format that has ids, and for the framework."""
    from coopctl import model

    entries: dict[str, type[BaseModel]] = {singular(name): one for name, one in shape(model.Framework).entries.items()}
    named: dict[str, type[BaseModel]] = {
        "framework": model.Framework,
        "roadmap": model.Roadmap,
        "deliverable": model.Deliverable,
    }
    named.update(milestone=model.Milestone, indicator=model.Indicator)
    named.update(entries)
    return {table: described(one, table) for table, one in named.items()}


def _add(rows: Rows, table: str, key: Key, names: tuple[str, ...], values: list[Any]) -> None:
    rows.setdefault((table, (*key, *names)), []).append((*key.values(), *values))


def _children(rows: Rows, table: str, key: Key, one: Any, prefix: str = "") -> None:
    """The rows of everything in ``one`` that has a table of its own, except entries with ids."""
    if one is None:
        return
    model: type[BaseModel] = type(one)
    parts, held = shape(model), one.__dict__
    for name in parts.lists:
        for position, value in enumerate(held[name]):
            column = singular(prefix + name)
            _add(rows, f"{table}_{column}", key, ("position", column), [position, value])
    for name in parts.roles:
        for position, (target, role) in enumerate(held[name].items()):
            column = singular(prefix + name)
            _add(rows, f"{table}_{column}", key, ("position", column, "role"), [position, target, role])
    for name, inner in parts.records.items():
        for position, record in enumerate(held[name]):
            values = [position, *_reader(inner)(record)]
            _add(rows, f"{table}_{singular(prefix + name)}", key, ("position", *columns(inner)), values)
    for name in parts.nested:
        _children(rows, table, key, held[name], f"{prefix}{name}_")


@cache
def _spreading(model: type[BaseModel]) -> list[str]:
    """The fields that may fill tables of their own."""
    parts = shape(model)
    return [*parts.lists, *parts.roles, *parts.records, *parts.nested]


def _entries(rows: Rows, table: str, owner: Key, model: type[BaseModel], named: dict[str, Any]) -> None:
    if not named:
        return
    names, read = ("id", "position", *columns(model)), _reader(model)
    filled = rows.setdefault((table, (*owner, *names)), [])
    key, spreading = tuple(owner.values()), _spreading(model)
    for position, (id, one) in enumerate(named.items()):
        filled.append((*key, id, position, *read(one)))
        if any(map(one.__dict__.get, spreading)):
            _children(rows, table, {**owner, table: id}, one)


def framework_rows(framework: Any) -> Rows:
    """All rows of `framework.toml`."""
    from coopctl.model import Framework

    rows: Rows = {}
    _add(rows, "framework", {}, columns(Framework), _reader(Framework)(framework))
    _children(rows, "framework", {}, framework)
    for name, entry in shape(Framework).entries.items():
        _entries(rows, singular(name), {}, entry, getattr(framework, name))
    return rows


def roadmap_rows(id: str, roadmap: Any) -> Rows:
    """All rows of one roadmap file; a deliverable without milestones is a milestone with an empty id too."""
    from coopctl import model

    rows: Rows = {}
    _entries(rows, "roadmap", {}, model.Roadmap, {id: roadmap})
    _entries(rows, "deliverable", {"roadmap": id}, model.Deliverable, roadmap.deliverables)
    for name, deliverable in roadmap.deliverables.items():
        owner = {"roadmap": id, "deliverable": name}
        steps = deliverable.milestones or {_TRACKED_AS_ONE: model.Milestone.model_construct(**deliverable.__dict__)}
        _entries(rows, "milestone", owner, model.Milestone, steps)
        _entries(rows, "indicator", owner, model.Indicator, deliverable.indicators)
    return rows
