"""The portfolio as a workbook for Excel and LibreOffice.

Sheets for roadmaps, deliverables, milestones, indicators and what was measured, to filter and sort; the first says
over which day and what the colours mean. A date stands as it is known, beside it the last day that it may mean.
A text longer than a cell can hold is cut, and the first sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from coopctl.exports.xlsx import about, book, contents, cover, table
from coopctl.question import Question

EXAMPLES = """
coopctl export xlsx -o portfolio.xlsx
coopctl export xlsx --region western-balkans --status open -o open.xlsx
"""

BINARY = True


def write(question: Question) -> Iterator[bytes]:
    """The workbook; the same bytes for the same portfolio over the same day."""
    sheets = contents.sheets(question)
    first = about.build(question, sheets)
    writing = book.begin(first)
    cover.write(writing, first)
    for sheet in sheets:
        table.write(writing, sheet)
    yield writing.content()
