"""What IATI demands and the portfolio lacks: where it belongs, and the line to add."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path as FilePath
from typing import NamedTuple

from coopctl import files, index
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.question import Question
from coopctl.toml.parts import Path

CODE = "lacks-for-iati"
FRAMEWORK = ""
MOST = 200


class Lack(NamedTuple):
    """One thing that is missing, or cannot be published as it is; of FRAMEWORK or of a roadmap."""

    roadmap: str
    path: Path
    message: str
    help: str
    at_key: bool = True


class Lacks:
    """What was found lacking, each thing once, in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[Lack, None] = {}

    def add(self, roadmap: str, path: Path, message: str, help: str, *, at_key: bool = True) -> None:
        """Note that something is missing at ``path`` of the file of ``roadmap``."""
        self._found[Lack(roadmap, path, message, help, at_key)] = None

    def refuse(self, question: Question) -> None:
        """Raise CoopctlError (1) with what is lacking, MOST things of it at most; do nothing where nothing is."""
        if not self._found:
            return
        lacking = len(self._found)
        what = "1 thing is" if lacking == 1 else f"{lacking} things are"
        shown = f"; the first {MOST} are above" if lacking > MOST else ""
        raise CoopctlError(
            f"nothing was written: {what} missing that IATI demands{shown}",
            help="add what is true; nothing is made up, and what nobody knows cannot be published",
            exit_code=Exit.NO,
            problems=tuple(self._problems(question)),
        )

    def _problems(self, question: Question) -> Iterator[Problem]:
        """The first ones as problems, those of the framework before all, and in each file by their lines."""
        first = sorted(self._found, key=lambda lack: lack.roadmap)[:MOST]
        for _, lacks in groupby(first, lambda lack: lack.roadmap):
            yield from sorted((_placed(lack, question.folder) for lack in lacks), key=lambda problem: problem.line)


def _placed(lack: Lack, folder: FilePath | None) -> Problem:
    if folder is None:
        return Problem(CODE, f"{lack.roadmap}.toml" if lack.roadmap else files.FRAMEWORK, lack.message, lack.help)
    from coopctl import found

    where = (files.Folder(folder), lack.roadmap, lack.path, CODE, lack.message, lack.help)
    return index.in_folder(found.placed(*where, at_key=lack.at_key), folder)
