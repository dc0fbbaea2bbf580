"""References that lead nowhere: found, said with what was most likely meant, and dropped from the index."""

from __future__ import annotations

import sqlite3
from typing import Any

from coopctl import files, suggest
from coopctl.found import Found, placed
from coopctl.references import Reference, references
from coopctl.tables import plural


def drop_dangling(connection: sqlite3.Connection, folder: files.Folder, *, framework: bool, whole: bool) -> list[Found]:
    """References to nothing: in the roadmaps in ``changed``, or in the ``whole`` portfolio.

    They are found and dropped from the tables, so that no answer has to mind them. Without a ``framework`` only
    those between roadmaps are looked at.
    """
    found: list[Found] = []
    for reference in references():
        owner = _of_roadmap(reference)
        if (framework or reference.target == "roadmap") and (whole or owner):
            narrowed = "" if whole else f" AND {owner} IN (SELECT roadmap FROM temp.changed)"
            found += _dangling(connection, folder, reference, owner, narrowed)
    return found


def _dangling(
    connection: sqlite3.Connection, folder: files.Folder, reference: Reference, owner: str, narrowed: str
) -> list[Found]:
    exists = "SELECT id FROM file" if reference.target == "roadmap" else f"SELECT id FROM {reference.target}"
    where = f"{reference.column} IS NOT NULL AND {reference.column} NOT IN ({exists}){narrowed}"
    names = [*reference.keys, reference.column]
    rows = connection.execute(
        f"SELECT {owner or chr(39) * 2}, {', '.join(names)} FROM {reference.table} WHERE {where}"
    ).fetchall()
    found = []
    for roadmap, *values in rows:
        row = dict(zip(names, values, strict=True))
        if _stands_for_deliverable(reference, row):
            continue
        message, help = _no_such(connection, reference.target, values[-1], roadmap)
        code = f"unknown-{reference.target.replace('_', '-')}"
        problem = placed(folder, roadmap, reference.path(row), code, message, help, at_key=reference.at_key)
        found.append(Found(roadmap, problem))
    if rows:
        drop = (
            f"DELETE FROM {reference.table}"
            if reference.is_link
            else f"UPDATE {reference.table} SET {reference.column} = NULL"
        )
        connection.execute(f"{drop} WHERE {where}")
    return found


def _stands_for_deliverable(reference: Reference, row: dict[str, Any]) -> bool:
    """Whether a row repeats what its deliverable says, because that is tracked as one."""
    key = "id" if reference.table == "milestone" else "milestone"
    return row.get(key) == "" and reference.table.startswith("milestone")


def _of_roadmap(reference: Reference) -> str:
    """The column with the roadmap that the reference stands in; empty for one of the framework."""
    if "roadmap" in reference.keys:
        return "roadmap"
    return "id" if reference.table == "roadmap" else ""


def _no_such(connection: sqlite3.Connection, target: str, value: str, owner: str) -> tuple[str, str]:
    """The message and the help for a reference of ``owner`` to ``value``, which is no ``target``."""
    what = target.replace("_", " ")
    if target == "roadmap":
        others = connection.execute("SELECT id FROM file WHERE id NOT IN ('', ?) ORDER BY id", [owner])
        known = [row[0] for row in others]
        help = suggest.did_you_mean(value, known) or f"there is no file {value}.toml"
        return f'no roadmap "{value}" in this portfolio', help
    title = "name" if target in ("country", "organisation") else "title"
    entries: dict[str, str] = dict(connection.execute(f"SELECT {title}, id FROM {target} ORDER BY position DESC"))
    named = {name.casefold(): id for name, id in entries.items()}.get(value.casefold())
    by_id = suggest.nearest(value, entries.values())
    by_name = entries.get(suggest.nearest(value, entries) or "")
    near = named or by_id or by_name
    message = f'no {what} "{value}" in {files.FRAMEWORK}'
    if near:
        return message, f'did you mean "{near}"?'
    if target == "country":
        return message, _country_help(value, list(entries.values()))

    return message, f'add it to {files.FRAMEWORK}: [{plural(target)}.{value}] {title} = "..."'


def _country_help(value: str, known: list[str]) -> str:
    """What to write for ``value``: its code, and in the framework what is missing there."""
    from coopctl import countries

    try:
        code: str | None = countries.parse_code(value)
    except ValueError:
        code = countries.find_code(value)
    if code is None:
        return "write its code of ISO 3166-1 alpha-2, such as RS"
    if code in known:
        return f'did you mean "{code}"?'
    first = "" if code == value else f'write "{code}" and '
    return f'{first}add it to {files.FRAMEWORK}: [countries.{code}] name = "{countries.name_of(code) or "..."}"'
