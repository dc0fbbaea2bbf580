"""`coopctl log`: the life of one thing, commit by commit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.repository import FRAMEWORK, Repository, roadmap

Told = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The life of a roadmap in six commits: it grows, moves, breaks, is mended, and gets another name."""
    made = Repository(tmp_path / "repository")
    made.commit("2026-05-01", "Begin", framework=FRAMEWORK, ruritania=roadmap(drafted='due = "2026-09"', agreed=""))
    made.commit("2026-05-02", "Late", "Ben", ruritania=roadmap(drafted='due = "2026-10"\nowner = "RMM"', agreed=""))
    made.commit("2026-05-03", "Broken", "Cy", ruritania="title = \n")
    made.commit("2026-05-04", "Mended", "Di", ruritania=roadmap(drafted='due = "2026-10"\nowner = "LBG"', agreed=""))
    text = (made.folder / "ruritania.toml").read_text("utf-8")
    made.commit("2026-05-05", "Moved", "Eve", ruritania="", ruritania_2026=text)
    text = text.replace(".agreed]", ".signed]") + '[deliverables.pool]\ntitle = "Pool"\n'
    made.commit("2026-05-06", "Grown", "Flo", ruritania_2026=text)
    return made


@pytest.fixture
def told(run: Run, repository: Repository) -> Told:
    """The life of a thing, each event as (when, who, what, of)."""

    def ask(id: str, *arguments: str) -> list[tuple[Any, ...]]:
        ran = run("log", id, *arguments, "-f", "json", at=repository.folder)
        assert ran.code == 0, ran.err
        return [
            (row["when"] and row["when"]["text"], row["who"], row["what"], row["id"])
            for row in json.loads(ran.out)["rows"]
        ]

    return ask


ROADMAP = [
    ("2026-05-06", "Flo", "added", "ruritania-2026/pool"),
    ("2026-05-06", "Flo", "id agreed → signed", "ruritania-2026/plan/signed"),
    ("2026-05-05", "Eve", "id ruritania → ruritania-2026", "ruritania-2026"),
    ("2026-05-04", "Di", "owner RMM → LBG", "ruritania/plan/drafted"),
    ("2026-05-02", "Ben", "due 2026-09 → 2026-10, 31 days later", "ruritania/plan/drafted"),
    ("2026-05-02", "Ben", "owner RMM", "ruritania/plan/drafted"),
    ("2026-05-01", "Ana Kovač", "added with 1 deliverable, 2 milestones", "ruritania"),
]


def test_the_life_of_a_roadmap_is_all_that_happened_in_it(told: Told) -> None:
    assert told("ruritania-2026") == ROADMAP


def test_the_life_of_a_milestone_is_followed_through_other_names(told: Told) -> None:
    renamed = ("2026-05-05", "Eve", "id ruritania → ruritania-2026", "ruritania-2026")
    assert told("ruritania-2026/plan/drafted") == [
        *ROADMAP[3:6],
        ("2026-05-01", "Ana Kovač", "added with the roadmap", "ruritania/plan/drafted"),
    ]
    assert told("ruritania-2026/plan/signed")[0] == ROADMAP[1]
    assert renamed not in told("ruritania-2026/plan/signed")
    assert told("ruritania-2026/plan/signed")[-1][3] == "ruritania/plan/agreed"


def test_what_is_not_committed_yet_comes_first(repository: Repository, told: Told) -> None:
    text = (repository.folder / "ruritania-2026.toml").read_text("utf-8")
    repository.write(ruritania_2026=text.replace('"2026-10"', '"2026-10"\ndone = "2026-05"'))

    assert told("ruritania-2026/plan/drafted")[0] == (
        None,
        "not committed yet",
        "done 2026-05",
        "ruritania-2026/plan/drafted",
    )


def test_what_is_gone_still_has_had_a_life(repository: Repository, told: Told) -> None:
    assert told("ruritania")[0] == ("2026-05-05", "Eve", "id ruritania → ruritania-2026", "ruritania")
    assert told("ruritania")[1:] == ROADMAP[3:]
    text = roadmap(agreed="").replace(".agreed]", ".signed]")
    repository.commit("2026-05-07", "Fewer", "Gus", ruritania_2026=text)
    assert told("ruritania-2026/plan/drafted")[0] == ("2026-05-07", "Gus", "removed", "ruritania-2026/plan/drafted")
    assert told("ruritania-2026/pool") == [("2026-05-07", "Gus", "removed", "ruritania-2026/pool"), ROADMAP[0]]
    repository.commit("2026-05-08", "Nothing", "Hal", ruritania_2026="")
    assert told("ruritania-2026/plan/signed")[0][2] == "removed with the roadmap"


def test_versions_that_do_not_load_are_passed_over_and_named(repository: Repository, run: Run) -> None:
    report = json.loads(run("log", "ruritania-2026", "-f", "json", at=repository.folder).out)

    id = repository.git("log", "--format=%h", "--abbrev=8", "--grep=Broken")
    assert report["notes"] == [f"Passed over, for the file does not load there: {id} of 2026-05-03."]


def test_its_columns_can_be_chosen_and_sorted(repository: Repository, run: Run) -> None:
    chosen = ("--sort", "when", "--limit", "2", "--columns", "field,from,to,days")
    ran = run("log", "ruritania-2026", *chosen, "-f", "csv", at=repository.folder)

    assert ran.out.splitlines() == ["field,from,to,days", ",,,", "due,2026-09,2026-10,31"]


def test_the_title_is_that_of_the_thing(repository: Repository, run: Run) -> None:
    for id, title in (
        ("ruritania-2026", "Ruritania"),
        ("ruritania-2026/plan/drafted", "Drafted"),
        ("ruritania", "Rur"),
    ):
        assert run("log", id, at=repository.folder).out.startswith(title)


@pytest.mark.parametrize("id", ["nothing", "ruritania-2026/plan/nothing", "ruritania-2026/plan/drafted/x", "", "/"])
def test_an_id_that_nothing_ever_had_is_an_error(id: str, repository: Repository, run: Run) -> None:
    ran = run("log", id, at=repository.folder)

    assert ran.code == 4
    assert "nothing in this portfolio is" in ran.err


def test_what_is_in_the_framework_has_no_life_of_its_own(repository: Repository, run: Run) -> None:
    ran = run("log", "ZZ", at=repository.folder)

    assert (ran.code, "coopctl show country:ZZ" in ran.err) == (2, True)


def test_a_conflict_that_was_settled_is_told_as_the_merge_did(repository: Repository, told: Told) -> None:
    text = (repository.folder / "ruritania-2026.toml").read_text("utf-8")
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit("2026-05-07", "Theirs", "Ina", ruritania_2026=text.replace('"2026-10"', '"2026-11"'))
    repository.git("checkout", "-q", "main")
    repository.commit("2026-05-08", "Ours", "Jo", ruritania_2026=text.replace('"2026-10"', '"2026-12"'))
    repository.git("merge", "-q", "-s", "ours", "--no-commit", "theirs")
    repository.commit("2026-05-09", "Settled", "Kim", ruritania_2026=text.replace('"2026-10"', '"2027-01"'))

    life = told("ruritania-2026/plan/drafted")

    assert life[0] == ("2026-05-09", "Kim", "due 2026-12 → 2027-01, 31 days later", "ruritania-2026/plan/drafted")
    assert {row[1] for row in life[:3]} == {"Kim", "Jo", "Ina"}
