"""What belongs to which group, and to groups of several groupings at once: to a focus area and an owner.

A milestone is in a group by itself, with its deliverable or with its roadmap, and in several groups at once when it is
in each of them. The key of what is in no group is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coopctl import rules
from coopctl.conditions import quoted
from coopctl.groups import GROUPINGS
from coopctl.question import Question

Unit = tuple[str, ...]
"""What is in groups, by the columns that name it."""

_ROADMAP, _DELIVERABLE, _MILESTONE = ("roadmap",), ("roadmap", "deliverable"), ("roadmap", "deliverable", "milestone")
_NONE = {"deliverable": "''", "milestone": "0"}
"""What stands for a part where a roadmap is in a group without any; the keys of milestones begin with 1."""


class _Dependence(NamedTuple):
    """Two groupings that depend on each other, while all others go together as they come, by roadmap.

    ``together`` is what goes together, ``a`` of the first and ``b`` of the second: a roadmap in two regions has each
    country under its own, and one with two owners has each under the areas of what is theirs. What is ``lonely`` may
    have nothing in the other; if it is ``only_outside``, what the first has so counts where the first is the outer one,
    for there it is part of a group: an area of which a roadmap has nothing yet belongs to no owner.
    """

    first: str
    second: str
    together: str
    lonely: str = "1"
    only_outside: bool = False

    def keeps(self, names: Sequence[str]) -> bool:
        """Whether what is lonely in the first counts where groups are within one another as ``names`` says."""
        return not self.only_outside or names.index(self.first) < names.index(self.second)


_DEPENDENT = (
    _Dependence(
        "region",
        "country",
        """(a.region_key = '' OR b.country_key = '' OR (a.region_key, b.country_key) IN (
            SELECT region, country FROM region_country))""",
    ),
    _Dependence("area", "owner", "a.deliverable = b.deliverable", f"deliverable = {_NONE['deliverable']}", True),
)


def key(name: str) -> str:
    """The column that holds the key of a grouping."""
    return f"{name}_key"


def make_tables(question: Question, *names: str, only: str | None = None) -> None:
    """Make the temporary tables ``member`` (keys, roadmap) and ``group_standing`` (keys, standing) by groupings, or for
    ``only`` one group."""
    run = question.connection.execute
    parts = {name: f"belonging_{name}" if len(names) > 1 else "belonging" for name in names}
    for name, table in parts.items():
        _make_alone(question, name, table=table, chosen="1" if only is None else f"key IN {quoted([only])}")
    for one in _DEPENDENT:
        if one.first in parts and one.second in parts:
            pair = (parts[one.first], parts.pop(one.second))
            parts[one.first] = _join(question, pair, one, is_kept=one.keeps(names))
    first_part, *others = parts.values()
    if others:
        columns = ", ".join((*map(key, names), *max(map(_unit, names), key=len)))
        joined = " JOIN ".join([first_part, *(f"{part} USING (roadmap)" for part in others)])
        run(f"CREATE TEMP TABLE belonging AS SELECT {columns} FROM {joined}")
    elif len(names) > 1:
        run(f"ALTER TABLE temp.{first_part} RENAME TO belonging")
    _gather(question, names)


def sum_up(question: Question, names: Sequence[str]) -> None:
    """Make the two tables anew by some of the groupings that they were made by; everything counts once."""
    for table in ("member", "group_standing"):
        ((kind,),) = question.rows(f"SELECT type FROM sqlite_temp_master WHERE name = '{table}'")
        question.connection.execute(f"DROP {kind} temp.{table}")
    _gather(question, names, "DISTINCT")


def milestones_in(name: str) -> str:
    """SQL for the keys of the milestones in the group ``?``, once there are tables of that one grouping."""
    unit = _unit(name)
    if unit == _MILESTONE:
        return f"SELECT milestone FROM belonging WHERE {key(name)} = ?"
    return f"SELECT m.key FROM belonging JOIN milestone m USING ({', '.join(unit)}) WHERE {key(name)} = ?"


def _gather(question: Question, names: Sequence[str], distinct: str = "") -> None:
    run = question.connection.execute
    keys = ", ".join(map(key, names))
    unit = _unit_of_belonging(question)
    once = distinct if unit == _ROADMAP else "DISTINCT"
    run(f"CREATE TEMP {'TABLE' if once else 'VIEW'} member AS SELECT {once} {keys}, roadmap FROM belonging")
    run(f"CREATE TEMP TABLE group_standing AS {_standing(unit, keys, distinct)}")


def _standing(unit: Unit, keys: str, distinct: str) -> str:
    """The query for how the groups stand: a milestone counts by its status, all else by how it stands itself."""
    if unit == _ROADMAP:
        return rules.standing_together("member JOIN roadmap_standing USING (roadmap)", keys)
    belonging = f"(SELECT {distinct} {keys}, {', '.join(unit)} FROM belonging)"
    if unit == _DELIVERABLE:
        return rules.standing_together(f"{belonging} JOIN deliverable_standing USING ({', '.join(unit)})", keys)
    rows = f"SELECT {keys}, s.status, s.deadline, s.deadline_last FROM {belonging} JOIN milestone_status s"
    return rules.standing(f"({rows} ON s.key = milestone)", keys)


def _unit_of_belonging(question: Question) -> Unit:
    columns = {name for (name,) in question.rows("SELECT name FROM pragma_table_info('belonging')")}
    return max((unit for unit in (_ROADMAP, _DELIVERABLE, _MILESTONE) if columns.issuperset(unit)), key=len)


def _unit(name: str) -> Unit:
    """What is in the groups of a grouping as a whole."""
    grouping = GROUPINGS[name]
    return _MILESTONE if grouping.milestones else _DELIVERABLE if grouping.deliverables else _ROADMAP


def _none(unit: Unit) -> str:
    """The rest of a row of this unit, for a roadmap alone."""
    return ", ".join(_NONE[column] for column in unit if column in _NONE)


def _make_alone(question: Question, name: str, *, table: str, chosen: str) -> None:
    """Make the temporary ``table`` of what belongs to the groups of one grouping, as far as they are ``chosen``."""
    grouping, unit, run = GROUPINGS[name], _unit(name), question.connection.execute
    columns = ", ".join((key(name), *unit))
    # In the order of the groups, so that what is counted by group need not be sorted.
    run(f"CREATE TEMP TABLE {table} ({columns}, PRIMARY KEY ({columns})) WITHOUT ROWID")
    if unit == _ROADMAP:
        whole = f"""SELECT coalesce(g.key, '') AS key, roadmap
            FROM roadmap_stage LEFT JOIN ({grouping.roadmaps}) g USING (roadmap)"""
        run(f"INSERT OR IGNORE INTO {table} SELECT * FROM ({whole}) WHERE {chosen}")
        return
    parts = grouping.milestones or grouping.deliverables
    run(f"INSERT OR IGNORE INTO {table} SELECT key, {', '.join(unit)} FROM ({parts}) WHERE {chosen}")
    if grouping.roadmaps:
        _add_roadmaps(question, name, table, chosen)
    run(f"""INSERT INTO {table} SELECT * FROM (SELECT '' AS key, roadmap, {_none(unit)} FROM roadmap_stage)
        WHERE {chosen} AND roadmap NOT IN (SELECT roadmap FROM {table})""")


def _add_roadmaps(question: Question, name: str, table: str, chosen: str) -> None:
    """Add the roadmaps that are in groups by themselves, and not by what they contain already."""
    question.connection.execute(f"""INSERT INTO {table} SELECT DISTINCT g.key, roadmap, {_none(_unit(name))}
        FROM ({GROUPINGS[name].roadmaps}) g JOIN roadmap_stage USING (roadmap)
        WHERE {chosen}
            AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{key(name)} = g.key AND t.roadmap = g.roadmap)""")


def _join(question: Question, tables: tuple[str, str], of: _Dependence, *, is_kept: bool) -> str:
    """Make one table of two: of what goes together, and of that for which there is nothing in the other, which of the
    first ``is_kept`` or not. What is in the groups of the second is no larger than what is in those of the first."""
    run, joined = question.connection.execute, "_".join(tables)
    names = (of.first, of.second)
    (first, second), (larger, smaller) = map(key, names), map(_unit, names)
    for table, unit in zip(tables, (larger, smaller), strict=True):
        # SQLite makes no index by itself for what NOT EXISTS looks for.
        run(f"CREATE INDEX temp.members_of_{table} ON {table} ({', '.join(unit)})")
    together = f"a.roadmap = b.roadmap AND {of.together}"
    one, other = (f"{table} {name}" for table, name in zip(tables, "ab", strict=True))
    rest = [_NONE[column] for column in smaller[len(larger) :]]
    run(f"""CREATE TEMP TABLE {joined} AS SELECT {first}, {second}, {", ".join(f"b.{column}" for column in smaller)}
        FROM {one} JOIN {other} ON {together}""")
    lonely = [(other, one, ["''", second, *smaller])]
    if is_kept:
        lonely.append((one, other, [first, "''", *larger, *rest]))
    for here, there, columns in lonely:
        run(f"""INSERT INTO {joined} SELECT {", ".join(columns)} FROM {here}
            WHERE {of.lonely} AND NOT EXISTS (SELECT 1 FROM {there} WHERE {together})""")
    return joined
