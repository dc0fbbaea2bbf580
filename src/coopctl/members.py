"""What belongs to which group, and to groups of several groupings at once: to a focus area and an owner.

A milestone is in a group by itself or with its roadmap, and in several groups at once when it is in each of them. The
key of what is in no group is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from coopctl import rules
from coopctl.groups import GROUPINGS
from coopctl.query import Question

_NO_MILESTONE = 0
"""Stands for a milestone where a roadmap is in a group without any; keys begin with 1."""

_DEPENDENT = (
    (
        "region",
        "country",
        "1",
        """(a.region_key = '' OR b.country_key = '' OR (a.region_key, b.country_key) IN (
            SELECT region, country FROM region_country))""",
    ),
    ("area", "owner", f"milestone = {_NO_MILESTONE}", "a.milestone = b.milestone"),
)
"""Groupings that depend on each other; what of the one may have nothing in the other; and what goes together, ``a``
of the first and ``b`` of the second: a roadmap in two regions has each country under its own, and one with two
owners has each under the areas of what is theirs. All others go together as they come, by roadmap."""


def key(name: str) -> str:
    """The column that holds the key of a grouping."""
    return f"{name}_key"


def make_tables(question: Question, *names: str) -> None:
    """Make the temporary tables ``member`` (keys, roadmap) and ``group_standing`` (keys, standing) by groupings."""
    run = question.connection.execute
    for name in names:
        _make_alone(question, name)
    parts = {name: f"belonging_{name}" for name in names}
    for first, second, lonely, condition in _DEPENDENT:
        if first in parts and second in parts:
            parts[first] = _join(question, (parts[first], parts.pop(second)), (first, second), lonely, condition)
    first_part, *others = parts.values()
    if others:
        columns = ", ".join([*map(key, names), *_members(names)])
        joined = " JOIN ".join([first_part, *(f"{part} USING (roadmap)" for part in others)])
        run(f"CREATE TEMP TABLE belonging AS SELECT {columns} FROM {joined}")
    else:
        run(f"ALTER TABLE temp.{first_part} RENAME TO belonging")
    _gather(question, names)


def sum_up(question: Question, names: Sequence[str]) -> None:
    """Make the two tables anew by some of the groupings that they were made by; everything counts once."""
    for table in ("member", "group_standing"):
        ((kind,),) = question.rows(f"SELECT type FROM sqlite_temp_master WHERE name = '{table}'")
        question.connection.execute(f"DROP {kind} temp.{table}")
    _gather(question, names, "DISTINCT")


def _gather(question: Question, names: Sequence[str], distinct: str = "") -> None:
    run = question.connection.execute
    keys = ", ".join(map(key, names))
    has_milestones = question.rows("SELECT 1 FROM pragma_table_info('belonging') WHERE name = 'milestone'")
    once = "DISTINCT" if has_milestones else distinct
    run(f"CREATE TEMP {'TABLE' if once else 'VIEW'} member AS SELECT {once} {keys}, roadmap FROM belonging")
    if has_milestones:
        rows = f"""(SELECT {keys}, s.status, s.deadline, s.deadline_last
            FROM (SELECT {distinct} {keys}, milestone FROM belonging) JOIN milestone_status s ON s.key = milestone)"""
        standing = rules.standing(rows, keys)
    else:
        standing = rules.standing_together("member JOIN roadmap_standing USING (roadmap)", keys)
    run(f"CREATE TEMP TABLE group_standing AS {standing}")


def _members(names: Sequence[str]) -> list[str]:
    """The columns that say what belongs: roadmaps, or where milestones are in groups by themselves, these too."""
    return ["roadmap", *(["milestone"] if any(GROUPINGS[name].milestones for name in names) else [])]


def _make_alone(question: Question, name: str) -> None:
    """Make the temporary table of what belongs to the groups of one grouping."""
    grouping, run = GROUPINGS[name], question.connection.execute
    table = f"belonging_{name}"
    if not grouping.milestones:
        # In the order of the groups, so that what is counted by group need not be sorted.
        run(f"CREATE TEMP TABLE {table} ({key(name)}, roadmap, PRIMARY KEY ({key(name)}, roadmap)) WITHOUT ROWID")
        run(f"""INSERT OR IGNORE INTO {table} SELECT coalesce(g.key, ''), roadmap
            FROM roadmap_stage LEFT JOIN ({grouping.roadmaps}) g USING (roadmap)""")
        return
    run(f"CREATE TEMP TABLE {table} ({key(name)}, roadmap, milestone)")
    _add_milestones(question, name, table)
    if grouping.roadmaps:
        _add_roadmaps(question, name, table)
    run(f"""INSERT INTO {table} SELECT '', roadmap, {_NO_MILESTONE} FROM roadmap_stage
        WHERE roadmap NOT IN (SELECT roadmap FROM {table})""")


def _add_milestones(question: Question, name: str, table: str) -> None:
    """Add the milestones that are counted, those in no group too."""
    run = question.connection.execute
    run(f"INSERT INTO {table} SELECT key, roadmap, milestone FROM ({GROUPINGS[name].milestones})")
    run(f"""INSERT INTO {table} SELECT '', m.roadmap, m.key FROM milestone m JOIN milestone_status s USING (key)
        WHERE m.key NOT IN (SELECT milestone FROM {table})""")


def _add_roadmaps(question: Question, name: str, table: str) -> None:
    """Add the roadmaps that are in groups by themselves, and not by a milestone already."""
    question.connection.execute(f"""INSERT INTO {table} SELECT *, {_NO_MILESTONE} FROM (
        SELECT g.key, roadmap FROM ({GROUPINGS[name].roadmaps}) g JOIN roadmap_stage USING (roadmap)
        EXCEPT SELECT {key(name)}, roadmap FROM {table})""")


def _join(question: Question, tables: tuple[str, str], names: tuple[str, str], lonely: str, condition: str) -> str:
    """Make one table of two: of what goes together, and of that for which there is nothing in the other."""
    run = question.connection.execute
    joined = "_".join(tables)
    members = _members(names[:1])
    first, second = map(key, names)
    for table in tables:
        # SQLite makes no index by itself for what NOT EXISTS looks for.
        run(f"CREATE INDEX temp.members_of_{table} ON {table} ({', '.join(members)})")
    goes_together = f"a.roadmap = b.roadmap AND {condition}"
    run(f"""CREATE TEMP TABLE {joined} AS SELECT {first}, {second}, {", ".join(f"a.{one}" for one in members)}
        FROM {tables[0]} a JOIN {tables[1]} b ON {goes_together}""")
    one, other = (f"{table} {name}" for table, name in zip(tables, "ab", strict=True))
    for here, there, keys in ((one, other, f"{first}, ''"), (other, one, f"'', {second}")):
        run(f"""INSERT INTO {joined} SELECT {keys}, {", ".join(members)} FROM {here}
            WHERE {lonely} AND NOT EXISTS (SELECT 1 FROM {there} WHERE {goes_together})""")
    return joined
