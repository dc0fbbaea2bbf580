"""The files of a portfolio at both ends of a comparison, which of them are the same, and the commits between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopctl import files
from coopctl.history import commits, revisions, trails
from coopctl.history.commits import NOT_COMMITTED, Commit, Touch
from coopctl.history.revisions import Objects, Repository
from coopctl.history.trails import Trail, Trails
from coopctl.history.versions import Versions
from coopctl.problems import CoopctlError, Exit

State = dict[str, str]
"""The files at one time: each name with its blob's id."""


class Pair(NamedTuple):
    """One file at both ends: its name then and now, None where it is not there, and what was done to it between."""

    then: str | None
    now: str | None
    trail: Trail


class Times(NamedTuple):
    """Both ends: the files then and now, each with the folder they are in, and the commits between, newest first."""

    old: State
    new: State
    old_prefix: str
    prefix: str
    commits: list[Commit]

    def pairs(self, versions: Versions) -> Iterator[Pair]:
        """Each file that is there now, and then those that are gone."""
        found = Trails(self.commits, {self.prefix + name for name in self.new})
        followed = {name: found.follow(self.prefix + name) for name in self.new}
        then = _unique({name: self._old_name(trail.start) for name, trail in followed.items()})
        gone = set(self.old).difference(then.values())
        come = {name for name in self.new if name not in then and not _is_added(followed[name])}
        then |= trails.pair_alike(_texts(versions, self.old, gone), _texts(versions, self.new, come))
        for name, trail in followed.items():
            yield Pair(then.get(name), name, trail)
        for name in sorted(gone.difference(then.values())):
            yield Pair(name, None, found.follow(self.old_prefix + name))

    def _old_name(self, path: str) -> str | None:
        folder, slash, name = path.rpartition("/")
        return name if folder + slash == self.old_prefix and name in self.old else None


def between(repository: Repository, objects: Objects, versions: Versions, first: str, last: str | None) -> Times:
    """What there is at the commits ``first`` and ``last`` (None: the files as they are now). Raises CoopctlError (6)
    where git keeps nothing of the portfolio.
    """
    prefix = old_prefix = repository.prefix
    head = last or "HEAD"
    committed, old = (_committed(objects, commit, prefix) for commit in (head, first))
    told = commits.between(repository, head, first)
    if not old:
        told = commits.between(repository, head, first, everywhere=True)
        folder, slash, _ = Trails(told, ()).follow(f"{prefix}{files.FRAMEWORK}").start.rpartition("/")
        old_prefix = folder + slash
        old = _committed(objects, first, old_prefix)
    if not old and not committed:
        raise nothing_kept(repository)
    if last is not None:
        return Times(old, committed, old_prefix, prefix, told)
    new = as_they_are(repository, objects, versions)
    return Times(old, new, old_prefix, prefix, [uncommitted(committed, new, prefix, versions), *told])


def nothing_kept(repository: Repository) -> CoopctlError:
    """The error for a portfolio that is in no commit."""
    return CoopctlError(
        f'git keeps nothing of "{repository.folder}", so it has no history',
        help="what is committed from now on can be told: git add, then git commit",
        exit_code=Exit.INPUT_OUTPUT,
    )


def _committed(objects: Objects, commit: str, prefix: str) -> State:
    tree = objects.read(f"{commit}:{prefix.rstrip('/')}" if prefix else f"{commit}^{{tree}}")
    if tree is None or tree.kind != "tree":
        return {}
    return {name: id for name, id in revisions.entries(tree) if name.endswith(".toml") and name[0] != "."}


def last_committed(repository: Repository, objects: Objects) -> State:
    """The files in the last commit."""
    return _committed(objects, "HEAD", repository.prefix)


def as_they_are(repository: Repository, objects: Objects, versions: Versions) -> State:
    """The files as they are now, under the ids that git would give them; those that cannot be read are not there."""
    head = objects.read("HEAD^{commit}")
    state = {}
    for name in files.scan(repository.folder).names:
        try:
            content = files.read_bytes(repository.folder / name, repository.folder)
        except files.Unreadable:
            continue
        state[name] = revisions.blob_id(content, head.id if head else "")
        versions.add(state[name], files.decode(content))
    return state


def uncommitted(committed: State, now: State, prefix: str, versions: Versions) -> Commit:
    """What was done to the files since the last commit, as if it were one."""
    gone, come = set(committed) - set(now), set(now) - set(committed)
    then = trails.pair_alike(_texts(versions, committed, gone), _texts(versions, now, come))
    touches = []
    for name, id in now.items():
        was = then.get(name, name)
        if committed.get(was) != id or was != name:
            touches.append(Touch(prefix + was, prefix + name, (committed.get(was, ""),), id))
    left = sorted(gone.difference(then.values()))
    touches += [Touch(prefix + name, prefix + name, (committed[name],), "") for name in left]
    return Commit("", ("HEAD",), None, NOT_COMMITTED, "", tuple(touches))


def _unique(names: dict[str, str | None]) -> dict[str, str]:
    """Each name with its old one; an old name that was followed to a new one belongs to that alone."""
    moved = {old for name, old in names.items() if old != name}
    return {name: old for name, old in names.items() if old and (old != name or old not in moved)}


def _is_added(trail: Trail) -> bool:
    """Whether a commit is known to have brought the file."""
    return any(not any(touch.before) for _, touch in trail.steps)


def _texts(versions: Versions, state: State, names: Iterable[str]) -> dict[str, str]:
    return {name: versions.text(state[name]) or "" for name in sorted(names)}
