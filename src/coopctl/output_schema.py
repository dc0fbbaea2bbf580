"""JSON Schema (2020-12) of the JSON that comes out: of lists, reports and `show`, of `export json`, of `check`.

What a list, a report or `show` holds is described from the report itself, and an export from the model, so that a new
column or field is described as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coopctl import described, filters, tables
from coopctl.described import Shape
from coopctl.file_schema import DIALECT, Schema
from coopctl.formats.json import FORMAT_VERSION
from coopctl.problems import Problem
from coopctl.report import Column, Kind

if TYPE_CHECKING:
    from pydantic import BaseModel

_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_KINDS: dict[Kind, list[Schema]] = {
    "number": [{"type": "number"}],
    "date": [{"$ref": "#/$defs/date"}],
    "share": [{"$ref": "#/$defs/share"}],
    "list": [{"type": "array", "items": _TEXT}],
}
_STATUSES: Schema = {"enum": list(filters.STATUSES)}


def build() -> Schema:
    """The schema of everything that is written as JSON, in this version of the format."""
    return {
        "$schema": DIALECT,
        "title": f"coopctl: JSON output, format version {FORMAT_VERSION}",
        "type": "object",
        "required": ["format_version"],
        "properties": {"format_version": {"const": FORMAT_VERSION}},
        "if": {"required": ["problems"]},
        "then": {"$ref": "#/$defs/problems"},
        "else": {
            "if": {"required": ["framework"]},
            "then": {"$ref": "#/$defs/export"},
            "else": {"$ref": "#/$defs/report"},
        },
        "$defs": {**_VALUES, "report": _report(), "problems": _problems(), "export": _export()},
    }


_VALUES: Schema = {
    "date": {
        "description": "A date as precise as it was given, beside the first and the last day it stands for.",
        "type": "object",
        "properties": {
            "text": {"description": "As written: 2019, 2019-Q3, 2019-06, 2019-06-30, or ../2019.", **_TEXT},
            "first": {"anyOf": [_DAY, {"type": "null"}], "description": "null for some time up to the last day."},
            "last": {"anyOf": [_DAY, {"type": "null"}]},
        },
        "required": ["text", "first", "last"],
        "additionalProperties": False,
    },
    "share": {
        "description": "A part of a whole, such as progress.",
        "type": "object",
        "properties": {"done": {"type": "integer"}, "of": {"type": "integer"}},
        "required": ["done", "of"],
        "additionalProperties": False,
    },
    "value": {
        "anyOf": [
            {"type": ["null", "string", "number"]},
            {"type": "array", "items": _TEXT},
            {"$ref": "#/$defs/date"},
            {"$ref": "#/$defs/share"},
        ]
    },
    "record": {"type": "object", "additionalProperties": {"$ref": "#/$defs/value"}},
}


# ----------------------------------------------------------------------------------------------- Lists and reports


def _report() -> Schema:
    rows = {"type": "array", "items": {"$ref": "#/$defs/record"}}
    return {
        "description": "The answer of list, report, show or sql; further tables stand beside rows under their names.",
        "type": "object",
        "properties": {
            "format_version": {},
            "report": {"description": "Which list or report it is.", **_TEXT},
            "title": _TEXT,
            "as_of": {"description": "The day that everything is judged by.", **_DAY},
            "header": {"description": "The day and the filters, in words.", **_TEXT},
            "facts": {"$ref": "#/$defs/record"},
            "rows": rows,
            "subtotals": {"description": "Of the outer groups, with null for what they sum up.", **rows},
            "totals": rows,
            "total": {"$ref": "#/$defs/record"},
            "notes": {"type": "array", "items": _TEXT},
            "footnotes": {"type": "array", "items": _object({"for": _TEXT, "text": _TEXT})},
        },
        "required": ["report", "title", "as_of", "header", "notes", "footnotes"],
        "additionalProperties": rows,
        "allOf": [_when(name, shape) for name, shape in sorted(described.shapes().items())],
    }


def _when(name: str, shape: Shape) -> Schema:
    """What the facts, the rows, their total and the further tables of the report ``name`` hold."""
    own = _record(shape.rows)
    tables = {table: _rows(_record(columns)) for table, columns in shape.tables.items()}
    held = {
        "facts": _record(shape.facts),
        "rows": _rows(own),
        "subtotals": _rows(own),
        "totals": _rows(own),
        "total": own,
        **tables,
    }
    return {
        "if": {"properties": {"report": {"const": name}}, "required": ["report"]},
        "then": {"properties": {key: schema for key, schema in held.items() if schema}},
    }


def _rows(record: Schema) -> Schema:
    return {"items": record} if record else {}


def _record(columns: list[Column]) -> Schema:
    """An object with these columns, each of its kind or null; empty when there are none."""
    known: dict[str, Schema] = {}
    for column in columns:
        schemas = known.setdefault(column.key, {"description": column.title, "anyOf": [{"type": "null"}]})["anyOf"]
        schemas += [kind for kind in _KINDS.get(column.kind, [_TEXT]) if kind not in schemas]
    return {"properties": known, "additionalProperties": {"$ref": "#/$defs/value"}} if known else {}


# -------------------------------------------------------------------------------------------------- check and export


def _object(properties: Schema, *, required: list[str] | None = None) -> Schema:
    needed = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _problems() -> Schema:
    kinds = {"line": "integer", "column": "integer", "width": "integer"}
    problem: Schema = {name: {"type": kinds.get(name, "string")} for name in Problem._fields}
    problem["severity"] = {"enum": ["error", "warning"]}
    return _object({"format_version": {}, "problems": {"type": "array", "items": _object(problem)}})


def _export() -> Schema:
    from coopctl import model

    entries = tables.shape(model.Framework).entries
    framework = _fields(model.Framework, ("title",))
    for name, entry in entries.items():
        framework["properties"][name] = _by_id(_fields(entry))
    return _object(
        {
            "format_version": {},
            "as_of": _DAY,
            "restricted_to": {"description": "The filters that were asked for.", "type": "object"},
            "left_out": {
                "description": "The files that are not in it because of their problems.",
                "type": "array",
                "items": _TEXT,
            },
            "framework": framework,
            "roadmaps": {"type": "array", "items": _roadmap()},
        }
    )


def _roadmap() -> Schema:
    from coopctl import model

    number = {"type": "integer"}
    counts = ("total", "counted", "open", "dropped", "done", "overdue", "at_risk", "in_progress", "planned")
    computed = {
        "stage": {"enum": list(filters.STAGES)},
        "start": _or_null({"$ref": "#/$defs/date"}),
        "end": _or_null({"$ref": "#/$defs/date"}),
        "next_deadline": _or_null({"$ref": "#/$defs/date"}),
        "status": _or_null(_STATUSES),
        "progress": _or_null({"type": "number", "minimum": 0, "maximum": 1}),
        "rating": {"enum": list(filters.RATINGS)},
        "reason_for_rating": _TEXT,
    } | dict.fromkeys(counts, number)
    late = {"because": _or_null(_TEXT), "deadline": _or_null({"$ref": "#/$defs/date"})}
    milestone = _fields(model.Milestone, ("title", "computed"), computed=_object({"status": _STATUSES} | late))
    judged = _object({"status": _STATUSES, "done": number, "counted": number} | late, required=["status"])
    inner = {"milestones": _by_id(milestone), "indicators": _by_id(_fields(model.Indicator)), "computed": judged}
    deliverables = _by_id(_fields(model.Deliverable, ("title", "computed"), **inner))
    own = {"id": _TEXT, "computed": _object(computed), "deliverables": deliverables}
    return _fields(model.Roadmap, ("id", "title", "kind", "computed", "deliverables"), **own)


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _by_id(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _fields(one: type[BaseModel], required: tuple[str, ...] = (), **more: Schema) -> Schema:
    return _object({**dict(_properties(one)), **more}, required=list(required))


def _properties(one: type[BaseModel]) -> Iterator[tuple[str, Schema]]:
    """The keys of a table as it is exported: those of the format."""
    parts = tables.shape(one)
    for name, field in one.model_fields.items():
        said = {"description": field.description}
        if name in parts.nested:
            yield name, {**said, **_fields(parts.nested[name])}
        elif name in parts.lists:
            yield name, {**said, "type": "array", "items": _TEXT}
        elif name in parts.roles:
            yield name, {**said, **_by_id(_TEXT)}
        elif name in parts.records:
            yield name, {**said, "type": "array", "items": _fields(parts.records[name])}
        elif name in parts.dates:
            yield name, {**said, "$ref": "#/$defs/date"}
        elif name in parts.scalars:
            yield name, {**said, "type": "boolean" if field.annotation is bool else ["string", "number"]}
