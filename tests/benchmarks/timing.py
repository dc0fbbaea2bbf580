"""Commands timed in turn with `python -c pass`, so that a machine that gets slower is slower for both."""

from __future__ import annotations

import csv
import io
import statistics
import sys
from functools import partial
from typing import NamedTuple

from tests.benchmarks import bars
from tests.benchmarks.bed import STATES, Bed
from tests.benchmarks.cases import Case
from tests.benchmarks.stopwatch import Cost, Stopwatch

PASS = (sys.executable, "-c", "pass")
FEWEST_PASSES = 5


class Timed(NamedTuple):
    """What a command took: medians, in seconds and in multiples of `pass`; the most memory, in bytes; its rows."""

    case: Case
    state: str
    roadmaps: int
    wall: float
    cpu: float
    wall_multiple: float
    cpu_multiple: float
    memory: int
    rows: int | None

    @property
    def rows_per_second(self) -> float | None:
        """How many rows a second it wrote, start-up included."""
        return None if self.rows is None else self.rows / self.wall

    @property
    def verdict(self) -> bars.Verdict | None:
        """Whether it keeps its bar; None where none is set."""
        bar = bars.bar(self.case, self.state, self.roadmaps)
        if bar is None:
            return None
        start = self.wall / self.wall_multiple
        return bars.judge(bar + bars.for_rows(self.rows) / start, self.wall_multiple, self.cpu_multiple)


class Patience(NamedTuple):
    """How often a command is run: ``rounds`` times, but no more once ``seconds`` are over."""

    rounds: int = 11
    seconds: float = 10.0


def time(watch: Stopwatch, bed: Bed, case: Case, state: str, roadmaps: int, patience: Patience) -> Timed:
    """Time a command in a state of the portfolio. Raises stopwatch.Failed."""
    env = bed.environment_of(case)
    run = partial(watch.time, bed.command(case.words), env, on_terminal=case.kind == "terminal")
    run()
    own, base = list[Cost](), list[Cost]()
    while len(own) < patience.rounds and sum(cost.wall for cost in own) < patience.seconds:
        STATES[state](bed)
        base.append(watch.time(PASS, env))
        own.append(run())
    base += [watch.time(PASS, env) for _ in range(FEWEST_PASSES - len(base))]
    wall, cpu = (statistics.median(getattr(cost, name) for cost in own) for name in ("wall", "cpu"))
    base_wall, base_cpu = (statistics.median(getattr(cost, name) for cost in base) for name in ("wall", "cpu"))
    memory = max(cost.memory for cost in own)
    multiples = (wall / base_wall, cpu / base_cpu)
    return Timed(case, state, roadmaps, wall, cpu, *multiples, memory, rows(watch, bed, case))


def rows(watch: Stopwatch, bed: Bed, case: Case) -> int | None:
    """How many rows a command writes; None for one without rows."""
    if not case.counted:
        return None
    watch.time(bed.command(case.counted), bed.environment)
    return sum(1 for _ in csv.reader(io.StringIO(watch.printed(), newline=""))) - 1
