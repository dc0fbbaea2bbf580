"""What an edit would change, as a unified diff that `git apply` and `patch` understand."""

from __future__ import annotations

from collections.abc import Iterator

_NO_NEWLINE = "\\ No newline at end of file"


def unified(before: str, after: str, name: str) -> str:
    """The difference between two texts of the file ``name``; empty where there is none. Line ends stay as they are."""
    from difflib import unified_diff

    return "".join(_ended(unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")))


def _lines(text: str) -> list[str]:
    """The lines of ``text`` with their ends; only a line feed ends one."""
    parts = text.split("\n")
    return [f"{line}\n" for line in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n"
