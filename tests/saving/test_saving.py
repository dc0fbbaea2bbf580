"""What `locked` and `save` do, by example: what is kept, what is refused, and what is said."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl import files
from coopctl.problems import CoopctlError, Exit
from coopctl.saving import pairs, swapping
from coopctl.saving.changes import Change
from tests.saving.bed import leftovers, read, write
from tests.saving.examples import NEW, OLD, change, refused


def test_a_file_is_changed_made_and_removed(folder: Path) -> None:
    change(
        folder,
        Change(folder / "syldavia.toml", None, NEW),
        Change(folder / "framework.toml", OLD, NEW),
        Change(folder / "ruritania.toml", OLD, None),
    )
    assert read(folder) == {"framework.toml": NEW, "syldavia.toml": NEW}
    assert not leftovers(folder)


def test_what_stays_as_it_is_is_not_touched(folder: Path) -> None:
    before = (folder / "ruritania.toml").stat()
    change(folder, Change(folder / "ruritania.toml", OLD, OLD))
    assert (folder / "ruritania.toml").stat() == before


def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(folder: Path) -> None:
    (folder / "ruritania.toml").chmod(0o640)
    old = os.umask(0o027)
    change(folder, Change(folder / "ruritania.toml", OLD, NEW), Change(folder / "syldavia.toml", None, NEW))
    os.umask(old)
    assert [(folder / name).stat().st_mode & 0o777 for name in ("ruritania.toml", "syldavia.toml")] == [0o640, 0o640]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give files away")
def test_owner_and_group_are_kept(folder: Path) -> None:
    os.chown(folder / "ruritania.toml", 1234, 5678)
    change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    status = (folder / "ruritania.toml").stat()
    assert (status.st_uid, status.st_gid) == (1234, 5678)


def test_extended_attributes_are_kept(folder: Path) -> None:
    try:
        os.setxattr(folder / "ruritania.toml", "user.reviewed", b"yes")
    except (OSError, AttributeError):
        pytest.skip("this file system has no extended attributes")
    change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    assert os.getxattr(folder / "ruritania.toml", "user.reviewed") == b"yes"


def test_a_links_target_is_changed_and_the_link_stays(folder: Path) -> None:
    target = write(folder / "shared", {"syldavia.toml": OLD}) / "syldavia.toml"
    link = folder / "syldavia.toml"
    link.symlink_to("shared/syldavia.toml")
    change(folder, Change(link, OLD, NEW))
    assert (link.readlink(), target.read_bytes()) == (Path("shared/syldavia.toml"), NEW)
    change(folder, Change(link, NEW, None))
    assert (os.path.lexists(link), target.read_bytes()) == (False, NEW)
    assert not leftovers(folder) + leftovers(folder / "shared")


def test_a_file_on_another_disk_within_the_folder(folder: Path, tmp_path: Path) -> None:
    other = folder / "shared"
    other.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "coopctl-test", str(other)], capture_output=True, check=False
    ).returncode:
        pytest.skip("another disk can be mounted by root only")
    try:
        (other / "syldavia.toml").write_bytes(OLD)
        (folder / "syldavia.toml").symlink_to("shared/syldavia.toml")
        change(folder, Change(folder / "ruritania.toml", OLD, NEW), Change(folder / "syldavia.toml", OLD, NEW))
        assert (other / "syldavia.toml").read_bytes() == NEW
        assert not leftovers(other)
    finally:
        subprocess.run(["umount", str(other)], check=True)


def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_bytes(OLD)
    (folder / "syldavia.toml").symlink_to(tmp_path / "outside.toml")
    with refused(Exit.INPUT_OUTPUT) as said:
        change(folder, Change(folder / "ruritania.toml", OLD, NEW), Change(folder / "syldavia.toml", OLD, NEW))
    assert said == [f'"{folder / "syldavia.toml"}" leads out of the portfolio\'s folder; nothing was changed']
    with refused(Exit.INPUT_OUTPUT):
        change(folder, Change(folder / ".." / "new.toml", None, NEW))
    assert (folder / "ruritania.toml").read_bytes() == (tmp_path / "outside.toml").read_bytes() == OLD


def test_a_file_under_two_names_is_changed_once(folder: Path) -> None:
    (folder / "syldavia.toml").symlink_to("ruritania.toml")
    both = [folder / "ruritania.toml", folder / "syldavia.toml"]
    change(folder, *(Change(path, OLD, NEW) for path in both))
    assert [path.read_bytes() for path in both] == [NEW, NEW]
    with refused(Exit.INPUT_OUTPUT) as said:
        change(folder, Change(both[0], NEW, OLD), Change(both[1], NEW, OLD + OLD))
    assert said == [f'"{both[0]}" and "{both[1]}" are the same file; nothing was changed']


def test_of_two_hard_links_the_one_that_was_named_is_changed(folder: Path) -> None:
    os.link(folder / "ruritania.toml", folder / "copy")
    change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    assert (folder / "copy").read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("ruritania.toml", b"other", NEW), ("ruritania.toml", None, NEW), ("syldavia.toml", OLD, NEW)],
    ids=["changed", "made", "removed"],
)
def test_a_file_that_is_not_what_was_read(folder: Path, name: str, before: bytes | None, after: bytes) -> None:
    with refused(Exit.BUSY):
        change(folder, Change(folder / "framework.toml", OLD, NEW), Change(folder / name, before, after))
    assert read(folder) == {"framework.toml": OLD, "ruritania.toml": OLD}
    assert not leftovers(folder)


@pytest.fixture(params=["exchange", "link", "copy"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How files change places: as Linux does it, as file systems with hard links can, and as all can."""

    def no_links(*arguments: object) -> None:
        raise PermissionError

    if request.param != "exchange":
        monkeypatch.setattr(swapping, "_renameat2", lambda: None)
    if request.param == "copy":
        monkeypatch.setattr(os, "link", no_links)
    return str(request.param)


