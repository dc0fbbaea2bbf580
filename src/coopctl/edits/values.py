"""A value from the command line as the value of a field, as the file would have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from coopctl import dates, toml
from coopctl.problems import CoopctlError

if TYPE_CHECKING:
    from pydantic import BaseModel

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def value(one: type[BaseModel], field: str, text: str, there: Any, data: dict[str, Any]) -> Any:
    """``text`` as the value of ``field``; what it is to be is read off the model.

    A text that cannot be such a value is given back as it is, for the model to say what is wrong with it. ``there`` is
    the value so far, ``data`` are the file's; a date follows their habits. Raises CoopctlError (2) where TOML is meant
    and is not given.
    """
    from coopctl.tables import shape

    parts = shape(one)
    if field in parts.dates:
        return dated(text, there, data)
    if field in parts.lists:
        return listed(one, field, text)
    if field in parts.nested or field in parts.records or field in parts.roles:
        return as_toml(field, text)
    return _plain(one.model_fields[field].annotation, text)


def dated(text: str, there: Any, data: dict[str, Any]) -> Any:
    """A date at the precision given; a day or a year in the form of the one ``there``, or else as the file has days."""
    try:
        found = dates.parse_text(text)
    except ValueError:
        return text
    if type(there) is int and text.isdecimal():
        return int(text)
    if not _DAY.fullmatch(text):
        return text
    is_text = bool(_DAY.fullmatch(there)) if isinstance(there, str) else False
    is_date = type(there) is date
    return text if is_text or (not is_date and _writes_days_as_text(data)) else found.last


def _writes_days_as_text(data: dict[str, Any]) -> bool:
    """Whether days stand in quotes in this file, more often than not."""
    written = list(_scalars(data))
    quoted = sum(isinstance(one, str) and bool(_DAY.fullmatch(one)) for one in written)
    return quoted > sum(type(one) is date for one in written)


def _scalars(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _scalars(one)
    else:
        yield data


def listed(one: type[BaseModel], field: str, text: str) -> Any:
    """A list: ids between commas; free words are one entry, or several as a TOML list."""
    from coopctl.references import target_of

    if text.startswith("["):
        return as_toml(field, text)
    if target_of(one, field):
        return [part.strip() for part in text.split(",") if part.strip()]
    return [text]


def as_toml(field: str, text: str) -> Any:
    """The value that ``text`` writes in TOML. Raises CoopctlError (2)."""
    data = toml.read(f"value = {text}")
    if isinstance(data, toml.Fault) or data.keys() != {"value"}:
        raise CoopctlError(
            f'"{field}" is not a single word or date', help="write it as in the file, quoted for the shell"
        )
    return data["value"]


def _plain(annotation: Any, text: str) -> Any:
    kinds = set(_kinds(annotation))
    if bool in kinds and text in ("true", "false"):
        return text == "true"
    if kinds & {int, float}:
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
    return text


def _kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _kinds(part)
