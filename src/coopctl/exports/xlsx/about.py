"""The first sheet: whose workbook it is, over which day, the portfolio in figures, and how to read the rest."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coopctl import suggest
from coopctl.exports.xlsx.sheets import LONGEST, Sheet
from coopctl.filters import RATINGS, STATUSES
from coopctl.page import head
from coopctl.page.value import Figure
from coopctl.question import Question
from coopctl.reports.lists.listing import country_footnotes

MEANINGS = {
    "overdue": "The deadline has passed.",
    "at-risk": "Expected after its deadline, or the forecast has passed, or due within 30 days and not started.",
    "in-progress": "Started.",
    "planned": "Not started.",
    "done": "Done.",
    "dropped": "Given up, or its roadmap was cancelled.",
    "red": "Something is overdue.",
    "amber": "Something is at risk.",
    "green": "Nothing is overdue or at risk, and something has a deadline.",
    "none": "Nothing open has a deadline.",
    "complete": "All done.",
}
"""What statuses and ratings say; rules.sql decides."""

_READING = (
    'A date stands as exactly as it is known: a day, a month (2026-09), a quarter (2026-Q3) or a year; "../2026" is'
    " some time up to then. The column beside it has the last day that it may mean, to sort and filter by.",
    "What has not happened by the day above is not told as done.",
    "Progress is what is done out of all that was not dropped.",
)


class Legend(NamedTuple):
    """The words of one sort with how often each occurs and what it says: a title, what is counted, rows."""

    title: str
    counted: str
    rows: tuple[tuple[str, int, str], ...]


class About(NamedTuple):
    """What the first sheet says. ``facts`` are names and values, ``paragraphs`` whole sentences."""

    title: str
    agency: str
    day: date
    facts: tuple[tuple[str, str], ...]
    legends: tuple[Legend, ...]
    sheets: tuple[tuple[str, int, str], ...]
    paragraphs: tuple[str, ...]


def build(question: Question, sheets: list[Sheet]) -> About:
    """What is to be said of these sheets."""
    top, figures = head.build(question), head.figures(question)
    facts: list[tuple[str, str]] = [
        ("Agency", top.agency),
        ("As of", f"{top.day} ({top.why_day})"),
        ("Restricted to", top.restriction or "nothing: this is the whole portfolio"),
        ("Strategy", top.strategy),
        ("Progress", f"{figures.done} of {suggest.count(figures.counted, 'milestone')} done"),
        ("Next deadline", figures.next_deadline or ""),
        ("Notes", top.notes),
    ]
    legends = (
        _legend("Status", "Milestones", STATUSES, figures.statuses),
        _legend("Rating", "Roadmaps", RATINGS, figures.ratings),
    )
    return About(
        top.title,
        top.agency,
        date.fromisoformat(top.day),
        tuple(fact for fact in facts if fact[1]),
        legends,
        tuple((sheet.name, len(sheet.rows), sheet.about) for sheet in sheets),
        (*top.cautions, *_READING, *_cut(sheets), *_footnotes(question)),
    )


def _legend(title: str, counted: str, order: tuple[str, ...], figures: tuple[Figure, ...]) -> Legend:
    numbers = {figure.name: figure.number for figure in figures}
    return Legend(title, counted, tuple((name, numbers.get(name, 0), MEANINGS[name]) for name in order))


def _cut(sheets: list[Sheet]) -> tuple[str, ...]:
    cut = sum(sheet.cut() for sheet in sheets)
    if not cut:
        return ()
    return (
        f"{suggest.count(cut, 'text')} of more than {LONGEST:,} characters: a cell holds no more, and the rest is cut.",
    )


def _footnotes(question: Question) -> list[str]:
    """Those of the countries that the roadmaps concern."""
    concerned = question.rows(
        "SELECT DISTINCT country FROM roadmap_countries WHERE roadmap IN (SELECT id FROM roadmaps)"
    )
    named = country_footnotes(question, [code for (code,) in concerned])
    return [f"* {name}: {note}" for name, note in named[1::2]]
