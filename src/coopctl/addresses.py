"""What an id stands for: a roadmap or what is in one, by its path; a thing of the framework, by its id or name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coopctl import files, suggest
from coopctl.patterns import no_such_id
from coopctl.problems import CoopctlError, Exit


class Kind(NamedTuple):
    """A kind of thing in the framework: its table in the index and in the file, and what it is called by."""

    table: str
    key: str
    name: str = "title"


KINDS = {
    "area": Kind("focus_area", "focus_areas"),
    "country": Kind("country", "countries", "name"),
    "partner": Kind("organisation", "organisations", "name"),
    "region": Kind("region", "regions"),
    "source": Kind("source", "sources"),
    "aim": Kind("aim", "aims"),
    "support": Kind("support_kind", "support_kinds"),
    "engagement": Kind("engagement", "engagements"),
    "report": Kind("report", "reports"),
}
"""What can stand in front of an id: ``area:resettlement``. ``roadmap:`` can too."""

_LEVELS = (("milestone", "milestones"), ("indicator", "indicators"))


class Address(NamedTuple):
    """A thing of the portfolio: what it is, and its ids from the outermost to its own."""

    kind: str
    ids: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of the file that it is written in."""
        return files.FRAMEWORK if self.kind in KINDS or self.kind == "framework" else f"{self.ids[0]}.toml"

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to it in its file."""
        if self.kind in KINDS:
            return (KINDS[self.kind].key, *self.ids)
        deliverable, own = self.ids[1:2], self.ids[2:]
        inner = tuple(key for kind, key in _LEVELS if kind == self.kind)
        return (*(("deliverables", *deliverable) if deliverable else ()), *inner, *own)

    @property
    def what(self) -> str:
        """What it is, in the singular, as the format's tables are named."""
        return KINDS[self.kind].table if self.kind in KINDS else self.kind

    @property
    def word(self) -> str:
        """As it is written on a command line."""
        return f"{self.kind}:{self.ids[0]}" if self.kind in KINDS else "/".join(self.ids) or self.kind


def find(connection: sqlite3.Connection, word: str, kinds: Sequence[str] = tuple(KINDS)) -> Address:
    """The thing that ``word`` means, ``framework`` itself included; of things in it only those of ``kinds``.

    Raises CoopctlError: 4 when there is no such thing, 2 when there are several or the kind in front of it is none.
    """
    if word == "framework":
        return Address("framework", ())
    kind, colon, name = word.partition(":")
    if colon and "/" not in kind:
        return _of_kind(connection, kind.lower(), name, ("roadmap", *kinds))
    return _by_path(connection, word) or _by_name(connection, word, kinds)


def entries(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    """The ids of a kind, each with what it is called."""
    if kind == "roadmap":
        return {row[0]: row[0] for row in connection.execute("SELECT id FROM roadmap ORDER BY id")}
    table, _, name = KINDS[kind]
    return dict(connection.execute(f"SELECT id, {name} FROM {table} ORDER BY position").fetchall())


def _of_kind(connection: sqlite3.Connection, kind: str, name: str, kinds: Sequence[str]) -> Address:
    if kind not in kinds:
        near = suggest.did_you_mean(kind, kinds)
        there = f"what can stand in front of a colon is {suggest.either(kinds)}"
        raise CoopctlError(f'nothing in a portfolio is called "{kind}:"', help=f"{near} {there}".strip())
    known = entries(connection, kind)
    found = _named(known, name)
    if found:
        return Address(kind, (found[0],))
    close = suggest.nearest(name, [*known, *known.values()])
    help = f'did you mean "{kind}:{close}"?' if close else suggest.there_are([f"{kind}:{one}" for one in known])
    raise CoopctlError(f'there is no {kind} "{name}" in this portfolio', help=help, exit_code=Exit.NOT_FOUND)


def _named(known: dict[str, str], name: str) -> list[str]:
    """The ids among the known ones that ``name`` means, by id or else by title, in any case."""
    folded = name.casefold()
    return [id for id in known if id.casefold() == folded] or [
        id for id, title in known.items() if title.casefold() == folded
    ]


def _by_path(connection: sqlite3.Connection, word: str) -> Address | None:
    """The roadmap, or what is in one, that this path leads to."""
    ids = tuple(word.strip("/").split("/"))
    conditions = ("id = ?", "roadmap = ? AND id = ?", "roadmap = ? AND deliverable = ? AND id = ?")
    kinds = (("roadmap",), ("deliverable",), ("milestone", "indicator"))
    for kind in kinds[len(ids) - 1] if len(ids) <= len(kinds) else ():
        if connection.execute(f"SELECT 1 FROM {kind} WHERE {conditions[len(ids) - 1]}", ids).fetchone():
            return Address(kind, ids)
    return None


def _by_name(connection: sqlite3.Connection, name: str, kinds: Iterable[str]) -> Address:
    """The thing of the framework that ``name`` means, if it is only one."""
    known = {kind: entries(connection, kind) for kind in kinds}
    found = [Address(kind, (id,)) for kind, there in known.items() for id in _named(there, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CoopctlError(f'"{name}" is several things', help=f"write {suggest.either(one.word for one in found)}")
    raise _unknown(connection, name, known)


def _unknown(connection: sqlite3.Connection, name: str, known: dict[str, dict[str, Any]]) -> CoopctlError:
    """The error for what is nothing at all, with the nearest thing by id or name."""
    error = no_such_id(connection, name)
    words = {
        word: Address(kind, (id,)).word
        for kind, there in known.items()
        for id, title in there.items()
        for word in (title, id if kind != "country" else title)  # two letters are near to too much
    }
    near = None if "/" in name else suggest.nearest(name, [*entries(connection, "roadmap"), *words])
    help = f'did you mean "{words[near]}"?' if near and near in words else error.help
    return CoopctlError(error.message, help=help, exit_code=Exit.NOT_FOUND)
