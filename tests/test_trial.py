"""What would be wrong with a portfolio if some of its files were others, found out before anything is written."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from coopctl import trial
from tests.conftest import EXAMPLE

TODAY = date(2026, 7, 1)
FILE = "ruritania-2025.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(EXAMPLE, tmp_path / "portfolio"))


def with_change(folder: Path, old: str, new: str, name: str = FILE) -> bytes:
    text = (folder / name).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def codes(folder: Path, drafts: dict[str, bytes | None], **more: dict[str, str]) -> list[tuple[str, str]]:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    found = trial.new_problems(folder, TODAY, drafts, **more)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return [(Path(one.path).name, one.code) for one in found]


def test_a_good_change_brings_no_problem(folder: Path) -> None:
    assert codes(folder, {FILE: with_change(folder, 'owner = "RAO"', 'owner = "OSJ"')}) == []


def test_a_reference_to_nothing_is_found_with_its_place(folder: Path) -> None:
    (found,) = trial.new_problems(folder, TODAY, {FILE: with_change(folder, 'owner = "RAO"', 'owner = "ROA"')})

    assert found.code == "unknown-organisation"
    assert found.excerpt == 'owner = "ROA"'
    assert 'did you mean "RAO"?' in found.help


def test_what_others_refer_to_cannot_go(folder: Path) -> None:
    assert codes(folder, {"ruritania-2022.toml": None}) == [(FILE, "unknown-roadmap")]
    gone = with_change(folder, "[focus_areas.reception]", "[focus_areas.receptions]", "framework.toml")
    assert {code for _, code in codes(folder, {"framework.toml": gone})} == {"unknown-focus-area"}


def test_problems_that_were_there_before_are_not_held_against_a_change(folder: Path) -> None:
    (folder / FILE).write_bytes(with_change(folder, 'owner = "RAO"', 'owner = "ROA"'))

    assert codes(folder, {FILE: b"# a line more\n" + (folder / FILE).read_bytes()}) == []
    assert codes(folder, {FILE: with_change(folder, 'owner = "RAO"', 'owner = "ORA"')}) == [
        (FILE, "unknown-organisation")
    ]


def test_what_comes_to_light_when_a_file_can_be_used_again_is_not_held_against_the_change(folder: Path) -> None:
    broken = with_change(folder, 'owner = "RAO"', 'owner = "ROA"\nonwer = "RAO"')
    (folder / FILE).write_bytes(broken)

    assert codes(folder, {FILE: broken.replace(b'\nonwer = "RAO"', b"", 1)}) == []


def test_a_renamed_file_takes_its_old_problems_along(folder: Path) -> None:
    (folder / FILE).write_bytes(with_change(folder, 'owner = "RAO"', 'owner = "ROA"'))
    moved = {FILE: None, "ruritania-26.toml": (folder / FILE).read_bytes()}

    assert codes(folder, moved, renamed={FILE: "ruritania-26.toml"}) == []


def test_an_event_that_is_still_to_come_is_a_warning_once(folder: Path) -> None:
    later: dict[str, bytes | None] = {
        FILE: with_change(folder, 'due = "2027-02"', 'due = "2027-02"\nstarted = 2029-04-03')
    }
    assert codes(folder, later) == [(FILE, "in-the-future")]
    (folder / FILE).write_bytes(later[FILE] or b"")
    assert codes(folder, {FILE: with_change(folder, 'owner = "RAO"', 'owner = "OSJ"')}) == []
