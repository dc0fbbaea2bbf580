"""What an activity changes in a roadmap that is there already: nothing that says the same to IATI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopctl.iati import codes
from coopctl.intake.value import Fields


def changed(fields: Fields, known: Mapping[str, Any]) -> Fields:
    """The fields without those that only a poorer way to say the same would change.

    Roles of partners that have the same code, the kind that a user chose, texts with a final newline, a beginning that
    follows from a signature or milestones, an end that follows from an extension.
    """
    kept = {key: value for key, value in fields.items() if not _says_the_same(value, known.get(key))}
    if "kind" in known:
        kept.pop("kind", None)
    if "partners" in kept:
        kept["partners"] = _roles(kept["partners"], known.get("partners", {}))
    if "started" not in known and (known.get("signed") or known.get("deliverables")):
        kept.pop("started", None)
    if known.get("extensions"):
        kept.pop("period", None)
    if "deliverables" in kept:
        kept["deliverables"] = _each(kept["deliverables"], known.get("deliverables", {}))
    return {key: value for key, value in kept.items() if value not in ({}, [])}


def _roles(roles: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    of = codes.ROLE_OF_PARTNER
    return {id: role for id, role in roles.items() if id not in known or of.get(known[id]) != of[role]}


def _each(entries: Fields, known: Mapping[str, Any]) -> Fields:
    """The same for deliverables, milestones and indicators."""
    found: Fields = {}
    for id, fields in entries.items():
        there = known.get(id, {})
        own = {key: value for key, value in fields.items() if not _says_the_same(value, there.get(key))}
        for inner in ("milestones", "indicators"):
            if inner in own:
                own[inner] = _each(own[inner], there.get(inner, {}))
        found[id] = {key: value for key, value in own.items() if value not in ({}, [])}
    return {id: fields for id, fields in found.items() if fields or id not in known}


def _says_the_same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return bool(one == other)
