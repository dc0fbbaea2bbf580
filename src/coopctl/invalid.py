"""What pydantic found wrong in a file, as problems a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from coopctl import positions, suggest
from coopctl.problems import Problem
from coopctl.toml.parts import Path

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MOST = 50
_LONG = 60
_ENTRY_DEPTH = 2
_EXAMPLES = {
    "title": '"..."',
    "name": '"..."',
    "command": '"..."',
    "until": '"2026-12"',
    "value": "0",
    "percentage": "100",
}

_EXPECTED = {
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "int_type": "a number",
    "float_type": "a number",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
}
_ID_HELP = "use letters a-z, digits and, between them, hyphens, dots or underscores, at most 80 in all"
_ID_WANTED = "write its id, not its name; an id has letters a-z, digits, hyphens, dots or underscores"
_CODE_HELP = "use the two-letter code, such as RS"


def problems(
    error: ValidationError, root: type[BaseModel], data: dict[str, Any], text: str, name: str
) -> list[Problem]:
    """Every problem of one file in the order of its lines, at most ``MOST`` of them.

    ``name`` is the file's path for the message; ``data`` is what was validated against ``root``.
    """
    details = iter(error.errors(include_url=False))
    found: dict[tuple[Path, str], Problem] = {}
    for detail in details:
        path, rest = _split(detail["loc"], data)
        if _is_misspelt(detail, path, data, root):
            continue
        problem = _describe(detail, path, rest, root, data)._replace(path=name)
        at_key = problem.code in ("missing-key", "unknown-key", "bad-id")
        if (path, problem.message) not in found:
            found[path, problem.message] = positions.place(problem, text, path, at_key=at_key)
        if len(found) == MOST:
            break
    ordered = sorted(found.values(), key=lambda one: (one.line, one.column))
    more = sum(1 for _ in details)
    if more == 0:
        return ordered
    help = "mend these first, then check again"
    return [*ordered, Problem("too-many", name, f"and {more} more problems in this file", help, text.count("\n") + 1)]


def _split(location: tuple[int | str, ...], data: Any) -> tuple[Path, tuple[int | str, ...]]:
    """Pydantic's location as the part that stands in the file, and the rest."""
    for length, step in enumerate(location):
        in_table = isinstance(data, dict) and step in data
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not (in_table or in_list):
            return location[:length], location[length:]
        data = data[step]
    return location, ()


