"""`show` of what the framework holds: everything that concerns it, and which of several things is meant."""

from __future__ import annotations

import json
import re
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


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "ids"])
def test_formats_that_hold_one_table_say_what_they_leave_out(form: str, run: Run) -> None:
    ran = run("show", "ZZ", "-f", form, at=EXAMPLE)

    assert ran.code == 0
    assert "ZZ" in ran.out
    assert "tables too: roadmaps, open_milestones, engagements and organisations (--table NAME" in ran.err
    assert run("show", "ruritania-2025/trainer-pool/certified", "-f", form, at=EXAMPLE).err == ""
    assert run("show", "ZZ", "-f", "json", at=EXAMPLE).err == ""


@pytest.mark.parametrize("name", ["open_milestones", "Open-Milestones"])
def test_one_of_the_tables_can_be_asked_for(name: str, run: Run) -> None:
    whole = show(run, "ZZ")
    table = run("show", "ZZ", "--table", name, "-f", "json", at=EXAMPLE)

    told = json.loads(table.out)
    assert (told["title"], told["rows"]) == ("Ruritania: Open milestones", whole["open_milestones"])
    assert "facts" not in told
    paths = run("show", "ZZ", "--table", name, "-f", "ids", at=EXAMPLE)
    assert (paths.out.splitlines(), paths.err) == ([row["id"] for row in whole["open_milestones"]], "")


def test_a_table_that_is_empty_today_is_an_empty_answer(run: Run) -> None:
    ran = run("show", "area:registration", "--table", "open_milestones", "-f", "csv", at=EXAMPLE)
    assert (ran.code, ran.out) == (0, "id,title,status,due,days,expected,owner\n")
    assert ran.err == "There is nothing to show.\n"
    assert run("show", "area:registration", "--table", "open_milestones", "-f", "ids", at=EXAMPLE).out == ""
    assert "open_milestones" not in show(run, "area:registration")


def test_the_ids_of_one_table_are_whole_for_people_too(run: Run) -> None:
    lines = run("show", "ruritania-2025", "--table", "milestones", at=EXAMPLE).out.splitlines()

    assert lines[0].endswith(": Deliverables and milestones")
    assert lines[4].startswith("ruritania-2025/contingency-plan ")


def test_a_table_that_is_not_there_says_which_are(run: Run) -> None:
    ran = run("show", "ZZ", "--table", "roadmap", at=EXAMPLE)

    assert (ran.code, ran.out) == (4, "")
    assert 'there is no "roadmap" here' in ran.err
    assert 'did you mean "roadmaps"?' in ran.err
    assert (
        "there are only facts" in run("show", "ruritania-2025/trainer-pool/certified", "--table", "x", at=EXAMPLE).err
    )


# ---------------------------------------------------------------------------------------------- As of another day


def facts_of(run: Run, id: str, day: str) -> dict[str, str]:
    """The facts that are shown of a thing on a day, by their titles; of a list the first entry."""
    block = run("show", id, "--as-of", day, at=EXAMPLE).out.split("\n\n")[1]
    found = (re.fullmatch(r"(\S.*?)  +(.*)", line) for line in block.splitlines())
    return {line[1]: line[2] for line in found if line}


@pytest.mark.parametrize("day", ["2022-01-01", "2024-01-01", "2025-02-14", "2026-06-30"])
@pytest.mark.parametrize("id", ROADMAPS)
def test_what_a_roadmap_saw_after_the_day_is_called_later(id: str, day: str, run: Run) -> None:
    shown, one = facts_of(run, id, day), ROADMAPS[id]

    told = {"Concluded": one.get("concluded"), "Cancelled": one.get("cancelled"), "Reason": one.get("reason")}
    told["Signed"] = one.get("signed", {}).get("on")
    days = told | {"Reason": one.get("cancelled")}
    for title, known in told.items():
        is_later = known is not None and str(days[title]) > day
        assert (title in shown, f"{title} (later)" in shown) == (known is not None and not is_later, is_later)
    for extension in one.get("extensions", ()):
        mark = " (later)" if str(extension["agreed"]) > day else ""
        assert shown["Extensions"].startswith(f"until {extension['until']}, agreed {extension['agreed']}{mark}: ")


