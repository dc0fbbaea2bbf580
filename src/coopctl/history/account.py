"""What changed in each roadmap between two times, and the commit that made each change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from coopctl import files
from coopctl.history import trails
from coopctl.history.change import Change, Path
from coopctl.history.commits import Commit, Touch
from coopctl.history.compare import compare
from coopctl.history.states import Pair, Times
from coopctl.history.trails import Trail
from coopctl.history.versions import Versions
from coopctl.load import roadmap_id

if TYPE_CHECKING:
    from coopctl.model import Roadmap


class Compared(NamedTuple):
    """A roadmap that differs: its id then and now and its version at both ends (None: not there), its trail."""

    id: str
    old_id: str
    old: Roadmap | None
    new: Roadmap | None
    trail: Trail

    def changes(self) -> list[Change]:
        """All that changed."""
        changes = compare(self.old, self.new)
        if self.old and self.new and self.id != self.old_id:
            changes.insert(0, Change("renamed", (), (), self.new.title, "id", self.old_id, self.id))
        return changes


def compared(times: Times, versions: Versions, unusable: Collection[str]) -> Iterator[Compared]:
    """The roadmaps that differ. Passed over is what cannot be compared: no version at an end that loads, or
    ``unusable``, the names of files that have problems now.
    """
    ends = {*times.old.items(), *times.new.items()}
    versions.fetch(id for name, id in ends if times.old.get(name) != times.new.get(name))
    for pair in times.pairs(versions):
        then, now = times.old.get(pair.then or "", ""), times.new.get(pair.now or "", "")
        if files.FRAMEWORK in (pair.then, pair.now) or pair.now in unusable or (then == now and pair.then == pair.now):
            continue
        old = versions.roadmap(then) or _nearest(reversed(pair.trail.steps) if then else (), versions)
        new = versions.roadmap(now) or _nearest(pair.trail.steps if now else (), versions)
        if bool(then) == bool(old) and bool(now) == bool(new):
            yield Compared(_id(pair, pair.now), _id(pair, pair.then), old, new, pair.trail)


def _id(pair: Pair, name: str | None) -> str:
    return roadmap_id(name or pair.now or pair.then or "")


def _nearest(steps: Iterable[tuple[Commit, Touch]], versions: Versions) -> Roadmap | None:
    """The first version on the way that loads, in place of one that does not."""
    return next(filter(None, (versions.roadmap(touch.after) for _, touch in steps)), None)


def makers(one: Compared, changes: list[Change], versions: Versions) -> list[Commit | None]:
    """For each of the changes, the newest commit that led to it; None where the history between does not show it."""
    found: list[Commit | None] = [None] * len(changes)
    paths = {number: change.path for number, change in enumerate(changes)}
    for commit, _, made in trails.told(one.trail, versions):
        for number in list(paths):
            if any(_leads_to(step, changes[number], paths[number]) for step in made):
                found[number] = commit
                del paths[number]
            else:
                paths[number] = trails.before(paths[number], made)
        if not paths:
            break
    return found


def _leads_to(step: Change, change: Change, path: Path) -> bool:
    """Whether what a commit did makes the change of the thing that was at ``path`` after it."""
    if change.kind == "removed" or step.kind == "removed":
        is_same = path[: len(step.path)] == step.path or step.title == change.title
        return step.kind == change.kind and is_same
    if step.kind == "added":
        return path[: len(step.path)] == step.path
    return (step.path, step.field, step.after) == (path, change.field, change.after)
