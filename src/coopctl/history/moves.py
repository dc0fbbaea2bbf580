"""What became of something that is tracked, a milestone or a deliverable without any: its deadline, its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coopctl.history.change import EDITED, Change, Subject, edited, event, moved, text, titled

if TYPE_CHECKING:
    from coopctl.model import Tracked

DATES = ("due", "expected", "started", "done", "dropped")


def tracked(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    """What became of it, from one version to the next."""
    changes = [
        *titled(subject, old.title, new.title),
        *_ends(subject, old, new),
        *_started(subject, old, new),
        *_due(subject, old, new),
        *_expected(subject, old, new),
    ]
    yield from changes
    told = {"title", "milestones", "indicators", *DATES}
    yield from edited(subject, old, new, told | ({"reason"} if any(one.because for one in changes) else set()))


def _ends(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    """Whether it became done or dropped, or is neither any more."""
    for field, other in (("done", new.dropped), ("dropped", new.done)):
        before, after = getattr(old, field), getattr(new, field)
        if after is None and other is not None:
            continue
        yield from event(subject, field, before, after, new.reason if field == "dropped" else None)


def _started(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    newly_ended = (new.done or new.dropped) and not (old.done or old.dropped)
    if old.started and new.started is None and not newly_ended:
        yield subject.changed("corrected", "started", old.started.text, None)
    elif (old.started or not newly_ended) and new.started:
        yield from event(subject, "started", old.started, new.started)


def _due(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    before, after = old.due, new.due
    is_over = bool((old.done or old.dropped) and (new.done or new.dropped))
    if before and after and before.last != after.last and not is_over:
        yield moved(subject, "due", before, after, _new_reason(old, new))
    elif text(before) != text(after):
        kind = "corrected" if before and after else "scheduled"
        yield subject.changed(kind, "due", text(before), text(after))


def _expected(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    """Whether the forecast moved; without one of its own, it is the deadline."""
    if text(old.expected) == text(new.expected) or (new.done or new.dropped):
        return
    before, after = old.expected or old.due, new.expected or new.due
    if before and after and before.last != after.last:
        yield moved(subject, "expected", before, after, _new_reason(old, new))
    elif before and after:
        yield subject.changed(EDITED, "expected", text(old.expected), text(new.expected))
    else:
        yield subject.changed("scheduled", "expected", text(before), text(after))


def _new_reason(old: Tracked, new: Tracked) -> str | None:
    return new.reason if new.reason != old.reason else None
