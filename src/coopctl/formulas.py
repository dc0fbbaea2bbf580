"""What a spreadsheet would take for a formula: where text looks like one, and the apostrophe that keeps it text.

Spreadsheets run what looks like a formula, so a text that begins like one gets an apostrophe in front, as OWASP
advises ("CSV Injection"). One that expects another separator, as Excel does by the country, begins a cell behind that
and at line ends, whatever is quoted (so LibreOffice 7.4 made a formula of the end of ``x;=1+1``): there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_SIGNS = "=@\uff1d\uff0b\uff0d\uff20"
STARTS = frozenset(f"{_SIGNS}+-\t\r\n\x00")
"""The first characters of a text that would not stay text."""

_BETWEEN = "\x1e"
_BEGUN = f"""'*"*(?:[{_SIGNS}]|[+-](?! ))"""
"""What follows the end of a cell where another one would begin like a formula, perhaps with apostrophes of its own: it
gets one more, so that taking one off gives back just what was there."""


def inside(separator: str) -> re.Pattern[str]:
    """Where a cell would begin like a formula for a reader that expects another separator; ``- x`` is an entry of a
    list in a text of several lines. The groups are what stands before the apostrophe and behind it."""
    return re.compile(f"([{_ends(separator)}])({_BEGUN})")


def is_any_at_risk(texts: Iterable[str], separator: str) -> bool:
    """Whether an apostrophe is perhaps to be put into some of the texts: a quick look at very many."""
    whole = _BETWEEN.join(("", *texts))
    return any(risk.search(whole) for risk in _risks(separator))


@cache
def _risks(separator: str) -> tuple[re.Pattern[str], ...]:
    """One pattern for each first character: what begins with just one is looked for many times as fast."""
    starts = re.escape("".join(sorted(STARTS)))
    return (re.compile(f"{_BETWEEN}'*[{starts}]"), *(re.compile(f"{end}{_BEGUN}") for end in _ends(separator)))


def guarded(text: str, inside: re.Pattern[str]) -> str:
    """A text with the apostrophes that it needs; ``inside`` is what :func:`inside` gives."""
    return ("'" if _starts_like_one(text) else "") + inside.sub(r"\1'\2", text)


def exact(text: str, separator: str) -> str:
    """A cell of a file with this ``separator`` without the apostrophes that :func:`guarded` put there."""
    if text[:1] == "'" and _starts_like_one(text):
        text = text[1:]
    return re.sub(f"([{_ends(separator)}])'({_BEGUN})", r"\1\2", text)


def _starts_like_one(text: str) -> bool:
    return text.lstrip("'")[:1] in STARTS if text else False


def _ends(separator: str) -> str:
    """What may end a cell for readers that expect another separator."""
    return "".join(other for other in ",;\t" if other != separator) + "\r\n"
