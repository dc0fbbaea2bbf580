"""What stands in the sheets: the columns of the lists, with names in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.exports.xlsx.sheets import Sheet, require_room
from coopctl.question import Question
from coopctl.report import Column, Table
from coopctl.reports import indicators
from coopctl.reports.lists import deliverables, milestones, roadmaps
from coopctl.reports.lists.listing import Field, fetch, listed

_AREA = "(SELECT title FROM focus_area WHERE id = area)"
_OWNER = "(SELECT name || ' (' || id || ')' FROM organisation WHERE id = owner)"
_MARKED = "name || CASE WHEN footnote IS NULL THEN '' ELSE '*' END"
_HAPPENED = "CASE WHEN coalesce({0}_first, {0}_last) <= (SELECT day FROM as_of) THEN {0} END"


def _countries(roadmap: str) -> str:
    return listed(
        f"""SELECT {_MARKED} AS name FROM roadmap_countries l JOIN country c ON c.id = l.country
        WHERE l.roadmap = {roadmap} ORDER BY c.position""",
        "name",
    )


def _titles(links: str, column: str, table: str) -> str:
    """SQL for the titles of what the rows of ``links`` of a roadmap name in their ``column``."""
    return listed(
        f"""SELECT e.title AS title FROM {links} l JOIN {table} e ON e.id = l.{column}
        WHERE l.roadmap = roadmaps.id ORDER BY e.position""",
        "title",
    )


def _documents(view: str, field: str, *keys: str) -> str:
    """SQL for what a list of the format names as its sources or evidence: titles where these are sources."""
    table = view.removesuffix("s")
    owner = " AND ".join(f"l.{key} = {view}.{'id' if view == 'roadmaps' else key}" for key in keys)
    return listed(
        f"""SELECT coalesce((SELECT title FROM source WHERE id = l.{field}), l.{field}) AS told
        FROM {table}_{field} l WHERE {owner} ORDER BY l.position""",
        "told",
    )


_STEP = ("roadmap", "deliverable", "milestone")
_PARTNERS = listed(
    """SELECT o.name || ' (' || o.id || '), ' || l.role AS who FROM roadmap_partner l
    JOIN organisation o ON o.id = l.partner WHERE l.roadmap = roadmaps.id ORDER BY l.position""",
    "who",
)
_CALLED = {
    "roadmaps": {
        "countries": _countries("roadmaps.id"),
        "regions": _titles("roadmap_regions", "region", "region"),
        "aims": _titles("roadmap_aim", "aim", "aim"),
        "areas": _titles("roadmap_areas", "area", "focus_area"),
        "support": _titles("roadmap_support", "support", "support_kind"),
        "partners": _PARTNERS,
        "sources": _documents("roadmaps", "source", "roadmap"),
        **{key: _HAPPENED.format(key) for key in ("concluded", "cancelled")},
    },
    "deliverables": {
        "countries": _countries("deliverables.roadmap"),
        "area": _AREA,
        "owner": _OWNER,
        "sources": _documents("deliverables", "source", *_STEP[:2]),
    },
    "milestones": {
        "countries": _countries("milestones.roadmap"),
        "area": _AREA,
        "owner": _OWNER,
        "evidence": _documents("milestones", "evidence", *_STEP),
        "sources": _documents("milestones", "source", *_STEP),
        **{key: _HAPPENED.format(key) for key in ("started", "done", "dropped")},
    },
}
"""What a column of a list holds in a sheet: names in place of ids, and only what has happened by the day."""

_PRINTED = {
    "roadmaps": "id title countries stage rating progress because start end next_deadline",
    "deliverables": "id title status progress because owner deadline",
    "milestones": "id title status because owner deadline days",
}
"""The columns that stand first and go on paper, by the sheet."""

_ABOUT = {
    "roadmaps": "What was agreed with whom, and how far it is.",
    "deliverables": "What each roadmap is to bring about.",
    "milestones": "The steps, and each deliverable that is tracked as one.",
    "indicators": "What is counted: baseline, target and the newest value.",
    "measurements": "Every value of the indicators that was measured.",
}
_FIELDS = {"roadmaps": roadmaps.FIELDS, "deliverables": deliverables.FIELDS, "milestones": milestones.FIELDS}
_EVENTS = ("last_event", "days_since")


def sheets(question: Question) -> list[Sheet]:
    """All of them, in the order of the workbook. Raises CoopctlError (1) for what no sheet can hold."""
    found = [
        _listed(question, "roadmaps", f"roadmaps WHERE {status_of_counts(question)} ORDER BY id"),
        _listed(question, "deliverables", f"deliverables WHERE {status_of_rows(question)} ORDER BY roadmap, position"),
        _listed(
            question,
            "milestones",
            f"milestones WHERE {status_of_rows(question)} ORDER BY roadmap, deliverable_position, position",
        ),
        _measured(question, "indicators", indicators.build(question).tables[0]),
        _measured(question, "measurements", indicators.build(question, history=True).tables[0]),
    ]
    for sheet in found:
        require_room(sheet)
    return found


def _listed(question: Question, name: str, source: str) -> Sheet:
    printed = _PRINTED[name].split()
    fields = [
        field._replace(sql=_CALLED[name].get(field.key, field.sql))
        for field in sorted(_FIELDS[name], key=lambda field: _place(field.key, printed))
        if field.key not in _EVENTS
    ]
    columns = tuple(_titled(field) for field in fields)
    lists = [field.kind == "list" for field in fields]
    rows = [
        tuple("; ".join(value) if is_list else value for value, is_list in zip(row, lists, strict=True))
        for row in fetch(question, fields, source)
    ]
    return Sheet(name.capitalize(), _ABOUT[name], columns, rows, len(printed))


def _place(key: str, first: list[str]) -> int:
    return first.index(key) if key in first else len(first)


def _titled(field: Field) -> Column:
    titles = {"id": "Id", "because": "Because"}
    return field.column()._replace(title=titles.get(field.key, field.title))


def _measured(question: Question, name: str, table: Table) -> Sheet:
    """A sheet of a report on indicators, with what each belongs to behind it; the way behind is a share."""
    owners = {
        path: owner
        for path, *owner in question.rows(
            """SELECT i.roadmap || '/' || i.deliverable || '/' || i.id, d.title, r.title
            FROM indicator i JOIN roadmap r ON r.id = i.roadmap
                JOIN deliverable d ON (d.roadmap, d.id) = (i.roadmap, i.deliverable)"""
        )
    }
    percent = [column.key for column in table.columns].index("percent")
    rows = list(_with_owners(table.rows, owners, percent))
    columns = tuple(map(_plain_title, table.columns))
    behind = (Column("deliverable_title", "Deliverable"), Column("roadmap_title", "Roadmap"))
    return Sheet(name.capitalize(), _ABOUT[name], (*columns, *behind), rows, len(columns))


def _with_owners(rows: Iterable[tuple[Any, ...]], owners: dict[str, list[Any]], percent: int) -> Iterator[Any]:
    for row in rows:
        share = None if row[percent] is None else (row[percent], 100)
        yield (*row[:percent], share, *row[percent + 1 :], *owners[row[0]])


_TITLES = {
    "id": "Id",
    "baseline_on": "Baseline of",
    "target_on": "Target by",
    "actual_on": "Actual on",
    "percent": "Progress",
}


def _plain_title(column: Column) -> Column:
    kinds = {"percent": "share", "course": "status"}
    return column._replace(
        title=_TITLES.get(column.key, column.title),
        kind=kinds.get(column.key, column.kind),  # type: ignore[arg-type]
    )
