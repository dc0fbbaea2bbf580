"""What an activity changes in a roadmap that is there already: nothing that says the same to IATI, and nothing goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopctl import dates
from coopctl.iati import codes
from coopctl.intake.value import Fields

_WHOLE = ("sectors", "recipients")
"""Lists that are right only as a whole: shares that sum to 100."""

_TABLES = ("deliverables", "milestones", "indicators")


def changed(fields: Fields, known: Mapping[str, Any]) -> Fields:
    """The fields of a roadmap without those that only a poorer way to say the same would change.

    Roles of partners that have the same code, the kind that a user chose, texts with a final newline, a beginning that
    follows from a signature or milestones, an end that follows from an extension.
    """
    wanted = {key: value for key, value in fields.items() if key != "kind" or "kind" not in known}
    if "started" not in known and _is_known_to_have_begun(known):
        wanted.pop("started", None)
    if known.get("extensions"):
        wanted.pop("period", None)
    if "partners" in wanted:
        wanted["partners"] = _roles(wanted["partners"], known.get("partners", {}))
    return _merged(wanted, known)


def _is_known_to_have_begun(known: Mapping[str, Any]) -> bool:
    """Whether it was signed, or something in it was started or done."""
    deliverables = [*known.get("deliverables", {}).values()]
    steps = [step for one in deliverables for step in (one, *one.get("milestones", {}).values())]
    return bool(known.get("signed")) or any("started" in step or "done" in step for step in steps)


def _roles(roles: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    of = codes.ROLE_OF_PARTNER
    return {id: role for id, role in roles.items() if id not in known or of.get(known[id]) != of[role]}


def _merged(fields: Fields, known: Mapping[str, Any]) -> Fields:
    """The fields that are new or others than they are, lists with all that is in them already."""
    found: Fields = {}
    for key, told in fields.items():
        there = known.get(key)
        value = told
        if key in _TABLES:
            value = _each(told, there or {})
        elif isinstance(told, Mapping) and isinstance(there, Mapping):
            value = _merged(dict(told), there)
        elif isinstance(told, list) and isinstance(there, list) and key not in _WHOLE:
            value = _union(there, told)
        if value not in ({}, []) and not _is_same(value, there):
            found[key] = value
    return found


def _each(entries: Fields, known: Mapping[str, Any]) -> Fields:
    """The same for deliverables, milestones and indicators; new ones as they are."""
    merged = {id: _merged(fields, known[id]) if id in known else fields for id, fields in entries.items()}
    return {id: fields for id, fields in merged.items() if fields or id not in known}


def _union(known: list[Any], told: list[Any]) -> list[Any]:
    """What is there, and what is new behind it; of a value on one date, or of a funder, the fields that are told."""
    new = [one for one in told if not any(_is_same(one, there) for there in known)]
    if not any(isinstance(one, Mapping) for one in new):
        return [*known, *new]
    keys = {_key(one) for one in told}
    by = {_key(one): one for one in known}
    found = [*(one for one in known if _key(one) not in keys), *({**by.get(_key(one), {}), **one} for one in told)]
    return sorted(found, key=_last_day)


def _key(one: Mapping[str, Any]) -> str:
    return str(one.get("on", one.get("funder")))


def _last_day(one: Mapping[str, Any]) -> str:
    return dates.parse(one["on"]).last.isoformat() if "on" in one else ""


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values mean the same: dates as text or not, texts with blanks at their ends or not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return str(one).strip() == str(other).strip()
