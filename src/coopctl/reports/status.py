"""Progress, rating, what is overdue, what is due next.

A row is a roadmap, or a group of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from coopctl import groups, members, rules, suggest
from coopctl.conditions import ranked, status_of_counts
from coopctl.filters import RATINGS
from coopctl.question import Question
from coopctl.report import Report, Table
from coopctl.reports import ReportOption
from coopctl.reports.lists.listing import SHARE, Field, fetch, footnotes

OPTIONS = (
    ReportOption(
        "by",
        "What each row stands for; with several, the one within the other, with subtotals.",
        "roadmap",
        tuple(groups.GROUPINGS),
        "A,B",
        most=3,
    ),
)

EXAMPLES = """
coopctl report
coopctl report status --by country --region western-balkans
coopctl report --by region,country
coopctl report --by area -f csv
"""

SEVERITY = ranked("rating", RATINGS)

_STANDING = (
    Field("progress", "Progress", SHARE, "share"),
    Field("overdue", "Overdue", "overdue", "number", weight=2),
    Field("at_risk", "At risk", "at_risk", "number", weight=3),
    Field("next_deadline", "Next deadline", "next_deadline", "date", weight=4),
    Field("rating", "Rating", "rating", "rating"),
    Field("reason", "Because", "reason_for_rating", weight=6),
)


def build(question: Question, by: str = "roadmap") -> Report:
    """How the roadmaps stand, by one grouping or by several within one another, separated by commas."""
    names = by.split(",")
    if by == "roadmap":
        fields, source = _by_roadmap(question)
    else:
        members.make_tables(question, *names)
        fields, source = _fields(names), _source(question, names, len(names))
    rows = fetch(question, fields, source)
    table = Table(
        "status",
        "Status",
        tuple(field.column() for field in fields),
        rows,
        f"No {groups.GROUPINGS[names[-1]].title.lower()} matches.",
        _total(question, fields) if len(rows) > 1 else None,
    )
    if len(names) > 1:
        levels = tuple((name, _title(names, name)) for name in names)
        table = table._replace(levels=levels, subtotals=tuple(_subtotals(question, names, table)))
    title = f"Status by {suggest.enumerated(groups.GROUPINGS[name].title.lower() for name in names)}"
    return Report(
        "status",
        title,
        question.day,
        question.words(),
        tables=(table,),
        notes=question.notes(),
        footnotes=footnotes(question, fields, rows),
    )


def _by_roadmap(question: Question) -> tuple[list[Field], str]:
    fields = [
        Field("group", "Roadmap", "id", "id"),
        Field("title", "Title", "title", weight=5),
        Field("stage", "Stage", "stage", "status", weight=1),
        *_STANDING,
    ]
    return fields, f"roadmaps WHERE {status_of_counts(question)} ORDER BY {SEVERITY}, id"


def _title(names: Sequence[str], name: str) -> str:
    """The key of the column with the titles of the groups of ``name``."""
    return "title" if name == names[-1] else f"{name}_title"


def _fields(names: Sequence[str]) -> list[Field]:
    """The columns of a row on groups; ids are those of the innermost ones."""
    *outer, inner = names
    of_outer = [
        field
        for name in outer
        for field in (
            Field(name, groups.GROUPINGS[name].title, f"{name}_id", countries=name == "country"),
            Field(
                _title(names, name),
                f"{groups.GROUPINGS[name].title}'s name",
                f"{name}_title",
                weight=8,
                countries=name == "country",
            ),
        )
    ]
    counted = [
        Field("roadmaps", "Roadmaps", "roadmaps", "number", weight=1),
        Field("active", "Active", "active", "number", weight=7),
    ]
    return [
        *of_outer,
        Field(
            inner if outer else "group",
            groups.GROUPINGS[inner].title,
            f"{inner}_id",
            "id",
            countries=inner == "country",
        ),
        Field("title", "Name", f"{inner}_title", weight=5, countries="country" in names),
        *([Field("stage", "Stage", "stage", "status", weight=1)] if "roadmap" in names else counted),
        *_STANDING,
    ]


def _source(question: Question, names: Sequence[str], depth: int) -> str:
    """What follows FROM, for a row on each of the groups of the first ``depth`` of ``names``; the rest is unknown."""
    known, keys = names[:depth], ", ".join(map(members.key, names[:depth]))
    entries = [
        f"LEFT JOIN ({groups.GROUPINGS[name].entries}) e{place} ON e{place}.id = m.{members.key(name)}"
        for place, name in enumerate(known)
    ]
    stage = "(SELECT stage FROM roadmap_stage WHERE roadmap = m.roadmap_key)" if "roadmap" in known else "NULL"
    return f"""(
        SELECT {", ".join(_columns(names, depth))}, m.roadmaps, m.active, {stage} AS stage, {_COUNTS}
        FROM (SELECT {keys}, count(*) AS roadmaps, count(stage = 'active' OR NULL) AS active
            FROM member JOIN roadmap_stage USING (roadmap) GROUP BY {keys}) m
        LEFT JOIN group_standing s USING ({keys}) {" ".join(entries)}
    ) WHERE {_condition(question, names) if depth == len(names) else "1"} ORDER BY {", ".join(_order(known))}"""


def _columns(names: Sequence[str], depth: int) -> Iterator[str]:
    """The ids and titles of the groups; the last title is that of what the row stands for."""
    rest = groups.GROUPINGS[names[depth - 1]].rest
    for place, name in enumerate(names):
        if place < depth:
            none = groups.GROUPINGS[name].rest
            yield f"coalesce(e{place}.id, '') AS {name}_id, coalesce(e{place}.title, '{none}') AS {name}_title"
            yield f"e{place}.position AS {name}_position"
        else:
            own = "NULL" if name != names[-1] else f"coalesce(e{depth - 1}.title, '{rest}')"
            yield f"NULL AS {name}_id, {own} AS {name}_title"


def _condition(question: Question, names: Sequence[str]) -> str:
    """What the filters that choose among groups, and those that choose rows, leave."""
    terms = [status_of_counts(question, **{f"{name}_id": name for name in names})]
    for name in names:
        own = groups.own_condition(question, name)
        if own != "1":
            terms.append(f"{name}_id IN (SELECT id FROM ({groups.GROUPINGS[name].entries}) WHERE {own})")
    return " AND ".join(terms)


def _order(names: Sequence[str]) -> Iterator[str]:
    """As the framework has the groups, what is in none last; roadmaps within others as they stand by themselves."""
    for name in names:
        if name == "roadmap" == names[-1]:
            yield SEVERITY
        yield f"{name}_position IS NULL, {name}_position"


def _subtotals(question: Question, names: Sequence[str], table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows on the outer groups in which there are rows of the ``table``, the outermost first."""
    for depth in range(1, len(names)):
        members.sum_up(question, names[:depth])
        own = range(0, 2 * depth, 2)
        there = {tuple(row[place] for place in own) for row in table.rows}
        found = fetch(question, _fields(names), _source(question, names, depth))
        yield from (row for row in found if tuple(row[place] for place in own) in there)


