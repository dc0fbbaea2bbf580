"""What holds for every export, found by its file's name: the same bytes, the day, the filters, a file written whole."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coopctl.cli.output import export_names, format_names
from tests.benchmarks.generate import write as generate
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Ran, Run
from tests.exports.readers import ENDINGS, HELD, READERS, as_text, refuses
from tests.terminal import run_in_terminal

GOLDEN = ROOT / "tests" / "golden"
RENEW = "COOPCTL_RENEW_GOLDEN"
BINARY = ("xlsx", "sqlite")
LIBRARIES = {"xlsx": "xlsxwriter", "ics": "icalendar", "html": "jinja2", "markdown": "jinja2"}

every_export = pytest.mark.parametrize("name", export_names())

Export = Callable[..., bytes]


@pytest.fixture
def export(run: Run, tmp_path: Path) -> Export:
    """The bytes of an export of a portfolio: ``export("csv", "--country", "XE", at=EXAMPLE)``."""

    def written(name: str, *options: str, at: Path = EXAMPLE, cwd: Path | None = None, **environment: str) -> bytes:
        target = tmp_path / "written"
        ran = run("export", name, *options, "-o", str(target), at=at, cwd=cwd, **environment)
        assert (ran.code, ran.out) == (0, ""), ran.err
        return target.read_bytes()

    return written


def test_there_is_a_reader_for_every_export() -> None:
    assert set(export_names()) <= set(READERS)


# ------------------------------------------------------------------------------------------------------- Golden files


@every_export
def test_the_example_gives_the_golden_file(name: str, export: Export) -> None:
    golden = GOLDEN / f"example.{ENDINGS.get(name, name)}"
    text = as_text(name, export(name))
    if os.environ.get(RENEW):
        golden.write_bytes(text.encode())
    how = f"if this is as it should be: {RENEW}=1 python -m pytest tests/exports -k golden, and look at git diff"
    assert golden.exists(), how
    assert golden.read_bytes().decode() == text, how


# ------------------------------------------------------------------------------------------------------ The same bytes


def copied(source: Path, target: Path) -> Path:
    """A copy whose files were made in the opposite order, with times of their own."""
    target.mkdir(parents=True)
    for number, file in enumerate(sorted(source.iterdir(), reverse=True)):
        shutil.copyfile(file, target / file.name)
        os.utime(target / file.name, (1_500_000_000 + number, 1_500_000_000 + number))
    return target


@every_export
def test_the_same_portfolio_gives_the_same_bytes_everywhere(name: str, export: Export, tmp_path: Path) -> None:
    wanted = export(name, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    elsewhere = copied(EXAMPLE, tmp_path / "far" / "away")
    place = tmp_path / "far"
    assert export(name, at=elsewhere, cwd=place, PYTHONHASHSEED="2", TZ="Pacific/Apia", LC_ALL="C.UTF-8") == wanted
    assert export(name, at=elsewhere, PYTHONHASHSEED="3", TZ="America/St_Johns", LANG="tr_TR.UTF-8") == wanted


@every_export
def test_the_past_of_a_portfolio_does_not_show(name: str, export: Export, tmp_path: Path) -> None:
    folder = copied(EXAMPLE, tmp_path / "demo")
    wanted = export(name, at=folder)
    moved = folder / "erewhon-2026.toml"
    text = moved.read_text("utf-8")
    moved.unlink()
    assert export(name, at=folder) != wanted
    moved.write_text(text, "utf-8")
    assert export(name, at=folder) == wanted


@every_export
def test_a_pipe_gets_what_a_file_gets(name: str, export: Export, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "export", name]
    piped = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert piped == export(name)


# ------------------------------------------------------------------------------------------------- The day, the filters


@every_export
def test_the_day_stands_in_it_wherever_it_comes_from(name: str, export: Export, tmp_path: Path) -> None:
    assert "2026-06-30" in as_text(name, export(name))
    asked = as_text(name, export(name, "--as-of", "2026-02-03"))
    assert "2026-02-03" in asked
    assert asked != as_text(name, export(name))
    undated = copied(EXAMPLE, tmp_path / "undated")
    framework = undated / "framework.toml"
    framework.write_text(framework.read_text("utf-8").replace("as_of = 2026-06-30", "# as_of", 1), "utf-8")
    before = date.today().isoformat()
    text = as_text(name, export(name, at=undated))
    assert before in text or date.today().isoformat() in text


@every_export
def test_it_keeps_to_the_filters(name: str, export: Export) -> None:
    reader = READERS[name]
    assert "erewhon-2026" in reader(export(name))
    assert reader(export(name, "--country", "XE")) == {"erewhon-2026"}
    assert reader(export(name, "--kind", "project", "--kind", "programme")) == {"erewhon-2026", "inner-kingdoms-2024"}
    assert "ruritania-2025" not in as_text(name, export(name, "erewhon-*"))
    assert reader(export(name, "--status", "overdue")) == {"graustark-2022", "ruritania-2025"}


@every_export
def test_a_filter_that_names_nothing_leaves_no_file(name: str, run: Run, tmp_path: Path) -> None:
    ran = run("export", name, "--country", "Ruritanja", "-o", str(tmp_path / "out"), at=EXAMPLE)
    assert (ran.code, 'did you mean "Ruritania"?' in ran.err) == (4, True)
    assert not (tmp_path / "out").exists()


# -------------------------------------------------------------------------------------------------- Files written whole


def limited() -> None:
    """No file may become longer than this, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


