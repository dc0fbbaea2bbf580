"""A problem as text: where, what, the line itself, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from coopctl import style
from coopctl.problems import Problem
from coopctl.visible import visible

_WIDEST = 160
_LONGEST = 2000


def block(problem: Problem, *, colour: bool = False) -> str:
    """The problem over several lines, ended by a line feed."""
    paint = style.paint if colour else lambda text, name: text
    head = f"{_where(problem)}: {paint(f'{problem.severity}[{problem.code}]', problem.severity)}: "
    lines = [head + shown(problem.message)]
    if problem.excerpt and problem.column:
        lines += _excerpt(problem, paint)
    if problem.help:
        lines.append(f"   = {paint('help', 'help')}: {shown(problem.help)}")
    return "".join(f"{line}\n" for line in lines)


def blocks(problems: Iterable[Problem], most: int, *, colour: bool = False) -> str:
    """The first ``most`` problems, and how many more there are."""
    known = list(problems)
    text = "".join(block(problem, colour=colour) for problem in known[:most])
    left = len(known) - most
    return text if left <= 0 else f"{text}... and {left} more: coopctl check shows all\n"


def message(kind: str, text: str, help: str = "", *, colour: bool = False) -> str:
    """A message that concerns no file: ``error: ...`` and what to do."""
    paint = style.paint if colour else lambda text, name: text
    line = f"{paint(kind, kind)}: {shown(text)}\n"
    return line + (f"   = {paint('help', 'help')}: {shown(help)}\n" if help else "")


def shown(sentence: str) -> str:
    """A sentence as a person gets it: harmless, and of a very long one, as a quoted argument can make it, both ends."""
    half = _LONGEST // 2
    return visible(sentence if len(sentence) <= _LONGEST else f"{sentence[:half]} … {sentence[-half:]}")


def _where(problem: Problem) -> str:
    numbers = [str(number) for number in (problem.line, problem.column) if number]
    return shown(":".join([problem.path, *numbers]))


def _excerpt(problem: Problem, paint: object) -> list[str]:
    """The line and below it carets under what is meant, also where the text before is wide or has escapes."""
    excerpt, column = _part(problem.excerpt, problem.column)
    before, meant = excerpt[: column - 1], excerpt[column - 1 : column - 1 + problem.width]
    number = f"{problem.line} | "
    carets = "^" * max(1, _cells(meant))
    painted = paint(carets, problem.severity) if callable(paint) else carets
    return [
        f"{number}{_excerpted(excerpt)}".rstrip(),
        f"{' ' * (len(number) - 2)}| {' ' * _cells(before)}{painted}",
    ]


def _part(line: str, column: int) -> tuple[str, int]:
    """The part of a very long line around ``column``, and the column within it; what is left out shows as ``…``."""
    first = max(0, column - 1 - _WIDEST // 3) if len(line) > _WIDEST else 0
    part = line[first : first + _WIDEST]
    part = part if first + _WIDEST >= len(line) else f"{part[:-1]}…"
    return (f"…{part[1:]}" if first else part), column - first


def _excerpted(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _cells(text: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in _excerpted(text)
        if not unicodedata.combining(sign)
    )
