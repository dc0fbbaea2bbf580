"""`show partner:ID`: everything that an organisation takes part in, is in charge of, pays or has signed."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table
from coopctl.reports.shows import concerning, facts


def build(question: Question, id: str) -> Report:
    """The organisation with this id."""
    row = facts.record(question, "SELECT * FROM organisation WHERE id = ?", (id,))
    country = "SELECT country AS id, 0 AS position FROM organisation WHERE id = ?"
    known = [
        *facts.worded(row, [("type", "Type")]),
        Fact("country", "Country", facts.titled(question, "country", country, (id,)), "list"),
        Fact("standing_role", "In the portfolio", _standing_roles(question, id), "list"),
        *concerning.standing(question, "partner", id),
        *facts.worded(row, [("notes", "Notes")]),
    ]
    owned = "SELECT key FROM milestones WHERE owner = ?"
    reach = "SELECT engagement FROM engagement_partner WHERE partner = :id"
    tables = [
        concerning.roadmaps_table(question, "partner", id),
        concerning.open_table(question, owned, id, "Open milestones that it is in charge of"),
        _funding(question, id),
        _signed(question, id),
        concerning.engagements_table(question, reach, id),
        concerning.sources(question, "organisation", id),
    ]
    return concerning.report(question, "partner", row, known, tables)


def _standing_roles(question: Question, id: str) -> tuple[str, ...]:
    sql = """SELECT 'its agency' FROM framework WHERE agency = :id
        UNION ALL SELECT 'consulted on everything' FROM framework_partner WHERE partner = :id
        UNION ALL SELECT 'coordinated with when necessary' FROM framework_coordination WHERE coordination = :id"""
    return facts.texts(question, sql, {"id": id})


def _funding(question: Question, id: str) -> Table:
    sql = """SELECT roadmap, instrument, amount, currency FROM roadmap_funding WHERE funder = ?
        AND roadmap IN (SELECT roadmap FROM roadmap_stage) ORDER BY roadmap, position"""
    columns = (
        Column("roadmap", "Roadmap", "id"),
        Column("instrument", "Instrument", weight=1),
        Column("amount", "Amount", "number"),
        Column("currency", "Currency"),
    )
    return facts.without_empty(Table("funding", "Funding it gives", columns, question.rows(sql, (id,))))


def _signed(question: Question, id: str) -> Table:
    when = f"trim({facts.later_in_sql('r.signed_on')}, ' ()')"
    sql = f"""SELECT s.roadmap, r.signed_on, s.name, s.post, {when}
        FROM roadmap_signed_by s JOIN roadmap r ON r.id = s.roadmap
        WHERE s.organisation = ? ORDER BY r.signed_on_last, s.roadmap, s.position"""
    columns = (
        Column("roadmap", "Roadmap", "id"),
        Column("on", "On", "date"),
        Column("name", "By"),
        Column("post", "Post", weight=1),
        Column("when", "When"),
    )
    return facts.without_empty(Table("signed", "Signed for it", columns, question.rows(sql, (id,))))
