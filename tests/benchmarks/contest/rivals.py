"""The programs that take part: those that are installed, with their data written, and that answer as they must."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from tests.benchmarks import bed, peers
from tests.benchmarks.contest import work
from tests.benchmarks.peers import coopctl
from tests.benchmarks.stopwatch import Failed, Stopwatch

PREPARING = 5
"""How many times as long as later runs the first may take, in which caches are filled."""


class Rival(NamedTuple):
    """A program on its own data: its module, its whole path, and what it is called, with its version.

    ``state`` is that of coopctl's snapshot; others are just run.
    """

    module: Any
    program: str
    title: str
    folder: Path
    state: str = "warm"

    def command(self, name: str) -> list[str]:
        """The whole command line of a work."""
        return [self.program, *self.module.works(self.folder)[name].words]

    def environment(self) -> dict[str, str]:
        """Its own, and a home without anybody's settings."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), **self.module.environment(self.folder)}

    def prepare(self) -> None:
        """What is done before each time."""
        if self.module is coopctl:
            bed.STATES[self.state](coopctl.bed(self.folder))


def modules() -> dict[str, Any]:
    """The programs that are known, coopctl first."""
    found = (one.name for one in iter_modules(peers.__path__))
    names = sorted(found, key=lambda name: (name != "coopctl", name))
    return {name: import_module(f"{peers.__name__}.{name}") for name in names}


def version(module: Any, program: str) -> str:
    """The version that a program says it has."""
    said = subprocess.run([program, *module.VERSION], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "?"


def present(place: Path, tasks: list[work.Task]) -> Iterator[Rival]:
    """The programs that are installed, with their data written; those that are not are named."""
    for name, module in modules().items():
        program = shutil.which(module.PROGRAM)
        if program is None:
            print(f"skipped: {module.TITLE}, there is no {module.PROGRAM} on the PATH")
            continue
        folder = place / name
        folder.mkdir()
        module.write(tasks, folder)
        yield Rival(module, program, f"{module.TITLE} {version(module, program)}", folder)


def answer(watch: Stopwatch, rival: Rival, name: str, limit: float = 0) -> work.Answer:
    """What a program answers to a work. Raises Failed."""
    one = rival.module.works(rival.folder)[name]
    watch.time(rival.command(name), rival.environment(), cwd=rival.folder, limit=limit)
    found: work.Answer = one.read(one.into.read_text("utf-8") if one.into else watch.printed())
    return found


def agreeing(watch: Stopwatch, rivals: Iterable[Rival], tasks: list[work.Task], limit: float) -> Iterator[Rival]:
    """Those that give the right answers in time. Raises ValueError for one that gives another."""
    expected = work.expected(tasks)
    for rival in rivals:
        try:
            for name in rival.module.works(rival.folder):
                found = answer(watch, rival, name, limit * PREPARING)
                if found != expected[name]:
                    raise ValueError(f"{rival.title}, {name}: {_difference(found, expected[name])}")
                watch.time(rival.command(name), rival.environment(), cwd=rival.folder, limit=limit)
            yield rival
        except Failed as failed:
            if rival.module is coopctl:
                raise
            print(f"left out: {rival.title}: {failed}", flush=True)


def _difference(found: work.Answer, expected: work.Answer) -> str:
    counts = f"{found.total()} instead of {expected.total()}"
    return f"{counts}: too much {list(found - expected)[:3]}, too little {list(expected - found)[:3]}"


def in_its_states(rivals: list[Rival]) -> list[Rival]:
    """The programs, coopctl as often as there are states of its snapshot."""
    own = rivals[0]
    more = [own._replace(title=f"{own.title}, {bed.STATE_NAMES[state]}", state=state) for state in bed.STATES]
    return [own, *more[1:], *rivals[1:]]