_COUNTS = """s.progress, s.next_deadline, coalesce(s.done, 0) AS done, coalesce(s.dropped, 0) AS dropped,
            coalesce(s.counted, 0) AS counted, coalesce(s.overdue, 0) AS overdue, coalesce(s.at_risk, 0) AS at_risk,
            coalesce(s.in_progress, 0) AS in_progress, coalesce(s.planned, 0) AS planned,
            coalesce(s.rating, 'none') AS rating, coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating"""


def _total(question: Question, fields: list[Field]) -> tuple[Any, ...]:
    """Everything that is counted, each roadmap and milestone once."""
    everything = rules.standing_of_all("roadmap_standing")
    question.connection.execute("CREATE TEMP TABLE whole AS SELECT * FROM roadmap_standing WHERE 0")
    question.connection.execute(f"INSERT INTO whole {everything}")
    ((number, active),) = question.rows("SELECT count(*), count(stage = 'active' OR NULL) FROM roadmap_stage")
    counts = fetch(question, _STANDING, "whole")
    standing = counts[0] if counts else (None, 0, 0, None, "none", "no milestones")
    named = dict(zip((field.key for field in _STANDING), standing, strict=True))
    known = {"title": suggest.count(number, "roadmap"), "roadmaps": number, "active": active}
    return tuple("All" if field.kind == "id" else (known | named).get(field.key) for field in fields)
