"""Taking off what :mod:`coopctl.formats.csv` puts in front of text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re

_GUARDED = re.compile("^'(?=[=@+\\-\t\r\n\uff1d\uff0b\uff0d\uff20])")
_GUARDED_INSIDE = re.compile("([;\t\r\n])'(\"*(?:[=@\uff1d\uff0b\uff0d\uff20]|[+-](?! )))")


def exact(text: str) -> str:
    """A cell that `export csv` wrote, without the apostrophes that keep spreadsheets from taking text for formulas."""
    return _GUARDED_INSIDE.sub(r"\1\2", _GUARDED.sub("", text))
