"""TOML text to data, and TOML's own errors as sentences that say what to write instead.

The dialect is TOML 1.1, read by the same parser on every Python, so that a file means the same to everybody.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)
_MANY_PARTS = re.compile(r"""^[ \t]*\[{0,2}(?:[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.){100}""", re.MULTILINE)
_MANY_DIGITS = re.compile(r"\b(?:0x[0-9A-Fa-f_]{16,}|0o[0-7_]{21,}|0b[01_]{63,}|[0-9][0-9_]{17,})")
_LONG = re.compile(r"[0-9][0-9A-Fa-fobx_]{15}")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_DEEP = "nothing in a roadmap lies deeper than [deliverables.ID.milestones.ID]"


class Fault(NamedTuple):
    """Why a text is not TOML: line, column and width as in a problem, 0 where not known."""

    code: str
    message: str
    help: str = ""
    line: int = 0
    column: int = 0
    width: int = 1


def read(text: str) -> dict[str, Any] | Fault:
    """The data in ``text``, or the fault that keeps it from being read."""
    import tomli

    if _has_many_parts(text) and (many := _MANY_PARTS.search(text)):
        return Fault("too-deep", "a key has more than 100 parts", _DEEP, text.count("\n", 0, many.start()) + 1)
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        from coopctl import slips

        return slips.explain(text, error.msg, error.lineno, error.colno)
    except RecursionError:
        return Fault("too-deep", "tables or lists are nested too deep", _DEEP, _deepest_line(text))
    except ValueError:
        return _number_too_long(text)
    return _number_too_long(text) if _has_many_digits(text) and _has_too_long(data) else data


def _has_many_parts(text: str) -> bool:
    """Whether some line has so many dots that it is worth a closer look."""
    return text.count(".") >= 100 and any(line.count(".") >= 100 for line in text.splitlines())


def _has_many_digits(text: str) -> bool:
    """Whether there may be a number that 64 bits do not hold; most texts are passed over by the quicker pattern."""
    return bool(_LONG.search(text) and _MANY_DIGITS.search(text))


def conflict_line(text: str) -> int:
    """The line of the first marker of an unresolved merge, or 0."""
    found = _CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _has_too_long(data: Any) -> bool:
    """Whether there is a whole number that 64 bits do not hold, which TOML leaves undefined."""
    if isinstance(data, dict):
        return any(map(_has_too_long, data.values()))
    if isinstance(data, list):
        return any(map(_has_too_long, data))
    return isinstance(data, int) and not _SMALLEST <= data <= _LARGEST


def _number_too_long(text: str) -> Fault:
    found = _MANY_DIGITS.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return Fault("toml", "a number is too long", "write one of at most 18 digits", line)


def _deepest_line(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count("[") > 100 or line.count("{") > 100 or line.count(".") > 100:
            return number
    return 0
