"""What a spreadsheet would take for a formula: where text looks like one, and the apostrophe that keeps it text.

Spreadsheets run what looks like a formula, so a text that begins like one gets an apostrophe in front, as OWASP
advises ("CSV Injection"). One that expects another separator, as Excel does by the country, begins a cell behind that
and at line ends, whatever is quoted (so LibreOffice 7.4 made a formula of the end of ``x;=1+1``): there too.
"""

from __future__ import annotations

import re

_SIGNS = "=@\uff1d\uff0b\uff0d\uff20"
STARTS = frozenset(f"{_SIGNS}+-\t\r\n\x00")
"""The first characters of a text that would not stay text."""

_SEPARATORS = ",;\t"


def inside(separator: str) -> re.Pattern[str]:
    """Where a cell would begin like a formula for a reader that expects another separator; ``- x`` is an entry of a
    list in a text of several lines. The groups are what stands before the apostrophe and behind it."""
    return _behind_others(separator, "")


def exact(text: str) -> str:
    """A cell of a file with commas without the apostrophes that keep spreadsheets from taking text for formulas."""
    if text[:1] == "'" and text[1:2] in STARTS:
        text = text[1:]
    return _behind_others(",", "'").sub(r"\1\2", text)


def _behind_others(separator: str, guard: str) -> re.Pattern[str]:
    others = "".join(other for other in _SEPARATORS if other != separator)
    return re.compile(f'([{others}\r\n]){guard}("*(?:[{_SIGNS}]|[+-](?! )))')
