"""Standing cooperation outside any roadmap."""

from __future__ import annotations

from coopctl.page.value import Engagement
from coopctl.question import Question
from coopctl.report import Fact
from coopctl.reports.lists import engagements
from coopctl.reports.shows import facts

_LINKS = (
    ("countries", "Countries", "country", "country"),
    ("regions", "Regions", "region", "region"),
    ("partners", "Partners", "organisation", "partner"),
    ("aims", "Aims", "aim", "aim"),
    ("focus_areas", "Focus areas", "focus_area", "focus_area"),
)


def build(question: Question) -> tuple[Engagement, ...]:
    """The engagements that the question leaves, in the order of the framework."""
    return tuple(_engagement(question, row[0], row[1]) for row in engagements.build(question).tables[0].rows)


def _engagement(question: Question, id: str, title: str) -> Engagement:
    (notes,) = facts.texts(question, "SELECT notes FROM engagement WHERE id = ?", (id,))
    named = (Fact(key, heading, _titles(question, id, table, link), "list") for key, heading, table, link in _LINKS)
    return Engagement(id, title, facts.known(named), notes)


def _titles(question: Question, id: str, table: str, link: str) -> tuple[str, ...]:
    name = "name" if table in ("country", "organisation") else "title"
    sql = f"""SELECT e.{name} FROM engagement_{link} l JOIN {table} e ON e.id = l.{link}
        WHERE l.engagement = ? ORDER BY l.position"""
    return facts.texts(question, sql, (id,))
