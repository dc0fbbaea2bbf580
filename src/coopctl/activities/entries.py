"""What the framework has, and what it is to have besides, so that roadmaps can refer to it: nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coopctl.intake.slugs import free
from coopctl.intake.value import Fields


class Entries:
    """The entries of the framework, found by what they are called elsewhere; ``new`` are those to be added."""

    def __init__(self, framework: Mapping[str, Any]) -> None:
        self.framework = framework
        self.new: dict[str, dict[str, Fields]] = {}
        self._by: dict[tuple[str, str, str], list[str]] = {}
        for table, entries in framework.items():
            for id, fields in entries.items() if isinstance(entries, Mapping) else ():
                if isinstance(fields, Mapping):
                    self._note(table, id, fields)

    def _note(self, table: str, id: str, fields: Mapping[str, Any]) -> None:
        told = {"name": fields.get("name", fields.get("title")), "url": fields.get("url")}
        told |= {f"iati.{key}": value for key, value in fields.get("iati", {}).items()}
        for key, value in told.items():
            if isinstance(value, str) and id not in self._by.setdefault((table, key, folded(value)), []):
                self._by[table, key, folded(value)].append(id)

    def find(self, table: str, **told: str) -> str:
        """The id of the first entry that is ``told`` of by one of these: ``name``, ``url``, ``iati_identifier`` ..."""
        return next(iter(self.find_all(table, **told)), "")

    def find_all(self, table: str, **told: str) -> list[str]:
        """The ids of all entries that are told of by one of these."""
        keys = ((table, key.replace("iati_", "iati."), folded(value)) for key, value in told.items() if value)
        return [id for key in keys for id in self._by.get(key, ())]

    def has(self, table: str, id: str) -> bool:
        """Whether there is an entry of this id, or is to be."""
        return id in self.framework.get(table, {}) or id in self.new.get(table, {})

    def add(self, table: str, wanted: str, fields: Fields) -> str:
        """Have a new entry, under the ``wanted`` id or, where that is taken, one like it; its id."""
        there = {*self.framework.get(table, {}), *self.new.get(table, {})}
        id = free(wanted, there)
        self.new.setdefault(table, {})[id] = fields
        self._note(table, id, fields)
        return id

    def is_new(self, table: str, id: str) -> bool:
        """Whether the entry is to be added."""
        return id in self.new.get(table, {})

    def all(self, table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The entries of a table, each with its id."""
        yield from self.framework.get(table, {}).items()
        yield from self.new.get(table, {}).items()

    def complete(self, table: str, id: str, fields: Fields) -> None:
        """Have these fields in an entry too, if it is a new one: those that are there belong to the user."""
        if id in self.new.get(table, {}):
            self.new[table][id] |= fields
            self._note(table, id, fields)

    def fields(self, table: str, id: str) -> Mapping[str, Any]:
        """The fields of an entry."""
        there: Mapping[str, Any] = self.new.get(table, {}).get(id) or self.framework.get(table, {}).get(id, {})
        return there


def folded(name: str) -> str:
    """A name as it is compared: in small letters, on one line."""
    return " ".join(name.split()).casefold()
