"""A workbook that is being written with XlsxWriter, and what all its sheets have in common."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

from coopctl import measure
from coopctl.exports.xlsx import looks
from coopctl.exports.xlsx.about import About
from coopctl.visible import visible

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_LINE, _MOST_LINES = 15, 12
_LONGEST_TITLE = 100
"""In a footer, which holds 255 characters in all, codes included."""


class Book(NamedTuple):
    """The workbook, where it goes, its formats by name and those of words, and its footer."""

    workbook: Workbook
    target: io.BytesIO
    formats: dict[str, Format]
    words: dict[str, Format]
    footer: str

    def add(self, name: str) -> Worksheet:
        """A new sheet, set up for printing."""
        page = self.workbook.add_worksheet(name)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.set_footer(self.footer)
        return page

    def content(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self.target.getvalue()


def begin(about: About) -> Book:
    """An empty workbook; its properties have the day it is over, never the one on which it was written."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    formats, words = (
        {name: workbook.add_format(look) for name, look in known.items()} for known in (looks.FORMATS, looks.WORDS)
    )
    workbook.set_properties(
        {
            "title": visible(about.title),
            "subject": f"As of {about.day.isoformat()}",
            "company": visible(about.agency),
            "created": datetime.combine(about.day, time()),
        }
    )
    return Book(workbook, target, formats, words, _footer(about))


def _footer(about: About) -> str:
    """For each printed page; an ampersand in it would be a code."""
    title = measure.beginning(visible(about.title), _LONGEST_TITLE).replace("&", "&&")
    return f"&L{title}, as of {about.day.isoformat()}&RPage &P of &N"


def height(lines: int) -> int:
    """How high a row of so many lines is, in points; what has very many is not shown whole."""
    return _LINE * min(lines, _MOST_LINES)
