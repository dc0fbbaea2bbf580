"""What runs where: countries by region and focus area, and the gaps."""

from __future__ import annotations

from itertools import groupby

from coopctl.page.value import Cell, Coverage, CoveredCountry, CoveredRegion, Gap, Named
from coopctl.question import Question
from coopctl.reports import coverage
from coopctl.reports.coverage import Country, Covered


def build(question: Question) -> Coverage:
    """The countries and focus areas that are looked at, and how many roadmaps of each sort there are."""
    covered = coverage.look(question, "area")
    areas = _areas(covered, is_part=question.restricts())
    groups = tuple(
        CoveredRegion(title, tuple(_row(covered, country, areas) for country in held))
        for title, held in groupby(covered.countries, _group)
    )
    return Coverage(areas, groups, _gaps(covered) if covered.is_whole else None)


def _areas(covered: Covered, *, is_part: bool) -> tuple[Named, ...]:
    """The focus areas; where a part is looked at, only those that something there is about."""
    return tuple(
        Named(id, title)
        for id, title in covered.items
        if id and (not is_part or any(any(covered.number(country.id, id)) for country in covered.countries))
    )


def _group(country: Country) -> str:
    if not country.id:
        return "No country"
    return country.region_title if country.region else "Countries in no region"


def _row(covered: Covered, country: Country, areas: tuple[Named, ...]) -> CoveredCountry:
    name = Named(country.id, country.name if country.id else "Roadmaps that name no country")
    cells = tuple(Cell(*covered.number(country.id, area.id)) for area in areas)
    return CoveredCountry(name, country.priority == "yes", Cell(*covered.number(country.id, None)), cells)


def _gaps(covered: Covered) -> tuple[Gap, ...]:
    idle = [(Named(country.id, country.name), country.priority) for country in covered.idle_countries()]
    return (
        Gap("Priority countries", tuple(name for name, priority in idle if priority == "yes")),
        Gap("Other countries", tuple(name for name, priority in idle if priority == "no")),
    )