@every_export
def test_a_write_that_fails_leaves_what_was_there(name: str, environment: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "out" / "document"
    target.parent.mkdir()
    target.write_text("what was there")
    ended = subprocess.run(
        [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "export", name, "-o", str(target)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )
    assert (ended.returncode, ended.stderr) == (6, "error: File too large\n")
    assert target.read_text() == "what was there"
    assert os.listdir(target.parent) == ["document"]


@every_export
def test_one_that_is_killed_leaves_the_old_file_or_the_new_one(
    name: str, export: Export, environment: dict[str, str], tmp_path: Path
) -> None:
    new = export(name)
    target = tmp_path / "document"
    for delay in (0.05, 0.2, 0.4):
        target.write_text("what was there")
        process = subprocess.Popen(
            [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "export", name, "-o", str(target)], env=environment
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        assert target.read_bytes() in (b"what was there", new)


@pytest.mark.parametrize("name", BINARY)
def test_what_is_no_text_stays_away_from_a_terminal(name: str, environment: dict[str, str]) -> None:
    code, shown = run_in_terminal(["-C", str(EXAMPLE), "export", name], 100, env=environment | {"NO_COLOR": "1"})
    assert code == 2
    assert shown.splitlines() == [
        "error: this is no text that a terminal could show",
        f"   = help: write it into a file: -o portfolio.{name}",
    ]


@pytest.mark.parametrize("name", sorted({*export_names()} - {*BINARY}))
def test_text_on_a_terminal_is_the_text(name: str, export: Export, environment: dict[str, str]) -> None:
    code, shown = run_in_terminal(["-C", str(EXAMPLE), "export", name], 100, env=environment)
    assert code == 0
    text = export(name).decode().replace("\r\n", "\n")
    assert shown.startswith(text[:200])
    assert text.splitlines()[-1] in shown.splitlines()[-3:]


@pytest.mark.parametrize("name", sorted({*export_names()} - {*format_names()}))
def test_a_list_under_the_name_of_an_export_is_told_the_way(name: str, run: Run, tmp_path: Path) -> None:
    ran = run("list", "-o", str(tmp_path / f"o.{name}"), at=EXAMPLE)
    assert ran.code == 2
    assert f"coopctl export {name} -o FILE" in ran.err


@every_export
def test_a_library_is_loaded_by_its_own_format_only(name: str, environment: dict[str, str]) -> None:
    program = (
        "import sys; from coopctl.cli.main import main; code = main(sys.argv[1:]);"
        " print(code, *sorted(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "-C", str(EXAMPLE), "export", name]
    loaded = subprocess.run(command, env=environment, capture_output=True, check=True).stderr.decode().split()
    own = LIBRARIES.get(name)
    assert {library for library in LIBRARIES.values() if library in loaded} == ({own} if own else set())


# ----------------------------------------------------------------------------------- Read by readers that are not ours


def ids_of(question: list[str], run: Run, at: Path) -> set[str]:
    """The roadmaps that an answer is about."""
    return {line.split("/")[0] for line in run(*question, "-f", "ids", at=at).out.split()}


def read_back(name: str, at: Path, run: Run, target: Path) -> Ran:
    """Write an export and see that its reader finds the roadmaps that it can hold."""
    ran = run("export", name, "-o", str(target), at=at)
    if not refuses(name, ran):
        assert ran.code == 0, ran.err
        assert READERS[name](target.read_bytes()) == ids_of(HELD.get(name, ["list"]), run, at)
    return ran


@every_export
@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_another_reader_finds_every_roadmap(name: str, at: Path, run: Run, tmp_path: Path) -> None:
    ran = read_back(name, at, run, tmp_path / "out")
    assert ran.code == 0 or at == SHIPPED


@every_export
def test_another_reader_finds_those_of_a_generated_portfolio(name: str, run: Run, tmp_path: Path) -> None:
    generate(tmp_path / "generated", 25)
    read_back(name, tmp_path / "generated", run, tmp_path / "out")


@every_export
@pytest.mark.long
def test_another_reader_finds_a_thousand_roadmaps(name: str, run: Run, tmp_path: Path) -> None:
    generate(tmp_path / "generated", 1000)
    run("list", at=tmp_path / "generated")
    begun = time.monotonic()
    run("export", name, "-o", str(tmp_path / "out"), at=tmp_path / "generated")
    taken = time.monotonic() - begun
    read_back(name, tmp_path / "generated", run, tmp_path / "out")
    print(f"\nexport {name}: {taken:.1f} s, {(tmp_path / 'out').stat().st_size / 1e6:.1f} MB")
