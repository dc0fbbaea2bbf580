"""What a crash has left behind: the next run finishes it, or forgets it, and says what it cannot do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from coopctl.problems import Exit
from coopctl.saving import changes, journal, locking, pairs, swapping
from coopctl.saving.changes import Change, locked
from tests.saving.bed import leftovers, read
from tests.saving.examples import NEW, OLD, change, refused


class Crash(BaseException):
    """The process ends here and now."""


@pytest.fixture
def cut_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a change of both files has ended between the two."""
    turn, turned = pairs.Pair.turn, 0

    def crash(*arguments: object) -> None:
        raise Crash

    def turn_once(self: pairs.Pair) -> None:
        nonlocal turned
        turned += 1
        crash() if turned == 2 else turn(self)

    with monkeypatch.context() as patched:
        patched.setattr(pairs.Pair, "turn", turn_once)
        patched.setattr(changes, "_undo", crash)
        with pytest.raises(Crash):
            change(folder, *(Change(folder / f"{name}.toml", OLD, NEW) for name in ("framework", "ruritania")))
    assert read(folder) == {"framework.toml": NEW, "ruritania.toml": OLD}
    return folder


def test_the_next_run_finishes_what_a_crash_cut_short(cut_short: Path) -> None:
    with locked(cut_short):
        assert read(cut_short) == {"framework.toml": NEW, "ruritania.toml": NEW}
    assert not leftovers(cut_short)


def test_the_next_run_finishes_it_where_files_are_exchanged_by_links(
    cut_short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The crash came just after the link."""
    monkeypatch.setattr(swapping, "_renameat2", lambda: None)
    waiting = next(pair for pair in journal.begun(str(cut_short)) if not pair.is_turned())
    os.link(waiting.target, swapping.kept(waiting.beside))
    with locked(cut_short):
        assert read(cut_short) == {"framework.toml": NEW, "ruritania.toml": NEW}
    assert not leftovers(cut_short)


def test_a_file_edited_since_a_crash_is_left_alone_and_named_once(cut_short: Path) -> None:
    (cut_short / "ruritania.toml").write_bytes(b"edited\n")
    with refused(Exit.BUSY) as said, locked(cut_short):
        pass
    name = cut_short / "ruritania.toml"
    assert said == [f'a change that was cut short could not be finished: "{name}" has been edited since']
    with locked(cut_short):
        assert name.read_bytes() == b"edited\n"
    assert not leftovers(cut_short)


@pytest.mark.parametrize("record", ["nonsense", '{"files": [["../../etc/passwd", ".coopctl-1", null, "0"]]}', "{}"])
def test_a_damaged_record_is_not_followed(folder: Path, record: str) -> None:
    (folder / ".coopctl-journal").write_text(record)
    with refused(Exit.INPUT_OUTPUT) as said, locked(folder):
        pass
    assert said == [f'the record of a change that was cut short is damaged: "{folder / ".coopctl-journal"}"']


def test_a_change_that_another_machine_is_making_is_left_time(cut_short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(journal, "_machine", lambda: "another")
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(locking, "WAIT", 0.2)
    with locked(cut_short):
        assert read(cut_short) == {"framework.toml": NEW, "ruritania.toml": NEW}
    assert waited