def test_somebody_who_saves_at_the_very_moment_loses_nothing(
    folder: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves in place, after the comparison and before the names change."""
    turn = pairs.Pair.turn

    def overtaken(self: pairs.Pair) -> None:
        Path(self.target).write_bytes(b"edited\n")
        turn(self)

    monkeypatch.setattr(pairs.Pair, "turn", overtaken)
    with refused(Exit.BUSY) as said:
        change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    assert said == [f'"{folder / "ruritania.toml"}" was changed by somebody else meanwhile; nothing was written']
    assert (folder / "ruritania.toml").read_bytes() == b"edited\n"
    assert not leftovers(folder)


def test_a_file_made_at_the_very_moment_stays(folder: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = pairs.Pair.turn

    def overtaken(self: pairs.Pair) -> None:
        Path(self.target).write_bytes(b"made\n")
        turn(self)

    monkeypatch.setattr(pairs.Pair, "turn", overtaken)
    with refused(Exit.BUSY):
        change(folder, Change(folder / "syldavia.toml", None, NEW))
    assert (folder / "syldavia.toml").read_bytes() == b"made\n"
    assert not leftovers(folder)


def test_an_interruption_puts_everything_back(folder: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C between the last file in place and the word that it is done."""
    flush, flushed = pairs.flush, 0

    def interrupted(home: str, changed: list[pairs.Pair]) -> None:
        nonlocal flushed
        flushed += 1
        if flushed == 2:
            assert read(folder) != before
            raise KeyboardInterrupt
        flush(home, changed)

    before = read(folder)
    monkeypatch.setattr(pairs, "flush", interrupted)
    with pytest.raises(KeyboardInterrupt):
        change(
            folder,
            Change(folder / "syldavia.toml", None, NEW),
            Change(folder / "framework.toml", OLD, NEW),
            Change(folder / "ruritania.toml", OLD, None),
        )
    assert read(folder) == before
    assert not leftovers(folder)


CONTENTS = st.none() | st.binary(max_size=20)
Wanted = dict[str, tuple[bytes | None, bytes | None]]
WANTED = st.dictionaries(st.sampled_from("abcd"), st.tuples(CONTENTS, CONTENTS))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(wanted=WANTED, fails=st.integers(0, 12))
def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, fails: int) -> None:
    """Whatever is to be made, changed and removed, and whichever flush or rename fails, all of it happens or none."""
    shutil.rmtree(tmp_path / "p", ignore_errors=True)
    folder = write(tmp_path / "p", {name: old for name, (old, _) in wanted.items() if old is not None})
    before, code = read(folder), Exit.OK
    after = {name: new for name, (_, new) in wanted.items() if new is not None}
    with monkeypatch.context() as patched:
        failed = failing(patched, fails)
        try:
            change(folder, *(Change(folder / name, old, new) for name, (old, new) in wanted.items()))
        except CoopctlError as error:
            code = error.exit_code
    assert (code, read(folder)) == ((Exit.INPUT_OUTPUT, before) if failed() else (Exit.OK, after))
    assert not leftovers(folder)


def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> Callable[[], bool]:
    """Have the ``number``-th flush or rename fail, counted from 0; the answer says whether it was reached."""
    left = number

    def instead(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError(28, os.strerror(28))
            return function(*arguments)

        return call

    monkeypatch.setattr(os, "fsync", instead(os.fsync))
    monkeypatch.setattr(os, "rename", instead(os.rename))
    monkeypatch.setattr(swapping, "_rename", instead(swapping._rename))
    return lambda: left < 0


def test_readers_see_nothing_of_a_change_under_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []
    flush = pairs.flush

    def looked(home: str, changed: list[pairs.Pair]) -> None:
        seen.append(set(files.scan(folder).names))
        assert leftovers(folder)
        flush(home, changed)

    monkeypatch.setattr(pairs, "flush", looked)
    change(folder, Change(folder / "ruritania.toml", OLD, NEW))
    assert seen == [{"framework.toml", "ruritania.toml"}] * 2
