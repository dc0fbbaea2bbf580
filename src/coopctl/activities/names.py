"""Ids made of titles, names and identifiers: short, the same every time, and none twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,78}[A-Za-z0-9])?")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,11})\)")
_NUMBERED = re.compile(r"((?:[^\W\d]+[ :]+){0,2}[0-9]+(?:\.[0-9]+)*)(?![0-9]*[%\w])")
_SIGNS = {"ß": "ss", "#": " number ", "%": " percent ", "&": " and "}
_LONGEST = 32


def slug(text: str, longest: int = _LONGEST) -> str:
    """``text`` as the letters a-z, digits and hyphens, cut between words after ``longest``; empty when none is left."""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['’]", "", plain)
    words = re.findall(r"[a-z0-9]+", plain)
    joined = "-".join(words)
    if len(joined) > longest:
        joined = joined[: longest + 1].rpartition("-")[0] or joined[:longest]
    return joined


def of_title(title: str) -> str:
    """A title as an id: by its number where it begins with one, ``Output 1.2: ...``, else by its first words."""
    numbered = _NUMBERED.match(title)
    return slug(numbered[1] if numbered else title)


def as_id(text: str) -> str:
    """``text`` as it is where it can be an id, else with hyphens for what an id lacks; empty when none is left."""
    if _ID.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-_.")[:80].rstrip("-_.")


def short_name(name: str) -> str:
    """What an organisation is called for short: by its name itself or, behind it, in brackets; empty otherwise."""
    if len(name) <= 12 and _ID.fullmatch(name):
        return name
    found = _ACRONYM.findall(name)
    return str(found[-1]) if found else ""


def unique(wanted: str, taken: Container[str]) -> str:
    """``wanted``, or with the first number from 2 behind it that makes it an id of its own."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted[:75]}-{number}" in taken:
        number += 1
    return f"{wanted[:75]}-{number}"
