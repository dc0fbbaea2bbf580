"""Rows on groups within groups as people read them: each group above what is in it, with its subtotal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from coopctl.report import Table

Row = tuple[Any, ...]

_NONE = "none"


class Nested(NamedTuple):
    """A table with the rows on outer groups among its others, and how many groups are around each row.

    ``place`` is that of the column with the ids, to be indented by as much.
    """

    table: Table
    depths: tuple[int, ...]
    place: int

    def headings(self) -> frozenset[int]:
        """The places of the rows on outer groups."""
        inmost = max(self.depths, default=0)
        return frozenset(place for place, depth in enumerate(self.depths) if depth < inmost)


def nested(table: Table) -> Nested | None:
    """The table with one column for the ids of all groups.

    None where it has no groups within groups, lacks the ids of some, or its order tears a group apart.
    """
    columns = {column.key: place for place, column in enumerate(table.columns)}
    if not table.levels or any(id not in columns for id, _ in table.levels):
        return None
    ids = [columns[id] for id, _ in table.levels]
    if any(_is_torn(table.rows, ids[:depth]) for depth in range(1, len(ids))):
        return None
    found = [
        # What is in no group has no id; a word can be indented.
        (depth, row if row[ids[-1]] else _with(row, ids[-1], _NONE))
        for depth, row in _rows(table, ids)
    ]
    outer = {columns[key] for level in table.levels[:-1] for key in level if key in columns}
    heads = list(table.columns)
    around = [table.columns[place] for place in ids]
    heads[ids[-1]] = heads[ids[-1]]._replace(
        title=" / ".join(column.title for column in around), countries=any(column.countries for column in around)
    )
    shown = table._replace(
        columns=_without(heads, outer),
        rows=[_without(row, outer) for _, row in found],
        total=None if table.total is None else _without(table.total, outer),
        levels=(),
        subtotals=(),
    )
    return Nested(shown, tuple(depth for depth, _ in found), ids[-1] - sum(place < ids[-1] for place in outer))


def _is_torn(rows: Sequence[Row], ids: Sequence[int]) -> bool:
    """Whether rows of one group stand apart from one another."""
    runs = [key for key, _ in groupby(rows, lambda row: _key(row, ids))]
    return len(runs) > len(set(runs))


def _key(row: Row, ids: Sequence[int]) -> Row:
    return tuple(row[place] for place in ids)


def _rows(table: Table, ids: Sequence[int]) -> Iterator[tuple[int, Row]]:
    """The rows, each group's own above those in it, with the number of groups around each."""
    own = {_key(row, ids): row for row in table.subtotals}
    before: Row = ()
    for row in table.rows:
        key = _key(row, ids)
        same = next((depth for depth, pair in enumerate(zip(before, key, strict=False)) if pair[0] != pair[1]), 0)
        for depth in range(same, len(ids) - 1):
            whole = own[key[: depth + 1] + (None,) * (len(ids) - depth - 1)]
            yield depth, _with(whole, ids[-1], key[depth])
        yield len(ids) - 1, row
        before = key


def _with(row: Row, place: int, value: Any) -> Row:
    return (*row[:place], value, *row[place + 1 :])


def _without(row: Sequence[Any], places: set[int]) -> tuple[Any, ...]:
    return tuple(value for place, value in enumerate(row) if place not in places)
