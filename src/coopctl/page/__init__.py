"""The status page as a plain value: gathered from the reports and a few queries, with nothing of how it will look.

``gather`` makes it; the exports that write it as HTML or Markdown are functions of the value alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from coopctl.page import coverage, deadlines, details, engagements, head, timeline
from coopctl.page.value import Coverage, Engagement, Page, Roadmap
from coopctl.question import Question
from coopctl.reports import status
from coopctl.reports.lists.listing import country_footnotes


def gather(question: Question) -> Page:
    """Everything that the page says about what the question leaves."""
    standing = status.build(question).tables[0]
    shown = tuple(row[0] for row in standing.rows)
    covered = coverage.build(question)
    roadmaps = details.build(question, shown)
    standing_cooperation = engagements.build(question)
    return Page(
        head=head.build(question),
        figures=head.figures(question),
        status=standing,
        timeline=timeline.build(question),
        coverage=covered,
        deadlines=deadlines.build(question),
        roadmaps=roadmaps,
        engagements=standing_cooperation,
        sources=details.sources(question, shown),
        footnotes=country_footnotes(question, _countries(covered, (*roadmaps, *standing_cooperation))),
    )


def _countries(covered: Coverage, described: Iterable[Roadmap | Engagement]) -> set[str]:
    """The names of the countries that the page mentions."""
    rows = (row for group in covered.groups for row in group.rows)
    facts = (fact for one in described for fact in one.facts if fact.key == "countries")
    return {row.country.title for row in rows}.union(*(fact.value for fact in facts))
