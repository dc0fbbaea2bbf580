"""Many at once: writers that lock, and an editor that does not. What one of them has saved, none overwrites."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.saving.bed import Figures, Noticed, Work, driver, leftovers, read, start, write

EDITOR = Path(__file__).with_name("editor.py")
STYLES = ["in-place", "by-renaming"]


def write_at_once(
    work: Work, scratch: Path, figures: Figures, *, writers: int, each: int, editor: str = "", without: str = ""
) -> None:
    """Let writers change the same files at once, and an editor too, if one is named; count what they have lost."""
    folder = write(scratch / "portfolio", work.start)
    tokens = [[f"w{writer}-{number}" for number in range(each)] for writer in range(writers)]
    running = [start(work.command(folder, *own), without) for own in tokens]
    if editor:
        command = [sys.executable, "-I", "-S", str(EDITOR), editor, str(folder / "ruritania.toml"), str(2 * each)]
        saving = start(command)
    said = [process.communicate() for process in running]
    done = {
        word for texts in said for line in "".join(texts).splitlines() if work.word in line for word in line.split()
    }
    done &= {token for own in tokens for token in own}
    assert not any("Traceback" in err for _, err in said), said
    overwritten = _judge_editor(*saving.communicate(), figures) if editor else set()
    figures.runs += sum(map(len, tokens))
    figures.seen["refused"] += writers * each - len(done)
    figures.seen["overwritten by the editor"] += len(overwritten & done)
    _judge(work, folder, done - overwritten, figures, blind=editor == "in-place")


def _judge_editor(out: str, err: str, figures: Figures) -> set[str]:
    assert not err
    for line in out.splitlines():
        if line.startswith("lost"):
            figures.note("lost", line)
    return {line.split()[1] for line in out.splitlines() if line.startswith("overwritten")}


def _judge(work: Work, folder: Path, done: set[str], figures: Figures, *, blind: bool) -> None:
    try:
        whole, half = work.reading(read(folder))
    except ValueError as error:
        figures.note("torn", error)
        return
    if half:
        figures.note("half done", half)
    if not blind and done - whole:
        figures.note("lost", done - whole)
    if leftovers(folder):
        figures.note("leftovers", leftovers(folder))


def test_writers_at_once(tmp_path: Path, figures: Figures) -> None:
    write_at_once(driver("two"), tmp_path, figures, writers=6, each=15)
    assert not figures.bad
    assert not figures.seen["refused"]


@pytest.mark.long
@pytest.mark.parametrize("without", ["", "exchange"])
@pytest.mark.parametrize("action", ["one", "two"])
def test_many_writers_at_once(action: str, without: str, tmp_path: Path, figures: Figures) -> None:
    write_at_once(driver(action), tmp_path, figures, writers=16, each=100, without=without)
    assert not figures.bad
    assert not figures.seen["refused"]


@pytest.mark.parametrize("editor", STYLES)
def test_an_editor_beside_a_writer(editor: str, tmp_path: Path, figures: Figures) -> None:
    write_at_once(driver("one"), tmp_path, figures, writers=2, each=40, editor=editor)
    assert not figures.bad


@pytest.mark.long
@pytest.mark.parametrize("editor", STYLES)
def test_an_editor_beside_many_writers(editor: str, tmp_path: Path, figures: Figures) -> None:
    write_at_once(driver("one"), tmp_path, figures, writers=4, each=400, editor=editor)
    assert not figures.bad


def test_without_a_lock_writers_are_in_each_others_way(tmp_path: Path, figures: Figures) -> None:
    write_at_once(driver("two"), tmp_path, figures, writers=6, each=15, without="lock")
    assert figures.seen["refused"]


@pytest.mark.parametrize("editor", STYLES)
def test_without_comparing_the_editors_work_is_lost(editor: str, tmp_path: Path, figures: Figures) -> None:
    figures.awaited = "lost"
    with pytest.raises(Noticed):
        write_at_once(driver("one"), tmp_path, figures, writers=2, each=40, editor=editor, without="compare")
