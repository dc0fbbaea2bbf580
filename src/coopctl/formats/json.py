"""JSON: one object, versioned, a row a line. A partial date stands as written beside its first and last day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from coopctl import dates
from coopctl.report import Column, Kind, Matrix, Report, Table

FORMAT_VERSION = 1

_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def write(report: Report) -> Iterator[str]:
    """The whole report: what it is, facts, rows of its own table, further tables by name, notes."""
    head: dict[str, Any] = {"format_version": FORMAT_VERSION, "report": report.name, "title": report.title}
    head |= {"as_of": report.as_of, "header": report.header}
    if report.facts:
        head["facts"] = {fact.key: value(fact.value, fact.kind) for fact in report.facts}
    yield "{" + ",".join(f"\n  {dump(key)}: {dump(content)}" for key, content in head.items())
    if report.facts:
        for table in report.tables:
            yield from _rows(table.name, table)
    elif report.tables:
        yield from _rows("rows", report.tables[0])
        if isinstance(report.tables[0].drawing, Matrix):
            yield from _rows("totals", report.tables[0]._replace(rows=report.tables[0].drawing.totals))
        if report.tables[0].total is not None:
            yield f',\n  "total": {dump(_record(report.tables[0].columns, report.tables[0].total))}'
    footnotes = [{"for": text, "text": note} for text, note in report.footnotes]
    yield f',\n  "notes": {dump(list(report.notes))},\n  "footnotes": {dump(footnotes)}\n}}\n'


def dump(content: Any) -> str:
    """One value as JSON; characters that cannot be seen, or would steer a terminal, as escapes."""
    text = json.dumps(content, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def value(content: Any, kind: Kind) -> Any:
    """A cell's value as JSON has it."""
    if content is None:
        return None
    if kind == "date":
        return _date(content)
    if kind == "share":
        return {"done": content[0], "of": content[1]}
    return list(content) if kind == "list" else content


@lru_cache(maxsize=4096)
def _date(text: str) -> dict[str, str | None]:
    try:
        found = dates.parse_text(text)
    except ValueError:
        return {"text": text, "first": None, "last": None}
    first = found.first.isoformat() if found.first else None
    return {"text": text, "first": first, "last": found.last.isoformat()}


def _rows(name: str, table: Table) -> Iterator[str]:
    yield f',\n  "{name}": ['
    separator = "\n    "
    for row in table.rows:
        yield f"{separator}{dump(_record(table.columns, row))}"
        separator = ",\n    "
    yield "\n  ]" if table.rows else "]"


def _record(columns: tuple[Column, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {column.key: value(content, column.kind) for column, content in zip(columns, row, strict=True)}
