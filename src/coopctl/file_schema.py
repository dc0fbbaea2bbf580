"""JSON Schema (2020-12) of the files, for editors and validators: what the model says, and nothing it does not.

A TOML date counts as its text, as taplo and other validators have it.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from coopctl import countries
from coopctl.files import FRAMEWORK

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
Ids = dict[str, dict[str, str]]
"""The ids that there are to refer to, by kind of target, each with its name."""


def build(what: str, ids: Ids | None = None) -> Schema:
    """The schema of `framework.toml`, for ``what`` "framework", or of a roadmap; with ``ids``, of this portfolio."""
    from coopctl import model

    one: type[model.Model] = model.Framework if what == "framework" else model.Roadmap
    name = FRAMEWORK if what == "framework" else "a roadmap file"
    return {"$schema": DIALECT, "title": f"coopctl: {name}", **_plain(model.json_schema(one), ids)}


def ids_of(connection: sqlite3.Connection) -> Ids:
    """The ids of the portfolio that references can name."""
    from coopctl.references import references

    found: Ids = {}
    for target in sorted({reference.target for reference in references()}):
        name = "name" if target in ("country", "organisation") else "title"
        found[target] = dict(connection.execute(f"SELECT id, {name} FROM {target} ORDER BY position, id").fetchall())
    # Also files that did not load can be referred to.
    files = connection.execute("SELECT id FROM file WHERE id <> '' ORDER BY id").fetchall()
    found["roadmap"] = {id: found["roadmap"].get(id, id) for (id,) in files}
    return found


def _plain(schema: Schema, ids: Ids | None) -> Schema:
    """The schema without what is pydantic's own: null, which TOML lacks, generated titles, open tables of ids."""
    plain = {
        key: _inner(key, value, ids)
        for key, value in schema.items()
        if key not in ("anyOf", "propertyNames") and not (key == "title" and isinstance(value, str))
    }
    if plain.get("default", "") is None:
        del plain["default"]
    if "ge" in plain:  # so pydantic writes the bound of a union
        plain["minimum"] = plain.pop("ge")
    if "anyOf" in schema:
        plain |= _alternatives([_plain(one, ids) for one in schema["anyOf"] if one.get("type") != "null"])
    if "patternProperties" in schema:
        plain["additionalProperties"] = False
    if "propertyNames" in schema:
        plain |= _keyed(_plain(schema["propertyNames"], ids), plain.pop("additionalProperties"))
    target = plain.pop("x-refers", None)
    return _one_of(plain, ids[target]) if ids is not None and target else plain


def _inner(key: str, value: Any, ids: Ids | None) -> Any:
    if key in ("properties", "patternProperties", "$defs"):
        return {name: _plain(one, ids) for name, one in value.items()}
    return _plain(value, ids) if isinstance(value, dict) else value


def _alternatives(schemas: list[Schema]) -> Schema:
    if schemas == [{"type": "integer"}, {"type": "number"}]:
        return {"type": "number"}
    if all(one.keys() >= {"type"} and one["type"] in ("integer", "number") for one in schemas):
        return schemas[-1]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _keyed(key: Schema, value: Schema) -> Schema:
    """A table whose keys are ids: of what there is, by name, so that an editor can complete them."""
    if key.get("format") == "country-code":
        return {"patternProperties": {f"^({'|'.join(countries.codes())})$": value}, "additionalProperties": False}
    if "enum" in key:
        names = dict(zip(key["enum"], key["x-taplo"]["docs"]["enumValues"], strict=True))
        entries = {id: {**value, "description": name} for id, name in names.items()}
        return {"properties": entries, "additionalProperties": False}
    return {"additionalProperties": False} if "not" in key else {"additionalProperties": value}


def _one_of(schema: Schema, named: dict[str, str]) -> Schema:
    """A reference to one of the ids ``named``; to nothing at all when there are none."""
    kept = {key: value for key, value in schema.items() if key == "description"}
    if not named:
        return {**kept, "not": {}}
    return {**kept, "enum": list(named), "x-taplo": {"docs": {"enumValues": list(named.values())}}}
