"""The ids in one table of a roadmap: those that are there, and those that rows get, the same ones every time."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from coopctl.intake.slugs import free, slug

PATH = re.compile(r"[\w.-]+(?:/[\w.-]+){1,2}", re.ASCII)
"""An address as commands print it: ROADMAP/DELIVERABLE/MILESTONE."""


def is_id(word: str) -> bool:
    """Whether a word can be an id as it is."""
    from coopctl.model import ID_PATTERN

    return bool(re.match(ID_PATTERN, word))


class Twins(NamedTuple):
    """The numbers of rows that have nothing but one title, and the ids that are ``there`` for one of that title."""

    title: str
    rows: list[int]
    there: list[str]


class Ids:
    """The ids of things of one kind, ``what``; ``also`` are ids that others have.

    ``claimed`` are those that some row has for its own, in lower case: no other row gets them by its title.
    """

    def __init__(
        self, there: Mapping[str, Any], what: str, also: Iterable[str] = (), claimed: Container[str] = ()
    ) -> None:
        self._what, self._claimed = what, claimed
        self._taken = {*there, *also}
        self._by_id = {id.casefold(): id for id in there}
        self._by_title: dict[str, list[str]] = {}
        for id, fields in there.items():
            title = fields.get("title") if isinstance(fields, dict) else None
            self._by_title.setdefault(_folded(str(title or id)), []).append(id)
        self._there = {title: list(ids) for title, ids in self._by_title.items()}
        self._used: dict[str, int] = {}
        self._by_own: set[str] = set()
        self._titles: dict[str, Twins] = {}

    def shared(self, word: str, *, as_id: bool) -> str:
        """The id of what several rows name by id or title. A new one is ``word`` itself where it is meant ``as_id``."""
        folded = _folded(word)
        found = self._by_id.get(folded) or next(iter(self._by_title.get(folded, ())), None)
        if found is None:
            found = word if as_id and is_id(word) else free(slug(word, self._what), self._taken)
            self._keep(found, word)
        return found

    def own(self, word: str, title: str, row: int) -> tuple[str, int]:
        """The id of what one row is about, by id or else by title; and the row that had it already, or 0."""
        id = self._by_id.get(word.casefold(), "")
        if id:
            self._by_own.add(id)
        else:
            id = self._titled(title)
            self._remember(title, row, is_only_titled=not word or bool(id))
        if not id:
            made = word if is_id(word) else slug(word or title, self._what)
            id = made if word else free(made, self._taken)
        before = self._used.setdefault(id, row)
        self._keep(id, title)
        return id, before if before != row else 0

    @property
    def twins(self) -> list[Twins]:
        """Titles by which rows cannot be told apart: several rows have them, or several things that were there."""
        told = [one._replace(there=[id for id in one.there if id not in self._by_own]) for one in self._titles.values()]
        return [one for one in told if max(len(one.rows), len(one.there)) > 1]

    def _remember(self, title: str, row: int, *, is_only_titled: bool) -> None:
        if is_only_titled:
            folded = _folded(title)
            self._titles.setdefault(folded, Twins(title, [], self._there.get(folded, []))).rows.append(row)

    def _titled(self, title: str) -> str:
        """The first that is called so and that no row is about so far; empty when there is none."""
        named = self._by_title.get(_folded(title), ())
        return next((id for id in named if id not in self._used and id.casefold() not in self._claimed), "")

    def _keep(self, id: str, title: str) -> None:
        self._taken.add(id)
        self._by_id.setdefault(id.casefold(), id)
        named = self._by_title.setdefault(_folded(title), [])
        if id not in named:
            named.append(id)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
