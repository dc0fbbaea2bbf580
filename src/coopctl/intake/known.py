"""What the portfolio has already, for those who make something new fit in."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

from coopctl import files, toml
from coopctl.addresses import KINDS
from coopctl.drafts import Drafts
from coopctl.toml.outline import MARK


class Known:
    """The data of the portfolio's files as they are."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.roadmap = cache(self._roadmap)

    @cached_property
    def roadmaps(self) -> tuple[str, ...]:
        """The ids of the roadmaps."""
        names = files.scan(self._drafts.folder).names
        return tuple(name.removesuffix(".toml") for name in names if name != files.FRAMEWORK)

    @cached_property
    def identifiers(self) -> dict[str, str]:
        """The ids of the roadmaps that have an IATI identifier of their own, by that.

        Raises CoopctlError (3) for a file that cannot be read.
        """
        found = {}
        for id in self.roadmaps:
            name = f"{id}.toml"
            if self._drafts.mentions(name, "identifier"):
                own = self._data(name).get("iati")
                if isinstance(own, dict) and isinstance(own.get("identifier"), str):
                    found[own["identifier"]] = id
        return found

    def _roadmap(self, id: str) -> dict[str, Any]:
        """The data of a roadmap's file; empty when there is no such roadmap.

        Raises CoopctlError (3) for one that cannot be read.
        """
        return self._data(f"{id}.toml") if id in self.roadmaps else {}

    def _data(self, name: str) -> dict[str, Any]:
        data = toml.read(self._drafts.text(name).removeprefix(MARK))
        return data if isinstance(data, dict) else {}

    @cached_property
    def framework(self) -> dict[str, Any]:
        """The data of the framework. Raises CoopctlError (3) when it cannot be read."""
        return self._data(files.FRAMEWORK)

    def entries(self, kind: str) -> dict[str, str]:
        """The ids of a kind of thing in the framework (``area``, ``country``, ``partner`` ...), each with its name."""
        _, key, name = KINDS[kind]
        there = self.framework.get(key, {})
        return {id: str(fields.get(name, id)) for id, fields in there.items() if isinstance(fields, dict)}
