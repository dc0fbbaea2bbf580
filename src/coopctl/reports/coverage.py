"""What runs where: countries by region against focus areas, aims or partners, and the gaps."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopctl import groups
from coopctl.query import Question, quoted
from coopctl.report import Column, Matrix, Report, Table
from coopctl.reports import ReportOption
from coopctl.reports.lists.countries import PRIORITY
from coopctl.reports.lists.listing import country_footnotes

OPTIONS = (ReportOption("by", "What the countries are held against.", "area", ("area", "aim", "partner")),)

EXAMPLES = """
coopctl report coverage
coopctl report coverage --by aim --region western-balkans
coopctl report coverage --by partner -f csv
"""

LETTERS = (
    ("running", "R", "running"),
    ("preparation", "P", "in preparation"),
    ("over", "E", "ended, concluded or cancelled"),
    ("undated", "U", "undated"),
)
STAGES = {
    "running": ("active",),
    "preparation": ("preparation",),
    "over": ("ended", "concluded", "cancelled"),
    "undated": ("undated",),
}
"""The stages that are counted together."""

_COUNTS = ", ".join(f"count(stage IN {quoted(stages)} OR NULL)" for stages in STAGES.values())
_NOTHING = (0, 0, 0, 0)

Counts = dict[tuple[str | None, str | None], tuple[int, ...]]


class _Country(NamedTuple):
    """A line of the report: its region (the first one, empty for none) and whether it has priority."""

    region: str | None
    region_title: str
    id: str
    name: str
    priority: str


def build(question: Question, by: str = "area") -> Report:
    """One row a country and focus area (or aim, or partner), with how many roadmaps are at which stage.

    Each country stands under its first region; what belongs to none has an empty id.
    """
    _make_tables(question, by)
    counts = _counts(question)
    countries, items = _countries(question), _items(question, by)
    rows = [(*country, *item, *counts.get((country.id, item[0]), _NOTHING)) for country in countries for item in items]
    title = f"Coverage by country and {groups.GROUPINGS[by].title.lower()}"
    table = Table(
        "coverage",
        "Coverage",
        _columns(by),
        rows,
        "No country has priority or is concerned by a roadmap.",
        drawing=Matrix(
            ("country", "name"), (by, "title"), ("region", "region_title"), LETTERS, _totals(counts, countries, items)
        ),
    )
    return Report(
        "coverage",
        title,
        question.day,
        question.words(),
        tables=(table,),
        notes=tuple(_gaps(by, counts, countries, items)),
        footnotes=country_footnotes(question, [country.id for country in countries]),
    )


def _make_tables(question: Question, by: str) -> None:
    """Make the temporary tables ``concerns`` and ``belongs``: each roadmap's countries and items, with its stage."""
    for table, name in (("concerns", "country"), ("belongs", by)):
        members = groups.GROUPINGS[name].roadmaps
        run = question.connection.execute
        run(f"CREATE TEMP TABLE {table} (key TEXT, roadmap TEXT, stage TEXT)")
        run(f"INSERT INTO {table} SELECT m.key, m.roadmap, stage FROM ({members}) m JOIN roadmap_stage USING (roadmap)")
        others = f"roadmap NOT IN (SELECT roadmap FROM {table})"
        run(f"INSERT INTO {table} SELECT '', roadmap, stage FROM roadmap_stage WHERE {others}")


def _counts(question: Question) -> Counts:
    """How many roadmaps are at which stage, by country and item; None stands for all of them, each counted once."""
    queries = (
        ("c.key, b.key", "concerns c JOIN belongs b USING (roadmap, stage)", "GROUP BY 1, 2"),
        ("key, NULL", "concerns", "GROUP BY 1"),
        ("NULL, key", "belongs", "GROUP BY 2"),
        ("NULL, NULL", "roadmap_stage", ""),
    )
    counts: Counts = {}
    for keys, rows, grouped in queries:
        for country, item, *numbers in question.rows(f"SELECT {keys}, {_COUNTS} FROM {rows} {grouped}"):
            counts[country, item] = tuple(numbers)
    return counts


def _countries(question: Question) -> list[_Country]:
    asked = question.asked.get("region")
    among = f"AND r.id IN {quoted(asked)}" if asked else ""
    sql = f"""SELECT r.id, coalesce(r.title, 'no region'), e.id, e.title, {PRIORITY} AS has_priority
        FROM ({groups.GROUPINGS["country"].entries}) e LEFT JOIN region r ON r.id = (
            SELECT l.region FROM region_country l JOIN region r ON r.id = l.region WHERE l.country = e.id {among}
            ORDER BY r.position LIMIT 1
        ) WHERE (has_priority = 'yes' OR e.id IN (SELECT key FROM concerns))
            AND e.id IN (SELECT id FROM country WHERE {groups.own_condition(question, "country", listed=True)})
        ORDER BY r.position IS NULL, r.position, e.position"""
    found = [_Country(*row) for row in question.rows(sql)]
    chosen = question.asked.keys() & {"country", "region"}
    nowhere = not chosen and question.rows("SELECT 1 FROM concerns WHERE key = '' LIMIT 1")
    return [*found, _Country(None, "no region", "", "no country", "no")] if nowhere else found


def _items(question: Question, by: str) -> list[tuple[str, str]]:
    """What the countries are held against, as id and title; of partners only those that take part somewhere."""
    grouping = groups.GROUPINGS[by]
    taking_part = "id IN (SELECT key FROM belongs)" if by == "partner" else "1"
    own = groups.own_condition(question, by, listed=True)
    found = question.rows(f"SELECT id, title FROM ({grouping.entries}) WHERE {taking_part} AND {own} ORDER BY position")
    nothing = own == "1" and question.rows("SELECT 1 FROM belongs WHERE key = '' LIMIT 1")
    return [*found, ("", grouping.rest)] if nothing else list(found)


def _columns(by: str) -> tuple[Column, ...]:
    return (
        Column("region", "Region", "id"),
        Column("region_title", "Region"),
        Column("country", "Country", "id", countries=True),
        Column("name", "Country", countries=True),
        Column("priority", "Priority"),
        Column(by, groups.GROUPINGS[by].title, "id"),
        Column("title", groups.GROUPINGS[by].title),
        *(Column(key, meaning.capitalize(), "number") for key, _, meaning in LETTERS),
    )


def _totals(counts: Counts, countries: list[_Country], items: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    nowhere, nothing = (None,) * len(_Country._fields), (None, None)
    return [
        *((*country, *nothing, *counts.get((country.id, None), _NOTHING)) for country in countries),
        *((*nowhere, *item, *counts.get((None, item[0]), _NOTHING)) for item in items),
        (*nowhere, *nothing, *counts[None, None]),
    ]


def _gaps(by: str, counts: Counts, countries: list[_Country], items: list[tuple[str, str]]) -> list[str]:
    """Where nothing is running, in words."""
    gaps = {
        "Priority countries": [
            country.name
            for country in countries
            if country.priority == "yes" and not counts.get((country.id, None), _NOTHING)[0]
        ],
        _PLURALS[by]: [title for id, title in items if id and not counts.get((None, id), _NOTHING)[0]],
    }
    return [f"{what} with nothing running: {', '.join(named) or 'none'}." for what, named in gaps.items()]


_PLURALS = {"area": "Focus areas", "aim": "Aims", "partner": "Partners"}
