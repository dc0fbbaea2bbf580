"""A file becomes a model, or problems; one bad file never hides another."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

from coopctl import files, pitfalls, positions, toml
from coopctl.problems import Problem

if TYPE_CHECKING:
    from coopctl.model import Framework, Roadmap


class Loaded(NamedTuple):
    """One file after reading: its model unless it has errors, and its stamp and the time from before that.

    ``read_at`` is in nanoseconds since the epoch.
    """

    name: str
    stamp: files.Stamp
    model: Framework | Roadmap | None
    problems: list[Problem]
    read_at: int


def load(folder: files.Folder, name: str) -> Loaded:
    """Read and validate one file of the portfolio in ``folder``."""
    begun = time.time_ns()
    try:
        text, seen = folder.read(name)
    except files.Unreadable as error:
        problem = Problem(error.code, name, f"the file {error.message}", error.help, line=error.line)
        return Loaded(name, files.NO_STAMP, None, [problem], begun)
    model, problems = validated(text, name)
    return Loaded(name, seen, model, problems or pitfalls.warnings(text, name), begun)


def roadmap_id(name: str) -> str:
    """A roadmap's id: the stem of its file's name."""
    return name.removesuffix(".toml")


def validated(text: str, name: str) -> tuple[Framework | Roadmap | None, list[Problem]]:
    """The model of a text that stands, or is to stand, in the file ``name``; or its problems."""
    data = toml.read(text)
    if isinstance(data, toml.Fault):
        return None, [_from_fault(data, text, name)]
    from pydantic import ValidationError

    from coopctl import invalid, model

    if not re.match(model.ID_PATTERN, roadmap_id(name)):
        help = "use the letters a-z, digits and hyphens, such as serbia-2020.toml"
        return None, [Problem("bad-id", name, "the file's name cannot be a roadmap's id", help)]
    root = model.Framework if name == files.FRAMEWORK else model.Roadmap
    if not data:
        return None, [_empty(name)]
    try:
        return root.model_validate(data), []
    except ValidationError as error:
        return None, invalid.problems(error, root, data, text, name)


def _empty(name: str) -> Problem:
    if name == files.FRAMEWORK:
        return Problem("missing-key", name, "the file is empty", 'begin with title = "..."')
    return Problem("missing-key", name, "there is no roadmap in it", 'begin with title = "..." and kind = "roadmap"')


def _from_fault(fault: toml.Fault, text: str, name: str) -> Problem:
    excerpt = positions.line_of(text, fault.line)
    width = max(1, min(fault.width, len(excerpt) - fault.column + 1))
    return Problem(fault.code, name, fault.message, fault.help, fault.line, fault.column, width, excerpt)
