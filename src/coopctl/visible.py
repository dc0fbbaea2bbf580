"""Text from files and arguments, made harmless for a terminal: what cannot be seen is shown as an escape.

Every text that was not written by this program passes through :func:`visible` on its way to a screen.
"""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
_MOST_MARKS = 8


def visible(text: str) -> str:
    """``text`` on one line, with control, format and unassigned characters as ``\\x1b`` or ``\\u202e``.

    Joiners within emoji and scripts stay; of combining marks in a row the first eight do, so that no
    character can grow over its neighbours.
    """
    return text if is_harmless(text) else "".join(_shown(text))


def is_harmless(text: str) -> bool:
    """Whether ``text`` has nothing but letters, digits and signs of ASCII, and blanks."""
    return text.isascii() and text.isprintable()


def _shown(text: str) -> list[str]:
    import unicodedata

    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            continue
        shown.append(_escape(character) if _is_unseen(character, category) else character)
    return shown


def is_unseen(character: str) -> bool:
    """Whether it is a control, format or unassigned character, or a separator of lines; no joiner."""
    import unicodedata

    return _is_unseen(character, unicodedata.category(character))


def _is_unseen(character: str, category: str) -> bool:
    return (category[0] == "C" and character not in _JOINERS) or category in ("Zl", "Zp")


def _escape(character: str) -> str:
    named = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
    if character in named:
        return named[character]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
