"""What the framework has, found by the names that people give it; and new entries for what it has not."""

from __future__ import annotations

import re
from typing import Any

from coopctl import suggest
from coopctl.addresses import KINDS
from coopctl.countries import find_code, name_of
from coopctl.countries import names as country_names
from coopctl.intake.known import Known
from coopctl.intake.slugs import free, slug
from coopctl.intake.value import Fields
from coopctl.trackers.faults import Cell, Faults, quoted

_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]+)\)\s*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{0,9}")
_APART = re.compile(r"\s*[;\n\r|]+\s*")
_APART_TOO = re.compile(r"\s*(?:,|/|\+|&|\band\b)\s*")
WORDS = {"partner": "organisation", "area": "focus area", "country": "country", "source": "source", "region": "region"}


class Names:
    """Ids for names. What has none is a fault, or with ``add_missing`` a new entry of the framework."""

    def __init__(self, known: Known, faults: Faults, *, add_missing: bool) -> None:
        self.added: dict[str, dict[str, Fields]] = {}
        self.origins: dict[tuple[str, str], Cell] = {}
        self._known = {kind: dict(known.entries(kind)) for kind in WORDS}
        self._by_name = {kind: _folded(names) for kind, names in self._known.items()}
        self._faults, self._add_missing = faults, add_missing

    def find(self, kind: str, name: str) -> str | None:
        """The id of what is called so, by id or name in any case, also as ``Name (ID)``; a country with stars, too."""
        name = _unmarked(kind, name)
        for word in _spellings(name):
            if found := self._by_name[kind].get(word):
                return found
        code = find_code(name) if kind == "country" and len(name) > 1 else None
        return code if code in self._known[kind] else None

    def one(self, kind: str, cell: Cell, name: str = "", otherwise: str = "") -> str | None:
        """The id of what the cell names, or ``name`` in it; None, with a fault, when there is no such thing.

        ``otherwise`` says what else can be done about it than to mend it or to add it.
        """
        name = _unmarked(kind, " ".join((name or cell.text).split()))
        found = self.find(kind, name)
        if found:
            return found
        if self._add_missing:
            return self._new(kind, cell, name)
        self._missing(kind, cell, name, otherwise)
        return None

    def several(self, kind: str, cell: Cell) -> list[str]:
        """The ids of all that the cell names, one a line or between semicolons; between commas where some are known."""
        parts = [part for part in _APART.split(cell.text) if part]
        for part in list(parts):
            smaller = [one for one in _APART_TOO.split(part) if one]
            if len(smaller) > 1 and not self.find(kind, part) and any(self.find(kind, one) for one in smaller):
                place = parts.index(part)
                parts[place : place + 1] = smaller
        found = [self.one(kind, cell, part) for part in parts]
        return list(dict.fromkeys(id for id in found if id))

    def _missing(self, kind: str, cell: Cell, name: str, otherwise: str) -> None:
        known = self._known[kind]
        near = suggest.nearest(name, [*known.values(), *(known if kind != "country" else ())])
        there = (
            suggest.there_are(known.values() if kind == "country" else known)
            if known
            else f"the framework has no {WORDS[kind]} yet"
        )
        parts = [f'did you mean "{near}"? else' if near else f"{there};", "--add-missing adds it to the framework"]
        help = " ".join(parts) + (f", {otherwise}" if otherwise else "")
        self._faults.add(f"unknown-{WORDS[kind].replace(' ', '-')}", cell, f"no {WORDS[kind]} {quoted(name)}", help)

    def _new(self, kind: str, cell: Cell, name: str) -> str | None:
        id = self._country_code(cell, name) if kind == "country" else self._free_id(kind, name)
        if id is None:
            return None
        _, key, title = KINDS[kind]
        fields: dict[str, Any] = {title: (name_of(id) or name) if name.upper() == id and kind == "country" else name}
        self.added.setdefault(key, {})[id] = fields
        self.origins[key, id] = cell
        self._known[kind][id] = fields[title]
        self._by_name[kind] |= _folded({id: fields[title]}) | {name.casefold(): id}
        return id

    def _country_code(self, cell: Cell, name: str) -> str | None:
        code = find_code(name)
        if code is None:
            near = suggest.did_you_mean(name, country_names())
            others = "write the name or code of ISO 3166-1, or add it by code first: coopctl add country CODE name=..."
            self._faults.add(
                "unknown-country", cell, f"{quoted(name)} is no country of ISO 3166-1", f"{near} {others}".strip()
            )
        return code

    def _free_id(self, kind: str, name: str) -> str:
        """An acronym as it is, else words in small letters."""
        wanted = name if _ACRONYM.fullmatch(name) else slug(name, WORDS[kind].replace(" ", "-"))
        return free(wanted, self._known[kind])


def _folded(names: dict[str, str]) -> dict[str, str]:
    """Ids by what is called so, names before ids."""
    by_id = {id.casefold(): id for id in names}
    return by_id | {" ".join(name.casefold().split()): id for id, name in names.items()} | by_id


def _unmarked(kind: str, name: str) -> str:
    """The name of a country without the stars that stand for its footnote in tables."""
    return name.rstrip("* ") or name if kind == "country" else name


def _spellings(name: str) -> list[str]:
    whole = " ".join(name.casefold().split())
    found = _BRACKETED.fullmatch(whole)
    return [whole, found[2], found[1]] if found else [whole]
