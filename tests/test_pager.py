"""What depends on the terminal and its environment: a pager for long tables, colour, and nothing on a pipe."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run
from tests.terminal import run_in_terminal

COLOUR = re.compile("\x1b\\[[0-9;]*m")
LONG = ["-C", str(EXAMPLE), "list", "milestones"]
SHORT = ["-C", str(EXAMPLE), "report"]


@pytest.fixture
def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """A terminal with no pager named."""
    return {name: value for name, value in environment.items() if name not in ("COOPCTL_PAGER", "PAGER", "LESS")}


def shown(arguments: list[str], env: dict[str, str], height: int = 24) -> tuple[int, str]:
    return run_in_terminal(arguments, 100, env=env, height=height)


def recorder(folder: Path, name: str = "pager") -> tuple[str, Path]:
    """A pager that keeps what it is given and the settings it sees, and the file with these."""
    kept, script = folder / f"{name}.txt", folder / name
    script.write_text(f'#!/bin/sh\ncat > "{kept}"\necho "LESS=$LESS $*" >> "{kept}"\n', "utf-8")
    script.chmod(0o755)
    return str(script), kept


def test_a_table_longer_than_the_screen_goes_to_the_pager(tmp_path: Path, surroundings: dict[str, str]) -> None:
    pager, kept = recorder(tmp_path)
    code, seen = shown(LONG, {**surroundings, "PAGER": pager})
    assert (code, seen) == (0, "")
    *lines, settings = kept.read_text("utf-8").splitlines()
    assert "\n".join(lines) == shown(LONG, {**surroundings, "PAGER": "cat"})[1].rstrip("\n")
    assert settings.strip() == "LESS=FRX"


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (SHORT, {}),
        ([*LONG, "--no-pager"], {}),
        ([*LONG, "-f", "csv"], {}),
        (LONG, {"TERM": "dumb"}),
        (LONG, {"COOPCTL_PAGER": ""}),
        (LONG, {"COOPCTL_PAGER": "cat"}),
    ],
    ids=str,
)
def test_no_pager_where_none_is_wanted(
    arguments: list[str], more: dict[str, str], tmp_path: Path, surroundings: dict[str, str]
) -> None:
    pager, kept = recorder(tmp_path)
    code, seen = shown(arguments, {**surroundings, "PAGER": pager, **more})
    assert code == 0
    assert "ruritania-2025" in seen
    assert not kept.exists()


def test_a_table_as_high_as_the_screen_needs_no_pager(tmp_path: Path, surroundings: dict[str, str]) -> None:
    lines = shown(SHORT, surroundings | {"PAGER": "cat"})[1].count("\n")
    for height, paged in ((lines + 1, False), (lines, True)):
        pager, kept = recorder(tmp_path, f"pager-{height}")
        shown(SHORT, surroundings | {"PAGER": pager}, height)
        assert kept.exists() == paged


def test_coopctls_own_pager_comes_first_and_may_have_options(tmp_path: Path, surroundings: dict[str, str]) -> None:
    other, not_kept = recorder(tmp_path, "other")
    pager, kept = recorder(tmp_path)
    shown(LONG, {**surroundings, "PAGER": other, "COOPCTL_PAGER": f"'{pager}' --option 'a b'", "LESS": "S"})
    assert kept.read_text("utf-8").splitlines()[-1] == "LESS=S --option a b"
    assert not not_kept.exists()
    shown(LONG, {**surroundings, "COOPCTL_PAGER": f"head -3 | '{pager}'"})
    assert len(kept.read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize("pager", ["no-such-pager --x", "/no/such/pager", "'not closed", "/etc/passwd"])
def test_a_pager_that_is_missing_is_no_trouble(pager: str, surroundings: dict[str, str]) -> None:
    code, seen = shown(LONG, {**surroundings, "PAGER": pager})
    assert code == 0
    assert seen == shown(LONG, {**surroundings, "PAGER": "cat"})[1]


@pytest.mark.parametrize("pager", ["true", "head -1", "false"])
def test_a_pager_that_is_left_early_is_no_trouble(pager: str, surroundings: dict[str, str], tmp_path: Path) -> None:
    code, seen = shown(LONG, {**surroundings, "PAGER": pager})
    assert code == 0
    assert "error" not in seen.lower()


def test_an_answer_with_errors_still_ends_with_3_after_the_pager(tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(EXAMPLE, folder)
    (folder / "broken.toml").write_text("title = ", "utf-8")
    pager, kept = recorder(tmp_path)
    code, seen = shown(["-C", str(folder), "list", "milestones"], {**surroundings, "PAGER": pager})
    assert (code, "broken.toml" in seen) == (3, True)
    assert kept.exists()


def test_on_a_pipe_there_is_never_a_pager(run: Run, tmp_path: Path) -> None:
    pager, kept = recorder(tmp_path)
    ran = run("list", "milestones", at=EXAMPLE, COOPCTL_PAGER=pager, TERM="xterm", LINES="5")
    assert "ruritania-2025" in ran.out
    assert not kept.exists()


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_shows_a_screen_and_q_leaves_it(surroundings: dict[str, str]) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 12, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "coopctl", *LONG],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**surroundings, "TERM": "xterm-256color"},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )
    os.close(slave)
    first = read_for(master, 3.0)
    assert "Milestones" in first
    assert process.poll() is None, "less waits for a key"
    os.write(master, b"q")
    rest = read_for(master, 1.0)
    assert process.wait(20) == 0
    os.close(master)
    assert "error" not in rest.lower()


def read_for(terminal: int, seconds: float) -> str:
    """What the terminal shows within this time."""
    end = time.monotonic() + seconds
    seen = b""
    with contextlib.suppress(OSError):
        while (left := end - time.monotonic()) > 0 and select.select([terminal], [], [], left)[0]:
            seen += os.read(terminal, 65_536)
    return seen.decode("utf-8", "replace")


# ---------------------------------------------------------------------------------------------------------- Colour

TABLES = [["list"], ["list", "milestones"], ["report", "--by", "country"], ["show", "ruritania-2025"], ["show"]]


@pytest.mark.parametrize("question", TABLES, ids=" ".join)
def test_forced_colour_on_a_pipe_changes_nothing_but_colour(question: list[str], run: Run) -> None:
    plain, forced = run(*question, at=EXAMPLE).out, run(*question, at=EXAMPLE, FORCE_COLOR="1").out
    assert "\x1b" not in plain
    assert COLOUR.search(forced)
    assert COLOUR.sub("", forced) == plain


@pytest.mark.parametrize(
    "setting", [{"FORCE_COLOR": "0"}, {"FORCE_COLOR": ""}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}], ids=str
)
def test_no_colour_on_a_pipe_otherwise(setting: dict[str, str], run: Run) -> None:
    assert "\x1b" not in run("report", at=EXAMPLE, **setting).out


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "tsv", "markdown", "html", "ids"])
def test_data_are_never_coloured(format: str, run: Run, tmp_path: Path) -> None:
    assert "\x1b" not in run("report", "-f", format, at=EXAMPLE, FORCE_COLOR="1").out
    run("report", "-o", str(tmp_path / "report.txt"), at=EXAMPLE, FORCE_COLOR="1")
    assert "\x1b" not in (tmp_path / "report.txt").read_text("utf-8")


@pytest.mark.parametrize("setting", [{"COLUMNS": "40"}, {"TERM": "dumb"}, {"TERM": "xterm", "LINES": "3"}], ids=str)
@pytest.mark.parametrize("format", ["table", "csv", "json", "markdown"])
def test_what_is_piped_does_not_depend_on_the_terminal(setting: dict[str, str], format: str, run: Run) -> None:
    assert run("report", "-f", format, at=EXAMPLE, **setting).out == run("report", "-f", format, at=EXAMPLE).out
