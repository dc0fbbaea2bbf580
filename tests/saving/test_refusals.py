"""System calls that fail: a full or dying disk, at every file call. Nothing was changed, or it was done and said."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.saving import tracing
from tests.saving.bed import Figures, Known, Noticed, Work, driver, leftovers, read, run, write

traced = pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "-")
ACTIONS = ["one", "two", "rename"]
ERRORS = ["ENOSPC", "EIO", "EINTR", "EACCES"]
_NO_FILE_CALLS = {"mmap", "munmap", "mprotect", "brk", "futex", "rt_sigaction", "getrandom", "exit_group", "getcwd"}
_WRITING = {"openat", "write", "fsync", "close", "rename", "renameat2", "unlink", "chmod"}


def refuse_calls(
    work: Work, scratch: Path, figures: Figures, errors: list[str], *, every: int = 1, without: str = ""
) -> None:
    """Have each ``every``-th file call fail in each way, once and from then on."""
    known = Known(work, scratch / "known")
    made = tracing.calls(work.command(write(scratch / "dry", work.start), "a"), scratch / "log", without=without)
    chosen = [call for call in made if call.name not in _NO_FILE_CALLS]
    if every > 1:
        chosen = [call for call in chosen if call.name in _WRITING][::every]
    for number, call in enumerate(reversed(chosen)):
        for error in errors:
            for lasting in (False, True)[: 1 if error == "EINTR" else 2]:  # what is interrupted is tried again for ever
                what = (*call[:2], error, "from then on" if lasting else "once")
                folder = write(scratch / f"{number}-{error}-{lasting}", work.start)
                ended = tracing.refused(call, error, work.command(folder, "a"), without, from_then_on=lasting)
                figures.seen[f"exit {ended.code}"] += 1
                if "halfway" in ended.err and not lasting:
                    figures.note("wrong", (what, "one failure is enough to stop halfway"))
                # What the lasting failure keeps the program from removing, the next run removes.
                known.judge(folder, ended, figures, what, tidy_at_once=not lasting and call.name != "unlink")


@traced
def test_some_file_calls_fail(tmp_path: Path, figures: Figures) -> None:
    refuse_calls(driver("rename"), tmp_path, figures, ["EIO"], every=3)
    assert not figures.bad


@traced
@pytest.mark.long
@pytest.mark.parametrize(("error", "without"), [*((error, "") for error in ERRORS), ("EIO", "exchange")])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_file_call_fails(action: str, error: str, without: str, tmp_path: Path, figures: Figures) -> None:
    refuse_calls(driver(action), tmp_path, figures, [error], without=without)
    assert not figures.bad


@traced
@pytest.mark.parametrize(("without", "found"), [("staging", "torn"), ("undo", "wrong")])
def test_without_its_protection_a_failing_call_is_noticed(
    without: str, found: str, tmp_path: Path, figures: Figures
) -> None:
    figures.awaited = found
    with pytest.raises(Noticed):
        refuse_calls(driver("two"), tmp_path, figures, ["ENOSPC"], every=2, without=without)


@pytest.fixture(scope="session")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty disk of 96 KiB."""
    place = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "coopctl-test", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill_disk(work: Work, disk: Path, scratch: Path, figures: Figures, without: str = "") -> None:
    """Leave less and less room on the disk, in steps of a page, until the work fails, and on to none at all."""
    known = Known(work, scratch)
    for pages in range(24):
        folder = write(disk / "portfolio", work.start)
        filler = disk / "filler"
        free = os.statvfs(disk).f_bavail
        if pages <= free:
            filler.write_bytes(b"x" * 4096 * (free - pages))
            ended = run(work.command(folder, "a"), without)
            figures.seen[f"exit {ended.code}"] += 1
            filler.unlink()
            known.judge(folder, ended, figures, f"{pages} pages free")
        subprocess.run(["rm", "-r", str(folder)], check=True)


@pytest.mark.parametrize("action", ["rename", *(pytest.param(one, marks=pytest.mark.long) for one in ("one", "two"))])
def test_the_disk_is_full(action: str, small_disk: Path, tmp_path: Path, figures: Figures) -> None:
    fill_disk(driver(action), small_disk, tmp_path, figures)
    assert not figures.bad
    assert figures.seen["exit 6"]
    assert figures.seen["exit 0"]


def test_without_staging_a_full_disk_is_noticed(small_disk: Path, tmp_path: Path, figures: Figures) -> None:
    figures.awaited = "torn"
    with pytest.raises(Noticed):
        fill_disk(driver("two"), small_disk, tmp_path, figures, "staging")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    work = driver("two")
    folder = write(tmp_path / "portfolio", work.start)
    folder.chmod(0o555)
    ended = run(_as_nobody(work.command(folder, "a")))
    folder.chmod(0o755)
    assert (ended.code, ended.err) == (6, f'cannot write "{folder}": Permission denied; nothing was changed\n\n')
    assert (read(folder), leftovers(folder)) == (work.start, [])


def test_a_file_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    work = driver("two")
    folder = write(tmp_path / "portfolio", work.start)
    folder.chmod(0o777)
    for path in folder.iterdir():
        path.chmod(0o666)
    (folder / "ruritania.toml").chmod(0o444)
    ended = run(_as_nobody(work.command(folder, "a")))
    said = f'cannot write "{folder / "ruritania.toml"}": Permission denied; nothing was changed\n\n'
    assert (ended.code, ended.err) == (6, said)
    assert (read(folder), leftovers(folder)) == (work.start, [])


def _as_nobody(command: list[str]) -> list[str]:
    """The command without root's right to write everything, run by root too."""
    return command if os.getuid() else ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
