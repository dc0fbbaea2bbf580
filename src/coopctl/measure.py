"""How wide text is in a terminal, and text made to fit: cut, broken into lines, filled up with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable

NARROW = (
    "[ -~\n\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2190-\u21ff\u2500-\u25fc]*"
)
"""Letters of European languages, punctuation, currencies, arrows, blocks and circles: one cell each. Charts are drawn
with these, and importing the library takes as long as starting Python does. Most texts need not even this pattern: it
is compiled when one does."""


def widest(texts: Iterable[str]) -> int:
    """The width of the widest text, in terminal cells."""
    known = list(texts)
    return max(map(len if are_narrow(known) else width, known), default=0)


def are_narrow(texts: Iterable[str]) -> bool:
    """Whether every character of the texts takes one cell; then no library needs to be asked."""
    together = "".join(texts)
    return together.isascii() or bool(re.fullmatch(NARROW, together))


def width(text: str) -> int:
    """How many terminal cells a text takes."""
    if text.isascii() or re.fullmatch(NARROW, text):
        return len(text)
    import wcwidth

    return max(0, wcwidth.wcswidth(text))


def pad(text: str, wanted: int, *, right: bool = False) -> str:
    """``text`` filled up with blanks to ``wanted`` cells."""
    blanks = " " * (wanted - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, most: int) -> str:
    """``text`` in at most ``most`` cells, with an ellipsis where something is missing."""
    return text if width(text) <= most else f"{beginning(text, most - 1)}…"


def beginning(text: str, most: int) -> str:
    """A beginning of ``text`` in at most ``most`` cells, which ends between two characters as a reader sees them."""
    kept = text[: max(0, most)]
    while kept and (width(kept) > most or _is_joined(kept, text[len(kept) : len(kept) + 1])):
        kept = kept[: len(kept) - max(1, (width(kept) - most) // 2)]
    return kept


def _is_joined(before: str, after: str) -> bool:
    return bool(after) and not (before + after).isascii() and (before.endswith("\u200d") or width(after) == 0)


def wrapped(text: str, most: int, indent: str = "") -> list[str]:
    """``text`` in lines of at most ``most`` cells, broken at blanks where there are any; later lines are indented."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line.strip() and width(longer) > most:
            lines.append(line)
            longer = indent + word
        *full, line = _broken(longer, most, indent)
        lines += full
    return [*lines, line]


def _broken(line: str, most: int, indent: str) -> list[str]:
    parts: list[str] = []
    while width(line) > most:
        part = beginning(line, most)
        part = part if len(part) > len(indent) else line[: len(indent) + 1]
        parts.append(part)
        line = indent + line[len(part) :]
    return [*parts, line]
