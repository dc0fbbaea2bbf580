"""What the format knows of a place in a file: the model of its table, and the order in which the table has its keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from coopctl import files
from coopctl.edits.put import Order
from coopctl.toml.parts import Path

if TYPE_CHECKING:
    from pydantic import BaseModel

_FIRST = ("title", "name")


def root_of(name: str) -> type[BaseModel]:
    """The model of the file with this name."""
    from coopctl import model

    return model.Framework if name == files.FRAMEWORK else model.Roadmap


def model_at(root: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the table at ``path`` in a file of ``root``; None where there is none, as in a table of roles."""
    from coopctl.tables import shape

    here: type[BaseModel] | None = root
    steps = iter(path)
    for step in steps:
        parts = shape(here) if here else None
        if parts is None or not isinstance(step, str):
            return None
        several = {**parts.records, **parts.entries}
        here = parts.nested.get(step) or several.get(step)
        if step in several:
            # The next step is an id or a number; a table of ids alone has no model.
            here = here if next(steps, None) is not None else None
    return here


def order(name: str) -> Order:
    """The order of keys in the file with this name."""
    root = root_of(name)

    def of(path: Path) -> Sequence[str]:
        found = model_at(root, path)
        return keys(found) if found else ()

    return of


@cache
def keys(one: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a table as files have them: the title, what is the table's own, what many have, then tables by id."""
    from coopctl.tables import shape

    entries, inherited = shape(one).entries, _fields_of(one.__base__)
    own = [name for name in one.model_fields if name not in inherited]
    return tuple(sorted([*own, *inherited], key=lambda name: (name in entries, name not in _FIRST)))


def _fields_of(one: type | None) -> list[str]:
    return list(getattr(one, "model_fields", ()))
