"""What commands do, in counts that no other program on the machine can change."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import cases
from tests.benchmarks.bed import COOPCTL, Bed
from tests.benchmarks.cases import Case

PROBE = Path(__file__).with_name("probe.py")
SMALL, LARGER, LARGE = 10, 30, 300
"""How many roadmaps: to write budgets with, to hold them with, to count instructions with."""

INSTRUCTED = ("list -f csv", "report --by country", "Tab: an id")
CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
_OWN = "coopctl"
_COLLECTED = re.compile(r"Collected : (\d+)")


class Done(NamedTuple):
    """What a command did: the modules it imported beyond `pass`, its SQL statements, the files it opened."""

    modules: list[str]
    queries: list[str]
    files: list[str]

    def own(self) -> list[str]:
        """The modules of coopctl."""
        return [name for name in self.modules if name.partition(".")[0] == _OWN]

    def packages(self) -> frozenset[str]:
        """The top-level names of what was imported, without private and generated ones, which come with others."""
        tops = (name.partition(".")[0] for name in self.modules)
        return frozenset(top for top in tops if not top.startswith("_") and not top.endswith("__mypyc"))


def countable() -> list[Case]:
    """The commands that can be counted: all but the one that needs a terminal."""
    return [case for case in cases.every_case() if case.kind != "terminal"]


def instructed() -> list[Case]:
    """The few whose instructions are counted, which takes seconds each."""
    return [case for case in cases.every_case() if case.name in INSTRUCTED]


def done(made: Bed, case: Case) -> Done:
    """What a command does. Raises CalledProcessError when it fails."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place, "report.json")
        words = made.command(case.words)[len(COOPCTL) :]
        probe = [sys.executable, str(PROBE), str(report), *words]
        subprocess.run(probe, env=made.environment_of(case), check=True, capture_output=True)
        return Done(**json.loads(report.read_text("utf-8")))


def settled(made: Bed) -> Bed:
    """The same portfolio, with a fresh snapshot."""
    done(made, countable()[0])
    return made


@cache
def no_instructions() -> str:
    """Why instructions cannot be counted here; empty when they can."""
    if not shutil.which("valgrind"):
        return "there is no valgrind"
    tried = subprocess.run([*CALLGRIND, "true"], capture_output=True, text=True, check=False)
    return f"valgrind does not work: {tried.stderr}" if tried.returncode else ""


def instructions(made: Bed, case: Case, start: float) -> float:
    """The millions of instructions that a command takes beyond the ``start`` of those of `python -c pass`.

    The difference is nearly the same for builds of Python that start with more or with fewer.
    """
    return counted_instructions(made.command(case.words), made.environment_of(case)) - start


def counted_instructions(command: Sequence[str], env: dict[str, str]) -> float:
    """The millions of instructions that a program takes."""
    ended = subprocess.run(
        [*CALLGRIND, *command], env=env | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=True
    )
    found = _COLLECTED.search(ended.stderr)
    assert found, ended.stderr
    return int(found[1]) / 1e6
