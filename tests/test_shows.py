"""`show` of what the framework holds: everything that concerns it, and which of several things is meant."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLE, SHIPPED, Run

FRAMEWORK = tomllib.loads((EXAMPLE / "framework.toml").read_text("utf-8"))
ROADMAPS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted(EXAMPLE.glob("*.toml"))
    if path.stem != "framework"
}


def show(run: Run, id: str, at: Path = EXAMPLE) -> Any:
    """What is shown, as JSON."""
    ran = run("show", id, "-f", "json", at=at)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def ids(shown: Any, table: str) -> set[str]:
    """The ids in one of the tables; none where it is not there."""
    return {row["id"] for row in shown.get(table, ())}


def of_country(code: str) -> set[str]:
    """The roadmaps that concern a country, from the files."""
    regions = {id for id, region in FRAMEWORK["regions"].items() if code in region["countries"]}
    return {
        id for id, one in ROADMAPS.items() if code in one.get("countries", ()) or regions & set(one.get("regions", ()))
    }


@pytest.mark.parametrize("code", FRAMEWORK["countries"])
def test_a_country_has_its_roadmaps_and_what_is_open_in_them(code: str, run: Run) -> None:
    shown = show(run, f"country:{code}")

    assert (shown["report"], shown["title"]) == ("country", FRAMEWORK["countries"][code]["name"])
    assert ids(shown, "roadmaps") == of_country(code)
    opened = json.loads(run("list", "milestones", "--country", code, "--status", "open", "-f", "json", at=EXAMPLE).out)
    assert ids(shown, "open_milestones") == {row["id"] for row in opened["rows"]}
    named = {id for id, one in FRAMEWORK["organisations"].items() if one.get("country") == code}
    assert ids(shown, "organisations") == named


@pytest.mark.parametrize("word", ["ZZ", "zz", "Ruritania", "RURITANIA", "country:zz", "country:ruritania"])
def test_a_country_goes_by_code_or_name_in_any_case(word: str, run: Run) -> None:
    shown = show(run, word)

    assert shown["facts"]["id"] == "ZZ"
    assert shown["facts"]["priority"] == "yes"
    assert ids(shown, "engagements") == {"coi-network"}


def test_a_country_carries_its_footnote(run: Run) -> None:
    assert "UNSCR 1244/1999" in run("show", "kosovo", at=SHIPPED).out
    assert "UNSCR 1244/1999" in run("show", "region:western-balkans", at=SHIPPED).out
    assert "UNSCR 1244/1999" not in run("show", "albania", at=SHIPPED).out


@pytest.mark.parametrize("id", FRAMEWORK["organisations"])
def test_a_partner_has_its_roles_its_milestones_its_money_and_its_signatures(id: str, run: Run) -> None:
    shown = show(run, f"partner:{id}")

    roles = {roadmap: one["partners"][id] for roadmap, one in ROADMAPS.items() if id in one.get("partners", {})}
    assert {row["id"]: row["role"] for row in shown.get("roadmaps", ())} == roles
    owned = json.loads(run("list", "milestones", "--owner", id, "--status", "open", "-f", "json", at=EXAMPLE).out)
    assert ids(shown, "open_milestones") == {row["id"] for row in owned["rows"]}
    funding = [
        (roadmap, part["amount"])
        for roadmap, one in ROADMAPS.items()
        for part in one.get("funding", ())
        if part.get("funder") == id
    ]
    assert [(row["roadmap"], row["amount"]) for row in shown.get("funding", ())] == funding
    signed = {
        (roadmap, person["name"])
        for roadmap, one in ROADMAPS.items()
        for person in one.get("signed", {}).get("by", ())
        if person.get("organisation") == id
    }
    assert {(row["roadmap"], row["name"]) for row in shown.get("signed", ())} == signed
    together = {name for name, one in FRAMEWORK["engagements"].items() if id in one.get("partners", ())}
    assert ids(shown, "engagements") == together


def test_the_agency_and_those_who_are_consulted_are_called_so(run: Run) -> None:
    assert show(run, "MAPA")["facts"]["standing_role"] == ["its agency"]
    assert show(run, "MU")["facts"]["standing_role"] == ["consulted on everything"]
    assert show(run, "osj")["facts"]["standing_role"] == ["coordinated with when necessary"]


@pytest.mark.parametrize("id", FRAMEWORK["focus_areas"])
def test_an_area_has_its_roadmaps_and_deliverables(id: str, run: Run) -> None:
    shown = show(run, f"area:{id}")

    roadmaps = {
        name for name, one in ROADMAPS.items() if id in [*one.get("focus_areas", ()), *one.get("cross_cutting", ())]
    }
    assert ids(shown, "roadmaps") == roadmaps
    deliverables = {
        f"{name}/{key}"
        for name, one in ROADMAPS.items()
        for key, deliverable in one.get("deliverables", {}).items()
        if deliverable.get("focus_area") == id
    }
    assert ids(shown, "deliverables") == deliverables


@pytest.mark.parametrize("id", FRAMEWORK["regions"])
def test_a_region_has_the_roadmaps_of_its_countries(id: str, run: Run) -> None:
    shown = show(run, id)

    assert ids(shown, "roadmaps") == {
        roadmap for code in FRAMEWORK["regions"][id]["countries"] for roadmap in of_country(code)
    }
    assert len(shown["facts"]["countries"]) == len(FRAMEWORK["regions"][id]["countries"])


@pytest.mark.parametrize("id", FRAMEWORK["aims"])
def test_an_aim_has_the_roadmaps_that_serve_it(id: str, run: Run) -> None:
    assert ids(show(run, f"aim:{id}"), "roadmaps") == {
        name for name, one in ROADMAPS.items() if id in one.get("aims", ())
    }


@pytest.mark.parametrize("id", FRAMEWORK["sources"])
def test_a_source_has_everything_that_cites_it(id: str, run: Run) -> None:
    """From the files: wherever the id stands in a list of sources or of evidence."""
    shown = show(run, f"source:{id}")

    cited = []

    def walk(value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, below in value.items():
                walk(below, (*path, key))
        elif isinstance(value, list) and path[-1] in ("sources", "evidence") and id in value:
            steps = [step for step in path[:-1] if step not in ("deliverables", "milestones")]
            cited.append(("/".join(steps), "source" if path[-1] == "sources" else "evidence"))

    walk(ROADMAPS, ())
    for kind in ("aims", "support_kinds", "regions", "countries", "organisations", "focus_areas", "engagements"):
        for name, entry in FRAMEWORK[kind].items():
            walk(entry, (name,))
    if id in FRAMEWORK["strategy"]["sources"]:
        cited.append(("", "source"))
    assert sorted((row["id"], row["as"]) for row in shown.get("cited_by", ())) == sorted(cited)


AMBIGUOUS = """\
title = "T"
as_of = 2026-06-30
[aims.training]
title = "More training"
[countries.ZZ]
name = "Ruritania"
[organisations.ZZ]
name = "Zenda Zone"
[focus_areas.training]
title = "Training"
[sources.first]
title = "Training"
"""


def test_what_is_called_the_same_needs_a_prefix(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(framework=AMBIGUOUS)

    ran = run("show", "Training", at=folder)
    assert ran.code == 2
    assert "area:training, source:first or aim:training" in ran.err
    assert show(run, "aim:training", at=folder)["title"] == "More training"
    assert show(run, "PARTNER:zz", at=folder)["title"] == "Zenda Zone"
    assert run("show", "zz", at=folder).code == 2


def test_a_roadmap_comes_first(run: Run, portfolio: Callable[..., Path]) -> None:
    folder = portfolio(framework=AMBIGUOUS, training='title = "A roadmap"\nkind = "project"\n')

    assert show(run, "training", at=folder)["report"] == "roadmap"
    assert show(run, "roadmap:training", at=folder)["report"] == "roadmap"
    assert show(run, "area:training", at=folder)["report"] == "area"


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("contry:zz", 2, 'did you mean "country"?'),
        ("thing:zz", 2, "roadmap, area, country, partner, region, source or aim"),
        ("country:ruritanai", 4, 'did you mean "country:Ruritania"?'),
        ("area:", 4, "area:asylum-procedure"),
        ("Ruritanai", 4, 'did you mean "country:ZZ"?'),
        ("ruritania-2026", 4, 'did you mean "ruritania-2025"?'),
        ("zuernau/equipped", 4, 'did you mean "ruritania-2025/zuernau/equipped"?'),
        ("grau*", 2, "not the pattern"),
    ],
)
def test_what_there_is_not_is_an_error_with_the_nearest(asked: str, code: int, said: str, run: Run) -> None:
    ran = run("show", asked, at=EXAMPLE)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_no_line_of_piped_facts_ends_in_a_blank(run: Run, portfolio: Callable[..., Path]) -> None:
    at = portfolio(one='title = "One"\nkind = "project"\nsummary = "first \\n\\nthird  "\nnotes = "  "\n')
    lines = run("show", "one", at=at).out.splitlines()
    assert "" in lines
    assert not [line for line in lines if line != line.rstrip()]
