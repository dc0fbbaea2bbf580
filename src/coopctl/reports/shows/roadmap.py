"""`show ROADMAP`: what was agreed with whom, how far it is, what came before and after it."""

from __future__ import annotations

from typing import Any

from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table
from coopctl.reports.lists.listing import country_footnotes
from coopctl.reports.shows import facts
from coopctl.reports.shows.tracked import indicators_table, tracked_table


def build(question: Question, id: str) -> Report:
    """Everything known about the roadmap ``id``."""
    row = facts.record(question, "SELECT * FROM roadmaps WHERE id = ?", (id,))
    codes = facts.texts(question, "SELECT country FROM roadmap_countries WHERE roadmap = ?", (id,))
    tables = (
        tracked_table(question, "Deliverables and milestones", "roadmap = ?", (id,)),
        indicators_table(question, "roadmap = ?", (id,)),
        _lineage(question, id),
        _funding(question, id),
        facts.sources_table(question, "SELECT source FROM roadmap_source WHERE roadmap = ?", (id,)),
    )
    return Report(
        "roadmap",
        row["title"],
        question.day,
        question.words(),
        facts=facts.known(
            [Fact("id", "Id", id, "id"), *_standing(question, row), *_agreed(question, row), *_words(question, row)]
        ),
        tables=(tables[0], *facts.filled(tables[1:])),
        blank=facts.blank(tables[1:]),
        footnotes=country_footnotes(question, codes),
    )


def _standing(question: Question, row: dict[str, Any]) -> list[Fact]:
    rating = f"{row['rating']}: {row['reason_for_rating']}"
    return [
        *facts.worded(row, [("kind", "Kind")]),
        Fact("stage", "Stage", row["stage"], "status"),
        Fact("period", "Period", facts.period(row)),
        facts.event(question, row, "started", "Started"),
        Fact("progress", "Progress", (row["done"], row["counted"]), "share"),
        Fact("rating", "Rating", rating if row["total"] else None),
        Fact("next_deadline", "Next deadline", row["next_deadline"], "date"),
        facts.event(question, row, "concluded", "Concluded"),
        facts.event(question, row, "cancelled", "Cancelled"),
        Fact("reason", f"Reason{facts.later(question, row, 'cancelled')}", row["reason"]),
    ]


def _agreed(question: Question, row: dict[str, Any]) -> list[Fact]:
    def titled(table: str, link: str, column: str) -> tuple[str, ...]:
        links = f"SELECT {column} AS id, position FROM {link} WHERE roadmap = ?"
        return facts.titled(question, table, links, (row["id"],))

    partners = facts.texts(
        question,
        """SELECT o.name || ' (' || o.id || '), ' || p.role FROM roadmap_partner p JOIN organisation o
            ON o.id = p.partner WHERE p.roadmap = ? ORDER BY p.position""",
        (row["id"],),
    )
    return [
        Fact("countries", "Countries", titled("country", "roadmap_country", "country"), "list"),
        Fact("regions", "Regions", titled("region", "roadmap_region", "region"), "list"),
        Fact("partners", "Partners", partners, "list"),
        Fact("aims", "Aims", titled("aim", "roadmap_aim", "aim"), "list"),
        Fact("support", "Support", titled("support_kind", "roadmap_support", "support"), "list"),
        Fact("focus_areas", "Focus areas", titled("focus_area", "roadmap_focus_area", "focus_area"), "list"),
        Fact("cross_cutting", "Cross-cutting", titled("focus_area", "roadmap_cross_cutting", "cross_cutting"), "list"),
        Fact("signed", f"Signed{facts.later(question, row, 'signed_on')}", _signed(question, row), "list"),
        Fact("extensions", "Extensions", _extensions(question, row["id"]), "list"),
    ]


def _signed(question: Question, row: dict[str, Any]) -> tuple[str, ...]:
    where = [part for part in (row["signed_on"], row["signed_place"]) if part]
    people = facts.texts(
        question,
        """SELECT name || coalesce(', ' || post, '') || coalesce(' (' || organisation || ')', '')
            FROM roadmap_signed_by WHERE roadmap = ? ORDER BY position""",
        (row["id"],),
    )
    return (", ".join(where), *people) if where else people


def _extensions(question: Question, id: str) -> tuple[str, ...]:
    sql = f"""SELECT 'until ' || until || coalesce(', agreed ' || agreed || {facts.later_in_sql("agreed")}, '')
            || coalesce(': ' || reason, '')
        FROM roadmap_extension WHERE roadmap = ? ORDER BY position"""
    return facts.texts(question, sql, (id,))


def _words(question: Question, row: dict[str, Any]) -> list[Fact]:
    return facts.worded(row, [("summary", "Summary"), ("notes", "Notes")])


def _lineage(question: Question, id: str) -> Table:
    """The generations before and after, and what it is part of or contains."""
    sql = """
    WITH RECURSIVE before(id, depth) AS (
        SELECT predecessor, 1 FROM roadmap_predecessors WHERE roadmap = :id
        UNION SELECT p.predecessor, depth + 1 FROM before b JOIN roadmap_predecessors p ON p.roadmap = b.id
        WHERE depth < 50
    ), after(id, depth) AS (
        SELECT roadmap, 1 FROM roadmap_predecessors WHERE predecessor = :id
        UNION SELECT p.roadmap, depth + 1 FROM after a JOIN roadmap_predecessors p ON p.predecessor = a.id
        WHERE depth < 50
    ), related AS (
        SELECT 1 AS place, CASE min(depth) WHEN 1 THEN 'follows' ELSE 'follows, earlier' END AS relation, id,
            min(depth) AS depth FROM before GROUP BY id
        UNION ALL SELECT 2, CASE min(depth) WHEN 1 THEN 'followed by' ELSE 'followed by, later' END, id, min(depth)
            FROM after GROUP BY id
        UNION ALL SELECT 3, 'part of', part_of, 1 FROM roadmap WHERE id = :id
        UNION ALL SELECT 4, 'contains', id, 1 FROM roadmap WHERE part_of = :id
    )
    SELECT relation, r.id, r.title, r.stage, r.starts, r.ends
    FROM related JOIN roadmaps r USING (id) WHERE r.id <> :id ORDER BY place, depth, r.id"""
    columns = (
        Column("relation", "Relation"),
        Column("id", "Roadmap", "id"),
        Column("title", "Title", weight=1),
        Column("stage", "Stage", "status", weight=2),
        Column("start", "Start", "date", weight=3),
        Column("end", "End", "date", weight=3),
    )
    return Table("lineage", "Lineage", columns, question.rows(sql, {"id": id}))


def _funding(question: Question, id: str) -> Table:
    sql = """SELECT funder, instrument, amount, currency FROM roadmap_funding WHERE roadmap = ? ORDER BY position"""
    columns = (
        Column("funder", "Funder", "id"),
        Column("instrument", "Instrument"),
        Column("amount", "Amount", "number"),
        Column("currency", "Currency"),
    )
    return facts.without_empty(Table("funding", "Funding", columns, question.rows(sql, (id,))))
