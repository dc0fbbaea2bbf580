"""An id made from a title, the same every time."""

from __future__ import annotations

import re
from collections.abc import Container

from coopctl.accents import without_accents
from coopctl.intake.ids import is_device

_LONGEST = 48
_LONGEST_BARE = 75
"""With a number behind it, an id still has at most 80 characters."""
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
        "&": " and ",
    }
)


def slug(title: str, what: str, longest: int = _LONGEST) -> str:
    """``Plan drafted (v2)`` as ``plan-drafted-v2``, cut between words; ``what`` it is where it has no Latin letters."""
    words = re.findall(r"[a-z0-9]+", without_accents(title.casefold().translate(_LETTERS)))
    while len(words) > 1 and len("-".join(words)) > longest:
        words.pop()
    return "-".join(words)[:longest] or what


def free(wanted: str, taken: Container[str]) -> str:
    """``wanted``, or with the first number behind it that makes it neither taken nor a name that Windows keeps."""
    number, found = 1, wanted
    while found in taken or is_device(found):
        number += 1
        found = f"{wanted[:_LONGEST_BARE]}-{number}"
    return found
