"""The power fails at any moment: what the disk is found to hold is whole, and what was said to be done is there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.saving import tracing
from tests.saving.bed import Ended, Figures, Known, Noticed, Work, driver, write
from tests.saving.power import Content, Disk

traced = pytest.mark.skipif(bool(tracing.missing()), reason=tracing.missing() or "-")
ACTIONS = ["one", "two", "rename"]


def fail_power(work: Work, scratch: Path, figures: Figures, *, in_order: bool = True, without: str = "") -> None:
    """Have the power fail after each system call, and start again from whatever may be found then."""
    known = Known(work, scratch / "known")
    folder = write(scratch / "dry", work.start)
    made = tracing.calls(work.command(folder, "a"), scratch / "log", without=without)
    names = {str(folder / name): Content(content, content) for name, content in work.start.items()}
    disk = Disk(str(folder), names, dict(names))
    said, seen = "", set()
    for number, call in enumerate(made):
        disk.follow(call)
        said += "".join(disk.said(call))
        for found in disk.may_be_found(in_order=in_order):
            state = hashlib.sha256(repr((sorted(found.items()), said)).encode()).hexdigest()
            if state not in seen:
                seen.add(state)
                known.judge(write(scratch / state, found), Ended(-9, said, ""), figures, (number, call[:2]))


@traced
@pytest.mark.parametrize("action", ["rename", *(pytest.param(one, marks=pytest.mark.long) for one in ("one", "two"))])
def test_the_power_fails(action: str, tmp_path: Path, figures: Figures) -> None:
    fail_power(driver(action), tmp_path, figures)
    assert not figures.bad


@traced
@pytest.mark.long
@pytest.mark.parametrize("action", ACTIONS)
def test_the_power_fails_where_files_cannot_be_exchanged(action: str, tmp_path: Path, figures: Figures) -> None:
    fail_power(driver(action), tmp_path, figures, without="exchange")
    assert not figures.bad


@traced
@pytest.mark.long
@pytest.mark.parametrize("action", ACTIONS)
def test_the_power_fails_on_a_disk_that_keeps_no_order(action: str, tmp_path: Path, figures: Figures) -> None:
    fail_power(driver(action), tmp_path, figures, in_order=False)
    # A hidden file of which the record is lost is not found again; nothing else may happen.
    assert not [what for what in figures.bad if what[0] != "leftovers"]


@traced
@pytest.mark.parametrize(
    ("without", "found"),
    [("fsync", "torn"), ("flush", 'false "done"'), ("staging", "torn")],
)
def test_without_its_protection_a_power_failure_is_noticed(
    without: str, found: str, tmp_path: Path, figures: Figures
) -> None:
    figures.awaited = found
    with pytest.raises(Noticed):
        fail_power(driver("two"), tmp_path, figures, without=without)
