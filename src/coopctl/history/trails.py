"""Files followed through the commits of a history, under whatever name they had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from coopctl.history.change import Change, Path
from coopctl.history.commits import Commit, Touch
from coopctl.history.compare import compare
from coopctl.history.versions import Versions
from coopctl.load import roadmap_id

_AHEAD = 64
_LEAST_ALIKE = 0.5
"""The share of lines that a renamed file keeps; git's own measure, which counts bytes."""


class Trail(NamedTuple):
    """What was done to one file, newest first, and the path it had before all of that."""

    steps: list[tuple[Commit, Touch]]
    start: str


class Trails:
    """The commits, newest first, by the paths that they touched. ``present`` are the paths there are in the end."""

    def __init__(self, commits: Iterable[Commit], present: Collection[str]) -> None:
        self._present = present
        self._touching: dict[str, list[tuple[int, Commit, Touch]]] = {}
        for number, commit in enumerate(commits):
            for touch in commit.touches:
                self._touching.setdefault(touch.path, []).append((number, commit, touch))

    def follow(self, path: str) -> Trail:
        """The trail of the file that is, or in the end was, at ``path``.

        Commits on another branch may still touch a renamed file under its old name, whatever their order; unless
        another file has taken that name.
        """
        found: dict[tuple[int, str], tuple[Commit, Touch]] = {}
        known, ahead = {path}, [(path, -1)]
        while ahead:
            name, after = ahead.pop()
            for number, commit, touch in self._touching.get(name, ()):
                if number <= after:
                    continue
                found[number, touch.path] = (commit, touch)
                if touch.old_path not in known:
                    known.add(touch.old_path)
                    ahead.append((touch.old_path, number if touch.old_path in self._present else -1))
        steps = [found[key] for key in sorted(found)]
        for _, touch in steps:
            path = touch.old_path if touch.path == path else path
        return Trail(steps, path)


def told(trail: Trail, versions: Versions) -> Iterator[tuple[Commit, Touch, list[Change]]]:
    """What each commit changed, newest first; contents that do not load are passed over."""
    earlier = {touch.after: touch.before for _, touch in trail.steps if touch.after}
    for number, (commit, touch) in enumerate(trail.steps):
        if number % _AHEAD == 0:
            near = trail.steps[number : number + _AHEAD]
            versions.fetch(id for _, step in near for id in (step.after, *step.before))
        new = versions.roadmap(touch.after)
        if touch.after and new is None:
            continue
        sides = [compare(versions.roadmap(_loading(id, earlier, versions)), new) for id in touch.before]
        changes = [one for one in sides[0] if all(any(same(one, other) for other in others) for others in sides[1:])]
        if touch.old_path != touch.path and new:
            changes.insert(0, renamed(touch, new.title))
        yield commit, touch, changes


def _loading(id: str, earlier: Mapping[str, tuple[str, ...]], versions: Versions) -> str:
    """The blob itself, or else the nearest one before it that loads."""
    seen = set()
    while id and id not in seen and versions.roadmap(id) is None:
        seen.add(id)
        id = earlier.get(id, ("",))[0]
    return id


def renamed(touch: Touch, title: str) -> Change:
    """The change of a roadmap's id that a file's new name makes."""
    old, new = (roadmap_id(path.rpartition("/")[2]) for path in (touch.old_path, touch.path))
    return Change("renamed", (), (), title, "id", old, new)


def same(one: Change, other: Change) -> bool:
    """Whether two changes lead to the same."""
    return (one.path, one.field, one.after, one.kind == "removed") == (
        other.path,
        other.field,
        other.after,
        other.kind == "removed",
    )


def before(path: Path, changes: Iterable[Change]) -> Path:
    """The path that a thing had before these changes, by the nearest thing around it that got another id."""
    renamings = (one for one in changes if one.kind == "renamed" and one.field == "id" and one.path)
    around = [one for one in renamings if path[: len(one.path)] == one.path]
    if not around:
        return path
    nearest = max(around, key=lambda one: len(one.path))
    return (*nearest.was, *path[len(nearest.path) :])


def pair_alike(gone: Mapping[str, str], come: Mapping[str, str]) -> dict[str, str]:
    """The files among those ``gone`` that those that ``come`` were, by their texts: new name to old name."""
    left = {name: _lines(text) for name, text in gone.items()}
    pairs: dict[str, str] = {}
    for name, text in come.items():
        lines = _lines(text)
        likeness = {old: _alike(lines, others) for old, others in left.items()}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= _LEAST_ALIKE:
            pairs[name] = best
            del left[best]
    return pairs


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip())


def _alike(some: Counter[str], others: Counter[str]) -> float:
    return (some & others).total() / max(some.total(), others.total(), 1)
