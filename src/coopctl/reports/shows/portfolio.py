"""`show` without an id: whose portfolio this is, what it is for, and everything outside the roadmaps."""

from __future__ import annotations

from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table, entries
from coopctl.reports.lists.listing import LISTED_COUNTRIES, country_footnotes
from coopctl.reports.shows import facts


def build(question: Question) -> Report:
    """The framework, with a count of what the portfolio holds."""
    row = facts.record(question, "SELECT * FROM framework", ())
    codes = facts.texts(question, "SELECT id FROM country")
    tables = [
        _entries(question, "aim", "Aims"),
        _entries(question, "support_kind", "Kinds of support"),
        _regions(question),
        _countries(question),
        _entries(question, "focus_area", "Focus areas"),
        _engagements(question),
        facts.sources_table(question, "SELECT id FROM source", ()),
    ]
    return Report(
        "portfolio",
        row["title"],
        question.day,
        question.words(),
        facts=facts.known(
            [
                Fact("agency", "Agency", _one(_named(question, "SELECT agency AS id, 0 AS position FROM framework"))),
                Fact("reporting_date", "Reporting date", row["as_of"], "date"),
                Fact("strategy", "Strategy", row["strategy_title"]),
                facts.event(question, row, "strategy_adopted", "Adopted"),
                Fact("strategy_notes", "On the strategy", row["strategy_notes"]),
                Fact("partners", "Consulted on everything", _linked(question, "partner"), "list"),
                Fact("coordination", "Coordinated with when necessary", _linked(question, "coordination"), "list"),
                Fact("roadmaps", "Roadmaps", question.rows("SELECT count(*) FROM roadmap")[0][0], "number"),
                Fact("milestones", "Milestones", question.rows("SELECT count(*) FROM milestone")[0][0], "number"),
                Fact("notes", "Notes", row["notes"]),
            ]
        ),
        tables=facts.filled(tables),
        blank=facts.blank(tables),
        footnotes=country_footnotes(question, codes),
    )


def _one(values: tuple[str, ...]) -> str | None:
    return values[0] if values else None


def _named(question: Question, links: str) -> tuple[str, ...]:
    return facts.titled(question, "organisation", links)


def _linked(question: Question, field: str) -> tuple[str, ...]:
    return _named(question, f"SELECT {field} AS id, position FROM framework_{field}")


def _entries(question: Question, table: str, title: str) -> Table:
    columns = (Column("id", "Id", "id"), Column("title", "Title"), Column("notes", "Notes", weight=1))
    rows = question.rows(f"SELECT id, title, notes FROM {table} ORDER BY position")
    return facts.without_empty(Table(f"{table}s", title, columns, rows))


def _regions(question: Question) -> Table:
    columns = (
        Column("id", "Id", "id"),
        Column("title", "Title"),
        Column("priority", "Priority", weight=2),
        Column("countries", "Countries", "list", countries=True),
        Column("notes", "Notes", weight=1),
    )
    sql = f"""SELECT id, title, CASE priority WHEN 1 THEN 'yes' ELSE 'no' END, {LISTED_COUNTRIES}, notes
        FROM region r ORDER BY position"""
    rows = [(*row[:3], entries(row[3]), row[4]) for row in question.rows(sql)]
    return facts.without_empty(Table("regions", "Regions", columns, rows))


def _countries(question: Question) -> Table:
    columns = (
        Column("country", "Id", "id", countries=True),
        Column("name", "Name", countries=True),
        Column("priority", "Own priority", weight=2),
        Column("notes", "Notes", weight=1),
    )
    sql = "SELECT id, name, CASE priority WHEN 1 THEN 'yes' ELSE 'no' END, notes FROM country ORDER BY position"
    return facts.without_empty(Table("countries", "Countries", columns, question.rows(sql)))


def _engagements(question: Question) -> Table:
    columns = (Column("id", "Id", "id"), Column("title", "Title"), Column("notes", "Notes", weight=1))
    rows = question.rows("SELECT id, title, notes FROM engagement ORDER BY position")
    return facts.without_empty(Table("engagements", "Engagements outside any roadmap", columns, rows))
