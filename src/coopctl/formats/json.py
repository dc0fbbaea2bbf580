"""JSON: one object, versioned, a row a line. A partial date stands as written beside its first and last day.

`coopctl schema output` describes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring  # the encoder's own, in C
from typing import Any

from coopctl import dates
from coopctl.report import Column, Kind, Matrix, Report, Table
from coopctl.visible import is_unseen

FORMAT_VERSION = 1

_BATCH = 2000
_BEYOND_ASCII = re.compile("[^ -~]")


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
            ((total,),) = records(report.tables[0].columns, [report.tables[0].total])
            yield f',\n  "total": {total}'
        for table in report.tables[1:]:
            yield from _rows(table.name, table)
    footnotes = [{"for": text, "text": note} for text, note in report.footnotes]
    yield f',\n  "notes": {dump(list(report.notes))},\n  "footnotes": {dump(footnotes)}\n}}\n'


def dump(content: Any) -> str:
    """One value as JSON; characters that cannot be seen, or would steer a terminal, as escapes."""
    return _escaped(json.dumps(content, ensure_ascii=False))


def _escaped(text: str) -> str:
    is_plain = (text.isascii() and "\x7f" not in text) or text.isprintable()
    return text if is_plain else _BEYOND_ASCII.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if is_unseen(found[0]) else found[0]


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
    for batch in records(table.columns, table.rows):
        yield separator + ",\n    ".join(batch)
        separator = ",\n    "
    yield "\n  ]" if table.rows else "]"


def records(columns: tuple[Column, ...], rows: Sequence[tuple[Any, ...]]) -> Iterator[list[str]]:
    """The rows as JSON objects, in batches; made a column at a time, three times as fast as a row at a time."""
    names = [dump(column.key).replace("%", "%%") for column in columns]
    pattern = "{" + ", ".join(f"{name}: %s" for name in names) + "}"
    for start in range(0, len(rows), _BATCH):
        batch = zip(*rows[start : start + _BATCH], strict=True)
        cells = [_column(column.kind, values) for column, values in zip(columns, batch, strict=True)]
        yield [_escaped(pattern % row) for row in zip(*cells, strict=True)]


def _column(kind: Kind, values: Sequence[Any]) -> Iterator[str]:
    return map(_TEXTS.get(kind, _text), values)


def _text(content: Any) -> str:
    if content.__class__ is str:
        return str(encode_basestring(content))
    return "null" if content is None else json.dumps(content, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _kept(content: Any, kind: Kind) -> str:
    return json.dumps(value(content, kind), ensure_ascii=False)


_TEXTS: dict[Kind, Callable[[Any], str]] = {
    "date": lambda content: _kept(content, "date"),
    "share": lambda content: _kept(content, "share"),
    "list": lambda content: json.dumps(value(content, "list"), ensure_ascii=False),
    "status": lambda content: _kept(content, "status"),
    "rating": lambda content: _kept(content, "rating"),
}
