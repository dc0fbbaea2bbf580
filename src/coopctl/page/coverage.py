"""What runs where: countries by region and focus area, and the gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from coopctl import groups
from coopctl.page.value import Cell, Coverage, CoveredCountry, CoveredRegion, Gap, Named
from coopctl.query import Question
from coopctl.reports.coverage import STAGES

_SORT_OF_STAGE = {stage: sort for sort, stages in STAGES.items() for stage in stages}
_WHERE_GAPS_SHOW = {"country", "region", "area", "aim", "status"}
"""Filters under which a country is still looked at whole; under the others a gap would only be something hidden."""

_ALL = ""
_PRIORITY = """SELECT c.id, c.name, c.priority OR EXISTS (
    SELECT 1 FROM region_country l JOIN region r ON r.id = l.region WHERE l.country = c.id AND r.priority)
FROM country c"""

Counts = dict[tuple[str, str], Counter[str]]


def build(question: Question) -> Coverage:
    """The countries and focus areas that are looked at, and how many roadmaps of each sort there are."""
    counts = _counts(question)
    is_whole = question.asked.keys() <= _WHERE_GAPS_SHOW
    own = groups.own_condition(question, "country", listed=True)
    countries = {
        id: CoveredCountry(Named(id, name), bool(priority), Cell(), ())
        for id, name, priority in question.rows(f"{_PRIORITY} WHERE {own} ORDER BY c.position")
        if is_whole or (id, _ALL) in counts
    }
    own = groups.own_condition(question, "area")
    areas = tuple(
        Named(id, title)
        for id, title in question.rows(f"SELECT id, title FROM focus_area WHERE {own} ORDER BY position")
        if (is_whole and not question.restricts()) or any((key, id) in counts for key in ("", *countries))
    )
    rows = {id: _row(row, areas, counts) for id, row in countries.items()}
    return Coverage(areas, _grouped(question, rows, counts, areas), _gaps(rows, areas) if is_whole else None)


def _counts(question: Question) -> Counts:
    """By country and focus area; "" stands for any area, and for the country of roadmaps that name none."""
    stages = dict(question.rows("SELECT roadmap, stage FROM roadmap_stage"))
    members: dict[str, dict[str, list[str]]] = {}
    for name in ("country", "area"):
        found = members.setdefault(name, {})
        for key, roadmap in question.rows(groups.GROUPINGS[name].roadmaps):
            found.setdefault(roadmap, []).append(key)
    counts: Counts = {}
    for roadmap, stage in stages.items():
        for country in members["country"].get(roadmap, [_ALL]):
            for area in (_ALL, *members["area"].get(roadmap, [])):
                counts.setdefault((country, area), Counter())[_SORT_OF_STAGE[stage]] += 1
    return counts


def _cell(counts: Counts, country: str, area: str) -> Cell:
    return Cell(**counts.get((country, area), Counter()))


def _row(row: CoveredCountry, areas: Iterable[Named], counts: Counts) -> CoveredCountry:
    id = row.country.id
    return row._replace(all=_cell(counts, id, _ALL), cells=tuple(_cell(counts, id, area.id) for area in areas))


def _grouped(
    question: Question, rows: dict[str, CoveredCountry], counts: Counts, areas: tuple[Named, ...]
) -> tuple[CoveredRegion, ...]:
    members = question.rows(
        """SELECT r.title, l.country FROM region r JOIN region_country l ON l.region = r.id
            ORDER BY r.position, l.position"""
    )
    grouped: dict[str, list[CoveredCountry]] = {}
    for region, country in members:
        if country in rows:
            grouped.setdefault(region, []).append(rows[country])
    inside = {country for _, country in members}
    rest = [row for id, row in rows.items() if id not in inside]
    found = [CoveredRegion(title, tuple(held)) for title, held in grouped.items()]
    found += [CoveredRegion("Countries in no region", tuple(rest))] if rest else []
    if (_ALL, _ALL) in counts:
        nowhere = _row(CoveredCountry(Named("", "Roadmaps that name no country"), False, Cell(), ()), areas, counts)
        found.append(CoveredRegion("No country", (nowhere,)))
    return tuple(found)


def _gaps(rows: dict[str, CoveredCountry], areas: tuple[Named, ...]) -> tuple[Gap, ...]:
    return (
        _gap("Priority countries", (row for row in rows.values() if row.priority)),
        _gap("Other countries", (row for row in rows.values() if not row.priority)),
    )


def _gap(what: str, rows: Iterable[Any]) -> Gap:
    return Gap(what, tuple(row.country for row in rows if not row.all.running))
