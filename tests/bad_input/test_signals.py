"""Signals at any moment: a command ends with 128 and the signal's number, and nothing of it is left behind."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from coopctl.cli.main import main
from tests.bad_input.bed import Bed, made
from tests.conftest import EXAMPLE
from tests.terminal import run_in_terminal

READY = "import os; from coopctl.__main__ import entry; os.write(1, b'!'); entry()"
"""The program; what Python itself does before it runs is not ours to end well."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMMANDS = [
    "set ruritania-2025/contingency-plan/drafted title=Other",
    "rename area:reception place",
    "fmt",
    "init --example new",
    "export html -o ../answer.html",
    "list milestones -f csv -o ../answer.csv",
    "check",
    "report",
]

Shot = tuple[int, bytes, float]


def shoot(bed: Bed, command: str, number: int, delay: float) -> Shot:
    """Start a command, send it a signal after a delay in seconds from its first moment, and wait for its end."""
    process = subprocess.Popen(
        [sys.executable, "-c", READY, *command.split()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=bed.portfolio,
        env=bed.environment | {"PYTHONWARNINGS": ""},  # of files that were open when the signal came
    )
    assert process.stdout is not None
    process.stdout.read(1)
    begun = time.monotonic()
    time.sleep(delay)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    return process.returncode, err, time.monotonic() - begun


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in each file."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lay_out(home: Path, environment: dict[str, str]) -> Bed:
    """A bed with the example, of which one file is untidy."""
    home.mkdir()
    bed = made(home, environment | {"XDG_CACHE_HOME": str(home / "cache")})
    shutil.rmtree(bed.portfolio)
    shutil.copytree(EXAMPLE, bed.portfolio)
    with (bed.portfolio / "ruritania-2022.toml").open("a") as stream:
        stream.write("\n\n\n")
    return bed


def asked(bed: Bed, command: str) -> int:
    """How a command ends that is run within this process, to save time."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(TextIOWrapper(BytesIO())):
        patch.setenv("XDG_CACHE_HOME", bed.environment["XDG_CACHE_HOME"])
        return main(["-C", str(bed.portfolio), command])


def fire(tmp_path: Path, environment: dict[str, str], shots: int, seed: int) -> Counter[str]:
    """Shoot so often at commands in turn; how they ended."""
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    lasts = dict.fromkeys(COMMANDS, 0.3)
    done: dict[str, dict[str, bytes]] = {}
    for command in COMMANDS:
        bed = lay_out(tmp_path / f"whole-{COMMANDS.index(command)}", environment)
        *_, lasts[command] = shoot(bed, command, 0, 0)
        done[command] = contents(bed.portfolio)
    for turn in range(shots):
        command, number = COMMANDS[turn % len(COMMANDS)], SIGNALS[turn % len(SIGNALS)]
        bed = lay_out(tmp_path / f"shot-{turn}", environment)
        before = contents(bed.portfolio)
        if chance.random() < 0.5:
            asked(bed, "list")  # with a snapshot that is fresh, or without one
        code, err, _ = shoot(bed, command, number, chance.uniform(0, lasts[command]))
        said = (turn, command, number, code, err)
        assert code in (0, 128 + number), said
        assert b"Traceback" not in err, said
        assert b"itself failed" not in err, said
        after = contents(bed.portfolio)
        assert after in (before, done[command]), said
        others = {path.name for path in bed.home.iterdir()} - {"portfolio", "cache"}
        assert others <= {Path(command.rpartition(" ")[2]).name}, said
        assert not [path for path in (bed.home / "cache").rglob("*") if path.suffix == ".tmp"], said
        assert asked(bed, "check") == 0
        seen["ended" if code else "done before"] += 1
        shutil.rmtree(bed.home)
    return seen


def test_signals_at_some_moments(tmp_path: Path, environment: dict[str, str]) -> None:
    assert fire(tmp_path, environment, 16, seed=1)["ended"]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_signals_at_very_many_moments(
    seed: int, tmp_path: Path, environment: dict[str, str], record_property: Callable[[str, object], None]
) -> None:
    seen = fire(tmp_path, environment, 120, seed)
    record_property("figures", f"signals, part {seed}: {dict(seen)}")
    assert seen["ended"] > 20


def taken(process: subprocess.Popen[bytes]) -> int:
    """The processor time of a process so far, in ticks of the kernel's clock, of which a second has a hundred."""
    after_name = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2]
    return sum(map(int, after_name.split()[11:13]))


