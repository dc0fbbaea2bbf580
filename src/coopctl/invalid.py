"""What pydantic found wrong in a file, as problems a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from coopctl import load, positions, suggest
from coopctl.problems import Problem

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MOST = 50

_EXPECTED = {
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "int_type": "a number",
    "float_type": "a number",
    "list_type": 'a list, such as ["..."]',
    "dict_type": "a table",
    "model_type": "a table",
}
_ID_HELP = "use letters a-z, digits, hyphens, dots or underscores, at most 80 of them"


def problems(
    error: ValidationError, root: type[BaseModel], data: dict[str, Any], text: str, name: str
) -> list[Problem]:
    """Every problem of one file in the order of its lines, at most ``MOST`` of them.

    ``name`` is the file's path for the message; ``data`` is what was validated against ``root``.
    """
    details = error.errors(include_url=False)
    found: dict[tuple[positions.Path, str], Problem] = {}
    for detail in details:
        path, rest = _split(detail["loc"], data)
        problem = _describe(detail, path, rest, root)._replace(path=name)
        at_key = problem.code in ("missing-key", "unknown-key", "bad-id")
        if (path, problem.code) not in found:
            found[path, problem.code] = load.place(problem, text, path, at_key=at_key)
        if len(found) == MOST:
            break
    ordered = sorted(found.values(), key=lambda one: (one.line, one.column))
    more = len(details) - MOST
    return ordered if more <= 0 else [*ordered, Problem("too-many", name, f"and {more} more problems in this file")]


def _split(location: tuple[int | str, ...], data: Any) -> tuple[positions.Path, tuple[int | str, ...]]:
    """Pydantic's location as the part that stands in the file, and the rest."""
    for length, step in enumerate(location):
        in_table = isinstance(data, dict) and step in data
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not (in_table or in_list):
            return location[:length], location[length:]
        data = data[step]
    return location, ()


def _describe(
    detail: ErrorDetails, path: positions.Path, rest: tuple[int | str, ...], root: type[BaseModel]
) -> Problem:
    kind = detail["type"]
    if kind == "missing":
        return _missing(path, str(rest[-1]), _model_at(root, path))
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
    return Problem(code, "", f'"{name}" {message}', help)


def _missing(path: positions.Path, key: str, model: type[BaseModel]) -> Problem:
    where = f" in [{'.'.join(map(str, path))}]" if path else ""
    choices = get_args(model.model_fields[key].annotation)
    right = f"one of {suggest.either(choices)}" if choices else f'{key} = "..."'
    return Problem("missing-key", "", f'"{key}" is missing{where}', f"write {right}")


def _keys(model: type[BaseModel]) -> list[str]:
    return list(model.model_fields)


def _model_at(root: type[BaseModel], path: positions.Path) -> type[BaseModel]:
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
        return f"cannot be {_short(given)}", _ID_HELP if "A-Za-z" in detail["ctx"]["pattern"] else "such as EUR"
    if kind == "string_too_short":
        return "is empty", "write something, or remove the key"
    if kind in ("finite_number", "greater_than_equal"):
        return f"cannot be {_short(given)}", "write a number" + (" of 0 or more" if kind[0] == "g" else "")
    return "cannot be used", detail["msg"]


def _two_parts(sentence: str) -> tuple[str, str]:
    message, _, help = sentence.partition("; ")
    return message, help


def _name_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    names: dict[type, str] = {str: "text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def _short(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
