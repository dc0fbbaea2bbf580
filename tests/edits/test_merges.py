"""Two people edit the same file on two branches, and git merges what they did without asking."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from coopctl import toml
from coopctl.edits.add import add
from coopctl.edits.assign import parse
from coopctl.edits.changes import same
from coopctl.edits.fields import assign
from coopctl.edits.mark import Mark, State, mark
from coopctl.edits.places import in_roadmap
from coopctl.toml.outline import outlined
from tests.conftest import EXAMPLE

NAME = "ruritania-2025.toml"
BASE = (EXAMPLE / NAME).read_text("utf-8")
TODAY = date(2026, 6, 30)

Edit = Callable[[str], str]


def marks(address: str, state: State, *evidence: str) -> Edit:
    """`coopctl mark ADDRESS STATE`."""

    def edit(text: str) -> str:
        place = in_roadmap(outlined(text).data, address.split("/"))
        return mark(text, NAME, place, Mark(state, TODAY, evidence=evidence)).text

    return edit


def adds(what: str, home: str, id: str) -> Edit:
    """`coopctl add WHAT HOME/ID`."""

    def edit(text: str) -> str:
        place = in_roadmap(outlined(text).data, home.split("/") if home else ())
        return add(
            text, NAME, place, what, id, parse([f"title={id}", *(["due=2026-12"] if what != "indicator" else [])])
        ).text

    return edit


def sets(address: str, assignment: str) -> Edit:
    """`coopctl set ADDRESS ASSIGNMENT`."""

    def edit(text: str) -> str:
        return assign(text, NAME, in_roadmap(outlined(text).data, address.split("/")), parse([assignment])).text

    return edit


DONE = marks("contingency-plan/drafted", "done", "strelsau-minutes")
MERGED = {
    "marks of neighbours": (DONE, marks("contingency-plan/adopted", "dropped")),
    "marks of neighbours that have little": (
        marks("trainer-pool/selected", "open"),
        marks("trainer-pool/certified", "done"),
    ),
    "a mark and a new milestone behind it": (
        marks("contingency-plan/exercise", "done"),
        adds("milestone", "contingency-plan", "printed"),
    ),
    "a mark and a new deliverable": (DONE, adds("deliverable", "", "handbook")),
    "milestones of two deliverables": (
        adds("milestone", "contingency-plan", "printed"),
        adds("milestone", "trainer-pool", "paid"),
    ),
    "a milestone and an indicator of one deliverable": (
        adds("milestone", "trainer-pool", "paid"),
        adds("indicator", "trainer-pool", "courses"),
    ),
    "a milestone and a deliverable": (
        adds("milestone", "contingency-plan", "printed"),
        adds("deliverable", "", "handbook"),
    ),
    "two fields far apart in one milestone": (
        sets("contingency-plan/drafted", "title=Draft of the plan"),
        sets("contingency-plan/drafted", "expected=2026-12"),
    ),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("case", MERGED)
def test_git_merges_both(case: str, ending: str, tmp_path: Path) -> None:
    ours, theirs = MERGED[case]
    base = BASE.replace("\n", ending)

    merged = merge_branches(tmp_path, base, ours(base), theirs(base))

    assert merged is not None
    assert same(toml.read(merged), toml.read(theirs(ours(base))))


def test_every_two_marks_of_different_milestones_merge(tmp_path: Path) -> None:
    data = outlined(BASE).data
    addresses = [f"{id}/{step}" for id, one in data["deliverables"].items() for step in one.get("milestones", {})]
    assert len(addresses) > 8
    for one, other in pairwise(addresses):
        ours, theirs = marks(one, "dropped", "words"), marks(other, "started", "words")
        merged = merge(tmp_path, BASE, ours(BASE), theirs(BASE))
        assert merged is not None
        assert same(toml.read(merged), toml.read(theirs(ours(BASE))))


def test_what_git_cannot_merge_is_two_changes_of_one_value(tmp_path: Path) -> None:
    one, other = sets("contingency-plan/drafted", "due=2026-07"), sets("contingency-plan/drafted", "due=2026-08")

    assert merge(tmp_path, BASE, one(BASE), other(BASE)) is None


def merge(folder: Path, base: str, ours: str, theirs: str) -> str | None:
    """What git makes of two versions, or None where it leaves a conflict."""
    paths = []
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        path = folder / f"{name}.toml"
        path.write_bytes(text.encode())
        paths.append(str(path))
    ended = subprocess.run(["git", "merge-file", "-p", *paths], capture_output=True, check=False)
    return ended.stdout.decode() if ended.returncode == 0 else None


def merge_branches(folder: Path, base: str, ours: str, theirs: str) -> str | None:
    """The same with two branches of a repository, as people do it."""

    def git(*arguments: str) -> int:
        settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
        return subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, check=False).returncode

    def commit(text: str) -> None:
        (folder / NAME).write_bytes(text.encode())
        git("add", NAME)
        assert git("commit", "-qm", "change") == 0

    git("init", "-q", "-b", "main")
    commit(base)
    git("checkout", "-qb", "other")
    commit(theirs)
    git("checkout", "-q", "main")
    commit(ours)
    return (folder / NAME).read_bytes().decode() if git("merge", "-q", "--no-edit", "other") == 0 else None
