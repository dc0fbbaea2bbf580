"""What `coopctl export iati` says beside the file: what a publisher may not want to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run
from tests.iati.test_export import FRAMEWORK, MILESTONE, ROADMAP, swap

Portfolio = Callable[..., Path]


def identified(identifier: str) -> str:
    """A roadmap that is published under an identifier."""
    return f'{ROADMAP}iati = {{ identifier = "{identifier}" }}'


def test_activities_of_others_are_named_with_the_line_that_says_so(portfolio: Portfolio, run: Run) -> None:
    roadmaps = {"a": identified("XM-DAC-70-1"), "b": identified("LB-MOI-497/2"), "c": ROADMAP}
    ran = run("export", "iati", at=portfolio(framework=FRAMEWORK, **roadmaps))
    assert ran.code == 0
    assert "although their identifiers do not begin with that: XM-DAC-70-1 and LB-MOI-497/2. If" in ran.err
    assert "add the line secondary_reporter = true below [iati] in framework.toml" in ran.err
    secondary = swap(FRAMEWORK, 'language = "en"', 'language = "en"\nsecondary_reporter = true')
    assert run("export", "iati", at=portfolio(framework=secondary, **roadmaps)).err == ""


@pytest.mark.parametrize("identifier", ["XM-DAC-7-17", "XM-DAC-7/17"])
def test_ones_own_activities_need_no_word(portfolio: Portfolio, run: Run, identifier: str) -> None:
    assert run("export", "iati", at=portfolio(framework=FRAMEWORK, a=identified(identifier))).err == ""


def test_of_many_activities_of_others_some_are_named(portfolio: Portfolio, run: Run) -> None:
    many = {f"r{number}": identified(f"XX-REG-1-{number}") for number in range(9)}
    assert "XX-REG-1-4 and 4 more. If" in run("export", "iati", at=portfolio(framework=FRAMEWORK, **many)).err


def test_sectors_without_one_of_the_dac_are_named_with_file_and_line(portfolio: Portfolio, run: Run) -> None:
    other = f'{ROADMAP}[iati]\nsectors = [{{ code = "151", vocabulary = "2" }}]'
    ran = run("export", "iati", at=portfolio(framework=FRAMEWORK, albania=other, turkey=ROADMAP))
    assert "No sector of the OECD's DAC, which IATI wants, is in albania.toml:8: add" in ran.err
    assert '{ code = "15190", percentage = 100 }' in ran.err


@pytest.mark.parametrize(
    "asked", [("--status", "done"), ("--due", "2024-05"), ("--text", "Drafted"), ("a/plan/drafted",)]
)
def test_activities_cut_to_some_milestones_are_not_the_whole(
    portfolio: Portfolio, run: Run, asked: tuple[str, ...]
) -> None:
    more = '[deliverables.plan.milestones.sent]\ntitle = "Sent"\n'
    folder = portfolio(framework=FRAMEWORK, a=f'{ROADMAP}{MILESTONE}done = "2024-02"\ndue = "2024-05"\n{more}')
    ran = run("export", "iati", *asked, at=folder)
    assert (ran.code, ran.out.count("<indicator ")) == (0, 1)
    assert "hold only the 1 milestone asked for, of 2, under the identifiers of the whole: do not publish" in ran.err


def test_whole_activities_need_no_word(run: Run) -> None:
    assert "asked for" not in run("export", "iati", "--country", "ZZ", at=EXAMPLE).err
