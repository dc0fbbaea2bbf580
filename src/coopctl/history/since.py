"""A portfolio at two times in answer to one question: what changed between, judged by the day of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coopctl import clock, patterns, query
from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.files import FRAMEWORK
from coopctl.history import past, revisions, states
from coopctl.history.account import Compared, compared, makers
from coopctl.history.change import Change
from coopctl.history.commits import SHORT, Commit
from coopctl.history.ends import End, Ends
from coopctl.history.ratings import Turners, turned
from coopctl.history.revisions import Objects, Repository
from coopctl.history.states import State, Times
from coopctl.history.versions import Versions
from coopctl.load import roadmap_id
from coopctl.question import Question

if TYPE_CHECKING:
    from coopctl.model import Roadmap


class Told(NamedTuple):
    """A change of the roadmap ``id``, with the commit that made it; None where that is not known."""

    id: str
    change: Change
    made_by: Commit | None

    def path(self) -> str:
        """The address of what changed."""
        return "/".join((self.id, *self.change.path))


class Since(NamedTuple):
    """All that changed between two ends, the day (and why that) each is judged by, and what does not load."""

    told: list[Told]
    first: End
    last: End
    old_day: tuple[str, str]
    new_day: tuple[str, str]
    passed_over: list[str]


class _Scene(NamedTuple):
    """What is compared: the question, the history it is read from, and both ends."""

    question: Question
    repository: Repository
    objects: Objects
    versions: Versions
    first: End
    last: End
    times: Times

    def unusable(self) -> set[str]:
        """The files that have problems now."""
        return {row[0] for row in self.question.rows("SELECT name FROM file WHERE NOT loaded")}


def tell(question: Question, folder: Path, asked: str, ids: Sequence[str]) -> Since:
    """What changed in the portfolio in ``folder`` since what was ``asked`` for, of what the question leaves and has
    one of the ``ids``. Raises CoopctlError: 6 without git or a repository, 4 for what the history does not have.
    """
    repository = revisions.find(folder)
    with Objects(repository) as objects:
        revisions.require_commit(objects)
        first, last = Ends(repository, objects, clock.today()).parse(asked)
        versions = Versions(objects)
        times = states.between(repository, objects, versions, str(first.commit), last.commit)
        scene = _Scene(question, repository, objects, versions, first, last, times)
        differing = list(compared(times, versions, scene.unusable() if last.commit is None else ()))
        then, now = _sides(scene, differing, ids)
        told = [*_told(differing, versions), *_rated(then, now, differing, versions)]
        shown = [one for one in told if _is_shown(one, then, now)]
        return Since(shown, first, last, then.day, now.day, _passed_over(scene))


# ------------------------------------------------------------------------------------------------------ Both portfolios


def _sides(scene: _Scene, differing: list[Compared], ids: Sequence[str]) -> tuple[_Side, _Side]:
    """The portfolio then and now. Raises CoopctlError (4) for one of the ``ids`` that neither has."""
    question, new_day = scene.question, _new_day(scene)
    old_day = _day(scene.times.old, scene.first, scene.versions)
    now_index = past.index_of(question.connection, _other_now(scene), new_day[0])
    then_index = past.index_of(now_index, {one.id: one.old for one in differing}, old_day[0])
    then, now = _Side(then_index, old_day, question, ids), _Side(now_index, new_day, question, ids)
    for id in ids:
        if id not in then.known and id not in now.known:
            raise patterns.no_such_id(now.connection, id)
    return then, now


def _new_day(scene: _Scene) -> tuple[str, str]:
    question = scene.question
    if scene.last.commit is None or question.why_day == "as asked":
        return question.day, question.why_day
    return _day(scene.times.new, scene.last, scene.versions)


def _day(state: State, end: End, versions: Versions) -> tuple[str, str]:
    """The day that a portfolio is judged by at one end, and why."""
    framework = versions.framework(state[FRAMEWORK]) if FRAMEWORK in state else None
    if framework and framework.as_of:
        return framework.as_of.last.isoformat(), "reporting date"
    return end.day, "that day"


def _other_now(scene: _Scene) -> dict[str, Roadmap | None]:
    """The roadmaps that are not at the newer end what the index has; None for what is not there."""
    if scene.last.commit is None:
        return {}
    here = states.as_they_are(scene.repository, scene.objects, scene.versions)
    there = scene.times.new
    names = {name for name in {*here, *there} if here.get(name) != there.get(name)} | scene.unusable()
    return {roadmap_id(name): scene.versions.roadmap(there.get(name, "")) for name in names - {FRAMEWORK}}


class _Side:
    """The portfolio at one end: what is there, and what of it the question leaves."""

    def __init__(
        self, connection: sqlite3.Connection, day: tuple[str, str], question: Question, ids: Sequence[str]
    ) -> None:
        self.connection, self.day = connection, day
        self.known = patterns.known_ids(connection, ids)
        self.there = {row[0] for row in connection.execute(patterns.PATHS)}
        self.question: Question | None = None
        self.visible: set[str] = set()
        if self.known or not ids:
            self.question = query.ask(connection, day, {**question.asked, "ids": self.known})
            self.visible = {row[0] for row in self.question.rows(_visible(self.question))}


def _visible(question: Question) -> str:
    """The query for the paths of all that the question leaves; indicators are with their deliverables."""
    deliverables = f"SELECT path FROM deliverables WHERE {status_of_rows(question)}"
    return f"""
        SELECT id FROM roadmaps WHERE {status_of_counts(question)} UNION {deliverables}
        UNION SELECT path FROM milestones WHERE {status_of_rows(question)}
        UNION SELECT path || '/' || i.id FROM ({deliverables})
            JOIN indicator i ON i.roadmap || '/' || i.deliverable = path"""


# --------------------------------------------------------------------------------------------------------- What is told


def _told(differing: list[Compared], versions: Versions) -> Iterator[Told]:
    for one in differing:
        changes = one.changes()
        for change, commit in zip(changes, makers(one, changes, versions), strict=True):
            yield Told(one.id, change, commit)


def _rated(then: _Side, now: _Side, differing: list[Compared], versions: Versions) -> Iterator[Told]:
    if then.question is None or now.question is None:
        return
    known = {one.id: one for one in differing if one.old and one.new}
    turners = Turners(now.question, versions)
    for id, change in turned(then.question, now.question):
        maker = turners.find(known[id], str(change.after)) if id in known else None
        yield Told(id, change, maker)


def _is_shown(one: Told, then: _Side, now: _Side) -> bool:
    """Filters look at each thing as it is now, or else as it last was."""
    path = one.path()
    return path in (now.visible if path in now.there else then.visible)


def _passed_over(scene: _Scene) -> list[str]:
    """The contents that were wanted and do not load, each with the first commit that has it."""
    found = {}
    for name, id in scene.times.old.items():
        found[id] = f"{name} in {scene.first.words}"
    for commit in reversed(scene.times.commits):
        for touch in commit.touches:
            found.setdefault(touch.after, f"{touch.path.rpartition('/')[2]} in {commit.id[:SHORT]} of {commit.when}")
    return sorted(found[id] for id in scene.versions.broken if id in found)
