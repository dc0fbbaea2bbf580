"""The columns of an answer whose query says nothing of their kinds."""

from __future__ import annotations

import math
from typing import Any

from coopctl import dictionary
from coopctl.report import LIST_SEPARATOR, Column, Kind

_STATUS_COLUMNS: dict[str, Kind] = {"status": "status", "stage": "status", "rating": "rating"}


def unique(names: list[str]) -> list[str]:
    """The names, the second of two that are the same as ``name_2``."""
    kept: list[str] = []
    for name in names:
        number, own = 1, name
        while own in kept:
            number += 1
            own = f"{name}_{number}"
        kept.append(own)
    return kept


def typed(keys: list[str], rows: list[tuple[Any, ...]]) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """Columns with the kind that their values have, and the values as every format can carry them."""
    values = [list(map(_carried, column)) for column in zip(*rows, strict=True)] or [[] for _ in keys]
    ids = next((name for name in dictionary.IDS if name in keys), "")
    kinds = [_kind(key, column, ids) for key, column in zip(keys, values, strict=True)]
    for place, kind in enumerate(kinds):
        if kind == "list":
            values[place] = [tuple(value.split(LIST_SEPARATOR)) if value else () for value in values[place]]
    columns = tuple(Column(key, key, kind) for key, kind in zip(keys, kinds, strict=True))
    return columns, list(zip(*values, strict=True))


def _carried(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _kind(key: str, values: list[Any], ids: str) -> Kind:
    """What a column holds, by its name where that says it, else by its values."""
    types = {value.__class__ for value in values if value is not None}
    if types and types <= {int, float}:
        return "number"
    if types - {str}:
        return "text"
    if key in dictionary.LISTS:
        return "list"
    return "id" if key == ids else _STATUS_COLUMNS.get(key, "text")
