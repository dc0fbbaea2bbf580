"""What runs where, and where nothing does.

Countries by region are held against focus areas, aims or partners.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from coopctl import groups
from coopctl.conditions import quoted, status_of_counts
from coopctl.filters import CHOOSING
from coopctl.question import Question
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

_LEAVE_COUNTRIES_WHOLE = {"country", "region", "area", "aim"}
"""Filters that leave in what runs in a country all that matters to gaps."""

_COUNTS = ", ".join(f"count(stage IN {quoted(stages)} OR NULL)" for stages in STAGES.values())
_NOTHING = (0, 0, 0, 0)

Counts = dict[tuple[str | None, str | None], tuple[int, ...]]


class Country(NamedTuple):
    """A line of the report: its region (the first one, None for none) and whether it has priority ("yes" or "no").

    The id of what concerns no country is empty.
    """

    region: str | None
    region_title: str
    id: str
    name: str
    priority: str


class Covered(NamedTuple):
    """What runs where: the countries by region, the items that they are held against (id, title), and the numbers.

    It ``is_whole`` where every roadmap of a country that is looked at counts; else a gap may be something hidden.
    """

    countries: list[Country]
    items: list[tuple[str, str]]
    counts: Counts
    is_whole: bool

    def number(self, country: str | None, item: str | None) -> tuple[int, ...]:
        """How many roadmaps there are of each of the LETTERS; None stands for all, each counted once."""
        return self.counts.get((country, item), _NOTHING)

    def idle_countries(self) -> list[Country]:
        """The countries with nothing running."""
        return [country for country in self.countries if country.id and not self.number(country.id, None)[0]]

    def idle_items(self) -> list[str]:
        """The titles of the items with nothing running."""
        return [title for id, title in self.items if id and not self.number(None, id)[0]]


def look(question: Question, by: str) -> Covered:
    """What runs where, by countries and the groups of ``by``.

    Each country stands under its first region, what belongs to none last. All countries are there where each is
    looked at whole, else those that something concerns.
    """
    _make_tables(question, by)
    is_whole = question.asked.keys() <= _LEAVE_COUNTRIES_WHOLE
    return Covered(_countries(question, all=is_whole), _items(question, by), _counts(question), is_whole)


def build(question: Question, by: str = "area") -> Report:
    """A row a pair of country and item: how many roadmaps are at which stage.

    Each country stands under its first region; what belongs to none has an empty id.
    """
    covered = look(question, by)
    rows = [
        (*country, *item, *covered.number(country.id, item[0]))
        for country in covered.countries
        for item in covered.items
    ]
    table = Table(
        "coverage",
        "Coverage",
        _columns(by),
        rows,
        "No country is concerned by a roadmap.",
        drawing=Matrix(("country", "name"), (by, "title"), ("region", "region_title"), LETTERS, _totals(covered)),
    )
    return Report(
        "coverage",
        f"Coverage by country and {groups.GROUPINGS[by].title.lower()}",
        question.day,
        question.words(),
        tables=(table,),
        notes=tuple(_gaps(by, covered)),
        footnotes=country_footnotes(question, [country.id for country in covered.countries]),
    )


def _chooses(question: Question) -> bool:
    return not question.asked.keys().isdisjoint(CHOOSING)


def _make_tables(question: Question, by: str) -> None:
    """Make the temporary tables ``looked_at``, the roadmaps that have what was asked for, with their stages, and
    ``concerns`` and ``belongs``, the countries and the items of each."""
    having = f"SELECT id FROM roadmaps WHERE {status_of_counts(question)}" if _chooses(question) else "roadmap"
    looked_at = f"SELECT roadmap, stage FROM roadmap_stage WHERE roadmap IN ({having})"
    question.connection.execute(f"CREATE TEMP TABLE looked_at AS {looked_at}")
    for table, name in (("concerns", "country"), ("belongs", by)):
        members = groups.GROUPINGS[name].roadmaps
        run = question.connection.execute
        run(f"CREATE TEMP TABLE {table} (key TEXT, roadmap TEXT, stage TEXT)")
        run(f"INSERT INTO {table} SELECT m.key, m.roadmap, stage FROM ({members}) m JOIN looked_at USING (roadmap)")
        others = f"roadmap NOT IN (SELECT roadmap FROM {table})"
        run(f"INSERT INTO {table} SELECT '', roadmap, stage FROM looked_at WHERE {others}")


def _counts(question: Question) -> Counts:
    """How many roadmaps are at which stage, by country and item; None stands for all of them, each counted once."""
    queries = (
        ("c.key, b.key", "concerns c JOIN belongs b USING (roadmap, stage)", "GROUP BY 1, 2"),
        ("key, NULL", "concerns", "GROUP BY 1"),
        ("NULL, key", "belongs", "GROUP BY 2"),
        ("NULL, NULL", "looked_at", ""),
    )
    counts: Counts = {}
    for keys, rows, grouped in queries:
        for country, item, *numbers in question.rows(f"SELECT {keys}, {_COUNTS} FROM {rows} {grouped}"):
            counts[country, item] = tuple(numbers)
    return counts


def _countries(question: Question, *, all: bool) -> list[Country]:
    asked = question.asked.get("region")
    among = f"AND r.id IN {quoted(asked)}" if asked else ""
    sql = f"""SELECT r.id, coalesce(r.title, 'no region'), e.id, e.title, {PRIORITY}
        FROM ({groups.GROUPINGS["country"].entries}) e LEFT JOIN region r ON r.id = (
            SELECT l.region FROM region_country l JOIN region r ON r.id = l.region WHERE l.country = e.id {among}
            ORDER BY r.position LIMIT 1
        ) WHERE {1 if all else "e.id IN (SELECT key FROM concerns)"}
            AND e.id IN (SELECT id FROM country WHERE {groups.own_condition(question, "country", listed=True)})
        ORDER BY r.position IS NULL, r.position, e.position"""
    found = [Country(*row) for row in question.rows(sql)]
    nowhere = question.rows("SELECT 1 FROM concerns WHERE key = '' LIMIT 1")
    return [*found, Country(None, "no region", "", "no country", "no")] if nowhere else found


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


def _totals(covered: Covered) -> list[tuple[Any, ...]]:
    nowhere, nothing = (None,) * len(Country._fields), (None, None)
    return [
        *((*country, *nothing, *covered.number(country.id, None)) for country in covered.countries),
        *((*nowhere, *item, *covered.number(None, item[0])) for item in covered.items),
        (*nowhere, *nothing, *covered.number(None, None)),
    ]


def _gaps(by: str, covered: Covered) -> list[str]:
    """Where nothing is running, in words."""
    if not covered.is_whole:
        return ["Only a part of the portfolio is looked at, so that gaps cannot be told."]
    gaps = {
        "Priority countries": [country.name for country in covered.idle_countries() if country.priority == "yes"],
        _PLURALS[by]: covered.idle_items(),
    }
    return [f"{what} with nothing running: {', '.join(named) or 'none'}." for what, named in gaps.items()]


_PLURALS = {"area": "Focus areas", "aim": "Aims", "partner": "Partners"}
