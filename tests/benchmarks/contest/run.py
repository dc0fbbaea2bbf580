"""The programs in turn, each work as often as patience allows."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import generate, machine, tables
from tests.benchmarks.contest import rivals, work
from tests.benchmarks.contest.rivals import Rival
from tests.benchmarks.contest.standing import Standing, Times, standings
from tests.benchmarks.stopwatch import Stopwatch
from tests.benchmarks.timing import Patience

SIZES = [200, 2_000, 20_000]


def measured(watch: Stopwatch, racing: list[Rival], patience: Patience) -> Times:
    """Every work by every program, in turn."""
    times: Times = {}
    for name in work.NAMES:
        for _ in range(patience.rounds):
            for rival in racing:
                taken = times.setdefault((rival.title, name), [])
                if name in rival.module.works(rival.folder) and sum(one.wall for one in taken) < patience.seconds:
                    rival.prepare()
                    taken.append(watch.time(rival.command(name), rival.environment(), cwd=rival.folder))
    return times


def compare(size: int, patience: Patience, limit: float) -> list[Standing]:
    """Compare what is installed on so many milestones, and print it."""
    tasks = work.tasks(max(generate.FEWEST, size // work.PER_ROADMAP))
    with tempfile.TemporaryDirectory() as place, Stopwatch(Path(place)) as watch:
        print(f"\n{len(tasks):,} milestones · {machine.words()}, load {machine.load():.1f}", flush=True)
        there = list(rivals.present(Path(place), tasks))
        racing = rivals.in_its_states(list(rivals.agreeing(watch, there, tasks, limit)))
        found = standings(measured(watch, racing, patience), racing, len(tasks))
    table = tables.Aligned(
        ("ms, times as long by clock, by processor", *work.NAMES, "MB", ""), (one.title for one in found), 18
    )
    print(table.head(), *(table.line(one.cells()) for one in found), sep="\n", flush=True)
    return found


def run(asked: argparse.Namespace, command: str) -> tuple[list[str], int]:
    """Compare at all sizes; the lines of the README's table, and how often coopctl is not ahead where it is to be."""
    sizes = asked.sizes or SIZES
    found = {size: compare(size, Patience(asked.rounds, asked.seconds), asked.limit) for size in sizes}
    every = [one for standings in found.values() for one in standings]
    behind, judged = sum(len(one.behind) for one in every), sum(len(one.ratios) for one in every if one.judged)
    print(f"\nbehind in {behind} of {judged} comparisons, load {machine.load():.1f}")
    titles = dict.fromkeys(one.title for one in every)
    by_title = {size: {one.title: one.ratios_in_words() for one in standings} for size, standings in found.items()}
    rows = [[title, *(by_title[size].get(title, "too slow") for size in sizes)] for title in titles]
    header = ["times as long as coopctl", *(f"{size:,} milestones" for size in sizes)]
    return [*tables.markdown(header, rows), "", *machine.made_by(command)], behind
