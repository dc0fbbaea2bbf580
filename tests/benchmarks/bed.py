"""A generated portfolio to measure on, its snapshot, and the states they can be in."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import generate
from tests.benchmarks.cases import ROADMAP, Case
from tests.repository import Repository

COOPCTL = (sys.executable, "-m", "coopctl")
SETTLED = 0.15
"""Seconds after which a file that was changed is trusted to be as it was read (see files.is_racy)."""


class Bed(NamedTuple):
    """A portfolio's folder, and the folder of its snapshot."""

    folder: Path
    cache: Path

    @property
    def environment(self) -> dict[str, str]:
        """What commands are run with; nothing that the caller has set for Python or coopctl."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {"XDG_CACHE_HOME": str(self.cache), "COLUMNS": "120", "TERM": "xterm", "COOPCTL_PAGER": "cat"}

    def command(self, words: tuple[str, ...]) -> list[str]:
        """The whole command line."""
        return [*COOPCTL, "-C", str(self.folder), *words]

    def environment_of(self, case: Case) -> dict[str, str]:
        """The environment of a case; where Tab is pressed, that in which zsh asks how the line can go on."""
        asking = {"_COOPCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": case.typed}
        return self.environment | ({**asking, "COOPCTL_PORTFOLIO": str(self.folder)} if case.typed else {})


def make(place: Path, roadmaps: int, *, history: bool = True) -> Bed:
    """Generate a portfolio; with its ``history``, in git with what was known a month earlier, where there is git."""
    bed = Bed(place / "top" / "portfolio", place / "cache")
    if history and shutil.which("git"):
        repository = Repository(bed.folder.parent, bed.folder.name)
        for day in (generate.EARLIER, generate.AS_OF):
            generate.write(bed.folder, roadmaps, day=day)
            repository.commit(day.isoformat(), "What was done")
    else:
        generate.write(bed.folder, roadmaps)
    time.sleep(SETTLED)
    return bed


def _leave(bed: Bed) -> None:
    """Change nothing."""


def _change_one(bed: Bed) -> None:
    """Change one file, long enough ago to be trusted."""
    changed = bed.folder / f"{ROADMAP}.toml"
    text = changed.read_text("utf-8").partition("# changed")[0]
    changed.write_text(f"{text}# changed {time.time_ns()}\n", "utf-8")
    time.sleep(SETTLED)


def _forget(bed: Bed) -> None:
    """Delete the snapshot."""
    for file in bed.cache.rglob("*.sqlite"):
        file.unlink()


STATES: dict[str, Callable[[Bed], None]] = {"warm": _leave, "changed": _change_one, "cold": _forget}
"""What is done to a portfolio before each time a command is measured."""

STATE_NAMES = {"warm": "warm", "changed": "after one file changed", "cold": "first run, without a snapshot"}
