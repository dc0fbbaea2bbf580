"""What IATI demands and the portfolio lacks: where it belongs, and the line to add."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path as FilePath
from typing import NamedTuple

from coopctl import files, found, index
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.query import Question
from coopctl.toml.parts import Path

CODE = "lacks-for-iati"
FRAMEWORK = ""
_MOST = 200


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
        """Raise CoopctlError (1) with all that is lacking; do nothing where nothing is."""
        if not self._found:
            return
        problems = tuple(self._problems(question))
        what = "thing is" if len(self._found) == 1 else "things are"
        message = f"nothing was written: {len(self._found)} {what} missing that IATI demands"
        help = "add what is true; nothing is made up, and what nobody knows cannot be published"
        raise CoopctlError(message, help=help, exit_code=Exit.NO, problems=problems)

    def _problems(self, question: Question) -> Iterator[Problem]:
        """Each as a problem, the framework's first; the lines of the first ones, for a file is read for each."""
        by_file = groupby(sorted(self._found, key=lambda lack: lack.roadmap), lambda lack: lack.roadmap)
        shown = 0
        for _, lacks in by_file:
            placed = [_placed(lack, question.folder if shown < _MOST else None) for lack in lacks]
            shown += len(placed)
            yield from sorted(placed, key=lambda problem: problem.line)


def _placed(lack: Lack, folder: FilePath | None) -> Problem:
    if folder is None:
        return Problem(CODE, f"{lack.roadmap}.toml" if lack.roadmap else files.FRAMEWORK, lack.message, lack.help)
    where = (files.Folder(folder), lack.roadmap, lack.path, CODE, lack.message, lack.help)
    return index.in_folder(found.placed(*where, at_key=lack.at_key), folder)
