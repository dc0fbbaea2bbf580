"""Killed at every system call, and at any moment: what was said to be done is there, all of it or none."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.saving import tracing
from tests.saving.bed import Figures, Known, Noticed, Work, driver, leftovers, read, run, start, write

traced = pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "-")
ACTIONS = ["one", "two", "rename"]
_CHANGING = {"openat", "write", "fsync", "close", "rename", "renameat2", "link", "unlink", "exit_group"}


def kill_at_calls(work: Work, scratch: Path, figures: Figures, *, every: int = 0, without: str = "") -> None:
    """Kill the work at each of its calls, or at each ``every``-th of those that can change anything."""
    known = Known(work, scratch / "known", without)
    made = tracing.calls(work.command(write(scratch / "dry", work.start), "a"), scratch / "log", without=without)
    chosen = made if not every else [call for call in made if call.name in _CHANGING][::every]
    for number, call in enumerate(reversed(chosen)):
        folder = write(scratch / str(number), work.start)
        ended = tracing.killed_at(call, work.command(folder, "a"), without)
        figures.seen["killed"] += ended.code == -9
        known.judge(folder, ended, figures, call[:2])


def kill_at_random(work: Work, scratch: Path, figures: Figures, *, times: int, seed: int, without: str = "") -> None:
    """Kill the work at random moments, again and again in the same folder."""
    moments = random.Random(seed)
    folder = write(scratch / "portfolio", work.start)
    began = time.perf_counter()
    run(work.command(folder, "first"), without)
    longest = 1.2 * (time.perf_counter() - began)
    done = {"first"}
    for number in range(times):
        token = f"t{number}"
        process = start(work.command(folder, token), without)
        time.sleep(moments.uniform(0.3, 1) * longest)
        process.kill()
        out, err = process.communicate()
        assert "Traceback" not in err, err
        figures.seen["killed"] += process.returncode == -9
        if work.word in out + err:
            done.add(token)
        _judge(work, folder, done, figures, token)
    run(work.command(folder, "last"), without)
    _judge(work, folder, done | {"last"}, figures, "last", settled=True)


def _judge(work: Work, folder: Path, done: set[str], figures: Figures, what: str, *, settled: bool = False) -> None:
    figures.runs += 1
    try:
        whole, half = work.reading(read(folder))
    except ValueError as error:
        figures.note("torn", (what, error))
        return
    figures.seen["interrupted in between"] += bool(half)
    if done - whole:
        figures.note("lost", (what, done - whole))
    if settled and half:
        figures.note("half done", (what, half))
    if settled and leftovers(folder):
        figures.note("leftovers", leftovers(folder))


@traced
@pytest.mark.parametrize(("action", "without", "every"), [("rename", "", 2), ("two", "exchange", 4)])
def test_a_kill_at_some_system_calls(action: str, without: str, every: int, tmp_path: Path, figures: Figures) -> None:
    kill_at_calls(driver(action), tmp_path, figures, every=every, without=without)
    assert not figures.bad
    assert figures.seen["killed"] == figures.runs


@traced
@pytest.mark.long
@pytest.mark.parametrize("without", ["", "exchange"])
@pytest.mark.parametrize("action", ACTIONS)
def test_a_kill_at_every_system_call(action: str, without: str, tmp_path: Path, figures: Figures) -> None:
    kill_at_calls(driver(action), tmp_path, figures, without=without)
    assert not figures.bad
    assert figures.seen["killed"] > 0.95 * figures.runs


def test_some_kills_at_any_moment(tmp_path: Path, figures: Figures) -> None:
    kill_at_random(driver("two"), tmp_path, figures, times=30, seed=1)
    assert not figures.bad


@pytest.mark.long
@pytest.mark.parametrize("without", ["", "exchange"])
@pytest.mark.parametrize("action", ["one", "two"])
def test_thousands_of_kills_at_any_moment(action: str, without: str, tmp_path: Path, figures: Figures) -> None:
    kill_at_random(driver(action), tmp_path, figures, times=1000, seed=2, without=without)
    assert not figures.bad


@traced
@pytest.mark.parametrize(
    ("without", "found"),
    [("staging", "torn"), ("recovery", "half done")],
)
def test_without_its_protection_a_kill_is_noticed(without: str, found: str, tmp_path: Path, figures: Figures) -> None:
    figures.awaited = found
    with pytest.raises(Noticed):
        kill_at_calls(driver("two"), tmp_path, figures, every=1, without=without)
