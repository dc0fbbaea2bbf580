"""Two versions of a roadmap compared: what became of each thing, as changes that a report can take as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coopctl.dates import PartialDate
from coopctl.history import moves
from coopctl.history.change import EDITED, Change, Path, Subject, edited, event, extent, moved, text, titled, worded

if TYPE_CHECKING:
    from coopctl.model import Deliverable, Indicator, Milestone, Roadmap, Tracked


def compare(old: Roadmap | None, new: Roadmap | None) -> list[Change]:
    """What changed from ``old`` to ``new``; None stands for a roadmap that was not, or is no longer, there."""
    if old is None or new is None:
        there = new or old
        kind = "added" if new else "removed"
        return [Change(kind, (), (), there.title, because=extent(there))] if there else []
    if old == new:
        return []
    return [*_of_roadmap(old, new), *_of_deliverables(old.deliverables, new.deliverables)]


# ------------------------------------------------------------------------------------------------------- The roadmap


def _of_roadmap(old: Roadmap, new: Roadmap) -> Iterator[Change]:
    subject = Subject((), (), new.title)
    yield from titled(subject, old.title, new.title)
    yield from event(subject, "cancelled", old.cancelled, new.cancelled, new.reason)
    yield from event(subject, "concluded", old.concluded, new.concluded)
    signed = [one.signed.on if one.signed else None for one in (old, new)]
    yield from event(subject, "signed", signed[0], signed[1])
    yield from event(subject, "started", old.started, new.started)
    start = [one.period.start if one.period else None for one in (old, new)]
    yield from _start(subject, start[0], start[1])
    yield from _end(subject, old, new)
    told = {"title", "cancelled", "concluded", "signed", "started", "period", "extensions", "deliverables"}
    yield from edited(subject, old, new, told | ({"reason"} if new.cancelled else set()))


def _start(subject: Subject, old: PartialDate | None, new: PartialDate | None) -> Iterator[Change]:
    if old and new and old.last != new.last:
        yield moved(subject, "start", old, new)
    elif text(old) != text(new):
        yield subject.changed(EDITED, "start", text(old), text(new))


def _end(subject: Subject, old: Roadmap, new: Roadmap) -> Iterator[Change]:
    """Whether the agreed end, extensions included, moved."""
    before, after = agreed_end(old), agreed_end(new)
    if before and after and before.last != after.last:
        days = (after.last - before.last).days
        reason = new.extensions[-1].reason if new.extensions != old.extensions and new.extensions else None
        kind = "extended" if days > 0 else "shortened"
        yield subject.changed(kind, "end", before.text, after.text, days, reason)
    elif text(before) != text(after):
        yield subject.changed(EDITED, "end", text(before), text(after))
    elif old.extensions != new.extensions:
        yield subject.changed(EDITED, "extensions", worded(old.extensions), worded(new.extensions))


def agreed_end(roadmap: Roadmap) -> PartialDate | None:
    """The latest end that was ever agreed on."""
    ends = [one.until for one in roadmap.extensions]
    ends += [roadmap.period.end] if roadmap.period and roadmap.period.end else []
    return max(ends, key=lambda end: end.last, default=None)


# ---------------------------------------------------------------------------------------- What it is to bring about


def _of_deliverables(old: dict[str, Deliverable], new: dict[str, Deliverable]) -> Iterator[Change]:
    paths = paired(old, new)
    yield from _lost_and_found(old, new, paths, (), ())
    for now, was in paths.items():
        before, after = old[was], new[now]
        subject = Subject((now,), (was,), after.title)
        yield from _renamed(subject)
        if before == after:
            continue
        tracked_as_one = not (before.milestones or after.milestones)
        yield from moves.tracked(subject, before, after) if tracked_as_one else _untracked(subject, before, after)
        yield from _of_milestones(subject, before.milestones, after.milestones)
        yield from _of_indicators(subject, before.indicators, after.indicators)


def _of_milestones(of: Subject, old: dict[str, Milestone], new: dict[str, Milestone]) -> Iterator[Change]:
    paths = paired(old, new)
    yield from _lost_and_found(old, new, paths, of.path, of.was)
    for now, was in paths.items():
        subject = Subject((*of.path, now), (*of.was, was), new[now].title)
        yield from _renamed(subject)
        if old[was] != new[now]:
            yield from moves.tracked(subject, old[was], new[now])


def _of_indicators(of: Subject, old: dict[str, Indicator], new: dict[str, Indicator]) -> Iterator[Change]:
    paths = paired(old, new)
    yield from _lost_and_found(old, new, paths, of.path, of.was)
    for now, was in paths.items():
        before, after = old[was], new[now]
        subject = Subject((*of.path, now), (*of.was, was), after.title)
        yield from _renamed(subject)
        yield from titled(subject, before.title, after.title)
        is_measured = len(after.actual) > len(before.actual)
        if is_measured:
            last = before.actual[-1:]
            yield subject.changed("measured", "actual", worded(last), worded(after.actual[-1:]))
        yield from edited(subject, before, after, {"title"} | ({"actual"} if is_measured else set()))


def paired(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """The id before of each thing that was there before: under the same id, or else as the only one of its title."""
    pairs = {id: id for id in new if id in old}
    gone, come = _bytitled(old, pairs.values()), _bytitled(new, pairs)
    for title, ids in come.items():
        if len(ids) == 1 and len(gone.get(title, ())) == 1:
            pairs[ids[0]] = gone[title][0]
    return {id: pairs[id] for id in new if id in pairs}


def _bytitled(named: Mapping[str, Any], without: Iterable[str]) -> dict[str, list[str]]:
    left = set(named).difference(without)
    found: dict[str, list[str]] = {}
    for id in named:
        if id in left:
            found.setdefault(named[id].title.casefold(), []).append(id)
    return found


def _lost_and_found(
    old: Mapping[str, Any], new: Mapping[str, Any], paths: dict[str, str], path: Path, was: Path
) -> Iterator[Change]:
    for id, one in new.items():
        if id not in paths:
            yield Change("added", (*path, id), (*path, id), one.title, because=extent(one))
    kept = set(paths.values())
    for id, one in old.items():
        if id not in kept:
            yield Change("removed", (*was, id), (*was, id), one.title, because=extent(one))


def _renamed(subject: Subject) -> Iterator[Change]:
    """Whether its own id changed; that of what it is part of is told there."""
    if subject.path[-1] != subject.was[-1]:
        yield subject.changed("renamed", "id", subject.was[-1], subject.path[-1])


def _untracked(subject: Subject, old: Tracked, new: Tracked) -> Iterator[Change]:
    yield from titled(subject, old.title, new.title)
    yield from edited(subject, old, new, {"title", "milestones", "indicators", *moves.DATES})


def at(roadmap: Roadmap | None, path: Path) -> Any:
    """The deliverable, milestone or indicator at ``path``, or the roadmap itself; None where there is none."""
    if roadmap is None or not path:
        return roadmap
    deliverable = roadmap.deliverables.get(path[0])
    if deliverable is None or len(path) == 1:
        return deliverable
    return (deliverable.milestones.get(path[1]) or deliverable.indicators.get(path[1])) if len(path) == 2 else None
