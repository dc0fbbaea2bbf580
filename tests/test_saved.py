"""Saved reports: run by their name, refused where they could do harm, named by `check` where they cannot be run."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLE, Ran, Run

ONE = 'title = "One"\nkind = "project"\n'


def saving(command: str, *, as_name: str = "mine") -> str:
    """A framework that keeps one report."""
    return f'title = "T"\n[reports.{as_name}]\ntitle = "Mine"\ncommand = "{command}"\n'


def answer(run: Run, *arguments: str, at: Path = EXAMPLE) -> Any:
    """The answer to a command, as JSON."""
    ran = run(*arguments, "-f", "json", at=at)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def records(ran: Ran) -> list[dict[str, str]]:
    """The rows of an answer in CSV."""
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_a_saved_report_is_its_command_under_its_title(run: Run) -> None:
    saved = answer(run, "report", "monday")
    spelt = answer(run, "report", "status", "--by", "country")

    assert saved.pop("title") == "Where we stand, country by country"
    assert spelt.pop("title") == "Status by country"
    assert saved == spelt


def test_options_are_added_to_a_saved_report(run: Run) -> None:
    rows = records(run("report", "late", "--country", "graustark", "-f", "csv", at=EXAMPLE))

    assert [row["id"] for row in rows] == ["graustark-2022/liaison-officers/evaluated"]
    assert run("report", "late", "-C", str(EXAMPLE), "-f", "tsv").out.startswith("id\ttitle\t")
    assert run("report", "late", "--nonsense", at=EXAMPLE).code == 2


def test_the_help_of_report_lists_what_is_saved_and_never_fails(run: Run, tmp_path: Path) -> None:
    here = run("report", "--help", at=EXAMPLE)
    nowhere = run("report", "--help", cwd=tmp_path)

    assert "monday  Where we stand, country by country" in here.out
    assert (here.code, nowhere.code, nowhere.err) == (0, 0, "")
    assert "deadlines" in nowhere.out
    assert "Saved" not in nowhere.out


def test_a_report_that_is_none_names_the_saved_ones_too(run: Run) -> None:
    ran = run("report", "mondy", at=EXAMPLE)

    assert ran.code == 2
    assert 'did you mean "monday"?' in ran.err


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("list --country 'Ruritania", "not closed"),
        ("report mine", "no built-in report"),
        ("report other", "no built-in report"),
        ("show ruritania", 'must begin with "report" or "list"'),
        ("list -o written.csv", "cannot be saved"),
        ("list -owritten.csv", "cannot be saved"),
        ("report status --output=written.csv", "cannot be saved"),
        ("list -C elsewhere", "cannot be saved"),
        ("report status --nonsense", "no such option"),
        ("report --help", "help"),
    ],
)
def test_a_saved_command_that_cannot_be_run_is_refused(
    command: str, reason: str, run: Run, portfolio: Callable[..., Path]
) -> None:
    folder = portfolio(framework=saving(command))

    ran = run("report", "mine", at=folder)

    assert ran.code == 3
    assert "framework.toml" in ran.err
    assert reason in ran.err
    assert "saved-report-command" in run("check", at=folder).out
    assert not list(folder.parent.rglob("written.csv"))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("list milestones --status nonsense", '--status: no status "nonsense"'),
        ("report --by aera", '--by: there is no "aera"'),
        ("list --columns foo", '--columns: there is no column "foo"'),
        ("list nowhere-2020", 'nothing in this portfolio is "nowhere-2020"'),
    ],
)
def test_what_is_wrong_within_a_saved_report_is_said_to_be_there(
    command: str, reason: str, run: Run, portfolio: Callable[..., Path]
) -> None:
    folder = portfolio(framework=saving(command))
    ran = run("report", "mine", at=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (3, f"error: framework.toml: [reports.mine]: {reason}")
    typed = run("report", "mine", "--status", "foo", at=folder)
    assert typed.code in (2, 4)
    assert "[reports.mine]" not in typed.err


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("list milestones --status nonsense", 'no status "nonsense"'),
        ("report --by aera", 'there is no "aera"'),
        ("report status gone-2020", 'nothing in this portfolio is "gone-2020"'),
        ("report status one/gone", 'nothing in this portfolio is "one/gone"'),
        ("list milestones 'gone-*'", 'nothing in this portfolio matches "gone-*"'),
        ("list countries ZZ", 'no country "ZZ"'),
    ],
)
def test_check_finds_what_a_saved_report_asks_for_in_vain(
    command: str, reason: str, run: Run, portfolio: Callable[..., Path]
) -> None:
    ran = run("check", at=portfolio(framework=saving(command), one=ONE))
    assert (ran.code, reason in ran.out) == (1, True), ran.out


@pytest.mark.parametrize(
    "command", ["list one", "report status 'o*'", "list areas", "report changes gone --since HEAD"]
)
def test_check_has_nothing_to_say_of_a_saved_report_that_can_be_run(
    command: str, run: Run, portfolio: Callable[..., Path]
) -> None:
    ran = run("check", at=portfolio(framework=saving(command), one=ONE))
    assert (ran.code, ran.out) == (0, "")


def test_a_saved_report_does_not_take_the_place_of_a_built_in_one(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(framework=saving("list countries", as_name="status"), one=ONE)

    assert answer(run, "report", "status", at=folder)["title"] == "Status by roadmap"
    ran = run("check", at=folder)
    assert (ran.code, "saved-report-name" in ran.out) == (1, True)


def test_without_a_readable_framework_there_are_no_saved_reports_to_run(
    run: Run, portfolio: Callable[..., Path]
) -> None:
    folder = portfolio(framework='title = "T"\n[reports.mine]\ntitle = "Mine"\ncommand = ""\n')

    assert run("report", "mine", at=folder).code == 3
    assert run("report", "--help", at=folder).code == 0
    assert "no framework.toml here" in run("report", "quarterly").err
    assert run("report", "mine", "-C", "nowhere").err == 'error: there is no folder "nowhere"\n'
    assert 'did you mean "deadlines"?' in run("report", "deadline").err


def test_the_reports_of_the_example_can_all_be_run(run: Run) -> None:
    reports = tomllib.loads((EXAMPLE / "framework.toml").read_text("utf-8"))["reports"]

    for name, report in reports.items():
        assert answer(run, "report", name)["title"] == report["title"]