@pytest.mark.skipif(not hasattr(fcntl, "F_GETPIPE_SZ"), reason="how much a pipe takes is known on Linux only")
@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize("command", ["list", "export html", "export json"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_waits_for_a_reader_ends_at_once(
    number: int, command: str, room: int, tmp_path: Path, environment: dict[str, str]
) -> None:
    bed = lay_out(tmp_path / "bed", environment)
    reading, writing = os.pipe()  # never read
    os.write(writing, b"x" * (fcntl.fcntl(writing, fcntl.F_GETPIPE_SZ) - room))
    process = subprocess.Popen(
        [sys.executable, "-c", "from coopctl.__main__ import entry; entry()", *command.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=bed.portfolio,
        env=bed.environment,
    )
    os.close(writing)
    before = 0
    while before < 5 or taken(process) > before:  # until it does nothing but wait
        before = taken(process)
        time.sleep(0.3)
    assert process.poll() is None
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    os.close(reading)
    assert (process.returncode, err) == (128 + number, b"")


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path, environment: dict[str, str]) -> None:
    bed = lay_out(tmp_path / "bed", environment)
    line = f"trap '' HUP TERM; exec {sys.executable} -c \"{READY}\" list"
    process = subprocess.Popen(
        ["/bin/bash", "-c", line],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=bed.portfolio,
        env=bed.environment,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"ruritania-2025" in out


def test_an_editor_is_not_ended_with_the_command_that_opened_it(tmp_path: Path, environment: dict[str, str]) -> None:
    bed = lay_out(tmp_path / "bed", environment)
    editor = bed.home / "editor"
    editor.write_text(f"#!/bin/sh\ntouch {bed.home}/open\nsleep 2\necho '# kept' >> \"$1\"\n")
    editor.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "coopctl", "edit", "ruritania-2025"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=bed.portfolio,
        env=bed.environment | {"EDITOR": str(editor)},
    )
    until = time.monotonic() + 30
    while not (bed.home / "open").exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) in (-signal.SIGTERM, 128 + signal.SIGTERM)
    while b"# kept" not in (bed.portfolio / "ruritania-2025.toml").read_bytes() and time.monotonic() < until:
        time.sleep(0.05)
    assert b"# kept" in (bed.portfolio / "ruritania-2025.toml").read_bytes()


def test_a_pager_is_not_waited_for_when_the_command_is_to_end(tmp_path: Path, environment: dict[str, str]) -> None:
    """The terminal is gone, or somebody wants the process to end: whoever still reads is left to it."""
    bed = lay_out(tmp_path / "bed", environment)
    pager = bed.home / "pager"
    pager.write_text(f"#!/bin/sh\nexec >/dev/null 2>&1\nkill -TERM $PPID\ntouch {bed.home}/open\nsleep 30\n")
    pager.chmod(0o755)
    begun = time.monotonic()
    env = bed.environment | {"COOPCTL_PAGER": str(pager)}
    code, _ = run_in_terminal(["list", "milestones"], 80, env=env, cwd=bed.portfolio, height=5)
    assert code == 128 + signal.SIGTERM
    assert time.monotonic() - begun < 25


def test_an_interruption_that_python_cannot_raise_comes_again(environment: dict[str, str]) -> None:
    program = (
        "import os, signal, sys, time\n"
        "from coopctl.cli import ending\n"
        "ending.listen()\n"
        "class Deaf:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGTERM)\n"
        "try:\n"
        "    del (deaf := [Deaf()])[0]\n"
        "    time.sleep(30)\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(ending.exit_code(0))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (143, b"")


def test_an_interruption_of_which_python_makes_an_error_ends_the_command_all_the_same(
    environment: dict[str, str],
) -> None:
    """Before Python 3.12, one in a class statement's ``__set_name__`` is raised as a RuntimeError: while importing."""
    program = (
        "import signal\n"
        "from coopctl import __main__ as program\n"
        "def interrupted():\n"
        "    try:\n"
        "        signal.raise_signal(signal.SIGTERM)\n"
        "    except KeyboardInterrupt as error:\n"
        "        raise RuntimeError('Error calling __set_name__') from error\n"
        "program._run = interrupted\n"
        "program.entry()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (143, b"")
