"""What is said in words: one language of several, dates and numbers as publishers write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from coopctl import dates
from coopctl.activities.element import Element

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:[ \u00a0\u202f'][0-9]{3})+|(?:,[0-9]{3}){2,})(?:\.[0-9]+)?")
_LONGEST, _TOO_LARGE = 300, 2**63
"""So many signs of a number make a float without end; so large is no integer of TOML."""


class Languages(NamedTuple):
    """The language to take where there are several, and the one of words that name none (ISO 639-1)."""

    wanted: str
    default: str = ""

    def of(self, narrative: Element) -> str:
        """The language of a narrative; empty when nothing says so."""
        return code(narrative.get("xml:lang")) or self.default


def code(language: str) -> str:
    """The two-letter code of a language tag (BCP 47), also of the three-letter codes that files contain."""
    tag = re.split("[-_]", language.strip().lower(), maxsplit=1)[0]
    if len(tag) != 3:
        return tag
    import pycountry

    found = pycountry.languages.get(alpha_3=tag) or pycountry.languages.get(bibliographic=tag)
    return str(getattr(found, "alpha_2", tag))


def chosen(element: Element, languages: Languages) -> Element | None:
    """The narrative of an element in the wanted language, else in the default one, else the first; None without any.

    Version 1 had the words in the element itself, and so have some files still.
    """
    told = [one for one in element.all("narrative") if one.text]
    for language in (languages.wanted, languages.default):
        for one in told:
            if languages.of(one) == language:
                return one
    return told[0] if told else element if element.text else None


def line(text: str) -> str:
    """Words on one line, as a title or a name is."""
    return " ".join(text.split())


def day(text: str) -> str:
    """The day that an ``xsd:date`` or ``xsd:dateTime`` names (ISO 8601); empty when it names none that there is."""
    match = _DAY.fullmatch(text.strip())
    try:
        return dates.parse_text(match[1]).text if match else ""
    except ValueError:
        return ""


def number(text: str) -> int | float | None:
    """The number that a value is, if nobody could read it as another: ``4,818`` may be four or nearly five thousand."""
    bare = text.strip().removesuffix("%").strip()
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[ \u00a0\u202f',]", "", bare)
    if not _NUMBER.fullmatch(bare) or len(bare) > _LONGEST:
        return None
    whole = "." not in bare and abs(int(bare)) < _TOO_LARGE
    return int(bare) if whole else float(bare)
