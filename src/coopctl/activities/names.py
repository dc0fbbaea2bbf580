"""Ids made of titles, names and identifiers: short, and the same every time."""

from __future__ import annotations

import re
import unicodedata

from coopctl.intake.slugs import slug

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,78}[A-Za-z0-9])?")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,11})\)")
_NUMBERED = re.compile(r"((?:[^\W\d]+[ :]+){0,2}[0-9]+(?:\.[0-9]+)*)(?![0-9]*[%\w])")
_SIGNS = str.maketrans({"#": " number ", "%": " percent ", "'": "", "’": ""})
_LONGEST, _LONGEST_ID, _LONGEST_NAME = 32, 80, 12


def of_title(title: str, what: str) -> str:
    """A title as an id: by its number where it begins with one, ``Output 1.2: ...``, else by its first words; ``what``
    it is where it has no Latin letters."""
    numbered = _NUMBERED.match(title)
    return slug((numbered[1] if numbered else title).translate(_SIGNS), what, longest=_LONGEST)


def as_id(text: str) -> str:
    """``text`` as it is where it can be an id, else with hyphens for what an id lacks; empty when none is left."""
    if _ID.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-_.")[:_LONGEST_ID].rstrip("-_.")


def short_name(name: str) -> str:
    """What an organisation is called for short: by its name itself or, behind it, in brackets; empty otherwise."""
    if len(name) <= _LONGEST_NAME and _ID.fullmatch(name):
        return name
    found = _ACRONYM.findall(name)
    return str(found[-1]) if found else ""
