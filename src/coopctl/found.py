"""A problem found by a rule across files, put in its place in the file."""

from __future__ import annotations

from typing import NamedTuple

from coopctl import files, positions
from coopctl.problems import Problem, Severity


class Found(NamedTuple):
    """A problem with the roadmap it was found in, empty for the framework."""

    roadmap: str
    problem: Problem


def placed(
    folder: files.Folder,
    roadmap: str,
    path: tuple[str | int, ...],
    code: str,
    message: str,
    help: str = "",
    severity: Severity = "error",
    at_key: bool = False,
) -> Problem:
    """A problem of ``roadmap`` (empty for the framework) with the place of the value, or key, at ``path``."""
    name = f"{roadmap}.toml" if roadmap else files.FRAMEWORK
    problem = Problem(code, name, message, help, severity=severity)
    try:
        text, _ = folder.read(name)
    except files.Unreadable:
        return problem
    return positions.place(problem, text, path, at_key=at_key)
