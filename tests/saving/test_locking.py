"""One writer at a time: who holds the lock is named, and nobody dead holds it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopctl.problems import Exit
from coopctl.saving import locking
from coopctl.saving.changes import Change, locked
from tests.saving.bed import leftovers
from tests.saving.examples import NEW, OLD, change, refused

HOLD = """
import sys
from pathlib import Path
from coopctl.saving.locking import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the folder until its input ends."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_whoever_holds_the_lock_is_named(
    folder: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WAIT", 0.2)
    with refused(Exit.BUSY) as said, locked(folder):
        pass
    if Path("/proc/locks").exists():
        assert said[0].startswith(f'"{folder}" is being changed by process {holder.pid} of ')
        assert f": {sys.executable} -c" in said[0]


def test_a_lock_ends_with_its_process(folder: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    with locked(folder):
        assert not leftovers(folder)


def test_a_writer_waits_for_the_one_before(folder: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    holder.stdin.close()
    change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    assert (folder / "ruritania.toml").read_bytes() == NEW


def test_the_folder_that_stands_there_now_is_locked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer waits, git has put a new folder in the place of the old one."""
    lock, asked = locking._lock, 0

    def replaced(handle: int, path: Path, deadline: float) -> None:
        nonlocal asked
        asked += 1
        lock(handle, path, deadline)
        if asked == 1:
            folder.rename(folder.with_name("old"))
            folder.mkdir()

    monkeypatch.setattr(locking, "_lock", replaced)
    with locked(folder):
        assert asked == 2


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with refused(Exit.INPUT_OUTPUT) as said, locked(tmp_path / "nowhere"):
        pass
    assert said == [f'cannot lock the folder "{tmp_path / "nowhere"}": No such file or directory']


def test_the_lock_for_systems_that_cannot_lock_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "WAIT", 0.2)
    with locking.held_by_file(folder):
        ended = subprocess.run(
            [sys.executable, "-c", HOLD.replace("held(", "locking.held_by_file(").replace(
                "from coopctl.saving.locking import held", "from coopctl.saving import locking; locking.WAIT = 0.2"
            ), str(folder)],
            input="", capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert "is being changed by another program" in ended.stderr
    with locking.held_by_file(folder):
        pass