def test_values_and_signatures_after_the_day_are_called_later(run: Run) -> None:
    values = run("show", "ruritania-2025/trainer-pool/trainers", "--as-of", "2025-12", at=EXAMPLE).out
    assert re.search(r"^actual +9 +2025-12$", values, re.MULTILINE)
    assert re.search(r"^actual \(later\) +17 +2026-05$", values, re.MULTILINE)
    signed = "graustark-2022  2022-11-15  Yetive Lorry-Ganlook  Director-General"
    assert f"{signed}  later\n" in run("show", "partner:GRS", "--as-of", "2022-11-14", at=EXAMPLE).out
    assert f"{signed}\n" in run("show", "partner:GRS", "--as-of", "2022-11-15", at=EXAMPLE).out
    assert "Adopted (later)" in run("show", "--as-of", "2023-10", at=EXAMPLE).out
    assert "(later)" not in run("show", at=EXAMPLE).out


# --------------------------------------------------------------------------------------- Deliverables and milestones


def test_a_deliverable_has_its_deadline_as_it_was_written(run: Run) -> None:
    shown = {row["id"]: row for row in show(run, "ruritania-2025")["milestones"]}

    plan = shown["ruritania-2025/contingency-plan"]
    assert plan["deadline"] == shown["ruritania-2025/contingency-plan/drafted"]["deadline"]
    assert plan["deadline"]["text"] == "2025-11"
    assert show(run, "ruritania-2025")["facts"]["rating"] == "red: 2 overdue, the oldest since 2025-11"


@pytest.mark.parametrize("id", ROADMAPS)
def test_done_and_dropped_are_told_apart(id: str, run: Run) -> None:
    shown = {row["id"]: row for row in show(run, id).get("milestones", ())}

    for name, deliverable in ROADMAPS[id].get("deliverables", {}).items():
        for key, one in deliverable.get("milestones", {"": deliverable}).items():
            row = shown[f"{id}/{name}/{key}".rstrip("/")]
            for event in ("done", "dropped"):
                expected = str(one[event]) if row["status"] == event and event in one else None
                assert (row.get(event) or {}).get("text") == expected


def test_a_deliverable_that_is_tracked_as_one_says_why_and_whose_its_deadline_is(run: Run) -> None:
    tool = show(run, "inner-kingdoms-2024/children-tool")["facts"]
    assert (tool["status"], tool["because"]) == ("at-risk", "expected after its deadline")
    assert "deadline" not in tool
    centre = show(run, "erewhon-2026/open-centre")["facts"]
    assert (centre["status"], centre["deadline"]["text"]) == ("planned", "2028-09")
    late = facts_of(run, "erewhon-2026/open-centre", "2028-10")
    assert (late["Status"], late["Because"], late["End of roadmap"]) == ("overdue", "the roadmap has ended", "2028-09")


def test_an_extension_of_an_open_end_has_nothing_that_it_was_extended_from(
    run: Run, portfolio: Callable[..., Path]
) -> None:
    extended = 'title = "E"\nkind = "project"\nperiod = { start = "2025" }\nextensions = [{ until = "2027" }]\n'
    folder = portfolio(extended=extended)
    assert show(run, "extended", at=folder)["facts"]["period"] == "2025 to 2027"
    assert "extended from" not in run("export", "html", at=folder).out


def test_no_line_of_piped_facts_ends_in_a_blank(run: Run, portfolio: Callable[..., Path]) -> None:
    at = portfolio(one='title = "One"\nkind = "project"\nsummary = "first \\n\\nthird  "\nnotes = "  "\n')
    lines = run("show", "one", at=at).out.splitlines()
    assert "" in lines
    assert not [line for line in lines if line != line.rstrip()]
