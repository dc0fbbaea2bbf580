"""`report status` by several groupings, held against what the files say; rows within rows, and their subtotals."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import EXAMPLE, SHIPPED, Run
from tests.terminal import run_in_terminal

GROUPINGS = ("roadmap", "country", "region", "area", "aim", "partner", "owner")
PAIRS = [",".join(pair) for pair in permutations(GROUPINGS, 2)]
NESTED = [("area", "owner"), ("owner", "area"), ("aim", "country"), ("owner", "roadmap"), ("country", "partner")]
TRIPLES = ["area,region,country", "country,owner,area", "owner,area,roadmap"]

Keys = tuple[str, ...]


class Group(NamedTuple):
    """The roadmaps and the milestones, by path, of one combination of groups."""

    roadmaps: set[str]
    milestones: set[str]


def answer(run: Run, *arguments: str, at: Path = EXAMPLE) -> Any:
    """The answer to a command, as JSON."""
    ran = run(*arguments, "-f", "json", at=at)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def roadmap_files(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a portfolio as any TOML reader has them, by id."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def steps(id: str, roadmap: dict[str, Any]) -> Iterator[tuple[str, str | None, str | None]]:
    """Each milestone of a roadmap: path, the focus area of its own, owner."""
    for name, one in roadmap.get("deliverables", {}).items():
        area, owner = one.get("focus_area"), one.get("owner")
        for key, milestone in one.get("milestones", {}).items():
            yield f"{id}/{name}/{key}", area, milestone.get("owner") or owner
        if not one.get("milestones"):
            yield f"{id}/{name}", area, owner


def places(roadmap: dict[str, Any], regions: dict[str, Any], names: list[str]) -> set[tuple[str, str]]:
    """The regions and countries of a roadmap; where both are asked for, each region with what lies there."""
    named = set(roadmap.get("countries", ()))
    there = {id for id, one in regions.items() if id in roadmap.get("regions", ()) or named & set(one["countries"])}
    countries = named | {code for id in roadmap.get("regions", ()) for code in regions[id]["countries"]}
    if not {"region", "country"} <= set(names):
        return set(product(there or {""}, countries or {""}))
    pairs = {(id, code) for id in there for code in countries & set(regions[id]["countries"])}
    pairs |= {("", code) for code in countries - {code for _, code in pairs}}
    pairs |= {(id, "") for id in there - {id for id, _ in pairs}}
    return pairs or {("", "")}


def counts_bare_areas(names: list[str]) -> bool:
    """Whether an area of which a roadmap has nothing yet is counted: it belongs to no owner who would be around it."""
    return "area" in names and ("owner" not in names or names.index("area") < names.index("owner"))


def expected(folder: Path, names: list[str]) -> dict[Keys, Group]:
    """What belongs to each combination of groups, by their ids."""
    files = roadmap_files(folder)
    regions = files.pop("framework")["regions"]
    found: dict[Keys, Group] = {}
    for id, one in files.items():
        own = {*one.get("focus_areas", ()), *one.get("cross_cutting", ())}
        tracked = [(path, {area} if area else own or {""}, owner or "") for path, area, owner in steps(id, one)]
        bare = (own if counts_bare_areas(names) else set()) - {area for _, areas, _ in tracked for area in areas}
        tracked += [("", bare, "")] if bare else []
        tracked = tracked or [("", own or {""}, "")]
        for path, areas, owner in tracked:
            ways = product(places(one, regions, names), areas, one.get("aims") or [""], one.get("partners") or [""])
            for (region, country), area, aim, partner in ways:
                known = {"roadmap": id, "country": country, "region": region, "area": area}
                known |= {"aim": aim, "partner": partner, "owner": owner}
                group = found.setdefault(tuple(known[name] for name in names), Group(set(), set()))
                group.roadmaps.add(id)
                group.milestones.update({path} - {""})
    return found


def together(groups: dict[Keys, Group], depth: int) -> dict[Keys, Group]:
    """The groups by the first ``depth`` of their keys."""
    found: dict[Keys, Group] = {}
    for keys, group in groups.items():
        whole = found.setdefault(keys[:depth], Group(set(), set()))
        whole.roadmaps.update(group.roadmaps)
        whole.milestones.update(group.milestones)
    return found


def check(row: dict[str, Any], group: Group, statuses: dict[str, str], active: set[str]) -> None:
    """The row says what these roadmaps and milestones add up to."""
    numbers = Counter(statuses[path] for path in group.milestones)
    counted = numbers.total() - numbers["dropped"]
    assert row["progress"] == ({"done": numbers["done"], "of": counted} if counted else None), row
    assert (row["overdue"], row["at_risk"]) == (numbers["overdue"], numbers["at-risk"]), row
    if "roadmaps" in row:
        assert (row["roadmaps"], row["active"]) == (len(group.roadmaps), len(group.roadmaps & active)), row


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_rows_subtotals_and_total_count_what_the_files_say(folder: Path, run: Run) -> None:
    statuses = {row["id"]: row["status"] for row in answer(run, "list", "milestones", at=folder)["rows"]}
    active = {row["id"] for row in answer(run, "list", "--stage", "active", at=folder)["rows"]}
    for by in [*PAIRS[:: 3 if folder == SHIPPED else 1], *TRIPLES]:
        names = by.split(",")
        report = answer(run, "report", "--by", by, at=folder)
        groups = expected(folder, names)
        told = {tuple(row[name] for name in names): row for row in report["rows"]}
        assert set(told) == set(groups), by
        assert len(told) == len(report["rows"]), by
        wholes = {
            (*keys, *[None] * (len(names) - depth)): group
            for depth in range(1, len(names))
            for keys, group in together(groups, depth).items()
        }
        subtotals = {tuple(row[name] for name in names): row for row in report["subtotals"]}
        assert set(subtotals) == set(wholes), by
        for keys, group in (groups | wholes).items():
            check((told | subtotals)[keys], group, statuses, active)
        check(report["total"], together(groups, 0)[()], statuses, active)


@pytest.mark.parametrize("filters", ["", "--owner RAO --owner GRS", "--country ZZ", "--area training --due 2026"])
def test_a_subtotal_is_the_row_of_the_outer_grouping_alone(filters: str, run: Run) -> None:
    for outer, inner in NESTED:
        nested = answer(run, "report", "--by", f"{outer},{inner}", *filters.split())
        alone = {row["group"]: row for row in answer(run, "report", "--by", outer, *filters.split())["rows"]}
        for row in nested["subtotals"]:
            shared = row.keys() & alone[row[outer]].keys()
            assert {key: row[key] for key in shared} == {key: alone[row[outer]][key] for key in shared}
        assert {row[outer] for row in nested["rows"]} == {row[outer] for row in nested["subtotals"]}


def test_filters_choose_among_the_groups_of_each_grouping(run: Run) -> None:
    report = answer(run, "report", "--by", "region,country", "--country", "ZZ")
    assert [(row["region"], row["country"]) for row in report["rows"]] == [("inner-kingdoms", "ZZ")]
    assert [row["region"] for row in report["subtotals"]] == ["inner-kingdoms"]
    report = answer(run, "report", "--by", "area,owner", "--owner", "GRS")
    assert {row["owner"] for row in report["rows"]} == {"GRS"}


def test_rows_are_chosen_by_status_and_by_the_words_of_any_of_their_groups(run: Run) -> None:
    report = answer(run, "report", "--by", "owner,area", "--status", "overdue")
    assert all(row["overdue"] for row in report["rows"])
    assert [row["owner"] for row in report["subtotals"]] == ["RAO", "GRS"]
    assert report["subtotals"][0]["progress"] == {"done": 5, "of": 10}
    named = answer(run, "report", "--by", "region,country", "--text", "channel")["rows"]
    assert [row["country"] for row in named] == ["XL", "XB"]
    assert [row["country"] for row in answer(run, "report", "--by", "region,country", "--text", "graus")["rows"]] == [
        "XG"
    ]


def test_the_table_has_each_group_above_what_is_in_it(run: Run) -> None:
    lines = run("report", "--by", "region,country", at=EXAMPLE).out.splitlines()
    assert lines[3].startswith("Region / Country  Name ")
    assert [line.split("  ")[0] or line.split()[0] for line in lines[4:15]] == [
        *("inner-kingdoms", "ZZ", "XG", "XA", "channel", "XL", "XB*", "far-shores", "XE", "QM", "All")
    ]
    assert [line.startswith("  ") for line in lines[4:8]] == [False, True, True, True]
    assert "12/26" in lines[4]


def test_what_is_in_no_group_is_called_so(run: Run) -> None:
    lines = run("report", "--by", "area,owner", "--area", "resettlement", at=EXAMPLE).out.splitlines()
    assert [line.split()[:3] for line in lines[4:6]] == [["resettlement", "Resettlement", "1"], ["none", "no", "owner"]]


def test_three_groupings_are_rows_within_rows_within_rows(run: Run) -> None:
    lines = run("report", "--by", "region,country,roadmap", "--region", "channel", at=EXAMPLE).out.splitlines()
    assert [line.rstrip()[:20].rstrip() for line in lines[4:9]] == [
        "channel",
        "  XL",
        "    channel-exchange",
        "  XB*",
        "    channel-exchange",
    ]


def test_roadmaps_within_a_group_stand_as_they_do_by_themselves(run: Run) -> None:
    alone = [row["group"] for row in answer(run, "report")["rows"]]
    rows = [row for row in answer(run, "report", "--by", "region,roadmap")["rows"] if row["region"] == "inner-kingdoms"]
    assert [row["roadmap"] for row in rows] == [id for id in alone if id in {row["roadmap"] for row in rows}]
    assert {row["roadmap"]: row["stage"] for row in rows}["ruritania-2022"] == "concluded"


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_data_has_the_innermost_rows_only(form: str, run: Run) -> None:
    text = run("report", "--by", "area,owner", "-f", form, at=EXAMPLE).out
    if form == "jsonl":
        told = [json.loads(line) for line in text.splitlines()]
    else:
        told = list(csv.DictReader(io.StringIO(text), delimiter="," if form == "csv" else "\t"))
    rows = answer(run, "report", "--by", "area,owner")["rows"]
    assert [(row["area"], row["owner"], row["title"]) for row in told] == [
        (row["area"], row["owner"], row["title"]) for row in rows
    ]


def test_ids_are_those_of_the_innermost_groups(run: Run) -> None:
    told = run("report", "--by", "region,roadmap", "--country", "ZZ", "-f", "ids", at=EXAMPLE).out.split()
    assert sorted(told) == ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]


def test_markdown_and_html_set_the_outer_groups_in_bold(run: Run) -> None:
    lines = run("report", "--by", "region,country", "-f", "markdown", at=EXAMPLE).out.splitlines()
    assert any(line.startswith("| **channel** | **The Channel** | **1** |") for line in lines)
    assert any(line.startswith("| \u00a0\u00a0XL | Lilliput | 1 |") for line in lines)
    page = run("report", "--by", "region,country", "-f", "html", at=EXAMPLE).out
    assert page.count('<tr class="group">') == 3
    deep = run("report", "--by", "region,country,roadmap", "-f", "markdown", at=EXAMPLE).out
    assert "| \u00a0\u00a0**XL** | **Lilliput** |" in deep


def test_another_order_stands_flat_with_a_column_for_each_grouping(run: Run) -> None:
    ran = run("report", "--by", "region,country", "--sort", "-at_risk,title", at=EXAMPLE).out.splitlines()
    assert ran[3].split()[:3] == ["Region", "Region's", "name"]
    first = ran[4].split()
    assert (first[0], first[3]) == ("inner-kingdoms", "ZZ")
    assert not any(line.startswith("  ") for line in ran[4:11])


def test_an_order_that_keeps_groups_together_keeps_the_subtotals(run: Run) -> None:
    lines = run("report", "--by", "region,country", "--sort", "-region", at=EXAMPLE).out.splitlines()
    assert [line.split()[0] for line in lines[4:8]] == ["inner-kingdoms", "ZZ", "XG", "XA"]
    assert lines[8].startswith("far-shores ")


def test_columns_are_chosen_of_rows_and_subtotals_alike(run: Run) -> None:
    lines = run("report", "--by", "region,country", "--columns", "region,country,overdue", at=EXAMPLE).out.splitlines()
    assert [line.split() for line in lines[3:6]] == [
        ["Region", "/", "Country", "Overdue"],
        ["inner-kingdoms", "3"],
        ["ZZ", "2"],
    ]
    report = answer(run, "report", "--by", "region,country", "--columns", "country,overdue")
    assert report["subtotals"][0] == {"country": None, "overdue": 3}
    flat = run("report", "--by", "region,country", "--columns", "country,overdue", at=EXAMPLE).out.splitlines()
    assert [line.split() for line in flat[3:5]] == [["Country", "Overdue"], ["ZZ", "2"]]


def test_the_first_rows_bring_their_groups_with_them(run: Run) -> None:
    lines = run("report", "--by", "region,country", "--limit", "4", at=EXAMPLE).out.splitlines()
    assert [line.split()[0] for line in lines[4:11]] == ["inner-kingdoms", "ZZ", "XG", "XA", "channel", "XL", "All"]


@pytest.mark.parametrize("width", [40, 70, 100, 160])
def test_a_terminal_of_any_width_shows_every_group(width: int, environment: dict[str, str]) -> None:
    line = ["-C", str(EXAMPLE), "report", "--by", "region,country"]
    code, shown = run_in_terminal(line, width, env=environment | {"NO_COLOR": "1"})
    assert code == 0
    starts = [line.split()[0] for line in shown.splitlines() if line.strip()]
    assert [one for one in starts if one in ("channel", "XL", "XB*", "far-shores")] == [
        "channel",
        "XL",
        "XB*",
        "far-shores",
    ]
    assert all(len(line) <= width for line in shown.splitlines())


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("region,contry", ['there is no "contry"', 'did you mean "country"?', "partner or owner"]),
        ("region,Region", ['"region" is named twice', "there are roadmap, country"]),
        ("region,", ['there is no ""', "there are roadmap, country"]),
        ("region,country,area,owner", ["these are 4", "name 3 at most"]),
    ],
)
def test_what_does_not_go_together_is_an_error_that_says_what_does(by: str, said: list[str], run: Run) -> None:
    ran = run("report", "--by", by, at=EXAMPLE)
    assert (ran.code, ran.out) == (2, "")
    assert all(part in ran.err for part in said), ran.err


def test_a_country_in_no_region_stands_apart_from_the_regions_of_its_roadmap(run: Run, portfolio: Any) -> None:
    """Ruritania lies in no region; the roadmap concerns Lilliput, of the islands, as well."""
    folder = portfolio(both='title = "Both"\nkind = "roadmap"\ncountries = ["ZZ", "XL"]\n')
    report = answer(run, "report", "--by", "region,country", at=folder)
    assert [(row["region"], row["country"]) for row in report["rows"]] == [("islands", "XL"), ("", "ZZ")]
    assert [(row["region"], row["roadmaps"]) for row in report["subtotals"]] == [("islands", 1), ("", 1)]
    assert report["total"]["roadmaps"] == 1
