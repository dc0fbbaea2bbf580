"""`log ID`: the life of one roadmap, or of something in it, commit by commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any, NamedTuple

from coopctl import addresses, load, patterns, suggest
from coopctl.history import commits, revisions, states, trails
from coopctl.history.change import Change, Path, words
from coopctl.history.commits import SHORT, Commit
from coopctl.history.compare import at
from coopctl.history.revisions import Objects, Repository
from coopctl.history.trails import Trail, Trails
from coopctl.history.versions import Versions
from coopctl.problems import CoopctlError
from coopctl.question import Question
from coopctl.report import Column, Report, Table

if TYPE_CHECKING:
    from coopctl.model import Roadmap

COLUMNS = (
    Column("when", "When", "date"),
    Column("who", "Who", weight=2),
    Column("change", "Change", "status", weight=3),
    Column("what", "What"),
    Column("id", "Of", "id", weight=1),
    Column("subject", "Commit's subject", weight=4),
    Column("commit", "Commit", weight=5),
    Column("title", "Title", weight=9),
    Column("field", "Field", weight=9),
    Column("from", "From", weight=9),
    Column("to", "To", weight=9),
    Column("days", "Days", "number", weight=9),
)
EXTRA = ("title", "field", "from", "to", "days")


class _Event(NamedTuple):
    """Something that a commit did, with the address at that time of what it did it to."""

    commit: Commit
    change: Change
    id: str

    def row(self) -> tuple[Any, ...]:
        one, commit = self.change, self.commit
        told = (commit.when, commit.who, one.kind, words(one), self.id, commit.subject or None)
        return (*told, commit.id[:SHORT] or None, one.title, one.field or None, one.before, one.after, one.days)


def build(question: Question, folder: Folder, id: str) -> Report:
    """All that happened to what has, or had, this id, the newest first.

    Raises CoopctlError: 4 when nothing has ever had the id, 6 without git or a repository.
    """
    id = id.strip("/")
    roadmap, *path = id.split("/")
    repository = revisions.find(folder)
    with Objects(repository) as objects:
        revisions.require_commit(objects)
        versions = Versions(objects)
        told, present = _history(repository, objects, versions)
        name = f"{repository.prefix}{roadmap}.toml"
        trail = Trails(told, present).follow(name)
        events = [] if name in present else list(_renamed_away(told, name, versions))
        events += _events(trail, tuple(path), versions, cut_off=repository.shallow)
        if not events and not question.rows(f"SELECT 1 FROM ({patterns.PATHS}) WHERE id = ?", (id,)):
            raise _no_life(question, id)
        notes = (*_cut_off(repository, trail), *_passed_over(trail, versions))
    rows = [event.row() for event in events]
    table = Table("log", "Log", COLUMNS, rows, f"Nothing is known to have happened to {id}.", extra=EXTRA)
    return Report("log", _title(question, id, events), question.day, f"the life of {id}", tables=(table,), notes=notes)


def _title(question: Question, id: str, events: list[_Event]) -> str:
    """The thing's title as it is now, or else as it last was."""
    tables = (("roadmap", "id"), ("deliverables", "path"), ("milestones", "path"))
    known = " UNION ".join(f"SELECT title FROM {table} WHERE {key} = :id" for table, key in tables)
    found = question.rows(known, {"id": id})
    past = [event.change.title for event in events if len(event.change.path) == id.count("/")]
    return str(found[0][0]) if found else (past or [id])[0]


def _history(repository: Repository, objects: Objects, versions: Versions) -> tuple[list[Commit], set[str]]:
    """All commits of the portfolio, with what is not committed yet as the newest, and the paths there are now."""
    committed = states.last_committed(repository, objects)
    now = states.as_they_are(repository, objects, versions)
    told = commits.between(repository, "HEAD", None)
    if not told:
        raise states.nothing_kept(repository)
    newest = states.uncommitted(committed, now, repository.prefix, versions)
    return [newest, *told], {repository.prefix + name for name in now}


def _renamed_away(told: list[Commit], path: str, versions: Versions) -> Iterator[_Event]:
    """The commit that gave a roadmap that is gone another id, if that was its end."""
    for commit in told:
        for touch in commit.touches:
            if touch.old_path == path and touch.path != path:
                roadmap = versions.roadmap(touch.after)
                one = trails.renamed(touch, roadmap.title if roadmap else path)
                yield _Event(commit, one, str(one.before))
                return


def _events(trail: Trail, path: Path, versions: Versions, *, cut_off: bool) -> Iterator[_Event]:
    """What concerns the thing at ``path``, which is followed to the names it had before.

    Where the history is ``cut_off``, its first commit shows what was there already, not what was added.
    """
    for commit, touch, changes in trails.told(trail, versions):
        if cut_off and not commit.parents:
            continue
        file = load.roadmap_id(touch.path.rpartition("/")[2])
        sides = versions.roadmap(touch.before[0]), versions.roadmap(touch.after)
        for one in changes:
            change = _concerning(one, path, *sides)
            if change:
                yield _Event(commit, change, "/".join((file, *change.path)))
        path = trails.before(path, changes)


def _concerning(one: Change, path: Path, old: Roadmap | None, new: Roadmap | None) -> Change | None:
    """A change of the thing itself or of something in it; when it came or went with what it is part of, that."""
    if one.path[: len(path)] == path:
        return one
    if one.kind in ("added", "removed") and path[: len(one.path)] == one.path:
        thing = at(new if one.kind == "added" else old, path)
        if thing is not None:
            return one._replace(path=path, title=thing.title, because=f"with {'/'.join(one.path) or 'the roadmap'}")
    return None


def _cut_off(repository: Repository, trail: Trail) -> list[str]:
    if not repository.shallow:
        return []
    since = [commit for commit, _ in trail.steps if not commit.parents]
    first = f" from {since[0].when} ({since[0].id[:SHORT]})" if since else ""
    return [f"The history was fetched only{first}; git fetch --unshallow fetches all of it."]


def _passed_over(trail: Trail, versions: Versions) -> list[str]:
    broken = [
        f"{commit.id[:SHORT]} of {commit.when}" for commit, touch in trail.steps if touch.after in versions.broken
    ]
    return [f"Passed over, for the file does not load there: {suggest.enumerated(broken)}."] if broken else []


def _no_life(question: Question, id: str) -> CoopctlError:
    """The error for what has no history here, or is nothing at all."""
    try:
        found = addresses.find(question.connection, id)
    except CoopctlError:
        return patterns.no_such_id(question.connection, id)
    return CoopctlError(
        f"log tells of roadmaps and what is in them, not of {found.word}",
        help=f"what it is now: coopctl show {found.word}",
    )
