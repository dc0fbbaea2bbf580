"""The benchmark itself: the same portfolio each time, every command found, costs measured, tables as they should be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coopctl import formats, reports
from coopctl.cli import main
from tests.benchmarks import bars, bed, cases, generate, readme, run, tables
from tests.benchmarks.stopwatch import Failed, Stopwatch
from tests.benchmarks.timing import Timed
from tests.conftest import Run

MEGABYTE = 1_000_000


def test_a_portfolio_of_one_size_is_always_the_same_and_valid(tmp_path: Path, run: Run) -> None:
    for name in ("one", "other"):
        generate.write(tmp_path / name, 12)
    texts = [{file.name: file.read_text("utf-8") for file in (tmp_path / name).iterdir()} for name in ("one", "other")]
    assert texts[0] == texts[1]
    assert run("check", "--strict", at=tmp_path / "one").code == 0
    counted = run("sql", "SELECT count(*) FROM milestones", "-f", "tsv", at=tmp_path / "one").out
    assert counted.split()[-1] == str(12 * generate.MILESTONES)


def test_a_month_earlier_less_was_done() -> None:
    def done(day: object) -> int:
        known = (generate.as_known(generate.roadmap(number), day) for number in range(20))  # type: ignore[arg-type]
        return str(list(known)).count("'done'")

    assert 0 < done(generate.EARLIER) < done(generate.AS_OF)


def test_every_command_reads_and_is_measured_or_writes() -> None:
    measured = {case.words[0] for case in cases.every_case() if case.words}
    measured |= {name for name in cases.HISTORY if " " not in name}
    assert measured | cases.WRITING >= set(main.names())
    assert not measured & cases.WRITING


def test_what_stands_in_folders_is_measured_without_being_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "invented.py").write_text("")
    for package in (reports, formats):
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    names = {case.name for case in cases.every_case()}
    assert {"report invented", "list milestones -f invented"} <= names
    assert {f"report {name}" for name in ("status", "deadlines", "coverage")} <= names
    assert set(cases.shown_kinds()) == cases.SHOWN.keys()


def test_memory_and_time_are_those_of_the_program_alone(tmp_path: Path) -> None:
    ours = bytearray(300 * MEGABYTE)
    with Stopwatch(tmp_path) as watch:
        small = watch.time([sys.executable, "-c", "print('done')"], {})
        assert watch.printed() == "done\n"
        large = watch.time([sys.executable, "-c", "bytearray(100_000_000).count(1)"], {})
    assert small.memory < len(ours) / 3
    assert small.memory + 90 * MEGABYTE < large.memory < len(ours)
    assert large.cpu > 0
    assert large.wall > 0


def test_a_program_that_fails_or_takes_too_long_is_no_measurement(tmp_path: Path) -> None:
    with Stopwatch(tmp_path) as watch:
        with pytest.raises(Failed, match="exit code 3\nno such thing"):
            watch.time([sys.executable, "-c", "import sys; print('no such thing', file=sys.stderr); sys.exit(3)"], {})
        with pytest.raises(Failed, match=r"took more than 0\.5 s"):
            watch.time([sys.executable, "-c", "import time; time.sleep(60)"], {}, limit=0.5)


def test_what_a_terminal_shows_is_seen(tmp_path: Path) -> None:
    with Stopwatch(tmp_path) as watch:
        watch.time([sys.executable, "-c", "import sys; print(sys.stdout.isatty())"], {}, on_terminal=True)
        assert watch.printed().strip() == "True"


def test_bars_are_those_of_the_design() -> None:
    listed = next(case for case in cases.every_case() if case.name == "list -f csv")
    assert [bars.bar(listed, "warm", size) for size in (10, 1_000, 10_000, 100_000)] == [8, 8, 14, None]
    assert [bars.bar(listed, state, 1_000) for state in ("changed", "cold")] == [25, 95]
    assert bars.judge(8, 7.9, 9.0) == (8, True, "ok")
    assert bars.judge(8, 9.0, 9.0) == (8, False, "MISSED")
    assert bars.judge(8, 9.0, 7.0) == (8, False, "missed by the clock only")


def test_a_table_is_aligned_and_its_figures_stand_to_the_right() -> None:
    table = tables.Aligned(("", "ms", "bar"), ["list", "report status"], 6)
    assert [table.head(), table.line(["list", "10.5", "8 ok"])] == [
        "                   ms  bar",
        "list             10.5  8 ok",
    ]
    assert tables.markdown(("a", "b"), [("x", "1")]) == ["| a | b |", "| --- | --: |", "| x | 1 |"]


def timed(name: str, state: str, roadmaps: int, multiple: float) -> Timed:
    case = next(case for case in cases.every_case() if case.name == name)
    return Timed(case, state, roadmaps, 0.1, 0.1, multiple, multiple, 30 * MEGABYTE, 1_000)


def test_the_readme_gets_the_short_table_between_its_markers() -> None:
    found = [timed("list -f csv", "warm", size, size / 200) for size in (1_000, 2_000)]
    lines = readme.speed([*found, timed("show", "warm", 1_000, 5.0)], "python run.py")
    assert lines[2] == "| `list -f csv` | 5.0 | 10.0 | 10,000 | 30 |"
    assert len(lines) == 5
    assert "`python run.py`" in lines[-1]
    before = "# Speed\n\n<!-- speed -->\nold\n<!-- end of speed -->\nbehind\n"
    once = readme.in_place(before, "speed", lines)
    assert once == readme.in_place(once, "speed", lines)
    assert once.startswith("# Speed\n\n<!-- speed -->\n| × ")
    assert once.endswith("\n<!-- end of speed -->\nbehind\n")
    with pytest.raises(ValueError, match="a line <!-- peers -->"):
        readme.in_place(before, "peers", lines)


def test_the_commands_of_the_readme_are_measured() -> None:
    names = {case.name for case in cases.every_case()}
    assert {name for name, _ in readme.SHOWN} <= names
    assert {state for _, state in readme.SHOWN} <= bed.STATES.keys()


def test_one_command_measures_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--only", "list -f csv", "--rounds", "1", "--markdown"]
    assert run.main(["4", *options]) in (0, 1)
    shown = capsys.readouterr()
    assert shown.out.startswith("| × `python -c pass` | 4 roadmaps | rows/s | MB |\n| --- | --: | --: | --: |\n| `list")
    for state in bed.STATE_NAMES.values():
        assert f"\n{state}" in shown.err
    with pytest.raises(SystemExit):
        run.main(["1"])
