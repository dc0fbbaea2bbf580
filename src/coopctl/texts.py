"""Finding rows by the words in their texts, in any case, with or without accents.

A row has the texts that belong to it: a roadmap those of all that it contains, a deliverable those of its
milestones and indicators, a milestone its own and its deliverable's title, an entry of the framework its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeVar

ROW, ROADMAP = "row", "roadmap"
"""The kinds of rows that belong to roadmaps: deliverables and milestones by path, roadmaps by id."""

_TABLES = {"area": "focus_area", "partner": "organisation", "owner": "organisation"}
_NAMED = ("country", "organisation")
_AT_ONCE = 400
_MOST_WORDS, _LONGEST_WORD = 200, 1000
"""What SQL is asked to look for; more would be more than it takes."""

_SIGNS_OF_LIKE = re.compile("(?=[%_!])")

_Owner = tuple[Any, ...]
"""Whose text it is: a roadmap's id, its deliverable's and its milestone's as far as it is theirs; or an entry's id."""

_Key = TypeVar("_Key")


def condition(connection: sqlite3.Connection, asked: Sequence[str], kind: str, column: str = "id") -> str:
    """The condition on rows of a ``kind`` (ROW, ROADMAP, or a grouping's name) that any text ``asked`` for puts.

    All words of one text must occur somewhere in a row's texts. ``column`` holds the row's id, or of a ROW its path.
    """
    table = _TABLES.get(kind, kind)
    found = f"text_{table}"
    if not connection.execute("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (found,)).fetchone():
        connection.execute(f"CREATE TEMP TABLE {found} (id TEXT PRIMARY KEY) WITHOUT ROWID")
        ids = _ids(connection, asked, table)
        connection.executemany(f"INSERT INTO temp.{found} VALUES (?)", ((id,) for id in ids))
    return f"{column} IN (SELECT id FROM temp.{found})"


def folded(text: str | None) -> str:
    """``text`` without case and accents."""
    if not text or text.isascii():
        return (text or "").lower()
    from coopctl.accents import without_accents

    return without_accents(text.casefold()).casefold()


def _ids(connection: sqlite3.Connection, asked: Sequence[str], table: str) -> Iterable[str]:
    """The ids of the rows in whose texts all words of one of the texts ``asked`` for occur."""
    texts = [frozenset(folded(text).split()) for text in asked]
    bits = {word: 1 << place for place, word in enumerate(frozenset.union(*texts))}
    wanted = [sum(bits[word] for word in words) for words in texts]
    found: dict[_Owner, int] = {}
    for owner, text in _candidates(connection, list(bits), table):
        plain = folded(text)
        found[owner] = found.get(owner, 0) | sum([bit for word, bit in bits.items() if word in plain])
    return _rows(connection, found, wanted) if table == ROW else _whole(found, wanted)


def _candidates(connection: sqlite3.Connection, words: list[str], table: str) -> Iterator[tuple[_Owner, str]]:
    """What may have one of the words in it: what SQL, which knows the cases of ASCII only, cannot rule out."""
    patterns = [f"%{_SIGNS_OF_LIKE.sub('!', word[:_LONGEST_WORD])}%" for word in words[: _MOST_WORDS + 1]]
    known = [f"{{0}} LIKE :{place} ESCAPE '!'" for place in range(1, len(patterns) + 1)]
    may_have = " OR ".join([*known, _NOT_ASCII] if len(patterns) <= _MOST_WORDS else ["{0} IS NOT NULL"])
    texts = _TEXTS if table in (ROW, ROADMAP) else (_Text("id", "name" if table in _NAMED else "title", table),)
    # Each table is gone through once, and by itself: through all of them as one takes SQLite twice the time.
    sql = " UNION ALL ".join(text.query(may_have) for text in texts)
    values = {str(place): pattern for place, pattern in enumerate(patterns, start=1)}
    for row in connection.execute(sql, values):
        yield row[:-1], row[-1]


def _whole(found: dict[_Owner, int], wanted: list[int]) -> Iterator[str]:
    """The ids of the roadmaps or entries that have all words of a text somewhere; ``wanted`` are these as bits."""
    for id, words in _together((owner[0], words) for owner, words in found.items()).items():
        if _is_among(wanted, words):
            yield id


def _rows(connection: sqlite3.Connection, found: dict[_Owner, int], wanted: list[int]) -> Iterator[str]:
    """The paths of the deliverables and milestones that have them."""
    within = {owner: words for owner, words in found.items() if owner[1]}
    titles = {(roadmap, id): words for (roadmap, id, milestone), words in within.items() if milestone == _ALL}
    for (roadmap, id), words in _together((owner[:2], words) for owner, words in within.items()).items():
        if _is_among(wanted, words):
            yield f"{roadmap}/{id}"
    alone = {owner for owner, words in titles.items() if _is_among(wanted, words)}
    for (roadmap, id, milestone), words in within.items():
        is_one = milestone and milestone != _ALL and (roadmap, id) not in alone
        if is_one and _is_among(wanted, words | titles.get((roadmap, id), 0)):
            yield f"{roadmap}/{id}/{milestone}"
    yield from _below(connection, sorted(alone))


def _together(found: Iterable[tuple[_Key, int]]) -> dict[_Key, int]:
    """The words that were found of each, as bits."""
    together: dict[_Key, int] = {}
    for key, words in found:
        together[key] = together.get(key, 0) | words
    return together


def _is_among(wanted: list[int], words: int) -> bool:
    return any(words & all_of_them == all_of_them for all_of_them in wanted)


def _below(connection: sqlite3.Connection, deliverables: list[_Owner]) -> Iterator[str]:
    """The paths of all milestones of deliverables."""
    for start in range(0, len(deliverables), _AT_ONCE):
        some = deliverables[start : start + _AT_ONCE]
        yield from (
            path
            for (path,) in connection.execute(
                f"""WITH asked (roadmap, deliverable) AS (VALUES {", ".join(["(?, ?)"] * len(some))})
                SELECT roadmap || '/' || deliverable || '/' || id FROM asked JOIN milestone USING (roadmap, deliverable)
                WHERE id <> ''""",
                list(chain.from_iterable(some)),
            )
        )


_ALL = "*"
_NOT_ASCII = "length({0}) < length(CAST({0} AS BLOB))"


class _Text(NamedTuple):
    """Texts in a table: whose they are, the column that every row has, and those that few rows have."""

    owner: str
    column: str
    table: str
    rare: tuple[str, ...] = ("notes",)

    def query(self, may_have: str) -> str:
        """SQL for whose it is and the whole text, where the column ``may_have`` a word or another one is there."""
        there = [may_have.format(self.column), *(f"{column} IS NOT NULL" for column in self.rare)]
        whole = " || ".join([self.column, *(f"coalesce(' ' || {column}, '')" for column in self.rare)])
        return f"SELECT {self.owner}, {whole} FROM {self.table} WHERE {' OR '.join(there)}"


_TEXTS = (
    _Text("id, NULL, NULL", "title", "roadmap", ("summary", "reason", "notes")),
    _Text("roadmap, NULL, NULL", "reason", "roadmap_extension", ()),
    _Text(f"roadmap, id, '{_ALL}'", "title", "deliverable", ()),
    _Text("roadmap, id, NULL", "''", "deliverable", ("reason", "notes")),
    _Text("roadmap, deliverable, NULL", "topic", "deliverable_topic", ()),
    _Text("roadmap, deliverable, NULL", "title", "indicator"),
    _Text("roadmap, deliverable, id", "title", "milestone", ("reason", "notes")),
    _Text("roadmap, deliverable, milestone", "topic", "milestone_topic", ()),
)
"""The texts of a roadmap, each behind the deliverable and the milestone that it belongs to; a deliverable's title
belongs to all its milestones."""
