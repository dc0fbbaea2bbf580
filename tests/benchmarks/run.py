"""How long commands take, as multiples of `python -c pass` measured in the same run.

Portfolios of 24 milestones a roadmap are generated, and every reading command is run on them: warm, after one file
changed, and without a snapshot. Each is run in turn with `pass`; medians are shown. Bars judge the time on the clock;
processor time stands beside it, for machines that do other things too. With --peers, the same work is given to other
programs (see tests/benchmarks/peers). Ends with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks import bed, cases, generate, machine, readme, tables, timing
from tests.benchmarks.cases import Case
from tests.benchmarks.stopwatch import Failed, Stopwatch
from tests.benchmarks.timing import Patience, Timed

SIZES = [10, 100, 1_000]
HEADER = ("", "ms", "cpu ms", "x pass", "x cpu", "rows/s", "MB", "bar")


def options(argv: list[str]) -> argparse.Namespace:
    """What the command line says."""
    words, _, more = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(description=words, epilog=more)
    add = parser.add_argument
    add("sizes", nargs="*", type=int, help="roadmaps, 10 100 1000 by default; with --peers milestones, 200 2000 20000")
    add("--state", action="append", choices=list(bed.STATES), help="only in this state of the portfolio")
    add("--only", action="append", metavar="TEXT", help="only commands that contain this")
    add("--rounds", type=int, default=11, help="how often each command is run")
    add("--seconds", type=float, default=5.0, help="after how many seconds a command is run no more")
    add("--peers", action="store_true", help="compare with the other programs that are on the PATH")
    add("--limit", type=float, default=60.0, metavar="S", help="with --peers: leave out what takes more seconds")
    add("--markdown", action="store_true", help="print the README's short table, all else on standard error")
    add("--readme", action="store_true", help="write the README's short table into it; measures what stands there")
    asked = parser.parse_args(argv)
    if min(asked.sizes, default=generate.FEWEST) < generate.FEWEST:
        parser.error(f"a portfolio to measure has {generate.FEWEST} roadmaps at least")
    return asked


def main(argv: list[str]) -> int:
    """Measure, print, and return 1 when a bar is missed."""
    asked = options(argv)
    command = shlex.join(["python", "tests/benchmarks/run.py", *argv])
    with contextlib.redirect_stdout(sys.stderr) if asked.markdown else contextlib.nullcontext():
        if asked.peers:
            from tests.benchmarks.contest import run as contest

            block, lines, missed = "peers", *contest.run(asked, command)
        else:
            timed = list(_measured(asked))
            missed = sum(1 for one in timed if one.verdict and not one.verdict.kept)
            print(f"\n{missed} of {sum(1 for one in timed if one.verdict)} bars missed, load {machine.load():.1f}")
            block, lines = "speed", readme.speed(timed, command)
    if asked.markdown:
        print(*lines, sep="\n")
    if asked.readme:
        readme.write(block, lines)
    return 1 if missed else 0


def _measured(asked: argparse.Namespace) -> Iterator[Timed]:
    """Measure and print what was asked for, a table for each size and state."""
    wanted = [case for case in cases.every_case() if not asked.only or any(text in case.name for text in asked.only)]
    for size in asked.sizes or SIZES:
        with tempfile.TemporaryDirectory() as place, Stopwatch(Path(place)) as watch:
            made = bed.make(Path(place), size)
            print(f"\n{size:,} roadmaps, {size * generate.MILESTONES:,} milestones · {machine.words()}")
            for state in asked.state or bed.STATES:
                table = tables.Aligned((bed.STATE_NAMES[state], *HEADER[1:]), (case.name for case in wanted))
                print(f"\n{table.head()}  load {machine.load():.1f}")
                for case in wanted:
                    if asked.readme and not asked.only and (case.name, state) not in readme.SHOWN:
                        continue
                    yield from _one(table, watch, made, case, state, size, Patience(asked.rounds, asked.seconds))


def _one(
    table: tables.Aligned, watch: Stopwatch, made: bed.Bed, case: Case, state: str, size: int, patience: Patience
) -> Iterator[Timed]:
    try:
        timed = timing.time(watch, made, case, state, size, patience)
    except Failed as failed:
        print(f"{case.name}: {failed}", flush=True)
        return
    print(table.line(_cells(timed)), flush=True)
    yield timed


def _cells(one: Timed) -> list[str]:
    rate, verdict = one.rows_per_second, one.verdict
    return [
        one.case.name,
        f"{one.wall * 1000:.1f}",
        f"{one.cpu * 1000:.1f}",
        f"{one.wall_multiple:.1f}",
        f"{one.cpu_multiple:.1f}",
        "" if rate is None else f"{rate:,.0f}",
        f"{one.memory / 1e6:.1f}",
        "" if verdict is None else f"{verdict.bar:.0f} {verdict.words}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
