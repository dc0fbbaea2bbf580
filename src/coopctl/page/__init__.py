"""The status page as a plain value: gathered from the reports and a few queries, with nothing of how it will look.

``gather`` makes it; the exports that write it as HTML or Markdown are functions of the value alone.
"""

from __future__ import annotations

from coopctl.page import coverage, deadlines, details, head, timeline
from coopctl.page.value import Page
from coopctl.query import Question
from coopctl.reports import status
from coopctl.reports.lists.listing import country_footnotes


def gather(question: Question) -> Page:
    """Everything that the page says about what the question leaves."""
    standing = status.build(question).tables[0]
    shown = tuple(row[0] for row in standing.rows)
    return Page(
        head=head.build(question),
        figures=head.figures(question),
        status=standing,
        timeline=timeline.build(question, shown),
        coverage=coverage.build(question),
        deadlines=deadlines.build(question),
        roadmaps=details.build(question, shown),
        sources=details.sources(question, shown),
        footnotes=country_footnotes(question, None),
    )
