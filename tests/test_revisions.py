"""Reading git wherever it lies and whatever is configured: worktrees, clones, hooks, broken versions, no git at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from coopctl.history import commits, revisions
from coopctl.history.revisions import Objects
from tests.conftest import Run
from tests.repository import FRAMEWORK, Repository, roadmap

DONE = [("done", "ruritania/plan/drafted", "Ben", "2026-05-03")]
Told = Callable[..., list[tuple[Any, ...]]]


def fill(made: Repository) -> Repository:
    """Two commits, in the second of which Ben marks a milestone done."""
    made.commit("2026-05-01", "Begin", framework=FRAMEWORK, ruritania=roadmap(drafted="", agreed=""))
    made.commit("2026-05-03", "Done", "Ben", ruritania=roadmap(drafted='done = "2026-05"', agreed=""))
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return fill(Repository(tmp_path / "repository"))


@pytest.fixture
def told(run: Run) -> Told:
    """The changes of a portfolio since a revision."""

    def ask(at: Path, since: str = "HEAD~1", **environment: str) -> list[tuple[Any, ...]]:
        ran = run("report", "changes", "--since", since, "-f", "json", at=at, **environment)
        assert ran.code == 0, ran.err
        rows = json.loads(ran.out)["rows"]
        return [(row["change"], row["id"], row["who"], row["when"] and row["when"]["text"]) for row in rows]

    return ask


# --------------------------------------------------------------------------------------------------- Kinds of checkouts


def test_a_linked_worktree_has_its_own_head(repository: Repository, told: Told) -> None:
    aside = repository.top.parent / "aside"
    repository.git("worktree", "add", "-q", str(aside), "HEAD~1")
    (aside / "roadmaps" / "ruritania.toml").write_text(roadmap(drafted="", agreed='started = "2026-05"'), "utf-8")

    assert told(aside / "roadmaps", "HEAD") == [("started", "ruritania/plan/agreed", "not committed yet", None)]
    assert told(repository.folder) == DONE


def test_a_shallow_clone_tells_what_it_has_and_how_to_get_the_rest(
    repository: Repository, told: Told, run: Run
) -> None:
    repository.commit(
        "2026-05-04", "Begun", "Cy", ruritania=roadmap(drafted='done = "2026-05"', agreed="started = 2026")
    )
    clone = repository.top.parent / "clone"
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.top}", str(clone))
    at = clone / "roadmaps"

    assert told(at) == [("started", "ruritania/plan/agreed", "Cy", "2026-05-04")]
    for since in ("HEAD~2", "2026-05-02"):
        ran = run("report", "changes", "--since", since, at=at)
        assert ran.code == 4
        assert "git fetch --unshallow" in ran.err
    life = run("log", "ruritania", at=at)
    assert "added" not in life.out
    assert "The history was fetched only from 2026-05-03" in life.out
    assert run("log", "ruritania/plan/drafted", at=at).code == 0


def test_a_clone_without_blobs_fetches_what_it_needs(repository: Repository, told: Told) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = repository.top.parent / "clone"
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.top}", str(clone))

    assert told(clone / "roadmaps") == DONE


def test_a_submodule_is_a_repository_of_its_own(repository: Repository, told: Told, tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer", "docs")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repository.top), "cooperation")
    outer.commit("2026-06-01")

    assert told(outer.top / "cooperation" / "roadmaps") == DONE


def test_a_repository_with_sha256(tmp_path: Path, told: Told, run: Run) -> None:
    made = fill(Repository(tmp_path / "sha256", "roadmaps", "--object-format=sha256"))

    assert told(made.folder) == DONE
    made.write(ruritania=roadmap(drafted='done = "2026-05"', agreed="started = 2026"))
    assert told(made.folder, "HEAD") == [("started", "ruritania/plan/agreed", "not committed yet", None)]


def test_a_link_to_the_portfolio_leads_to_its_repository(repository: Repository, told: Told, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(repository.folder)

    assert told(tmp_path / "linked") == DONE


def test_lines_that_git_converts_are_no_change(repository: Repository, told: Told) -> None:
    path = repository.folder / "ruritania.toml"
    repository.git("config", "core.autocrlf", "true")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert told(repository.folder) == DONE
    assert told(repository.folder, "HEAD") == []


# ------------------------------------------------------------------------------------------------- What git is told


def test_what_hooks_and_commands_of_git_set_does_not_lead_astray(
    repository: Repository, told: Told, tmp_path: Path
) -> None:
    other = Repository(tmp_path / "other")
    other.commit("2020-01-01")
    set_by_hook = {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": "nowhere",
        "GIT_OBJECT_DIRECTORY": "/nonexistent",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_PREFIX": "x/",
        "GIT_PAGER": "false",
    }

    assert told(repository.folder, **set_by_hook) == DONE


def test_a_repository_that_only_the_environment_names_is_taken(repository: Repository, told: Told) -> None:
    aside = repository.top.parent / "aside.git"
    (repository.top / ".git").rename(aside)

    assert told(repository.folder, GIT_DIR=str(aside), GIT_WORK_TREE=str(repository.top)) == DONE


def test_nothing_that_is_configured_is_run_or_heeded(repository: Repository, told: Told, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\nexit 1\n", "ascii")
    trap.chmod(trap.stat().st_mode | stat.S_IXUSR)
    (repository.top / ".gitattributes").write_text("*.toml diff=trap filter=trap\n", "ascii")
    for name, value in {
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "pager.log": str(trap),
        "core.hooksPath": str(tmp_path),
        "diff.external": str(trap),
        "diff.trap.command": str(trap),
        "diff.trap.textconv": str(trap),
        "filter.trap.smudge": str(trap),
        "log.showSignature": "true",
        "gpg.program": str(trap),
        "log.follow": "true",
        "log.showRoot": "false",
        "log.date": "relative",
        "log.decorate": "full",
        "log.diffMerges": "separate",
        "format.pretty": "oneline",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "diff.relative": "true",
        "diff.orderFile": "/dev/null",
        "core.quotePath": "true",
        "core.abbrev": "40",
        "color.ui": "always",
        "i18n.logOutputEncoding": "utf-16",
    }.items():
        repository.git("config", name, value)

    assert told(repository.folder) == DONE
    assert told(repository.folder, "2026-05-02") == DONE
    assert not (tmp_path / "sprung").exists()


def test_replaced_objects_are_not_heeded(repository: Repository, told: Told) -> None:
    forged = repository.git("commit-tree", "HEAD~1^{tree}", "-m", "Forged", GIT_AUTHOR_NAME="Mallory")
    repository.git("replace", "HEAD", forged)

    assert told(repository.folder, "HEAD~1") == DONE


def test_the_mailmap_names_people_as_they_are_called_now(repository: Repository, told: Told) -> None:
    (repository.top / ".mailmap").write_text("Benjamina Osei <ana@example.org>\n", "utf-8")

    assert told(repository.folder)[0][2] == "Benjamina Osei"


def test_the_history_is_read_without_writing_to_the_repository(repository: Repository, told: Told) -> None:
    def seen() -> dict[Path, float]:
        return {path: path.stat().st_mtime_ns for path in repository.top.rglob("*")}

    before = seen()

    assert told(repository.folder) == DONE
    assert seen() == before


# --------------------------------------------------------------------------------------- Where there is no history


@pytest.mark.parametrize("command", [("report", "changes", "--since", "HEAD"), ("log", "ruritania")])
class TestWithoutHistory:
    """What is said where nothing can be told: always one message, what to do, and 6."""

    def test_no_git(self, command: tuple[str, ...], repository: Repository, run: Run) -> None:
        ran = run(*command, at=repository.folder, PATH="/nonexistent")

        assert (ran.code, ran.out) == (6, "")
        assert ran.err.startswith("error: git cannot be run, and only git knows the history: ")
        assert "help: install git" in ran.err

    def test_no_repository(self, command: tuple[str, ...], tmp_path: Path, repository: Repository, run: Run) -> None:
        folder = tmp_path / "plain"
        folder.mkdir()
        for name in ("framework", "ruritania"):
            (folder / f"{name}.toml").write_bytes((repository.folder / f"{name}.toml").read_bytes())

        ran = run(*command, at=folder)

        assert ran.code == 6
        assert ran.err.startswith(f'error: "{folder}" is not in a git repository')
        assert "git init" in ran.err

    def test_nothing_committed(self, command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
        made = Repository(tmp_path / "new")
        made.write(framework=FRAMEWORK, ruritania=roadmap())

        ran = run(*command, at=made.folder)

        assert ran.code == 6
        assert "nothing has been committed yet" in ran.err

    def test_a_portfolio_that_git_does_not_keep(self, command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
        made = Repository(tmp_path / "new")
        (made.top / ".gitignore").write_text("roadmaps\n", "ascii")
        made.commit("2026-05-01")
        made.write(framework=FRAMEWORK, ruritania=roadmap())

        ran = run(*command, at=made.folder)

        assert ran.code == 6
        assert "git keeps nothing of" in ran.err

    def test_a_repository_of_somebody_else_is_refused_in_git_s_words(
        self, command: tuple[str, ...], repository: Repository, run: Run
    ) -> None:
        home = repository.top.parent
        ran = run(*command, at=repository.folder, GIT_TEST_ASSUME_DIFFERENT_OWNER="1", HOME=str(home))

        assert ran.code == 6
        assert "error: git: detected dubious ownership in repository at" in ran.err
        assert f"help: git config --global --add safe.directory {repository.top}" in ran.err
        allowed = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        safe = run(*command, at=repository.folder, GIT_TEST_ASSUME_DIFFERENT_OWNER="1", HOME=str(home), **allowed)
        assert safe.code == 0

    def test_a_broken_repository_is_an_error_and_no_bug(
        self, command: tuple[str, ...], repository: Repository, run: Run
    ) -> None:
        for path in (repository.top / ".git" / "objects").rglob("*"):
            if path.is_file():
                path.chmod(0o644)
                path.write_bytes(b"")

        ran = run(*command, at=repository.folder)

        assert ran.code in (4, 6)
        assert ran.err.startswith("error: ")


# --------------------------------------------------------------------------------------------- Versions that are broken


def test_versions_that_do_not_load_stop_nothing_and_are_named(repository: Repository, run: Run, told: Told) -> None:
    broken = repository.commit("2026-05-04", "Broken", "Cy", ruritania="title = \n", lilliput="= no TOML\n")
    text = roadmap(drafted='done = "2026-05"', agreed="started = 2026")
    repository.commit("2026-05-05", "Mended", "Di", ruritania=text, lilliput=roadmap("Lilliput"))

    assert told(repository.folder, "HEAD~3") == [
        ("added", "lilliput", "Di", "2026-05-05"),
        DONE[0],
        ("started", "ruritania/plan/agreed", "Di", "2026-05-05"),
    ]
    report = json.loads(run("report", "changes", "--since", "HEAD~3", "-f", "json", at=repository.folder).out)
    assert f"ruritania.toml in {broken[:8]} of 2026-05-04" in report["notes"][-1]
    # Where the older end itself is broken, the first version after it that loads takes its place.
    assert told(repository.folder, "HEAD~1") == []
    assert told(repository.folder, "HEAD~3..HEAD~1") == DONE


def test_a_file_that_is_broken_now_is_left_out_as_everywhere(repository: Repository, run: Run) -> None:
    repository.write(ruritania="title = \n")

    ran = run("report", "changes", "--since", "HEAD~1", "-f", "json", at=repository.folder)

    assert ran.code == 3
    assert json.loads(ran.out)["rows"] == []
    assert "Left out because of problems: ruritania.toml." in json.loads(ran.out)["notes"]


def test_an_older_form_of_the_files_is_told_as_far_as_it_can_be_read(repository: Repository, told: Told) -> None:
    old = roadmap(drafted='due = "2026-09"\npriority = "high"\nstarted = "soon"', head='phase = 2\ncountries = "ZZ"')
    repository.commit("2026-05-04", "In the old form", ruritania=old.replace('"roadmap"', '"pact"'))
    repository.commit("2026-05-05", "In the new form", "Cy", ruritania=roadmap(drafted='due = "2026-10"'))

    assert told(repository.folder) == [("slipped", "ruritania/plan/drafted", "Cy", "2026-05-05")]


def test_files_that_are_no_text_or_too_large_or_links_are_passed_over(
    repository: Repository, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.folder / "blob.toml").write_bytes(b"\xff\xfe\x00")
    (repository.folder / "large.toml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    (repository.folder / "linked.toml").symlink_to("ruritania.toml")
    repository.commit("2026-05-04", "Strange")
    for name in ("blob", "large", "linked"):
        (repository.folder / f"{name}.toml").unlink()
    repository.commit("2026-05-05", "Gone")

    assert told(repository.folder, "HEAD~2") == []
    assert told(repository.folder, "HEAD~3") == DONE


# ---------------------------------------------------------------------------------------------------------- Merges


def test_what_came_by_a_merge_was_made_by_who_made_it(repository: Repository, told: Told) -> None:
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(
        "2026-05-04", "Theirs", "Cy", ruritania=roadmap(drafted='done = "2026-05"', agreed="started = 2026")
    )
    repository.git("checkout", "-q", "main")
    repository.commit("2026-05-05", "Ours", "Di", lilliput=roadmap("Lilliput"))
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "theirs", GIT_AUTHOR_NAME="Merger")

    assert told(repository.folder, "HEAD~1") == [("started", "ruritania/plan/agreed", "Cy", "2026-05-04")]
    assert told(repository.folder, "HEAD~2")[1:] == [("started", "ruritania/plan/agreed", "Cy", "2026-05-04")]


def test_what_a_merge_settled_was_made_by_the_merge(repository: Repository, told: Told) -> None:
    def due(day: str) -> str:
        return roadmap(drafted='done = "2026-05"', agreed=f'due = "{day}"')

    repository.commit("2026-05-04", "Due", ruritania=due("2026-06"))
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit("2026-05-05", "Theirs", "Cy", ruritania=due("2026-07"))
    repository.git("checkout", "-q", "main")
    repository.commit("2026-05-06", "Ours", "Di", ruritania=due("2026-08"))
    repository.git("merge", "-q", "-s", "ours", "--no-commit", "theirs")
    repository.commit("2026-05-07", "Settled", "Eve", ruritania=due("2026-09"))

    assert told(repository.folder, "HEAD~2") == [("slipped", "ruritania/plan/agreed", "Eve", "2026-05-07")]


def test_a_file_renamed_here_and_edited_there_is_one(repository: Repository, told: Told) -> None:
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(
        "2026-05-04", "Theirs", "Cy", ruritania=roadmap(drafted='done = "2026-05"', agreed="started = 2026")
    )
    repository.git("checkout", "-q", "main")
    repository.git("mv", "roadmaps/ruritania.toml", "roadmaps/ruritania-2026.toml")
    repository.commit("2026-05-05", "Renamed", "Di")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "theirs")

    assert told(repository.folder, "HEAD~2") == [
        ("renamed", "ruritania-2026", "Di", "2026-05-05"),
        ("started", "ruritania-2026/plan/agreed", "Cy", "2026-05-04"),
    ]


# ----------------------------------------------------------------------------------------------------------- Amounts


def test_few_processes_are_started_and_each_version_is_read_once(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(4, 28):
        repository.commit(
            f"2026-05-{day:02}", ruritania=roadmap(drafted='done = "2026-05"', agreed=f'due = "20{day + 10}"')
        )
    started: list[Any] = []
    real = subprocess.Popen.__init__

    def note(self: Any, arguments: Any, *rest: Any, **more: Any) -> None:
        started.append(arguments)
        real(self, arguments, *rest, **more)

    read: list[str] = []
    real_read = Objects.read_all

    def note_read(self: Objects, names: Sequence[str]) -> list[revisions.Object | None]:
        read.extend(names)
        return real_read(self, names)

    monkeypatch.setattr(subprocess.Popen, "__init__", note)
    monkeypatch.setattr(Objects, "read_all", note_read)
    monkeypatch.setenv("HOME", str(repository.top.parent))
    monkeypatch.setenv("XDG_CACHE_HOME", str(repository.top.parent / "cache"))
    from coopctl.cli.main import main

    assert main(["-C", str(repository.folder), "report", "changes", "--since", "HEAD~24"]) == 0

    assert len(started) <= 4
    blobs = [name for name in read if set(name) <= set("0123456789abcdef")]
    assert len(blobs) == len(set(blobs))
    assert len(blobs) <= 26


@pytest.mark.parametrize("told_by_git", ["", "x", "\0", "a\0b\0c", "\0\0\0\0\0\0"])
def test_whatever_git_says_it_is_no_endless_loop(told_by_git: str) -> None:
    begun = time.monotonic()

    assert len(list(commits._parsed(told_by_git.split("\0")))) <= 1
    assert time.monotonic() - begun < 60


def test_ids_of_files_are_those_of_git(repository: Repository) -> None:
    text = b"title = 1\n"

    for name, like in (("", "0" * 40), ("--object-format=sha256", "0" * 64)):
        aside = repository.top.parent / f"ids{len(like)}"
        made = Repository(aside, "roadmaps", *([name] if name else []))
        (made.folder / "x.toml").write_bytes(text)
        assert revisions.blob_id(text, like) == made.git("hash-object", "roadmaps/x.toml")
    assert os.environ.get("GIT_DIR") is None
