"""Roadmaps as they once were: any content that a file has had, as far as today's format can read it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from coopctl import files, toml
from coopctl.history.revisions import Objects

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from coopctl.model import Framework, Roadmap

_MOST_ROUNDS = 8


class Versions:
    """The contents by their blobs' ids, each read and parsed once; those that cannot be read are ``broken``."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._texts: dict[str, str | None] = {}
        self._roadmaps: dict[str, Roadmap | None] = {}
        self.broken: set[str] = set()

    def add(self, id: str, text: str) -> None:
        """Make the content of a file known under its id, which git need not keep."""
        self._texts[id] = text

    def fetch(self, ids: Iterable[str]) -> None:
        """Read the contents that will be asked for, all at once."""
        wanted = [id for id in dict.fromkeys(ids) if id and id not in self._texts]
        for id, found in zip(wanted, self._objects.read_all(wanted), strict=True):
            try:
                self._texts[id] = files.decode(found.content) if found and found.content is not None else None
            except files.Unreadable:
                self._texts[id] = None

    def text(self, id: str) -> str | None:
        """The text; None for what is no text."""
        self.fetch([id])
        return self._texts.get(id)

    def roadmap(self, id: str) -> Roadmap | None:
        """The roadmap; None for what is no TOML, and for the empty id."""
        if id not in self._roadmaps:
            from coopctl.model import Roadmap

            found = self._parsed(id, Roadmap) if id else None
            self._roadmaps[id] = found
            if id and found is None:
                self.broken.add(id)
        return self._roadmaps[id]

    def framework(self, id: str) -> Framework | None:
        """The framework; None as for a roadmap."""
        from coopctl.model import Framework

        found: Framework | None = self._parsed(id, Framework)
        return found

    def _parsed(self, id: str, model: Any) -> Any:
        text = self.text(id)
        data = toml.read(text) if text is not None else None
        return readable(data, model) if isinstance(data, dict) else None


def readable(data: dict[str, Any], model: Any) -> Any:
    """The ``data`` as ``model``, without what it refuses: older formats, slips of the pen. None for what is none."""
    from pydantic import ValidationError

    for _ in range(_MOST_ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            targets = dict.fromkeys(map(partial(_target, data), error.errors(include_url=False, include_context=False)))
            for path, key in reversed(targets):
                _mend(data, path, key)
    return None


def _target(data: Any, detail: ErrorDetails) -> tuple[tuple[int | str, ...], str]:
    """The way to what was refused, as far as it is there, and the key that is missing below it, if one is."""
    path: tuple[int | str, ...] = ()
    for step in detail["loc"]:
        if not _has(data, step):
            break
        data, path = data[step], (*path, step)
    return path, str(detail["loc"][-1]) if detail["type"] == "missing" else ""


def _has(here: Any, step: int | str) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _mend(data: Any, path: tuple[int | str, ...], missing: str) -> None:
    """Supply a title that is missing; remove whatever else was refused, with what cannot be without it."""
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if missing in ("title", "name", "kind"):
        table = holder[path[-1]] if path else data
        table[missing] = "roadmap" if missing == "kind" else str(path[-1]) if path else "?"
    elif path:
        del holder[path[-1]]
