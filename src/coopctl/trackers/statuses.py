"""The words by which trackers say how far something is. A status is worked out from dates, so a word is none: it
is taken where a person said on which day the words were true, and kept in the notes otherwise, never made a date."""

from __future__ import annotations

from typing import Literal

from coopctl.trackers.fields import plain

Meaning = Literal["done", "dropped", "started", "open", "unknown"]

_WORDS: dict[Meaning, str] = {
    "done": "done, complete, completed, finished, achieved, closed, delivered, implemented, fully implemented, adopted,"
    " accomplished, fulfilled, concluded, realised, realized, yes, y, x, true, 100, 1",
    "dropped": "dropped, cancelled, canceled, abandoned, discontinued, withdrawn, deleted, removed, not pursued,"
    " no longer relevant, no longer needed, obsolete, discarded",
    "started": "started, in progress, on going, ongoing, under way, underway, in process, in implementation, on track,"
    " partly done, partially done, partly completed, partially completed, partially implemented, partly implemented,"
    " advanced, being implemented, active, begun, wip, under implementation, work in progress, progressing",
    "open": "not started, not yet started, to do, todo, planned, pending, open, scheduled, upcoming, not begun, new,"
    " no, n, false, not due, not yet due, future, not applicable yet, 0, not done, to be done, to be started",
}
_MEANINGS: dict[str, Meaning] = {plain(word): meaning for meaning, words in _WORDS.items() for word in words.split(",")}

BLANK = frozenset(("", "-", "--", "–", "—", "n/a", "n.a.", "na", "none", "nil", "tbc", "tbd", "t.b.d.", "t.b.c.", "?"))
"""What people write where there is nothing to write, in lower case."""


def meaning(word: str) -> Meaning:
    """What a word says; delayed, at risk, a colour and the like say nothing about what has happened."""
    return _MEANINGS.get(plain(word.removesuffix("%").strip()) or ("done" if word.strip() in "✓✔☑" else ""), "unknown")


def is_blank(cell: str) -> bool:
    """Whether there is nothing in a cell, or what people write where there is nothing."""
    return cell.strip().casefold() in BLANK
