"""In a team: annotations on GitHub, deadlines that fail a check, the pre-commit hook, the workflow of the README."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coopctl import workflow
from coopctl.problems import Problem
from tests.conftest import EXAMPLE, ROOT, Run
from tests.repository import FRAMEWORK, Repository, roadmap

COMMAND = re.compile(r"::(?P<name>error|warning) (?P<properties>[^:\n]*)::(?P<message>[^\n]*)\n")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it: split at the signs, then unescaped."""
    found = COMMAND.fullmatch(line)
    assert found, line

    def plain(text: str) -> str:
        for sign, code in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
            text = text.replace(code, sign)
        return text

    pairs = (pair.partition("=") for pair in found["properties"].split(","))
    return found["name"], {key: plain(value) for key, _, value in pairs}, plain(found["message"])


# ------------------------------------------------------------------------------------------------------- On GitHub


def test_each_problem_is_an_annotation_at_its_place(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(ruritania='title = "T: 100%, or not"\nkind = "projekt"\naims = ["sistems"]\n')

    ran = run("check", "-f", "github", cwd=folder.parent, at=Path("portfolio"))

    assert ran.code == 1
    ((name, properties, message),) = map(read, ran.out.splitlines(keepends=True))
    assert name == "error"
    assert properties == {"file": "portfolio/ruritania.toml", "line": "2", "col": "8", "title": "bad-value"}
    assert message == '"kind" cannot be "projekt"\ndid you mean "project"?'


def test_annotations_and_json_hold_the_same(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(ruritania='title = "T"\nkind = "projekt"\ncountries = ["Rurit:ania, 5 %"]\n', b="x\n", c="")

    commands = map(read, run("check", "-f", "github", at=folder).out.splitlines(keepends=True))
    problems = json.loads(run("check", "-f", "json", at=folder).out)["problems"]

    assert [(name, properties["title"], message.partition("\n")[0]) for name, properties, message in commands] == [
        (one["severity"], one["code"], one["message"]) for one in problems
    ]


@given(st.text(), st.text(), st.text(min_size=1), st.integers(0, 9), st.sampled_from(["error", "warning"]))
def test_whatever_is_in_a_problem_it_stays_one_command(
    message: str, help: str, path: str, line: int, severity: Any
) -> None:
    problem = Problem("code", path, message, help, line=line, severity=severity)

    name, properties, told = read(workflow.command(problem))

    assert name == severity
    assert properties.keys() == {"file", "title", *(["line"] if line else [])}
    assert told.count("\n") == (1 if message and help else 0)


def test_paths_are_those_of_the_repository_wherever_the_command_runs(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(ruritania='title = "T"\n')

    for at, cwd in ((folder, folder), (Path(), folder), (Path("../portfolio"), folder)):
        ran = run("check", "-f", "github", at=at, cwd=cwd, GITHUB_WORKSPACE=str(folder.parent))
        assert read(ran.out)[1]["file"] == "portfolio/ruritania.toml"


def test_nothing_is_said_where_all_is_well(run: Run) -> None:
    assert run("check", "-f", "github", at=EXAMPLE) == (0, "", "")


# ---------------------------------------------------------------------------------------------------------- Deadlines

OVERDUE = {
    "graustark-2022/liaison-officers/evaluated",
    "ruritania-2025/contingency-plan/drafted",
    "ruritania-2025/trainer-pool/certified",
}


def late(run: Run, *arguments: str, at: Path = EXAMPLE) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of a check, and its problems."""
    ran = run("check", *arguments, "-f", "json", at=at)
    return ran.code, json.loads(ran.out)["problems"]


def test_what_is_overdue_fails_the_check_and_is_named(run: Run) -> None:
    code, problems = late(run, "--fail-on", "overdue")

    assert code == 1
    assert {one["help"].removeprefix("coopctl show ") for one in problems} == OVERDUE
    assert {(one["code"], one["severity"]) for one in problems} == {("overdue", "error")}
    assert all("as of 2026-06-30, due 20" in one["message"] for one in problems)


def test_statuses_add_up_and_are_those_of_the_list(run: Run) -> None:
    listed = run(
        "list", "milestones", "--status", "overdue", "--status", "at-risk", "-f", "ids", at=EXAMPLE
    ).out.split()

    code, problems = late(run, "--fail-on", "overdue", "--fail-on", "AT-RISK")

    assert code == 1
    assert {one["help"].removeprefix("coopctl show ") for one in problems} == set(listed)


def test_it_is_judged_by_the_day_asked_for(run: Run) -> None:
    assert late(run, "--fail-on", "overdue", "--as-of", "2022-01-01") == (0, [])
    assert len(late(run, "--fail-on", "overdue", "--as-of", "2027-12-31")[1]) > len(OVERDUE)


def test_the_place_is_that_of_the_deadline_or_else_of_the_milestone(run: Run) -> None:
    for one in late(run, "--fail-on", "overdue")[1]:
        path = one["help"].removeprefix("coopctl show ")
        meant = one["excerpt"][one["column"] - 1 : one["column"] - 1 + one["width"]]
        assert one["excerpt"].startswith("due = ") or meant == path.rpartition("/")[2]


def test_without_it_nobody_is_held_to_the_deadlines(run: Run) -> None:
    assert late(run) == (0, [])


@pytest.mark.parametrize("status", ["done", "overdu", ""])
def test_only_what_is_late_can_be_asked_for(status: str, run: Run) -> None:
    ran = run("check", "--fail-on", status, at=EXAMPLE)

    assert ran.code == 2
    assert "--fail-on" in ran.err


def test_problems_and_deadlines_are_told_together(run: Run, portfolio: Callable[..., Path]) -> None:
    plan = '[deliverables.plan]\ntitle = "Plan"\ndue = "2026-01"\n'
    folder = portfolio(ruritania=f'title = "T"\nkind = "project"\n{plan}', broken="x")

    code, problems = late(run, "--fail-on", "overdue", at=folder)

    assert (code, [one["code"] for one in problems]) == (1, ["toml", "overdue"])
    (folder / "framework.toml").unlink()
    assert run("check", "--fail-on", "overdue", at=folder).code == 4


# ------------------------------------------------------------------------------------------------------ Before a commit


def test_the_hook_runs_a_command_that_there_is(run: Run) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    program, *arguments = hook["entry"].split()

    assert program == "coopctl"
    assert hook["language"] == "python"
    assert run(*arguments, "-C", str(EXAMPLE)).code == 0
    assert re.search(hook["files"], "roadmaps/ruritania.toml")
    assert not hook["pass_filenames"]


@pytest.mark.long
def test_the_hook_keeps_a_broken_roadmap_out_of_a_commit(tmp_path: Path) -> None:
    pre_commit = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if pre_commit is None:
        pytest.skip("pre-commit is not installed: pip install pre-commit")
    made = Repository(tmp_path / "repository")
    made.commit("2026-05-01", framework=FRAMEWORK, ruritania=roadmap())
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HOME"))}
    environment = made.environment | kept | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}

    def tried() -> subprocess.CompletedProcess[str]:
        words = [pre_commit, "try-repo", str(ROOT), "coopctl-check", "--all-files"]
        return subprocess.run(words, cwd=made.top, env=environment, capture_output=True, text=True, check=False)

    ended = tried()
    if "CalledProcessError" in ended.stdout:
        pytest.skip(f"pre-commit cannot install coopctl here: {ended.stdout[-500:]}")
    assert (ended.returncode, "Passed" in ended.stdout) == (0, True), ended.stdout + ended.stderr
    made.write(ruritania=roadmap(drafted='due = "2026-13"'))
    ended = tried()
    assert ended.returncode == 1
    assert "there is no month 13" in ended.stdout


# ---------------------------------------------------------------------------------------------------- The workflow

WORKFLOW = (ROOT / "tests" / "workflow.yml").read_text("utf-8")


def scripts() -> list[str]:
    """What the steps of the workflow run, but for the installation."""
    (job,) = yaml.safe_load(WORKFLOW)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step and not step["run"].startswith("pip install")]


@pytest.fixture
def checkout(tmp_path: Path) -> Repository:
    """A pull request as the workflow checks it out: a branch with a change, its base as origin/main."""
    origin = Repository(tmp_path / "origin")
    soon = (date.today() + timedelta(days=400)).isoformat()
    origin.commit("2020-01-01", framework=FRAMEWORK.replace("as_of = 2026-05-10\n", ""), ruritania=roadmap())
    clone = tmp_path / "clone"
    origin.git("clone", "-q", str(origin.top), str(clone))
    origin.top, origin.folder = clone, clone / "roadmaps"
    origin.git("checkout", "-q", "-b", "proposal")
    origin.commit("2020-01-02", ruritania=roadmap(drafted=f'due = "{soon}"'))
    return origin


def test_the_steps_of_the_workflow_run_as_they_stand(checkout: Repository, tmp_path: Path) -> None:
    shell = shutil.which("bash")
    assert shell
    program = tmp_path / "bin" / "coopctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m coopctl "$@"\n', "utf-8")
    program.chmod(0o755)
    summary = tmp_path / "summary.md"
    environment = checkout.environment | {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(checkout.top),
    }

    assert len(scripts()) == 3
    for script in scripts():
        words = [shell, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]  # as GitHub runs them
        ended = subprocess.run(words, cwd=checkout.top, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, f"{script}: {ended.stdout}{ended.stderr}"
    assert "| ruritania/plan/drafted | Drafted | added |" in summary.read_text("utf-8")


def test_the_readme_shows_this_workflow() -> None:
    shown = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    workflows = [block for block in shown if "\njobs:" in block]
    if not workflows:
        pytest.skip("the README shows no workflow yet")

    assert workflows == [WORKFLOW]
