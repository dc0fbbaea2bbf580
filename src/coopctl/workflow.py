"""Problems as workflow commands, which GitHub shows as annotations beside the lines they are about.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import os

from coopctl.problems import Problem
from coopctl.visible import visible

_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def command(problem: Problem, workspace: str | None = None) -> str:
    """The command for one problem, ended by a line feed. Paths within ``workspace`` are given from it on."""
    places = {"line": problem.line, "col": problem.column}
    properties = {"file": _within(problem.path, workspace), **{key: str(at) for key, at in places.items() if at}}
    properties["title"] = problem.code
    told = ",".join(f"{key}={_escaped(visible(value), _IN_PROPERTY)}" for key, value in properties.items())
    words = "\n".join(visible(part) for part in (problem.message, problem.help) if part)
    return f"::{problem.severity} {told}::{_escaped(words, _IN_MESSAGE)}\n"


def _within(path: str, workspace: str | None) -> str:
    """The path as the repository has it: with slashes, from its top."""
    if workspace:
        whole, top = os.path.realpath(path), os.path.realpath(workspace)
        path = os.path.relpath(whole, top) if whole.startswith(os.path.join(top, "")) else path
    return path.replace(os.sep, "/")


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
