"""Values and keys as TOML text, in the style of what stood there before."""

from __future__ import annotations

import re
from typing import Any

_NUMBER_IN_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:_[0-9]{3})+")
_NOT_LITERAL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f']")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONG_QUOTES = ('"""', "'''")


def literal(value: Any, like: str = "", ending: str = "\n") -> str:
    """``value`` as TOML. ``like`` is the text that it replaces; ``ending`` ends lines of text of several lines."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key(name)} = {literal(one, '', ending)}" for name, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(one, '', ending) for one in value)}]"
    if isinstance(value, str):
        return _string(value, like, ending)
    if isinstance(value, int) and not isinstance(value, bool) and _NUMBER_IN_GROUPS.fullmatch(like):
        return f"{value:_}"
    return _plain(value)


def key(name: str, like: str = "") -> str:
    """A key as TOML: in the quotes of ``like`` where it has some, else bare where it can be."""
    if like.startswith("'") and not _NOT_LITERAL.search(name):
        return f"'{name}'"
    return name if _BARE.fullmatch(name) and not like.startswith('"') else _plain(name)


def _string(value: str, like: str, ending: str) -> str:
    if "\n" in value and (not like or like.startswith(_LONG_QUOTES)):
        return _long(value, ending)
    if like.startswith("'") and not _NOT_LITERAL.search(value):
        return f"'{value}'"
    return _plain(value)


def _long(value: str, ending: str) -> str:
    """Text of several lines between triple quotes, its first line below them."""
    escaped = value.replace("\\", "\\\\").replace('"""', '""\\"')
    escaped = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    if escaped.endswith('"'):
        escaped = f'{escaped[:-1]}\\"'
    return f'"""{ending}{escaped.replace(chr(10), ending)}"""'


def _plain(value: Any) -> str:
    """A single value as the writer of TOML writes it."""
    from tomli_w import dumps

    return dumps({"v": value}).removeprefix("v = ").removesuffix("\n")
