"""What a file from elsewhere says, in the words of the portfolio's own files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.report import Table

STDIN = "-"
Fields = dict[str, Any]


class Source(NamedTuple):
    """A file to import: its name as the user gave it, its content, and its size in bytes (0 when it is not known)."""

    name: str
    stream: BinaryIO
    size: int = 0


class Origin(NamedTuple):
    """Where something stands in the imported file: ``line`` and ``column`` from 1, 0 for "not known".

    Of a table they are the row and the cell; ``label`` names them: ``Due date``.
    """

    line: int
    column: int = 0
    label: str = ""


class Imported(NamedTuple):
    """Roadmaps and framework entries with the fields that a file gives them; what it is silent about stays as it is.

    ``roadmaps`` are by id and in the shape of a roadmap file (``{"title": ..., "deliverables": {"plan": {"title": ...,
    "milestones": {...}}}}``), dates as text. ``entries`` are those that the framework is to have, by its keys
    (``{"organisations": {"RMM": {"name": ...}}}``); one that is there already stays as it is. ``notes`` are sentences
    about what could not be taken, ``shown`` are tables for the person who decides, and ``origins`` says of a path
    (``("ruritania-2025", "deliverables", "plan")``) where it comes from, for problems that point there. ``framework``
    has fields of the framework itself, such as ``agency``; where it has them already it stays as it is.
    """

    roadmaps: Mapping[str, Fields] = MappingProxyType({})
    entries: Mapping[str, Mapping[str, Fields]] = MappingProxyType({})
    notes: tuple[str, ...] = ()
    shown: tuple[Table, ...] = ()
    origins: Mapping[tuple[str, ...], Origin] = MappingProxyType({})
    framework: Mapping[str, Any] = MappingProxyType({})


class Unfit(CoopctlError):
    """A file that cannot be imported as it is (3 unless said otherwise): ``shown`` says how it was understood."""

    def __init__(
        self,
        message: str,
        *,
        help: str = "",
        exit_code: int = Exit.INVALID,
        problems: tuple[Problem, ...] = (),
        shown: tuple[Table, ...] = (),
    ) -> None:
        super().__init__(message, help=help, exit_code=exit_code, problems=problems)
        self.shown = shown


@contextmanager
def opened(name: str, stdin: BinaryIO) -> Iterator[Source]:
    """The file ``name``, or standard input for ``-``. Raises CoopctlError (6) when it cannot be read."""
    if name == STDIN:
        yield Source("standard input", stdin)
        return
    try:
        status = os.stat(name)
        if stat.S_ISDIR(status.st_mode):
            raise CoopctlError(f'"{name}" is a folder', help="name a file", exit_code=Exit.INPUT_OUTPUT)
        stream = open(name, "rb")  # noqa: SIM115 - closed below, where errors of reading are told from those of opening
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CoopctlError(f'cannot read "{name}": {reason}', exit_code=Exit.INPUT_OUTPUT) from error
    with stream:
        yield Source(name, stream, status.st_size if stat.S_ISREG(status.st_mode) else 0)
