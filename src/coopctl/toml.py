"""TOML text to data, and TOML's own errors as sentences that say what to write instead.

The dialect is TOML 1.1, read by the same parser on every Python, so that a file means the same to everybody.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)
_MANY_PARTS = re.compile(r"""^[ \t]*\[{0,2}(?:[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.){100}""", re.MULTILINE)
_KEY_VALUE = re.compile(r"^(?P<indent>\s*)(?P<key>[^=#]*?)\s*=\s*(?P<value>.*?)\s*$")
_CODE = "toml"

_DATE_WITHOUT_QUOTES = re.compile(r"(\.\./)?[0-9]{4}(-Q[1-4]|-[0-9]{2})?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}")
_WORDS = {"yes": "true", "no": "false", "on": "true", "off": "false"}


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

    if text.count(".") > 100 and (many := _MANY_PARTS.search(text)):
        return Fault("too-deep", "a key has more than 100 parts", "", text.count("\n", 0, many.start()) + 1)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return _explain(text, error.msg, error.lineno, error.colno)
    except RecursionError:
        return Fault("too-deep", "tables or arrays are nested too deep", "", _deepest_line(text))
    except ValueError:
        return _number_too_long(text)


def conflict_line(text: str) -> int:
    """The line of the first marker of an unresolved merge, or 0."""
    found = _CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _explain(text: str, message: str, line: int, column: int) -> Fault:
    marked = conflict_line(text)
    if marked:
        help = "choose between the two sides, then remove the lines with <<<<<<<, ======= and >>>>>>>"
        return Fault("merge-conflict", f"unresolved merge conflict at line {marked}", help, marked, 1, 7)
    if message.startswith("Cannot declare") or message.startswith("Cannot mutate"):
        return _declared_twice(text, line, column)
    if message.startswith(("Cannot overwrite", "Duplicate inline table key")):
        return _written_twice(text, line, column)
    return _slip(text, message, line, column)


def _declared_twice(text: str, line: int, column: int) -> Fault:
    header = _line(text, line).strip()
    bare = re.sub(r"\s", "", header.partition("#")[0])
    lines = [re.sub(r"\s", "", other.partition("#")[0]) for other in text.splitlines()]
    first = next((number for number, other in enumerate(lines[: line - 1], start=1) if other == bare), 0)
    where = f"; it is already there on line {first}" if first else "; part of it is already there"
    help = "merge the two, or give one of them another id"
    return Fault("declared-twice", f"{bare} is declared twice{where}", help, line, 1, max(1, column))


def _written_twice(text: str, line: int, column: int) -> Fault:
    content = _line(text, line)
    match = _KEY_VALUE.match(content)
    key = match["key"].strip() if match else content.strip()
    first = _earlier_line_with(text, key, line)
    where = f"; it already has a value on line {first}" if first else ""
    start = content.find(key) + 1
    return Fault("written-twice", f'"{key}" is written twice{where}', "keep one of the two", line, start, len(key))


def _earlier_line_with(text: str, key: str, line: int) -> int:
    lines = text.split("\n")
    pattern = re.compile(rf"\s*{re.escape(key)}\s*[=.]")
    for number in range(line - 1, 0, -1):
        if pattern.match(lines[number - 1]):
            return number
        if lines[number - 1].lstrip().startswith("["):
            return 0
    return 0


def _slip(text: str, message: str, line: int, column: int) -> Fault:
    """What is most likely meant by a line that is no TOML."""
    content = _line(text, line)
    match = _KEY_VALUE.match(content)
    value = match["value"].partition(" #")[0].rstrip() if match else ""
    start = match.start("value") + 1 if match else column
    if _DATE_WITHOUT_QUOTES.fullmatch(value):
        return Fault(_CODE, "a date of this form needs quotes", _date_help(value), line, start, len(value))
    if value.lower() in _WORDS or value in ("True", "False"):
        right = _WORDS.get(value.lower(), value.lower())
        return Fault(_CODE, f'"{value}" is not a value', f"write {right}", line, start, len(value))
    if re.fullmatch(r"[0-9]+,[0-9]+|\.[0-9]+|0[0-9]+", value):
        right = value.replace(",", ".").lstrip("0") if "," in value or value[0] != "." else f"0{value}"
        return Fault(_CODE, f'"{value}" is not a number', f"write {right}", line, start, len(value))
    if value.startswith(("“", "”", "„", "‘", "’", "«")):
        return Fault(_CODE, "these quotes are typographic ones", "write straight quotes", line, start, 1)
    if value and re.fullmatch(r"[^\W\d][^\"'\[\]{}=]*", value):
        return Fault(_CODE, "text needs quotes", f'write "{value}"', line, start, len(value))
    return Fault(_CODE, _sentence(message), _advice(content, message), line, column, 1)


def _date_help(value: str) -> str:
    from coopctl import dates

    try:
        dates.parse_text(value)
    except ValueError as error:
        return str(error)
    return f'write "{value}"'


def _sentence(message: str) -> str:
    known = {
        "Invalid statement": "neither a key nor a table begins here",
        "Invalid value": "a value is missing or cannot be read",
        "Expected newline or end of document after a statement": "something follows that does not belong to the value",
        "Expected '=' after a key in a key/value pair": 'a "=" is missing after the key',
        "Unclosed array": "a list is not closed",
        "Unclosed inline table": "a table in braces is not closed",
        "Expected ']' at the end of a table declaration": 'a "]" is missing',
        "Unterminated string": "text is not closed with a quote",
    }
    if message.startswith(("Illegal character", "Found invalid character")):
        if r"\n" in message:
            return "text is not closed with a quote on its line"
        return f"a character that cannot be seen stands here: {message.rpartition(' ')[2].strip(chr(39))}"
    return known.get(message, f"not valid TOML: {message[:1].lower()}{message[1:]}")


def _advice(content: str, message: str) -> str:
    if message.startswith("Expected '='") and re.match(r"\s*[\w -]+:", content):
        return 'write "=" where ":" stands'
    if message.startswith("Unclosed array"):
        return 'close it with "]", and put "," between its entries'
    if message.startswith("Illegal character") and r"\n" in message:
        return 'for text over several lines, write three quotes: """..."""'
    return ""


def _number_too_long(text: str) -> Fault:
    found = re.search(r"[0-9_]{1000,}", text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return Fault(_CODE, "a number is too long", "", line)


def _deepest_line(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count("[") > 100 or line.count("{") > 100 or line.count(".") > 100:
            return number
    return 0


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
