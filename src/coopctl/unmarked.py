"""Text that means only itself where Markdown is read as GitHub does: nothing in it is markup, HTML or math, and no
address of the web becomes a link, whose escapes would show. No escape stops GitHub from linking an e-mail address
to itself; what is read stays the same.

Only what would be taken for markup where it stands is escaped, so that a date stays ``2026-06-30``.
"""

from __future__ import annotations

import re

# Each branch begins with the character itself: where to look at all is then found without trying the branches.
_MARKUP = re.compile(
    r"[\\`*|<\[\]~$]|&(?=#?[A-Za-z0-9]+;)|_(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))|/(?<=:/)(?=/)|\.(?<=[wW]{3}\.)"
    r"|#(?<=\s#)(?=#*\s*\Z)"
)
_START = re.compile(r"\A(?:(\d{1,9})(?=[.)](?:\s|\Z))|(?=>|#{1,6}(?:\s|\Z)|[-+](?:\s|\Z)|-[-\s]*\Z|=+\s*\Z))")


def inline(text: str) -> str:
    """``text`` so that it shows as it is within a line, also of a table, its own lines apart."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("\n", "<br>")


def block(text: str) -> str:
    """``text`` as a paragraph: its beginning is not taken for a heading, a list, a quotation or a line either."""
    return _START.sub(r"\1\\", inline(text.strip()), count=1)
