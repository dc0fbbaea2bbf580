"""Other programs answer what coopctl answers, each from its own file: only then are times compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.benchmarks import generate
from tests.benchmarks.contest import rivals, run, work
from tests.benchmarks.contest.standing import standings
from tests.benchmarks.stopwatch import Cost, Stopwatch
from tests.benchmarks.timing import Patience

MODULES = rivals.modules()
TASKS = work.tasks(generate.FEWEST)


def rival(name: str, folder: Path) -> rivals.Rival:
    module = MODULES[name]
    program = shutil.which(module.PROGRAM)
    if program is None:
        pytest.skip(f"there is no {module.PROGRAM}, of {module.TITLE}")
    module.write(TASKS, folder)
    return rivals.Rival(module, program, module.TITLE, folder)


@pytest.mark.parametrize("name", MODULES)
def test_a_program_gives_the_same_answers_from_its_own_files(name: str, tmp_path: Path) -> None:
    taking_part = rival(name, tmp_path)
    expected = work.expected(TASKS)
    with Stopwatch(tmp_path) as watch:
        found = {one: rivals.answer(watch, taking_part, one) for one in MODULES[name].works(tmp_path)}
    assert found == {one: expected[one] for one in found}
    assert {"list", "overdue"} <= found.keys()


def test_what_is_asked_for_has_answers_of_its_own() -> None:
    answers = work.expected(TASKS)
    assert answers["list"].total() == generate.FEWEST * work.PER_ROADMAP
    assert 0 < answers["overdue"].total() < answers["summary"].total() < answers["list"].total()


def test_a_program_that_answers_something_else_takes_no_part(tmp_path: Path) -> None:
    own = rival("coopctl", tmp_path)
    with (
        Stopwatch(tmp_path) as watch,
        pytest.raises(ValueError, match=r"coopctl, list: \d+ instead of \d+: too much \[\('roadmap-"),
    ):
        list(rivals.agreeing(watch, [own], TASKS[1:], 60))


def test_who_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    there = list(rivals.present(tmp_path, TASKS))
    assert [one.title.split()[0] for one in there] == ["coopctl"]
    assert "skipped: hledger, there is no hledger on the PATH" in capsys.readouterr().out


def test_coopctl_is_behind_where_it_takes_longer_than_one_it_is_to_be_ahead_of(tmp_path: Path) -> None:
    own, other = (rivals.Rival(MODULES[name], "", name, tmp_path) for name in ("coopctl", "hledger"))
    times = {
        ("coopctl", "list"): [Cost(0.2, 0.1, 1_000_000, 0)],
        ("hledger", "list"): [Cost(0.1, 0.3, 2_000_000, 0)],
    }
    ours, theirs = standings(times, [own, other], 200)
    assert (ours.verdict(), ours.cells()[1].split()) == ("", ["200", "1.00", "1.00"])
    assert theirs.verdict() == "COOPCTL IS BEHIND: list (by the clock only)"
    assert theirs.ratios_in_words() == "0.5 · – · – · –"
    assert standings(times, [own, other], 100)[1].verdict() == ""


def test_the_contest_is_held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = list(rivals.present(tmp_path, TASKS))[:1]
    racing = rivals.in_its_states(there)
    with Stopwatch(tmp_path) as watch:
        times = run.measured(watch, racing, Patience(1, 60))
    assert {name for _, name in times} == set(work.NAMES)
    assert [one.state for one in racing] == ["warm", "changed", "cold"]
    assert all(len(taken) == 1 for taken in times.values())