def _at(path: Path, data: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def _is_misspelt(detail: ErrorDetails, path: Path, data: Any, root: type[BaseModel]) -> bool:
    """Whether a key is missing only because it is there under a wrong name, which is a problem of its own."""
    if detail["type"] != "missing":
        return False
    known = _keys(_model_at(root, path))
    strangers = [key for key in _at(path, data) if key not in known]
    return any(suggest.nearest(key, known) == detail["loc"][-1] for key in strangers)


def _describe(
    detail: ErrorDetails, path: Path, rest: tuple[int | str, ...], root: type[BaseModel], data: Any
) -> Problem:
    kind = detail["type"]
    if kind == "missing":
        return _missing(path, str(rest[-1]), _model_at(root, path), data)
    if kind == "extra_forbidden":
        known = _keys(_model_at(root, path[:-1]))
        help = suggest.did_you_mean(str(path[-1]), known) or f"the keys here are {suggest.either(known, most=40)}"
        return Problem("unknown-key", "", f'there is no key "{path[-1]}" here', help)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if "[key]" in rest and kind != "value_error":
        return Problem("bad-id", "", f'"{name}" cannot be an id', _ID_HELP)
    if "[key]" in rest:
        return Problem("bad-id", "", *_two_parts(str(detail["ctx"]["error"])))
    code = "wrong-type" if kind in _EXPECTED else "bad-value"
    message, help = _sentence(detail)
    subject = f'an entry of "{name}"' if isinstance(path[-1], int) else f'"{name}"'
    return Problem(code, "", f"{subject} {message}", help or _brackets(detail, path))


def _brackets(detail: ErrorDetails, path: Path) -> str:
    """What to write where a table stands instead of a list, or the other way round."""
    given, name = detail["input"], ".".join(map(str, path))
    if detail["type"] == "list_type" and isinstance(given, dict):
        return f"write [[{name}]] with two brackets on each side, once for each entry"
    if detail["type"] == "list_type" and isinstance(given, str):
        return f'write ["{given}"]' if len(given) < _LONG else "put brackets around it"
    is_tables = isinstance(given, list) and bool(given) and isinstance(given[0], dict)
    return f"write [{name}] with one bracket on each side" if is_tables else ""


def _missing(path: Path, key: str, model: type[BaseModel], data: Any) -> Problem:
    choices = [choice for choice in get_args(model.model_fields[key].annotation) if isinstance(choice, str)]
    right = f'{key} = "...", one of {suggest.either(choices)}' if choices else f"{key} = {_EXAMPLES.get(key, '...')}"
    if not _is_implied(path, data):
        return Problem("missing-key", "", f'"{key}" is missing{_table(path)}', f"write {right}")
    name = ".".join(map(str, path))
    siblings = [str(key) for key in _at(path[:-1], data) if key != path[-1]]
    near = suggest.did_you_mean(str(path[-1]), siblings)
    message = f"[{name}] has no {key}, only tables that belong to it"
    return Problem("missing-key", "", message, near or f"write [{name}] with {right}")


def _table(path: Path) -> str:
    """A table's name in a sentence; a table in a list is named by its number."""
    names = ".".join(str(step) for step in path if isinstance(step, str))
    if path and isinstance(path[-1], int):
        return f" in entry {path[-1] + 1} of {names}"
    return f" in [{names}]" if path else ""


def _is_implied(path: Path, data: Any) -> bool:
    """Whether an entry is there only because tables below it are: nothing of its own is written."""
    here = _at(path, data)
    return len(path) >= _ENTRY_DEPTH and bool(here) and all(isinstance(value, dict) for value in here.values())


def _keys(model: type[BaseModel]) -> list[str]:
    return list(model.model_fields)


def _model_at(root: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model of the table at ``path``, following fields and passing over ids and list indexes."""
    here = root
    for step in path:
        field = here.model_fields.get(step) if isinstance(step, str) else None
        if field is not None:
            here = next(_models_in(field.annotation), here)
    return here


def _models_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _sentence(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, to follow its name, and what to write instead."""
    kind, given = detail["type"], detail["input"]
    if kind == "value_error":
        return f"cannot be {_short(given)}", str(detail["ctx"]["error"])
    if kind == "literal_error":
        choices = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        help = suggest.did_you_mean(str(given), choices) or f"one of {suggest.either(choices, most=40)}"
        return f"cannot be {_short(given)}", help
    if kind in _EXPECTED:
        return f"must be {_EXPECTED[kind]}, not {_name_of(given)}", ""
    if kind == "string_pattern_mismatch":
        is_id = "A-Za-z" in detail["ctx"]["pattern"]
        return f"cannot be {_short(given)}", _ID_WANTED if is_id else "write the ISO 4217 code, such as EUR"
    if kind == "string_too_short":
        return "is empty", "write something, or leave it out"
    if kind == "string_too_long":
        return f"is too long ({len(given)} characters)", f"use at most {detail['ctx']['max_length']}"
    if kind in ("finite_number", "greater_than_equal"):
        return f"cannot be {_short(given)}", "write a number" + (" of 0 or more" if kind[0] == "g" else "")
    return "cannot be used", detail["msg"]


def _two_parts(sentence: str) -> tuple[str, str]:
    message, _, help = sentence.partition("; ")
    return message, help or _CODE_HELP


def _name_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    names: dict[type, str] = {str: "text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def _short(value: object) -> str:
    if isinstance(value, bool | list | dict):
        return _name_of(value)
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
