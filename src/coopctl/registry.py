"""What there are several of, such as commands, reports, lists and formats, is found by the names of its files."""

from __future__ import annotations

from functools import cache
from pkgutil import iter_modules
from types import ModuleType


def names(package: ModuleType, *, folders: bool = True) -> tuple[str, ...]:
    """The names of the files and ``folders`` in a package, sorted."""
    return _names(tuple(package.__path__), folders=folders)


@cache
def _names(places: tuple[str, ...], *, folders: bool) -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules(places) if folders or not module.ispkg))
