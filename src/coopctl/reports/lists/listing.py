"""What the lists have in common: columns with the SQL behind each, one query, one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from coopctl import ranks
from coopctl.question import Question, same_column
from coopctl.report import SHARE_BITS, Column, Kind, Report, Table, entries


class Field(NamedTuple):
    """A column that a list can show, and the SQL expression for its value; ``last`` is that for a date's last day,
    where there is a column with it."""

    key: str
    title: str
    sql: str
    kind: Kind = "text"
    weight: int = 0
    shown: bool = True
    countries: bool = False
    last: str = ""

    def column(self) -> Column:
        return Column(self.key, self.title, self.kind, self.weight, self.countries)


def extra(key: str, title: str, sql: str, kind: Kind = "text", *, last: str = "") -> Field:
    """A column that is shown only when asked for."""
    return Field(key, title, sql, kind, shown=False, last=last)


def listed(sql: str, order: str = "1") -> str:
    """SQL for a list: the texts that the query ``sql`` returns, in its order."""
    return f"(SELECT group_concat({order}, char(31)) FROM ({sql}))"


def linked(table: str, field: str, **owner: str) -> str:
    """SQL for a list of the format, in the order of the file: the ``field`` of the entry of ``table`` whose keys have
    the values ``owner``."""
    keys = " AND ".join(f"{table}_{field}.{key} = {value}" for key, value in owner.items())
    return listed(f"SELECT {field} FROM {table}_{field} WHERE {keys} ORDER BY position", field)


def of_roadmap(view: str) -> tuple[Field, ...]:
    """What rows of a ``view`` within roadmaps can say about the roadmap they belong to."""
    countries = f"SELECT countries FROM roadmap_listed w WHERE w.roadmap = {view}.roadmap"
    return (
        extra("roadmap_title", "Roadmap's title", f"(SELECT title FROM roadmap r WHERE r.id = {view}.roadmap)"),
        extra("kind", "Kind", f"(SELECT kind FROM roadmap r WHERE r.id = {view}.roadmap)"),
        extra("stage", "Stage", f"(SELECT stage FROM roadmap_stage g WHERE g.roadmap = {view}.roadmap)", "status"),
        extra("countries", "Countries", f"({countries})", "list")._replace(countries=True),
    )


COUNTS = tuple(
    extra(key, title, key, "number")
    for key, title in (
        ("total", "Milestones"),
        ("open", "Open"),
        ("overdue", "Overdue"),
        ("at_risk", "At risk"),
        ("in_progress", "In progress"),
        ("planned", "Planned"),
        ("done", "Done"),
        ("dropped", "Dropped"),
    )
)
"""How many milestones of each status a standing has."""


def fetch(question: Question, fields: Iterable[Field], source: str) -> list[tuple[Any, ...]]:
    """The rows of ``source`` (what follows FROM) with the values of ``fields``."""
    chosen = list(fields)
    rows = question.rows(f"SELECT {', '.join(field.sql for field in chosen)} FROM {source}")
    converted = [place for place, field in enumerate(chosen) if field.kind in _CONVERTED]
    if not converted or not rows:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place in converted:
        columns[place] = map(_CONVERTED[chosen[place].kind], columns[place])
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=4096)
def _share(value: int | None) -> tuple[int, int] | None:
    done, counted = divmod(value or 0, 1 << SHARE_BITS)
    return (done, counted) if counted else None


_CONVERTED: dict[Kind, Callable[[Any], Any]] = {"list": entries, "share": _share}


SHARE = f"done << {SHARE_BITS} | counted"
"""SQL for a progress column over a standing: two numbers in one."""


def _first_rows(
    question: Question, fields: list[Field], source: str, order: str, counted: str
) -> tuple[list[tuple[Any, ...]], int]:
    """The rows, and how many there are; of those asked for with a limit only the first, where SQL can find them."""
    limit, sort = question.view.limit, _sort(question, fields) if question.view.limit else None
    if sort is None:
        rows = fetch(question, fields, f"{source} ORDER BY {order}")
        return rows, len(rows)
    ranks.add_functions(question.connection)
    ((in_all,),) = question.rows(f"SELECT count(*) FROM {counted or source}")
    return fetch(question, fields, f"{source} ORDER BY {', '.join([*sort, order])} LIMIT {limit}"), in_all


def _sort(question: Question, fields: list[Field]) -> list[str] | None:
    """The order asked for in SQL; None where SQL cannot say it, or there is no such column, which is said later."""
    found = []
    for name in question.view.sort:
        field = next((one for one in fields if same_column(name.lstrip("-"), one.key)), None)
        terms = field and ranks.in_sql(field.kind, field.sql, field.last, descending=name.startswith("-"))
        if not terms:
            return None
        found.append(terms)
    return found


def report(
    question: Question,
    name: str,
    title: str,
    fields: Iterable[Field],
    source: str,
    order: str,
    empty: str,
    counted: str = "",
) -> Report:
    """The list as a report with one table; columns that are not shown by themselves are fetched when asked for.

    ``counted`` has as many rows as ``source``, where there is something that is counted sooner.
    """
    known = list(fields)
    shown = [field for field in known if field.shown or question.view.wants(field.key)]
    rows, in_all = _first_rows(question, shown, source, order, counted)
    hidden = tuple(field.key for field in known if not field.shown)
    columns = tuple(field.column() for field in shown)
    table = Table(name, title, columns, rows, empty, extra=hidden, in_all=in_all)
    return Report(
        name, title, question.day, question.words(), tables=(table,), footnotes=footnotes(question, shown, rows)
    )


LISTED_COUNTRIES = listed(
    "SELECT l.country FROM region_country l JOIN country c ON c.id = l.country WHERE l.region = r.id"
    " ORDER BY l.position",
    "country",
)
"""SQL for the countries of the region ``r``."""


def footnotes(question: Question, fields: Iterable[Field], rows: list[tuple[Any, ...]]) -> tuple[tuple[str, str], ...]:
    """The footnotes of the countries that occur in the rows."""
    places = [place for place, field in enumerate(fields) if field.countries]
    shown: set[str] = set()
    for place in places if country_footnotes(question, None) else ():
        for row in rows:
            shown.update(row[place] if isinstance(row[place], tuple) else (row[place],))
    return country_footnotes(question, shown)


def country_footnotes(question: Question, codes: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """The footnotes of these countries (all, for None), each by code and by name."""
    noted = question.rows("SELECT id, name, footnote FROM country WHERE footnote IS NOT NULL ORDER BY position")
    wanted = None if codes is None else set(codes)
    return tuple(
        (mark, note) for id, name, note in noted if wanted is None or {id, name} & wanted for mark in (id, name)
    )
