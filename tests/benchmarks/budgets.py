"""What each warm reading command may do at most, and writing that down anew: ``python tests/benchmarks/budgets.py``.

`budgets.toml` has a line a command: the modules of coopctl it imports, all it imports beyond `python -c pass`, the SQL
statements it makes, the files it opens other than programs. A command without a line is held to "any other". It is
written by this program and looked at in the diff; where an import or a query is meant, run it and commit the result.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks import bed, counting
from tests.benchmarks.counting import Done

FILE = Path(__file__).with_name("budgets.toml")
OTHER = "any other"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


class Budget(NamedTuple):
    """Counts that a command may not exceed; ``packages`` are the top-level names of all that it imports."""

    own: int
    modules: int
    queries: int
    files: int
    packages: frozenset[str]


COUNTS = Budget._fields[:4]


class Budgets(NamedTuple):
    """All that is written down: the version of Python it was counted with, the budget of each command, and, for some,
    the millions of instructions beyond those of `python -c pass`."""

    python: str
    commands: dict[str, Budget]
    instructions: dict[str, float]

    def of(self, name: str) -> Budget:
        """The budget of a command."""
        return self.commands.get(name, self.commands[OTHER])


def least(done: Done) -> Budget:
    """The least budget that allows what a command did."""
    return Budget(len(done.own()), len(done.modules), len(done.queries), len(done.files), done.packages())


def most(budgets: Collection[Budget]) -> Budget:
    """The least that allows what any of these allow."""
    own, modules, queries, files = (max(getattr(one, count) for one in budgets) for count in COUNTS)
    return Budget(own, modules, queries, files, frozenset.union(*(one.packages for one in budgets)))


def read() -> Budgets:
    """What is written down."""
    written: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
    usual = written["usual"]
    commands = {
        name: Budget(**{**line, "packages": frozenset((*usual, *line["packages"]))})
        for name, line in written["budgets"].items()
    }
    return Budgets(written["python"], commands, written["instructions"])


def text(budgets: Budgets) -> str:
    """The content of budgets.toml."""
    usual = frozenset.intersection(*(one.packages for one in budgets.commands.values()))
    lines = [
        "# Written by: python tests/benchmarks/budgets.py",
        f"python = {json.dumps(budgets.python)}",
        "# What every command imports.",
        f"usual = {json.dumps(sorted(usual))}",
        "[budgets]",
        *(_line(name, one, usual) for name, one in budgets.commands.items()),
        "[instructions]",
        *(f"{json.dumps(name)} = {millions:.0f}" for name, millions in budgets.instructions.items()),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, one: Budget, usual: frozenset[str]) -> str:
    counts = ", ".join(f"{key} = {value}" for key, value in zip(COUNTS, one, strict=False))
    return f"{json.dumps(name)} = {{ {counts}, packages = {json.dumps(sorted(one.packages - usual))} }}"


def main() -> None:
    """Count what all commands do, and write it down."""
    with tempfile.TemporaryDirectory() as place:
        small = counting.settled(bed.make(Path(place, "small"), counting.SMALL))
        commands = {case.name: least(counting.done(small, case)) for case in counting.countable()}
        commands[OTHER] = most(commands.values())
        instructions = read().instructions
        if not counting.no_instructions():
            large = counting.settled(bed.make(Path(place, "large"), counting.LARGE, history=False))
            start = counting.counted_instructions([sys.executable, "-c", "pass"], large.environment)
            instructions = {case.name: counting.instructions(large, case, start) for case in counting.instructed()}
        FILE.write_text(text(Budgets(PYTHON, commands, instructions)), "utf-8")


if __name__ == "__main__":
    main()
