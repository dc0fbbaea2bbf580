"""A change as a plain value: what became of one thing between two versions of a roadmap, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from coopctl import suggest
from coopctl.dates import PartialDate

Path = tuple[str, ...]
"""The way to a thing within its roadmap: none for the roadmap itself, a deliverable's id, then a milestone's."""

EDITED = "edited"
EVENTS = ("cancelled", "concluded", "signed", "done", "dropped", "started")
"""The changes that bear the name of the field that says when."""
KINDS = (
    *("added", "removed", "renamed", "rating", "cancelled", "concluded", "signed", "extended", "shortened"),
    *("done", "reopened", "dropped", "slipped", "pulled forward", "scheduled", "started", "measured", "corrected"),
    EDITED,
)
"""Every kind of change, in the order they are told: ``edited`` is whatever has no name of its own."""


class Change(NamedTuple):
    """What happened to one thing. ``was`` is its path before; ``field`` the key of the format that changed, empty
    for the thing itself. ``days`` is how many days later it is now; ``because`` the reason that was given.
    """

    kind: str
    path: Path
    was: Path
    title: str
    field: str = ""
    before: str | None = None
    after: str | None = None
    days: int | None = None
    because: str | None = None


class Subject(NamedTuple):
    """What changes are about: the thing with its path now and before."""

    path: Path
    was: Path
    title: str

    def changed(
        self,
        kind: str,
        field: str,
        before: str | None,
        after: str | None,
        days: int | None = None,
        because: str | None = None,
    ) -> Change:
        """A change of this thing."""
        return Change(kind, *self, field, before, after, days, because)


def titled(subject: Subject, old: str, new: str) -> Iterator[Change]:
    """Whether its title changed."""
    if old != new:
        yield subject.changed("renamed", "title", old, new)


def event(
    subject: Subject, field: str, old: PartialDate | None, new: PartialDate | None, because: str | None = None
) -> Iterator[Change]:
    """What became of something that happens once: it came, is taken back, or was on another day."""
    if new and not old:
        yield subject.changed(field, field, None, new.text, because=because)
    elif old and not new:
        yield subject.changed("reopened", field, old.text, None)
    elif old and new and old.text != new.text:
        yield subject.changed("corrected", field, old.text, new.text, (new.last - old.last).days or None)


def moved(subject: Subject, field: str, old: PartialDate, new: PartialDate, because: str | None = None) -> Change:
    """How a date that is still to come moved, by its last day."""
    days = (new.last - old.last).days
    return subject.changed("slipped" if days > 0 else "pulled forward", field, old.text, new.text, days, because)


def text(date: PartialDate | None) -> str | None:
    """A date as written."""
    return date.text if date else None


def edited(subject: Subject, old: Any, new: Any, told: set[str]) -> Iterator[Change]:
    """What else changed, besides the fields that were ``told`` already."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name not in told and before != after:
            yield subject.changed(EDITED, name, worded(before), worded(after))


def worded(value: Any) -> str | None:
    """A value of the format as text; None for nothing."""
    if value is None or value == [] or value == {}:
        return None
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {worded(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(filter(None, map(worded, value)))
    fields = getattr(type(value), "model_fields", None)
    if fields:
        return " ".join(filter(None, (worded(getattr(value, name)) for name in fields)))
    return str(value)


def extent(one: Any) -> str | None:
    """What a thing that came or went contains, in words: ``with 2 deliverables, 5 milestones``."""
    deliverables = getattr(one, "deliverables", None)
    steps = getattr(one, "milestones", None)
    if deliverables is not None:
        numbers = {"deliverable": len(deliverables), "milestone": sum(len(d.milestones) for d in deliverables.values())}
    else:
        numbers = {"milestone": len(steps or ())}
    words = ", ".join(suggest.count(number, noun) for noun, number in numbers.items() if number)
    return f"with {words}" if words else None


_LONG = 60


def words(one: Change) -> str:
    """The change as a phrase: ``due 2025-11 → 2026-02, 92 days later``."""
    because = f": {one.because}" if one.because and one.kind not in ("added", "removed") else ""
    return _phrase(one) + because


def _phrase(one: Change) -> str:
    if one.kind in ("added", "removed"):
        return f"{one.kind} {one.because}" if one.because else one.kind
    if one.kind == "reopened":
        return f"no longer {one.field} (was {one.before})"
    if one.kind in (*EVENTS, "measured"):
        return f"{one.kind} {one.after}"
    if one.before is None:
        return f"{one.field} {_short(one.after)}"
    if one.after is None:
        return f"no {one.field} any more (was {_short(one.before)})"
    if max(len(one.before), len(one.after)) > _LONG and one.kind == EDITED:
        return f"{one.field} rewritten"
    later = f", {suggest.count(abs(one.days), 'day')} {'later' if one.days > 0 else 'earlier'}" if one.days else ""
    return f"{one.field} {one.before} → {one.after}{later}"


def _short(text: str | None) -> str:
    return text if text and len(text) <= _LONG else f"{(text or '')[: _LONG - 1]}…"
