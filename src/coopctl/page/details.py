"""Each roadmap in full, and the documents behind it all. Read a table at a time, not a roadmap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopctl.page.tracked import deliverables
from coopctl.page.value import Named, Relative, Roadmap, Source
from coopctl.question import Question
from coopctl.report import Fact
from coopctl.reports.shows import roadmap as show

_IN_WORDS = ("id", "summary", "notes")
_TABLES = ("indicators", "funding")
_TITLED = ("countries", "regions", "aims", "support", "focus_areas", "cross_cutting")


def build(question: Question, shown: tuple[str, ...]) -> tuple[Roadmap, ...]:
    """The roadmaps ``shown``, in that order."""
    tracked = deliverables(question)
    lineage = _lineage(question, set(shown))
    cited = _cited(question)
    return tuple(_roadmap(question, id, tracked.get(id, ()), lineage.get(id, ()), cited.get(id, ())) for id in shown)


def _roadmap(question: Question, id: str, tracked: Any, lineage: Any, cited: Any) -> Roadmap:
    report = show.build(question, id)
    words = {fact.key: fact.value for fact in report.facts}
    return Roadmap(
        id,
        report.title,
        words.get("summary"),
        words.get("notes"),
        tuple(_without_ids(fact) for fact in report.facts if fact.key not in _IN_WORDS),
        tuple(tracked),
        tuple(table for table in report.tables if table.name in _TABLES),
        tuple(lineage),
        tuple(cited),
    )


def _without_ids(fact: Fact) -> Fact:
    """The titles alone; nobody types an id from paper."""
    if fact.key not in _TITLED:
        return fact
    return fact._replace(value=tuple(text.rpartition(" (")[0] for text in fact.value))


def _lineage(question: Question, shown: set[str]) -> dict[str, list[Relative]]:
    """The direct relatives of each roadmap, also those that are not on the page."""
    found: dict[str, list[Relative]] = {}
    for id, relation, other, title, _ in question.rows(
        """SELECT l.roadmap, 'follows', r.id, r.title, 1 AS place FROM roadmap_predecessors l
            JOIN roadmap r ON r.id = l.predecessor
        UNION ALL SELECT l.predecessor, 'followed by', r.id, r.title, 2 FROM roadmap_predecessors l
            JOIN roadmap r ON r.id = l.roadmap
        UNION ALL SELECT p.id, 'part of', r.id, r.title, 3 FROM roadmap p JOIN roadmap r ON r.id = p.part_of
        UNION ALL SELECT r.id, 'contains', p.id, p.title, 4 FROM roadmap p JOIN roadmap r ON r.id = p.part_of
        ORDER BY 1, 5, 3"""
    ):
        found.setdefault(id, []).append(Relative(relation, Named(other, title), other in shown))
    return found


def _cited(question: Question) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for id, source, title in question.rows(
        """SELECT l.roadmap, s.id, s.title FROM roadmap_source l JOIN source s ON s.id = l.source
            ORDER BY l.roadmap, l.position"""
    ):
        found.setdefault(id, []).append(Named(source, title))
    return found


def sources(question: Question, shown: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the roadmaps ``shown`` name anywhere, in the order of the framework."""
    wanted = set(shown)
    links = " UNION ".join(
        f"SELECT roadmap, {field} AS source FROM {table}_{field}"
        for table, field in (
            ("roadmap", "source"),
            ("deliverable", "source"),
            ("milestone", "source"),
            ("deliverable", "evidence"),
            ("milestone", "evidence"),
        )
    )
    named = {source for roadmap, source in question.rows(links) if roadmap in wanted}
    rows = question.rows("SELECT id, title, publisher, published, url, notes FROM source ORDER BY position")
    return tuple(Source(*row) for row in rows if row[0] in named)
