"""How long commands take, as multiples of `python -c pass` measured in the same run.

    python tests/benchmarks/run.py [ROADMAPS ...]      portfolios of 24 milestones a roadmap; 10 100 1000 by default

Commands are run in turn with `pass`, several rounds, so that a machine that gets slower is slower for all; the
median of each is shown. The bars are those that the project has set itself. Python may keep the bytecode of what it
imports, as it does of an installed program; where it may not, each command takes twice `pass` longer.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
from tests.benchmarks import generate

ROUNDS = 11
COOPCTL = [sys.executable, "-m", "coopctl"]
PASS = [sys.executable, "-c", "pass"]


class Case(NamedTuple):
    """A command to time; ``before`` puts the portfolio into the state it is about."""

    name: str
    arguments: list[str]
    bars: dict[int, float]
    before: Callable[[Path, Path], None] | None = None
    on_terminal: bool = False
    completed: str = ""


def touch_one(folder: Path, cache: Path) -> None:
    """Change one file, long enough ago to be trusted."""
    changed = folder / "roadmap-00003.toml"
    changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
    time.sleep(0.15)


def forget(folder: Path, cache: Path) -> None:
    """Delete the snapshot."""
    for file in cache.rglob("*.sqlite"):
        file.unlink()


WARM = {10: 8.0, 100: 8.0, 1000: 8.0, 10_000: 14.0}
STREAMED = ("table", "csv", "json", "jsonl", "markdown", "html", "ids")
RICH = {10: 14.0, 100: 14.0, 1000: 14.0}
CASES = (
    Case("list -f csv", ["list", "-f", "csv"], WARM),
    Case("list", ["list"], WARM),
    Case("list milestones --status overdue", ["list", "milestones", "--status", "overdue"], WARM),
    Case("report -f csv", ["report", "-f", "csv"], WARM),
    Case("report --by country", ["report", "--by", "country"], WARM),
    Case("show ROADMAP", ["show", "roadmap-00003"], WARM),
    Case("check", ["check"], WARM),
    Case("list milestones --text", ["list", "milestones", "--text", "site visit"], {}),
    Case("list milestones --sort --limit", ["list", "milestones", "--sort", "-due", "--limit", "20"], {}),
    Case("list --stale 1y", ["list", "--stale", "1y"], WARM),
    Case("report --due 90d", ["report", "--due", "90d"], WARM),
    Case("Tab: a command", [], WARM, completed="coopctl re"),
    Case("Tab: an option", [], WARM, completed="coopctl list --st"),
    Case("Tab: an id", [], WARM, completed="coopctl show roadmap-0000"),
    Case("Tab: a country, with counts", [], WARM, completed="coopctl list --status open --country "),
    Case("Tab: a column of a report", [], WARM, completed="coopctl report status --columns "),
    Case("40 rows on a terminal", ["report", "status", "roadmap-000[0-3]*"], RICH, on_terminal=True),
    Case("list -f csv, one file changed", ["list", "-f", "csv"], {10: 25.0, 100: 25.0, 1000: 25.0}, touch_one),
    Case("list -f csv, first run", ["list", "-f", "csv"], {1000: 95.0}, forget),
)


def timed(command: list[str], env: dict[str, str], *, on_terminal: bool = False) -> float:
    """Seconds that a command takes as a whole process."""
    if not on_terminal:
        start = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        return time.perf_counter() - start
    ours, theirs = pty.openpty()
    reader = threading.Thread(target=_drain, args=(ours,))
    reader.start()
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=theirs, stderr=theirs, check=True)
    taken = time.perf_counter() - start
    os.close(theirs)
    reader.join()
    os.close(ours)
    return taken


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        pass


def _typed(line: str, folder: Path) -> dict[str, str]:
    """The environment in which zsh asks how a line can go on."""
    return {"_COOPCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line, "COOPCTL_PORTFOLIO": str(folder)}


def measure(folder: Path, cache: Path, case: Case) -> tuple[float, float]:
    """The medians of a case and of `pass`, in seconds."""
    env = {**os.environ, "XDG_CACHE_HOME": str(cache), "COLUMNS": "120", "TERM": "xterm"}
    if case.completed:
        env |= _typed(case.completed, folder)
    command = [*COOPCTL, "-C", str(folder), *case.arguments]
    timed(command, env)
    timed(command, env)
    own, base = [], []
    for _ in range(ROUNDS):
        if case.before:
            case.before(folder, cache)
        base.append(timed(PASS, env))
        own.append(timed(command, env, on_terminal=case.on_terminal))
    return statistics.median(own), statistics.median(base)


def throughput(folder: Path, cache: Path, size: int) -> None:
    """Print how many rows a second each format writes, of all milestones; the best of three, start-up included."""
    print(f"\n{'list milestones':34} {'ms':>7} {'rows/s':>9}")
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    for format in STREAMED:
        command = [*COOPCTL, "-C", str(folder), "list", "milestones", "-f", format]
        best = min(timed(command, env) for _ in range(3))
        print(f"-f {format:31} {best * 1000:7.1f} {size * generate.MILESTONES / best:9,.0f}", flush=True)


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder, cache = Path(place, "portfolio"), Path(place, "cache")
            generate.write(folder, size)
            time.sleep(0.15)
            print(f"\n{size} roadmaps, {size * generate.MILESTONES} milestones")
            print(f"{'command':34} {'ms':>7} {'x pass':>7} {'bar':>5}")
            for case in CASES:
                own, base = measure(folder, cache, case)
                bar = case.bars.get(size)
                verdict = "" if bar is None else f"{bar:5.0f} {'ok' if own / base <= bar else 'MISSED'}"
                print(f"{case.name:34} {own * 1000:7.1f} {own / base:7.1f} {verdict}", flush=True)
            throughput(folder, cache, size)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10, 100, 1000])
