"""A matrix drawn as common tables that fit a width: upright with names, or turned round with short codes."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopctl import layout
from coopctl.report import Column, Matrix, Table
from coopctl.visible import visible

_NOTHING, _NONE = "·", "none"
_LEAST_LABEL = 20


class _Axis(NamedTuple):
    """What goes down or across: the column of its titles, id and title of each entry, and the title of its group."""

    column: Column
    entries: list[tuple[str, str]]
    groups: list[str]


Cells = dict[tuple[str | None, str | None], str]


def draw(table: Table, marks: dict[str, str], width: int) -> tuple[list[Table], list[str]]:
    """The tables to be drawn one below the other for ``width`` cells, and the lines of the legend, harmless.

    Upright where the ids of what goes across fit side by side. Else it is turned round, and where that is still
    too wide, in parts.
    """
    shape = table.drawing
    assert isinstance(shape, Matrix)  # noqa: S101
    down, across = _axis(table, shape.down, shape.group[1]), _axis(table, shape.across, "")
    cells = _cells(table, shape)
    whole = upright(table)
    if _natural(whole) <= width:
        return [whole], _signs(shape, cells)
    turned = {(second, first): text for (first, second), text in cells.items()}
    legend = [*_signs(shape, cells), *_codes(down, marks)]
    for label in ("title", "id"):
        whole = _table(across, down, turned, label)
        if _natural(whole) <= width:
            return [whole], legend
    return _parts(across, down, turned, width), legend


def upright(table: Table) -> Table:
    """The whole matrix as one common table, whatever its width."""
    shape = table.drawing
    assert isinstance(shape, Matrix)  # noqa: S101
    return _table(
        _axis(table, shape.down, shape.group[1]), _axis(table, shape.across, ""), _cells(table, shape), "title"
    )


def _axis(table: Table, keys: tuple[str, str], group: str) -> _Axis:
    places = {column.key: place for place, column in enumerate(table.columns)}
    id, title = (places[key] for key in keys)
    found = {row[id]: (row[title], row[places[group]] if group else "") for row in table.rows}
    entries = [(id, title) for id, (title, _) in found.items()]
    return _Axis(table.columns[title], entries, [one for _, one in found.values()])


def _cells(table: Table, shape: Matrix) -> Cells:
    """The text of each cell, by the ids of what goes down and across; None stands for a total."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    down, across = places[shape.down[0]], places[shape.across[0]]
    counts = [(places[key], letter) for key, letter, _ in shape.letters]
    return {(row[down], row[across]): _letters(row, counts) for row in (*table.rows, *shape.totals)}


def _letters(row: tuple[Any, ...], counts: list[tuple[int, str]]) -> str:
    """A letter for each count that is not zero, and its number where that is more than one: ``R2 E``."""
    found = [f"{letter}{row[place] if row[place] > 1 else ''}" for place, letter in counts if row[place]]
    return " ".join(found) or _NOTHING


def _table(down: _Axis, across: _Axis, cells: Cells, label: str) -> Table:
    ids: list[str | None] = [*(id for id, _ in across.entries), None]
    rows = [
        (group, title if label == "title" else id or _NONE, *(cells.get((id, other), "") for other in ids))
        for (id, title), group in zip(down.entries, down.groups, strict=True)
    ]
    columns = (
        Column("group", "Group"),
        Column("name", down.column.title, countries=down.column.countries),
        *(Column(id or "none", id or _NONE, "id") for id, _ in across.entries),
        Column("total", "Total", "id"),
    )
    total = ("", "Total", *(cells[None, other] for other in ids))
    has_groups = any(down.groups)
    drawn = Table("matrix", "", columns, rows, total=total, sections="group")
    return drawn if has_groups else _without_groups(drawn)


def _without_groups(table: Table) -> Table:
    assert table.total is not None  # noqa: S101
    return table._replace(columns=table.columns[1:], rows=[row[1:] for row in table.rows], total=table.total[1:])


def _natural(table: Table) -> int:
    grid = layout.grid(table, {})
    return sum(grid.widths) + layout.GAP * (len(grid.widths) - 1)


def _parts(down: _Axis, across: _Axis, cells: Cells, width: int) -> list[Table]:
    """The matrix in parts with as many columns as fit beside the names."""
    whole = _table(down, across, cells, "title")
    grid = layout.grid(whole, {})
    room = width - min(grid.widths[0], max(_LEAST_LABEL, width // 3))
    parts: list[list[int]] = [[0]]
    left = room
    for place, wide in enumerate(grid.widths[1:], start=1):
        if left < wide + layout.GAP and len(parts[-1]) > 1:
            parts.append([0])
            left = room
        parts[-1].append(place)
        left -= wide + layout.GAP
    return [_chosen(whole, part) for part in parts]


def _chosen(table: Table, places: list[int]) -> Table:
    assert table.total is not None  # noqa: S101
    return table._replace(
        columns=tuple(table.columns[place] for place in places),
        rows=[tuple(row[place] for place in places) for row in table.rows],
        total=tuple(table.total[place] for place in places),
    )


def _signs(shape: Matrix, cells: Cells) -> list[str]:
    used = {sign for text in cells.values() for sign in text}
    signs = [f"{letter} {meaning}" for _, letter, meaning in shape.letters if letter in used]
    many = ["a number: how many roadmaps"] if any(sign.isdigit() for sign in used) else []
    return [" · ".join([*signs, *many])]


def _codes(axis: _Axis, marks: dict[str, str]) -> list[str]:
    """What the short codes stand for, a line a group."""
    named: dict[str, list[str]] = {}
    for (id, title), group in zip(axis.entries, axis.groups, strict=True):
        entry = f"{id} {title}{marks.get(title, '')}" if id else f"{_NONE} ({title})"
        named.setdefault(group, []).append(entry)
    return [visible(f"{group[:1].upper()}{group[1:]}: {', '.join(names)}") for group, names in named.items()]
