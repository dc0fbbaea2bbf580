"""Tables of what concerns a thing of the framework: roadmaps, open milestones, engagements."""

from __future__ import annotations

from typing import Any

from coopctl import members
from coopctl.conditions import quoted
from coopctl.filters import OPEN
from coopctl.question import Question
from coopctl.report import Column, Fact, Report, Table, entries
from coopctl.reports.lists import milestones
from coopctl.reports.lists.listing import country_footnotes, linked
from coopctl.reports.shows import facts


def report(question: Question, name: str, row: dict[str, Any], known: list[Fact], tables: list[Table]) -> Report:
    """The report on the thing of the framework with this ``row``, without the tables that are empty."""
    title = row["name"] if "name" in row else row["title"]
    return Report(
        name,
        title,
        question.day,
        question.words(),
        facts=facts.known([Fact("id", "Id", row["id"], "id"), *known]),
        tables=facts.filled(tables),
        blank=facts.blank(tables),
        footnotes=country_footnotes(question, _countries(question, name, row["id"])),
    )


def _countries(question: Question, name: str, id: str) -> tuple[str, ...]:
    """The countries that are named in what is shown of this thing: itself, or those of the region."""
    if name == "region":
        return facts.texts(question, "SELECT country FROM region_country WHERE region = ?", (id,))
    return (id,) if name == "country" else ()


def sources(question: Question, table: str, id: str) -> Table:
    """The sources of the entry ``id`` of a table of the framework."""
    return facts.sources_table(question, f"SELECT source FROM {table}_source WHERE {table} = ?", (id,))


def standing(question: Question, by: str, id: str) -> list[Fact]:
    """How many roadmaps concern a group, and how these stand together; makes the tables that the others need."""
    members.make_tables(question, by, only=id)
    own = f"{members.key(by)} = ?"
    counted = question.rows(
        f"SELECT done, counted, rating || ': ' || reason_for_rating FROM group_standing WHERE {own}", (id,)
    )
    done, of, rating = counted[0] if counted else (0, 0, None)
    ((roadmaps,),) = question.rows(f"SELECT count(*) FROM member WHERE {own}", (id,))
    return [
        Fact("roadmaps", "Roadmaps", roadmaps, "number"),
        Fact("progress", "Progress", (done, of), "share"),
        Fact("rating", "Rating", rating),
    ]


def roadmaps_table(question: Question, by: str, id: str) -> Table:
    """The roadmaps of a group, those under way first; of a partner also its role."""
    role = "(SELECT role FROM roadmap_partners WHERE roadmap = r.id AND partner = :id)" if by == "partner" else "NULL"
    sql = f"""SELECT r.id, r.title, {role}, r.stage, r.starts, r.ends, r.done, r.counted, r.rating
        FROM roadmaps r WHERE r.id IN (SELECT roadmap FROM member WHERE {members.key(by)} = :id)
        ORDER BY {_STAGES}, r.id"""
    rows = [(*row[:6], (row[6], row[7]) if row[7] else None, row[8]) for row in question.rows(sql, {"id": id})]
    columns = (
        Column("id", "Roadmap", "id"),
        Column("title", "Title", weight=2),
        Column("role", "Role", weight=1),
        Column("stage", "Stage", "status"),
        Column("start", "Start", "date", weight=4),
        Column("end", "End", "date", weight=3),
        Column("progress", "Progress", "share", weight=1),
        Column("rating", "Rating", "rating"),
    )
    return facts.without_empty(Table("roadmaps", "Roadmaps", columns, rows))


_STAGES = "CASE stage WHEN 'active' THEN 1 WHEN 'preparation' THEN 2 WHEN 'undated' THEN 3 ELSE 4 END"


def open_table(question: Question, keys: str, id: str, title: str = "Open milestones") -> Table:
    """The open milestones among the ``keys``, by deadline, those without one last."""
    sql = f"""SELECT path, title, status, deadline, {milestones.DAYS}, expected, owner FROM milestones
        WHERE status IN {quoted(OPEN)} AND key IN ({keys}) ORDER BY deadline_last IS NULL, deadline_last, path"""
    columns = (
        Column("id", "Milestone", "id"),
        Column("title", "Title", weight=2),
        Column("status", "Status", "status"),
        Column("due", "Due", "date", weight=1),
        Column("days", "Days left", "number", weight=3),
        Column("expected", "Expected", "date", weight=5),
        Column("owner", "Owner", weight=4),
    )
    return facts.without_empty(Table("open_milestones", title, columns, question.rows(sql, (id,))))


def engagements_table(question: Question, links: str, id: str) -> Table:
    """The engagements whose ids the query ``links`` returns for ``:id``."""
    partners = linked("engagement", "partner", engagement="e.id")
    sql = f"SELECT id, title, {partners}, notes FROM engagement e WHERE id IN ({links}) ORDER BY position"
    rows = [(*row[:2], entries(row[2]), row[3]) for row in question.rows(sql, {"id": id})]
    columns = (
        Column("id", "Id", "id"),
        Column("title", "Title"),
        Column("partners", "Partners", "list", weight=2),
        Column("notes", "Notes", weight=1),
    )
    return facts.without_empty(Table("engagements", "Engagements outside any roadmap", columns, rows))
