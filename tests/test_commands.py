"""Whole commands, as people give them: on the fictional portfolio (as of 2026-06-30) and on the shipped one."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coopctl import suggest
from coopctl.cli.main import main
from coopctl.model import Framework, Model, Roadmap
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Ran, Run

FORMATS = ("table", "csv", "json", "tsv")
LISTS = ("roadmaps", "deliverables", "milestones", "countries", "areas", "partners", "engagements")
GROUPINGS = ("roadmap", "country", "region", "area", "aim", "partner", "owner")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, for the commands that run in this process."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("COOPCTL_PORTFOLIO", raising=False)
    return tmp_path / "cache"


def ask(*arguments: str, at: Path | None = EXAMPLE) -> Ran:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*(["-C", str(at)] if at else []), *arguments])
        out.flush()
        err.flush()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    assert "Traceback" not in texts[1]
    return Ran(code, *texts)


def answer(*arguments: str, at: Path = EXAMPLE) -> Any:
    """The answer to a command, as JSON."""
    ran = ask(*arguments, *([] if arguments[0] == "export" else ["-f", "json"]), at=at)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rows(*arguments: str, at: Path = EXAMPLE) -> list[dict[str, Any]]:
    """The rows of an answer."""
    return list(answer(*arguments, at=at)["rows"])


def ids(*arguments: str, at: Path = EXAMPLE) -> list[str]:
    """The first column of an answer."""
    return [next(iter(row.values())) for row in rows(*arguments, at=at)]


# ------------------------------------------------------------------- What the example is known to answer (by hand)

STATUSES = {
    "brobdingnag-2024/safe-rooms/scoping": "dropped",
    "brobdingnag-2024/safe-rooms/built": "dropped",
    "channel-exchange/landing-guidance/visits": "done",
    "channel-exchange/landing-guidance/text": "in-progress",
    "channel-exchange/glossary": "planned",
    "erewhon-2026/needs/mission": "planned",
    "erewhon-2026/needs/report": "planned",
    "erewhon-2026/open-centre": "planned",
    "erewhon-2026/resettlement-pilot": "planned",
    "graustark-2022/liaison-officers/deployed": "done",
    "graustark-2022/liaison-officers/evaluated": "overdue",
    "graustark-2022/statistics/technical-mission": "done",
    "graustark-2022/statistics/exchange-running": "done",
    "graustark-2022/statistics/annex": "dropped",
    "inner-kingdoms-2024/judges-network/launched": "done",
    "inner-kingdoms-2024/judges-network/curriculum": "at-risk",
    "inner-kingdoms-2024/judges-network/peer-visits": "planned",
    "inner-kingdoms-2024/coi-portal/online": "done",
    "inner-kingdoms-2024/coi-portal/translated": "in-progress",
    "inner-kingdoms-2024/children-tool": "at-risk",
    "inner-kingdoms-2024/guardians": "dropped",
    "inner-kingdoms-2024/practitioners-conference": "in-progress",
    "ruritania-2022/border-registration/procedure-agreed": "done",
    "ruritania-2022/border-registration/guards-trained": "done",
    "ruritania-2022/border-registration/graustark-visit": "dropped",
    "ruritania-2022/coi-unit/decree": "done",
    "ruritania-2022/coi-unit/first-reports": "done",
    "ruritania-2022/handbook": "done",
    "ruritania-2025/contingency-plan/risks-assessed": "done",
    "ruritania-2025/contingency-plan/drafted": "overdue",
    "ruritania-2025/contingency-plan/adopted": "planned",
    "ruritania-2025/contingency-plan/exercise": "planned",
    "ruritania-2025/trainer-pool/selected": "done",
    "ruritania-2025/trainer-pool/certified": "overdue",
    "ruritania-2025/trainer-pool/first-courses": "in-progress",
    "ruritania-2025/reception-standards": "in-progress",
    "ruritania-2025/zuernau/inspected": "at-risk",
    "ruritania-2025/zuernau/equipped": "at-risk",
}

ROADMAPS = {  # stage, rating, done, of
    "brobdingnag-2024": ("cancelled", "none", 0, 0),
    "channel-exchange": ("undated", "none", 1, 3),
    "erewhon-2026": ("preparation", "green", 0, 4),
    "graustark-2022": ("ended", "red", 3, 4),
    "inner-kingdoms-2024": ("active", "amber", 2, 7),
    "ruritania-2022": ("concluded", "complete", 5, 5),
    "ruritania-2025": ("active", "red", 2, 10),
}


def test_milestones_have_the_status_that_the_rules_give_them() -> None:
    assert {row["id"]: row["status"] for row in rows("list", "milestones")} == STATUSES


def test_roadmaps_have_their_stage_rating_and_progress() -> None:
    listed = rows("list")
    progress = [row["progress"] or {"done": 0, "of": 0} for row in listed]
    assert {
        row["id"]: (row["stage"], row["rating"], share["done"], share["of"])
        for row, share in zip(listed, progress, strict=True)
    } == ROADMAPS


def test_deliverables_are_as_good_as_the_worst_of_their_milestones() -> None:
    assert {
        row["id"]: row["status"] for row in rows("list", "deliverables", "ruritania-2025", "inner-kingdoms-2024")
    } == {
        "inner-kingdoms-2024/judges-network": "at-risk",
        "inner-kingdoms-2024/coi-portal": "in-progress",
        "inner-kingdoms-2024/children-tool": "at-risk",
        "inner-kingdoms-2024/guardians": "dropped",
        "inner-kingdoms-2024/practitioners-conference": "in-progress",
        "ruritania-2025/contingency-plan": "overdue",
        "ruritania-2025/trainer-pool": "overdue",
        "ruritania-2025/reception-standards": "in-progress",
        "ruritania-2025/zuernau": "at-risk",
    }


def test_list_without_a_word_lists_roadmaps() -> None:
    assert ask("list") == ask("list", "roadmaps") == ask("list", "roadmap")


@pytest.mark.parametrize("what", LISTS)
def test_every_list_may_be_named_in_the_singular_too(what: str) -> None:
    singular = "country" if what == "countries" else what.removesuffix("s")
    assert ask("list", singular) == ask("list", what)


@pytest.mark.parametrize(
    ("what", "first", "number"),
    [
        ("roadmaps", "brobdingnag-2024", 7),
        ("deliverables", "brobdingnag-2024/safe-rooms", 20),
        ("milestones", "brobdingnag-2024/safe-rooms/scoping", 38),
        ("countries", "ZZ", 7),
        ("areas", "asylum-procedure", 8),
        ("partners", "MAPA", 14),
        ("engagements", "coi-network", 2),
    ],
)
def test_a_list_has_a_row_for_each(what: str, first: str, number: int) -> None:
    listed = ids("list", what)
    assert (listed[0], len(listed), len(set(listed))) == (first, number, number)


@pytest.mark.parametrize(
    ("id", "kind", "title"),
    [
        ("ruritania-2025", "roadmap", "Roadmap for cooperation with Ruritania, second generation"),
        ("ruritania-2025/trainer-pool", "deliverable", "National pool of trainers"),
        ("ruritania-2025/trainer-pool/certified", "milestone", "Trainers certified"),
        ("ruritania-2025/reception-standards", "deliverable", "National standards for reception"),
        ("ruritania-2025/trainer-pool/trainers", "indicator", "Certified trainers in the pool"),
    ],
)
def test_show_tells_of_anything_with_an_id(id: str, kind: str, title: str) -> None:
    told = answer("show", id)
    assert (told["report"], told["title"], told["facts"]["id"]) == (kind, title, id)
    assert title in ask("show", id).out


@pytest.mark.parametrize("what", ["roadmaps", "deliverables", "milestones"])
@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_everything_that_is_listed_can_be_shown(what: str, portfolio: Path) -> None:
    for id in ids("list", what, at=portfolio):
        assert answer("show", id, at=portfolio)["facts"]["id"] == id


def test_show_of_a_roadmap_tells_what_it_follows_and_is_part_of() -> None:
    lineage = {(row["relation"], row["id"]) for row in answer("show", "ruritania-2025")["lineage"]}
    assert lineage == {("follows", "ruritania-2022"), ("part of", "inner-kingdoms-2024")}
    assert ("followed by", "ruritania-2025") in {
        (row["relation"], row["id"]) for row in answer("show", "ruritania-2022")["lineage"]
    }


def test_show_of_a_roadmap_tells_of_its_extension_money_and_notes() -> None:
    told = answer("show", "ruritania-2025")
    assert told["facts"]["period"] == "2025-01 to 2027-03 (extended from 2026-05)"
    assert "winter floods" in told["facts"]["extensions"][0]
    assert (told["funding"][0]["amount"], told["funding"][0]["currency"]) == (1_150_000, "EUR")
    assert "act of parliament" in told["facts"]["notes"]


def test_show_of_an_indicator_tells_all_values_in_order() -> None:
    values = [(row["what"], row["value"]) for row in answer("show", "ruritania-2025/trainer-pool/trainers")["values"]]
    assert values == [("baseline", 0), ("actual", 9), ("actual", 17), ("target", 24)]


def test_what_lies_after_the_day_is_not_counted_yet() -> None:
    told = answer("show", "ruritania-2025", "--as-of", "2026-01-31")
    assert {row["id"]: row.get("actual") for row in told["indicators"]}["ruritania-2025/trainer-pool/trainers"] == 9


# ----------------------------------------------------------- The status rules, computed again from exported dates

Judged = tuple[str, str | None]


def counts_from(dated: dict[str, Any] | None) -> str | None:
    """The day from which an event counts."""
    return str(dated["first"] or dated["last"]) if dated else None


def has_come(dated: dict[str, Any] | None, day: str) -> bool:
    """Whether an event counts on that day."""
    since = counts_from(dated)
    return since is not None and since <= day


def end_of(roadmap: dict[str, Any], day: str) -> str | None:
    """The last day of a roadmap, as agreed by that day."""
    agreed = [
        extension["until"]["last"]
        for extension in roadmap.get("extensions", [])
        if "agreed" not in extension or has_come(extension["agreed"], day)
    ]
    period_end: dict[str, str | None] = roadmap.get("period", {}).get("end", {"last": None})
    return max(agreed) if agreed else period_end["last"]


def stage_of(roadmap: dict[str, Any], day: str) -> str:
    """A roadmap's stage, by the rules in the design."""
    start, end = roadmap.get("period", {}).get("start"), end_of(roadmap, day)
    if has_come(roadmap.get("cancelled"), day):
        return "cancelled"
    if has_come(roadmap.get("concluded"), day):
        return "concluded"
    if end is not None and end < day:
        return "ended"
    if has_come(start, day) or has_come(roadmap.get("signed", {}).get("on"), day):
        return "active"
    return "preparation" if roadmap.get("in_preparation") or start else "undated"


def judge(roadmap: dict[str, Any], step: dict[str, Any], day: str) -> Judged:
    """A milestone's status and the last day of its deadline, by the rules in the design."""
    deadline = step["due"]["last"] if "due" in step else end_of(roadmap, day)
    if stage_of(roadmap, day) == "cancelled" or has_come(step.get("dropped"), day):
        return "dropped", deadline
    if has_come(step.get("done"), day):
        return "done", deadline
    is_open_ended = any(step.get(key) and not step[key]["first"] for key in ("done", "dropped"))
    soon = (date.fromisoformat(day) + timedelta(days=30)).isoformat()
    if not is_open_ended and deadline is not None:
        expected = step.get("expected")
        if deadline < day:
            return "overdue", deadline
        if expected and (expected["first"] > deadline or expected["last"] < day):
            return "at-risk", deadline
        started = step.get("started")
        if deadline <= soon and not has_come(started, day) and not (started and not started["first"]):
            return "at-risk", deadline
    return ("in-progress" if has_come(step.get("started"), day) else "planned"), deadline


def last_of(dated: dict[str, Any] | None) -> str | None:
    """The last day of a date, if there is one."""
    return str(dated["last"]) if dated else None


def steps_of(roadmap: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The milestones of an exported roadmap, and the deliverables tracked as one: path, deliverable, milestone."""
    for name, deliverable in roadmap["deliverables"].items():
        for step, content in deliverable.get("milestones", {"": deliverable}).items():
            yield "/".join(part for part in (roadmap["id"], name, step) if part), deliverable, content


COUNTS = ("dropped", "done", "overdue", "at_risk", "in_progress", "planned")
DAYS = [
    "2021-12-31",
    "2022-10-31",
    "2023-02-01",
    "2023-12-31",
    "2024-12-31",
    "2025-01-15",
    "2025-11-03",
    "2026-04-27",
    "2026-05-31",
    "2026-06-01",
    "2026-06-30",
    "2026-07-01",
    "2026-12-31",
    "2027-03-31",
    "2027-04-01",
    "2030-01-01",
]


@pytest.mark.parametrize("day", DAYS)
def test_on_any_day_stages_and_statuses_follow_from_the_dates(day: str) -> None:
    for roadmap in answer("export", "json", "--as-of", day)["roadmaps"]:
        computed = roadmap["computed"]
        assert computed["stage"] == stage_of(roadmap, day), roadmap["id"]
        assert last_of(computed["end"]) == end_of(roadmap, day), roadmap["id"]
        assert computed["start"] == (roadmap.get("period", {}).get("start") or roadmap.get("started")), roadmap["id"]
        statuses: Counter[str] = Counter()
        for path, _, step in steps_of(roadmap):
            status, deadline = judge(roadmap, step, day)
            assert (step["computed"]["status"], last_of(step["computed"]["deadline"])) == (status, deadline), path
            statuses[status.replace("-", "_")] += 1
        counts = {name: computed[name] for name in COUNTS}
        assert counts == {name: statuses[name] for name in COUNTS}, roadmap["id"]
        counted = statuses.total() - statuses["dropped"]
        assert (computed["total"], computed["counted"]) == (statuses.total(), counted), roadmap["id"]
        assert computed["open"] == counted - statuses["done"], roadmap["id"]
        assert computed["progress"] == (pytest.approx(statuses["done"] / counted) if counted else None), roadmap["id"]


Members = dict[str, tuple[set[str], set[str]]]


def members(exported: dict[str, Any], by: str) -> Members:
    """The roadmaps and milestones of each group, from an exported portfolio; what is in no group is under ''.

    A roadmap is there too if it is in a group itself, but a milestone of it is in none.
    """
    groups: Members = {}
    regions = {id: set(region.get("countries", [])) for id, region in exported["framework"]["regions"].items()}
    for roadmap in exported["roadmaps"]:
        countries = set(roadmap.get("countries", []))
        named = set(roadmap.get("regions", []))
        whole = {
            "roadmap": {roadmap["id"]},
            "country": countries | {code for region in named for code in regions[region]},
            "region": named | {id for id, within in regions.items() if countries & within},
            "aim": set(roadmap.get("aims", [])),
            "partner": set(roadmap.get("partners", {})),
            "area": set(roadmap.get("focus_areas", [])) | set(roadmap.get("cross_cutting", [])),
            "owner": set(),
        }[by]
        used = set()
        for path, deliverable, step in steps_of(roadmap):
            own = {"area": deliverable.get("focus_area"), "owner": step.get("owner") or deliverable.get("owner")}.get(
                by
            )
            if by == "owner" and own:
                whole.add(own)
            keys = ({own} if own else whole if by != "owner" else set()) or {""}
            used |= keys
            for key in keys:
                groups.setdefault(key, (set(), set()))[1].add(path)
        for key in (whole | (used & {""})) or {""}:
            groups.setdefault(key, (set(), set()))[0].add(roadmap["id"])
    return groups


@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
@pytest.mark.parametrize("by", GROUPINGS)
def test_the_status_report_counts_what_the_export_holds(by: str, portfolio: Path) -> None:
    exported = answer("export", "json", at=portfolio)
    day = exported["as_of"]
    assert exported["framework"]["as_of"] == {"text": day, "first": day, "last": day}
    judged = {
        path: judge(roadmap, step, day) for roadmap in exported["roadmaps"] for path, _, step in steps_of(roadmap)
    }
    stages = {roadmap["id"]: roadmap["computed"]["stage"] for roadmap in exported["roadmaps"]}
    groups = members(exported, by)
    report = answer("report", "status", "--by", by, at=portfolio)
    told = {row["group"]: row for row in report["rows"]}
    assert len(told) == len(report["rows"])
    assert set(told) == {key for key, (roadmaps, _) in groups.items() if roadmaps}
    everything = {key: set().union(*(group[place] for group in groups.values())) for place, key in enumerate("rm")}
    for row, (roadmaps, steps) in [
        *((told[key], groups[key]) for key in told),
        *([(report["total"], (everything["r"], everything["m"]))] if len(told) > 1 else []),
    ]:
        check_counts(row, {id: stages[id] for id in roadmaps}, [judged[path] for path in steps])
    if len(told) > 1:
        assert report["total"]["group"] == "All"
        assert [row["group"] for row in report["rows"]].index("") == len(told) - 1 if "" in told else True


def check_counts(row: dict[str, Any], stages: dict[str, str], judged: list[Judged]) -> None:
    """A row of the status report says what these roadmaps and milestones add up to."""
    statuses = Counter(status for status, _ in judged)
    counted = len(judged) - statuses["dropped"]
    deadlines = [last for status, last in judged if status in ("at-risk", "in-progress", "planned") and last]
    assert row["progress"] == ({"done": statuses["done"], "of": counted} if counted else None), row
    assert (row["overdue"], row["at_risk"]) == (statuses["overdue"], statuses["at-risk"]), row
    assert (row["next_deadline"] or {"last": None})["last"] == min(deadlines, default=None), row
    assert row["rating"] == rating(statuses, counted, has_deadline=bool(deadlines)), row
    if "roadmaps" in row:
        active = sum(stage == "active" for stage in stages.values())
        assert (row["roadmaps"], row["active"]) == (len(stages), active), row


def rating(statuses: Counter[str], counted: int, *, has_deadline: bool) -> str:
    """A rating, by the rules in the design."""
    if counted and statuses["done"] == counted:
        return "complete"
    if statuses["overdue"]:
        return "red"
    if statuses["at-risk"]:
        return "amber"
    return "green" if has_deadline else "none"


@pytest.mark.parametrize("by", GROUPINGS)
def test_totals_count_once_what_groups_overlap_on(by: str) -> None:
    one, other = (answer("report", "--by", grouping)["total"] for grouping in ("roadmap", by))
    assert {key: one[key] for key in ("progress", "overdue", "at_risk", "next_deadline", "rating", "reason")} == {
        key: other[key] for key in ("progress", "overdue", "at_risk", "next_deadline", "rating", "reason")
    }


@pytest.mark.parametrize(
    ("portfolio", "filters", "number"),
    [
        (EXAMPLE, "", {"roadmap": 7, "owner": 14}),
        (EXAMPLE, "--country ZZ", {"roadmap": 3, "owner": 8}),
        (EXAMPLE, "--owner RAO --owner GRS", {"roadmap": 4, "owner": 2}),
        (SHIPPED, "", {"roadmap": 14, "owner": 1}),
    ],
)
@pytest.mark.parametrize("by", ["roadmap", "owner"])
def test_rows_of_groups_that_do_not_overlap_add_up_to_the_total(
    by: str, portfolio: Path, filters: str, number: dict[str, int]
) -> None:
    report = answer("report", "--by", by, *filters.split(), at=portfolio)
    assert len(report["rows"]) == number[by]
    total = report["total"] if len(report["rows"]) > 1 else report["rows"][0]
    shares = [row["progress"] for row in report["rows"] if row["progress"]]
    assert {key: sum(share[key] for share in shares) for key in ("done", "of")} == total["progress"]
    for key in ("overdue", "at_risk"):
        assert sum(row[key] for row in report["rows"]) == total[key]
    deadlines = [row["next_deadline"]["last"] for row in report["rows"] if row["next_deadline"]]
    assert min(deadlines, default=None) == last_of(total["next_deadline"])


def test_milestones_without_an_owner_have_a_row_of_their_own_after_all_owners() -> None:
    *_, rest = rows("report", "--by", "owner")
    assert (rest["group"], rest["title"], rest["roadmaps"]) == ("", "no owner", 5)
    assert (rest["progress"], rest["overdue"], rest["at_risk"]) == ({"done": 2, "of": 4}, 0, 1)


def test_the_two_exports_tell_the_same_milestones() -> None:
    listed = list(csv.DictReader(io.StringIO(ask("export", "csv").out)))
    nested = {
        path: step["computed"]["status"]
        for roadmap in answer("export", "json")["roadmaps"]
        for path, _, step in steps_of(roadmap)
    }
    assert {row["path"]: row["status"] for row in listed} == nested == STATUSES
    late = next(row for row in listed if row["path"] == "ruritania-2025/contingency-plan/drafted")
    assert (late["due"], late["due_first_day"], late["due_last_day"]) == ("2025-11", "2025-11-01", "2025-11-30")
    assert (late["deadline_last_day"], late["owner"], late["countries"]) == ("2025-11-30", "RAO", "ZZ")


# -------------------------------------------------------------------------------------------- The export as JSON

WORK = "title activity topics owner responsible due expected started done dropped reason evidence sources notes"
COMPUTED = {
    "roadmap": "start end next_deadline stage status progress rating reason_for_rating total counted open done dropped"
    " overdue at_risk in_progress planned",
    "deliverable": "status done counted",
    "deliverable tracked as one": "status done counted because deadline",
    "milestone": "status because deadline",
}
DATE = "text first last"
MEASURE = {"": "value on", "on": DATE}
SECTOR = "code vocabulary percentage"
TRACKED_DATES = dict.fromkeys(("due", "expected", "started", "done", "dropped"), DATE)
LEVELS: dict[str, Any] = {  # every key of the export: of the object itself, then of those within it; * stands for ids
    "": "format_version as_of restricted_to left_out framework roadmaps",
    "restricted_to": "",
    "framework": {
        "": "title agency as_of strategy partners coordination notes sources aims support_kinds regions countries"
        " organisations focus_areas engagements reports iati",
        "as_of": DATE,
        "iati": {"": "language sectors", "sectors": SECTOR},
        "strategy": {"": "title adopted notes sources", "adopted": DATE},
        "sources": {
            "*": {"": "title publisher published url iati notes", "published": DATE, "iati": "format category"}
        },
        "aims": {"*": "title notes sources"},
        "support_kinds": {"*": "title notes sources"},
        "regions": {"*": {"": "title priority countries iati notes sources", "iati": "code vocabulary"}},
        "countries": {"*": "name priority footnote notes sources"},
        "organisations": {"*": {"": "name country type iati notes sources", "iati": "identifier type"}},
        "focus_areas": {"*": "title notes sources"},
        "engagements": {"*": "title countries regions aims focus_areas partners notes sources"},
        "reports": {"*": "title command"},
    },
    "roadmaps": {
        "": "id title kind summary countries regions period in_preparation signed extensions started concluded"
        " cancelled reason follows part_of aims support focus_areas cross_cutting partners funding sources notes iati"
        " computed deliverables",
        "period": {"": "start end", "start": DATE, "end": DATE},
        "signed": {"": "on place by", "on": DATE, "by": "name post organisation"},
        "extensions": {"": "until agreed reason", "until": DATE, "agreed": DATE},
        "started": DATE,
        "concluded": DATE,
        "cancelled": DATE,
        "iati": {"": "identifier sectors recipients", "sectors": SECTOR, "recipients": "country region percentage"},
        "partners": {"*": ""},
        "funding": "funder instrument amount currency",
        "computed": {"": COMPUTED["roadmap"], "start": DATE, "end": DATE, "next_deadline": DATE},
        "deliverables": {
            "*": {
                "": f"{WORK} focus_area computed milestones indicators",
                **TRACKED_DATES,
                "computed": {"": COMPUTED["deliverable tracked as one"], "deadline": DATE},
                "milestones": {
                    "*": {
                        "": f"{WORK} computed",
                        **TRACKED_DATES,
                        "computed": {"": COMPUTED["milestone"], "deadline": DATE},
                    }
                },
                "indicators": {
                    "*": {
                        "": "title unit baseline target actual notes",
                        "baseline": MEASURE,
                        "target": MEASURE,
                        "actual": MEASURE,
                    }
                },
            }
        },
    },
}


def levels(known: Any, path: str = "") -> dict[str, set[str]]:
    """``LEVELS`` with the whole path of each level."""
    own, within = (known, {}) if isinstance(known, str) else (known.get("", "*"), known)
    found = {path: set(own.split())} if own else {path: set()}
    for key, content in within.items():
        if key:
            found |= levels(content, f"{path}/{key}")
    return found


def keys_used(content: Any, known: dict[str, set[str]], path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each object of an export: the path of its level, and its keys, ids as ``*``."""
    if isinstance(content, list):
        for one in content:
            yield from keys_used(one, known, path)
    elif isinstance(content, dict):
        by_id = known.get(path) == {"*"} or (f"{path}/*" in known)
        yield path, {"*"} if by_id and content else set(content)
        for key, value in content.items():
            yield from keys_used(value, known, f"{path}/{'*' if by_id else key}")


def test_the_export_has_exactly_these_keys_at_each_level() -> None:
    known = {path: keys for path, keys in levels(LEVELS).items() if path != "/roadmaps/partners/*"}
    used: dict[str, set[str]] = {}
    for path, keys in keys_used(answer("export", "json"), known | {"/roadmaps/partners/*": set()}):
        assert keys <= known.get(path, set()), path
        used.setdefault(path, set()).update(keys)
    assert used == known


@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_what_is_computed_stands_whole_beside_each(portfolio: Path) -> None:
    for roadmap in answer("export", "json", at=portfolio)["roadmaps"]:
        assert set(roadmap["computed"]) == set(COMPUTED["roadmap"].split())
        for deliverable in roadmap["deliverables"].values():
            kind = "deliverable" if "milestones" in deliverable else "deliverable tracked as one"
            assert set(deliverable["computed"]) == set(COMPUTED[kind].split())
            for milestone in deliverable.get("milestones", {}).values():
                assert set(milestone["computed"]) == set(COMPUTED["milestone"].split())


def as_on_file(content: Any) -> Any:
    """Exported content without what is computed, dates as the text that they were."""
    if isinstance(content, list):
        return [as_on_file(one) for one in content]
    if not isinstance(content, dict):
        return content
    if set(content) == {"text", "first", "last"}:
        return content["text"]
    return {key: as_on_file(value) for key, value in content.items() if key != "computed"}


def in_order(content: Any) -> Any:
    """Content with the order of what goes by id as a part of it."""
    if isinstance(content, Model):
        return {name: in_order(value) for name, value in content}
    return [(key, in_order(value)) for key, value in content.items()] if isinstance(content, dict) else content


@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_the_export_is_the_portfolio_as_it_is_on_file(portfolio: Path) -> None:
    exported = as_on_file(answer("export", "json", at=portfolio))
    found: dict[str, Model] = {"framework": Framework.model_validate(exported["framework"])}
    found |= {roadmap.pop("id"): Roadmap.model_validate(roadmap) for roadmap in exported["roadmaps"]}
    written: dict[str, Model] = {}
    for file in portfolio.glob("*.toml"):
        model = Framework if file.stem == "framework" else Roadmap
        written[file.stem] = model.model_validate(tomllib.loads(file.read_text("utf-8")))
    assert set(found) == set(written)
    for name, model_on_file in written.items():
        assert found[name] == model_on_file, name
        assert in_order(found[name]) == in_order(model_on_file), name


@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_the_export_leaves_out_what_is_not_written(portfolio: Path) -> None:
    def check(content: Any, path: str) -> None:
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            assert value is not None, (path, key)
            assert value is not False, (path, key)
            assert value not in ([], {}) or (path, key) in allowed, (path, key)
            if isinstance(value, dict | list):
                check(value, f"{path}/{key}")

    exported = as_on_file(answer("export", "json", at=portfolio))
    entries = "sources aims support_kinds regions countries organisations focus_areas engagements reports"
    allowed = {("/framework", key) for key in entries.split()}
    allowed |= {(f"/roadmaps/{place}", "deliverables") for place in range(len(exported["roadmaps"]))}
    check(exported["framework"], "/framework")
    check(exported["roadmaps"], "/roadmaps")


# ------------------------------------------------------------------------------------------------------- Filters


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("--country ZZ", ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]),
        ("--country ruritania", ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]),
        ("--country zz", ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]),
        ("--country XL --country QM", ["brobdingnag-2024", "channel-exchange"]),
        ("--country ZZ --kind roadmap", ["ruritania-2022", "ruritania-2025"]),
        ("--country ZZ --kind roadmap --stage active", ["ruritania-2025"]),
        ("--region channel --region far-shores", ["brobdingnag-2024", "channel-exchange", "erewhon-2026"]),
        ("--region 'Inner Kingdoms' --stage ended", ["graustark-2022"]),
        ("--stage ended --stage concluded", ["graustark-2022", "ruritania-2022"]),
        ("--aim safe-pathways", ["brobdingnag-2024", "erewhon-2026", "graustark-2022"]),
        ("--partner lantern", ["brobdingnag-2024", "erewhon-2026", "inner-kingdoms-2024"]),
        ("--partner 'Royal Border Guard of Ruritania'", ["ruritania-2022", "ruritania-2025"]),
        ("--area training", ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]),
        ("--owner GRS", ["graustark-2022", "inner-kingdoms-2024"]),
        ("--owner GRS --country ZZ", ["inner-kingdoms-2024"]),
        ("--status overdue", ["graustark-2022", "ruritania-2025"]),
        ("--status overdue --country ZZ", ["ruritania-2025"]),
        ("'ruritania-*'", ["ruritania-2022", "ruritania-2025"]),
        ("'ruritania-*' erewhon-2026", ["erewhon-2026", "ruritania-2022", "ruritania-2025"]),
        ("'*-202[45]' --stage active", ["inner-kingdoms-2024", "ruritania-2025"]),
        ("'*/*/exercise'", ["ruritania-2025"]),
    ],
)
def test_filters_of_one_kind_widen_and_of_different_kinds_narrow(filters: str, found: list[str]) -> None:
    assert ids("list", "roadmaps", *shlex.split(filters)) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (
            "--status overdue",
            [
                "ruritania-2025/contingency-plan/drafted",
                "graustark-2022/liaison-officers/evaluated",
                "ruritania-2025/trainer-pool/certified",
            ],
        ),
        ("--status overdue --owner RAO --owner GRS --country XG", ["graustark-2022/liaison-officers/evaluated"]),
        ("--status at-risk --region inner-kingdoms --area vulnerable-persons", ["inner-kingdoms-2024/children-tool"]),
        ("'ruritania-*/trainer-pool' --status done", ["ruritania-2025/trainer-pool/selected"]),
        ("ruritania-2025/trainer-pool/certified", ["ruritania-2025/trainer-pool/certified"]),
        (
            "'*/*/*visit*' --status done --status dropped",
            ["channel-exchange/landing-guidance/visits", "ruritania-2022/border-registration/graustark-visit"],
        ),
    ],
)
def test_milestones_are_found_by_any_combination_of_filters(filters: str, found: list[str]) -> None:
    assert ids("list", "milestones", *shlex.split(filters)) == found


def test_open_stands_for_the_four_statuses_that_are_not_over() -> None:
    four = [part for status in ("overdue", "at-risk", "in-progress", "planned") for part in ("--status", status)]
    assert sorted(ids("list", "milestones", "--status", "open")) == sorted(ids("list", "milestones", *four))


def test_status_chooses_rows_and_leaves_what_is_counted() -> None:
    whole = {row["id"]: row for row in rows("list")}
    assert all(row == whole[row["id"]] for row in rows("list", "--status", "overdue"))


def test_other_filters_restrict_what_is_counted() -> None:
    (row,) = rows("list", "ruritania-2025", "--owner", "RBG")
    assert row["progress"] == {"done": 0, "of": 1}


@pytest.mark.parametrize("asked", ["XK", "xk", "Kosovo", "KOSOVO", "kosovo"])
def test_a_country_goes_by_code_or_name_in_any_case(asked: str) -> None:
    assert ids("list", "--country", asked, at=SHIPPED) == ["ipa-ii-2019", "western-balkans-2019"]


@pytest.mark.parametrize("command", ["report", "report --by country", "list milestones", "export csv", "export json"])
def test_filters_are_the_same_in_every_command(command: str) -> None:
    by_name, by_code = (
        ask(*command.split(), "--country", country, "--stage", "active") for country in ("Ruritania", "zz")
    )
    assert by_name == by_code
    assert by_name.code == 0
    assert "graustark-2022" not in by_name.out


# ------------------------------------------------------------------------------------------------------- The day


def test_as_of_judges_by_another_day() -> None:
    row = next(row for row in rows("report", "--as-of", "2026-05-16") if row["group"] == "ruritania-2025")
    assert (row["overdue"], row["at_risk"]) == (2, 1)
    assert "as of 2026-05-16 (as asked)" in ask("report", "--as-of", "2026-05-16").out


@pytest.mark.parametrize(
    ("asked", "day"), [("2026", "2026-12-31"), ("2026-Q2", "2026-06-30"), ("2026-02", "2026-02-28")]
)
def test_a_partial_day_stands_for_its_last(asked: str, day: str) -> None:
    assert ask("report", "--as-of", asked) == ask("report", "--as-of", day)
    assert answer("report", "--as-of", asked)["as_of"] == day


def test_asking_for_the_reporting_date_changes_nothing_but_the_reason() -> None:
    plain, asked = (answer("report", *more) for more in ([], ["--as-of", "2026-06-30"]))
    assert plain["rows"] == asked["rows"]
    assert (plain["header"], asked["header"]) == ("as of 2026-06-30 (reporting date)", "as of 2026-06-30 (as asked)")


# ------------------------------------------------------------------------------------------------------- Formats

QUESTIONS = [
    *(f"list {what}" for what in LISTS),
    *(f"report status --by {by}" for by in GROUPINGS),
    "show",
    "show ruritania-2025",
    "show ruritania-2025/trainer-pool",
    "show ruritania-2025/trainer-pool/certified",
    "show ruritania-2025/trainer-pool/trainers",
]


def flat(record: dict[str, Any]) -> dict[str, str]:
    """A JSON record as CSV has it."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and "of" in value:
            found |= {f"{key}_done": str(value["done"]), f"{key}_of": str(value["of"])}
        elif isinstance(value, dict):
            found[key] = value["text"]
        elif isinstance(value, list):
            found[key] = "; ".join(value)
        else:
            found[key] = "" if value is None else str(value)
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_csv_tsv_and_json_hold_the_same_rows(question: str) -> None:
    told = answer(*question.split())
    records = [flat(record) for record in (told["rows"] if "rows" in told else [told["facts"]])]
    for format, separator in (("csv", ","), ("tsv", "\t")):
        text = ask(*question.split(), "-f", format, "--raw").out
        read = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        assert len(read) == len(records)
        for row, record in zip(read, records, strict=True):
            shares = {key for key in row if key not in record}
            assert all(row[key] == "0" for key in shares), "an unknown share is 0 of 0"
            assert {key: row[key] for key in record if key in row} == {key: record[key] for key in record if key in row}


@pytest.mark.parametrize(
    ("word", "name"), [("organisations", "partners"), ("focus-areas", "areas"), ("focus_area", "areas")]
)
def test_lists_go_by_the_names_of_the_files_tables_too(word: str, name: str) -> None:
    assert answer("list", word) == answer("list", name)


@pytest.mark.parametrize("question", [f"list {what}" for what in LISTS] + [f"report --by {by}" for by in GROUPINGS])
def test_the_piped_table_has_a_line_a_row_and_nothing_is_cut(question: str) -> None:
    lines = ask(*question.split()).out.splitlines()
    for row in rows(*question.split()):
        id, title = list(row.values())[:2]
        matching = [line for line in lines if line.startswith(str(id)) and str(title) in line]
        assert matching, row


def test_the_columns_of_the_piped_table_are_aligned() -> None:
    head, *lines = ask("list", "milestones").out.splitlines()[3:]
    place = head.index("Status")
    assert {line[place:].split()[0] for line in lines} == set(STATUSES.values())


def test_json_is_versioned_and_names_what_it_tells() -> None:
    told = answer("report")
    assert (told["format_version"], told["report"], told["as_of"]) == (1, "status", "2026-06-30")


def test_a_date_in_json_stands_as_written_beside_its_first_and_last_day() -> None:
    row = next(row for row in rows("list", "milestones") if row["id"] == "graustark-2022/statistics/technical-mission")
    assert row["deadline"] == {"text": "2023-Q4", "first": "2023-10-01", "last": "2023-12-31"}


def test_a_milestone_without_a_due_date_has_the_end_of_its_roadmap_as_deadline_and_the_list_says_so() -> None:
    listed = {row["id"]: row for row in rows("list", "milestones")}
    for roadmap in answer("export", "json")["roadmaps"]:
        for path, _, step in steps_of(roadmap):
            end = roadmap["computed"]["end"]
            source = "end of the roadmap" if "due" not in step and end else None
            assert (listed[path]["deadline"], listed[path]["deadline_from"]) == (step.get("due", end), source), path
            assert "due" not in listed[path]
    assert {row["deadline_from"] for row in listed.values()} == {"end of the roadmap", None}


@pytest.mark.parametrize("what", ["countries", "areas", "partners"])
def test_the_stages_that_a_list_counts_add_up_to_its_roadmaps(what: str) -> None:
    listed = rows("list", what)
    for row in listed:
        assert row["roadmaps"] == row["active"] + row["preparation"] + row["ended"] + row["undated"], row
        assert "over" not in row
    assert sum(row["ended"] for row in listed) > 0 < sum(row["undated"] for row in listed)


# ---------------------------------------------------------------------------------------------- Output into a file


@pytest.mark.parametrize(
    "command",
    [
        *(f"report -f {format}" for format in FORMATS),
        "export csv",
        "export json",
        "check",
        "check -f json",
        "show erewhon-2026",
        "list milestones",
    ],
)
def test_a_file_gets_the_same_bytes_as_standard_output(command: str, tmp_path: Path) -> None:
    target = tmp_path / "out" / "answer"
    target.parent.mkdir()
    ran = ask(*command.split(), "-o", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert target.read_bytes() == ask(*command.split()).out.encode()
    assert os.listdir(target.parent) == ["answer"]


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("o.csv", "csv"),
        ("o.CSV", "csv"),
        ("o.md", "markdown"),
        ("o.markdown", "markdown"),
        ("o.Md", "markdown"),
        ("o.HTML", "html"),
        ("o.htm", "html"),
        ("o.txt", "table"),
        ("o.ndjson", "jsonl"),
        ("o.tab", "tsv"),
        ("o.what", "table"),
        ("o", "table"),
    ],
)
def test_the_ending_of_a_file_says_the_format(name: str, format: str, tmp_path: Path) -> None:
    assert ask("list", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text("utf-8") == ask("list", "-f", format).out


def test_a_format_that_is_named_may_go_into_any_file(tmp_path: Path) -> None:
    assert ask("list", "-f", "tsv", "-o", str(tmp_path / "o.xls")).code == 0
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    target.write_text("old " * 10_000)
    target.chmod(0o640)
    assert ask("list", "-f", "csv", "-o", str(target)).code == 0
    assert target.read_text("utf-8") == ask("list", "-f", "csv").out
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    assert ask("list", "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == ask("list").out


def test_a_dash_is_standard_output() -> None:
    assert ask("list", "-o", "-") == ask("list")


def test_a_missing_folder_is_one_line_that_names_what_was_asked_for(tmp_path: Path) -> None:
    ran = ask("list", "-o", str(tmp_path / "missing" / "answer.csv"))
    assert (ran.code, ran.out) == (6, "")
    assert len(ran.err.splitlines()) == 1
    assert str(tmp_path / "missing") in ran.err
    assert ".tmp" not in ran.err
    assert not (tmp_path / "missing").exists()


def test_a_folder_is_no_file_to_write_to(tmp_path: Path) -> None:
    ran = ask("list", "-o", str(tmp_path))
    assert (ran.code, ran.err.splitlines()) == (6, [f"error: Is a directory: {tmp_path}"])


# ------------------------------------------------------------------------- The same answer whatever the environment

DRIVER = "import sys\nfrom coopctl.cli.main import main\nfor argv in {commands!r}: print('=', main(argv), flush=True)"
EVERYTHING = [
    ["-C", str(EXAMPLE), *question.split()]
    for question in (
        "list",
        "list milestones -f json",
        "list countries -f csv",
        "report --by country",
        "report -f tsv",
        "show ruritania-2025",
        "export csv",
        "export json",
        "check -f json",
        "list milestones --status overdue",
    )
]


def everything(environment: dict[str, str], cwd: Path, **more: str) -> bytes:
    """The answers to many questions by one process of its own in that environment."""
    ended = subprocess.run(
        [sys.executable, "-c", DRIVER.format(commands=EVERYTHING)],
        env=environment | more,
        cwd=cwd,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert ended.stderr == b""
    return ended.stdout


@pytest.mark.parametrize(
    "different",
    [
        {"COLUMNS": "20", "LINES": "5"},
        {"COLUMNS": "0"},
        {"COLUMNS": "abc"},
        {"TERM": "dumb"},
        {"TERM": "xterm-256color"},
        {"NO_COLOR": "1"},
        {"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"},
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4321"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "Etc/GMT+12"},
        {"PYTHONUNBUFFERED": "1"},
        {"PYTHONOPTIMIZE": "2"},
        {"HOME": "/nonexistent"},
    ],
    ids=lambda changed: " ".join(f"{name}={value}" for name, value in changed.items()),
)
def test_answers_do_not_depend_on_the_environment(
    different: dict[str, str], environment: dict[str, str], tmp_path: Path
) -> None:
    plain = environment | {"LANG": "C.UTF-8"}
    assert everything(plain, tmp_path) == everything(plain, Path("/"), **different)


def test_answers_do_not_depend_on_the_order_of_the_files_in_the_folder(tmp_path: Path) -> None:
    names = sorted(path.name for path in EXAMPLE.glob("*.toml"))
    for folder, order in (("one", names), ("two", names[::-1])):
        (tmp_path / folder).mkdir()
        for name in order:
            shutil.copy(EXAMPLE / name, tmp_path / folder)
    for question in ("list milestones", "report --by partner", "export json"):
        assert ask(*question.split(), at=tmp_path / "one") == ask(*question.split(), at=tmp_path / "two")


# ------------------------------------------------------------------------------------------------------- Mistakes


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("lst", 2, ['no command "lst"', 'did you mean "list"?', "there are add, check, "]),
        ("report stauts", 2, ['no report "stauts"', 'did you mean "status"?']),
        ("report --country XE deadlins", 2, ['no report "deadlins"', 'did you mean "deadlines"?']),
        ("report --within", 2, ["no such option: --within", "coopctl report status --help"]),
        ("report --by", 2, ["'--by' requires an argument", "coopctl report status --help"]),
        ("report coverage --by", 2, ["'--by' requires an argument", "coopctl report coverage --help"]),
        ("report erewhon", 2, ['no report "erewhon"', 'did you mean "erewhon-2026"?']),
        ("list -o o.xlsx", 2, ['no format writes what "o.xlsx" is called', "the formats are table, csv", "-f"]),
        ("list -o o.PDF", 2, ["no format writes"]),
        ("export jsn", 2, ['no export format "jsn"', 'did you mean "json"?', "there are csv, html, "]),
        ("list milestoness", 4, ['did you mean "milestones"?']),
        ("list --contry ZZ", 2, ["no such option: --contry", "--country", "coopctl list --help"]),
        ("list --country", 2, ["'--country' requires an argument", "coopctl list --help"]),
        ("list --country Ruritanja", 4, ['no country "Ruritanja"', 'did you mean "Ruritania"?', "ZZ, XG, XA"]),
        ("list --country XX", 4, ['no country "XX" in this portfolio', "the countries are ZZ, XG"]),
        ("list --region chanel", 4, ['no region "chanel"', 'did you mean "channel"?', "inner-kingdoms"]),
        ("list --area recption", 4, ['no focus area "recption"', 'did you mean "reception"?']),
        ("list --aim asylum-system", 4, ['no aim "asylum-system"', 'did you mean "asylum-systems"?']),
        ("list --partner LANTER", 4, ['no organisation "LANTER"', 'did you mean "LANTERN"?']),
        ("list --owner NOBODY", 4, ['no organisation "NOBODY"', "the organisations are MAPA"]),
        ("list --kind programm", 2, ['no kind "programm"', 'did you mean "programme"?', "facility"]),
        ("list --stage activ", 2, ['no stage "activ"', 'did you mean "active"?', "concluded"]),
        (
            "list --status late",
            2,
            ['no status "late"', "overdue, at-risk, in-progress, planned, done, dropped or open"],
        ),
        ("list --status overdu", 2, ['did you mean "overdue"?']),
        ("list -f jsn", 2, ['--format: there is no "jsn"', 'did you mean "json"?', "table, csv"]),
        ("check -f txt", 2, ['--format: there is no "txt"', 'did you mean "text"?']),
        ("report --by contry", 2, ['--by: there is no "contry"', 'did you mean "country"?', "partner or owner"]),
        ("report --as-of 30.6.2026", 2, ['--as-of: "30.6.2026" is not a date', 'write "2026-06-30"']),
        ("report --as-of 2026-6-30", 2, ['write "2026-06-30"']),
        ("report --as-of 2026-02-30", 2, ["2026-02 has days 01 to 28"]),
        ("report --as-of tomorow", 2, ["write a year (2019)"]),
        ("report --as-of ../2026", 2, ["is open", "give one day"]),
        ("show ruritania-205", 4, ['nothing in this portfolio is "ruritania-205"', 'did you mean "ruritania-2025"?']),
        ("show zzz", 4, ["the roadmaps are brobdingnag-2024"]),
        ("show ruritania-2025/trainer-pol", 4, ['did you mean "ruritania-2025/trainer-pool"?']),
        ("show certified", 4, ['did you mean "ruritania-2025/trainer-pool/certified"?']),
        ("show a/b/c/d", 4, ['"a/b/c/d"']),
        ("show 'ruritania-*'", 4, []),
        ("list 'ruritana-*'", 4, ['matches "ruritana-*"']),
        ("list ruritania-205", 4, ['did you mean "ruritania-2025"?']),
        ("list milestones a/b/c/d", 2, ["too many parts"]),
        ("check --explain dangling", 2, ["--explain", "there are"]),
        ("init a b", 2, ["unexpected extra argument", "coopctl init --help"]),
        ("mark", 2, ["missing argument", "coopctl mark --help"]),
        ("show a b", 2, ["unexpected extra argument", "coopctl show --help"]),
    ],
)
def test_a_mistake_is_named_with_what_there_is_and_the_nearest(command: str, code: int, says: list[str]) -> None:
    ran = ask(*shlex.split(command))
    if command.startswith("show '"):
        assert ran.code in (2, 4)
        assert "one id, not the pattern" in ran.err
        return
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("error: ")
    assert all(part in ran.err for part in says), ran.err


@pytest.mark.parametrize("place", [[], ["list"], ["list", "--country"], ["show"], ["report", "--by"], ["list", "-f"]])
def test_bytes_that_are_no_text_are_a_mistake_and_no_bug(place: list[str], run: Run) -> None:
    ran = run(*place, "\udcff", at=EXAMPLE)
    assert ran.code in (2, 4), ran.err
    assert "\\xff" in ran.err


@pytest.mark.parametrize("argument", ["x" * 100_000, "a/" * 5000, "[" * 500, "*" * 300, "'; DROP TABLE roadmap; --"])
def test_an_absurd_argument_is_a_mistake_and_no_bug(argument: str) -> None:
    for command in (["list"], ["show"], ["list", "--country"], ["report", "--as-of"]):
        assert ask(*command, argument).code in (0, 2, 4)


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_that_is_none_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = ask("list", at=tmp_path / name)
    assert (ran.code, ran.out) == (4, "")
    assert name in ran.err


def test_without_a_portfolio_the_message_says_how_to_name_one(run: Run, tmp_path: Path) -> None:
    ran = run("list", cwd=tmp_path)
    assert (ran.code, ran.out) == (4, "")
    assert "-C DIR" in ran.err
    assert "coopctl init --example" in ran.err


# -------------------------------------------------------------------------------------------------- Empty answers


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("list --country XA --kind facility", "No roadmap matches."),
        ("list deliverables --country XL --status overdue", "No deliverable matches."),
        ("list milestones --country XL --status overdue", "No milestone matches."),
        ("list countries --kind facility --stage active", "No countries match."),
        ("list engagements --country XE", "No engagement matches."),
        ("report --status overdue --country XL", "No roadmap matches."),
    ],
)
def test_an_empty_answer_is_a_sentence_and_a_header(command: str, sentence: str) -> None:
    assert ask(*command.split()) == Ran(0, "", f"{sentence}\n")
    for format, separator in (("csv", ","), ("tsv", "\t")):
        ran = ask(*command.split(), "-f", format)
        assert (ran.code, ran.err) == (0, f"{sentence}\n")
        ((*header,),) = csv.reader(io.StringIO(ran.out), delimiter=separator)
        assert len(header) > 1
    told = ask(*command.split(), "-f", "json")
    assert (told.code, json.loads(told.out)["rows"]) == (0, [])


def test_an_export_of_nothing_is_a_valid_document() -> None:
    nothing = ("--country", "XA", "--kind", "facility")
    assert len(ask("export", "csv", *nothing).out.splitlines()) == 1
    assert answer("export", "json", *nothing)["roadmaps"] == []


def test_a_portfolio_without_a_roadmap_answers_all_the_same(portfolio: Callable[..., Path]) -> None:
    folder = portfolio()
    assert ask("list", at=folder) == Ran(0, "", "No roadmap matches.\n")
    assert ids("list", "countries", at=folder) == ["ZZ", "XL"]
    assert answer("export", "json", at=folder)["roadmaps"] == []
    assert answer("show", at=folder)["facts"]["roadmaps"] == 0


# ------------------------------------------------------------------------------------------- The cache is no matter

SAMPLE = [
    ["list"],
    ["list", "milestones", "-f", "csv"],
    ["report", "--by", "country", "--as-of", "2026-01-01"],
    ["export", "json"],
    ["check"],
]


def sample(at: Path = EXAMPLE) -> list[Ran]:
    """The answers to a sample of questions."""
    return [ask(*question, at=at) for question in SAMPLE]


def snapshot(cache: Path) -> Path:
    """The one file in the cache."""
    (found,) = (cache / "coopctl").iterdir()
    return found


def test_a_warm_answer_is_the_cold_one(cache: Path) -> None:
    cold = []
    for question in SAMPLE:
        shutil.rmtree(cache, ignore_errors=True)
        cold.append(ask(*question))
    assert snapshot(cache).stat().st_size > 0
    assert sample() == cold == sample()


def damaged(whole: bytes) -> Iterator[bytes]:
    """The snapshot, damaged in many ways."""
    for length in (0, 1, 50, 99, 100, 4096, len(whole) // 2, len(whole) - 1):
        yield whole[:length]
    yield bytes(len(whole))
    yield whole[:100] + bytes(len(whole) - 100)
    yield whole + b"more"
    yield b"not a database, but text\n" * 500
    chance = random.Random(7)
    for number in range(40):
        content = bytearray(whole)
        for _ in range(1 + number % 4):
            content[chance.randrange(len(content) if number % 2 else 128)] ^= 1 << chance.randrange(8)
        yield bytes(content)
    yield chance.randbytes(len(whole))


def test_a_damaged_snapshot_is_noticed_and_built_anew(cache: Path) -> None:
    expected = ask("export", "json")
    place = snapshot(cache)
    whole = place.read_bytes()
    for content in damaged(whole):
        place.write_bytes(content)
        assert ask("export", "json") == expected
    assert ask("check") == Ran(0, "", "")


def test_something_else_in_the_place_of_the_snapshot_does_not_matter(cache: Path) -> None:
    expected = sample()
    place = snapshot(cache)
    for target in ("/dev/zero", place.name, "."):
        shutil.rmtree(cache)
        place.parent.mkdir(parents=True)
        place.symlink_to(target)
        assert sample() == expected


def test_a_pipe_in_the_place_of_the_snapshot_does_not_hang(cache: Path, environment: dict[str, str]) -> None:
    expected = ask("list")
    place = snapshot(cache)
    place.unlink()
    os.mkfifo(place)
    command = [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "list"]
    ended = subprocess.run(command, env=environment, capture_output=True, timeout=10, check=True)
    assert ended.stdout.decode() == expected.out


def test_without_a_usable_cache_the_answer_is_the_same(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sample()
    (tmp_path / "file").write_text("")
    (tmp_path / "holds-a-file").mkdir()
    (tmp_path / "holds-a-file" / "coopctl").write_text("")
    (tmp_path / "read-only").mkdir(mode=0o500)
    monkeypatch.chdir(tmp_path)
    for place in ("file", "holds-a-file", "read-only", "/dev/null/x", "/proc/self/mem"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / place))
        assert sample() == expected, place


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG rule is for Linux")
@pytest.mark.parametrize("place", ["relative", "./relative", "~/relative", ""])
def test_a_cache_that_is_not_named_absolutely_is_passed_over_for_that_of_the_home_folder(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sample()
    (tmp_path / "home").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    monkeypatch.chdir(tmp_path / "here")
    assert sample() == expected
    assert list((tmp_path / "here").iterdir()) == []
    assert snapshot(tmp_path / "home" / ".cache").stat().st_size > 0
    assert os.listdir(tmp_path / "home") == [".cache"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_may_not_be_written_does_not_matter(cache: Path) -> None:
    expected = sample()
    shutil.rmtree(cache)
    cache.mkdir(mode=0o000)
    assert sample() == expected


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the example, to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "copied"))


def test_an_edit_is_noticed_even_at_once_with_the_size_and_the_time_of_before(copied: Path) -> None:
    file = copied / "erewhon-2026.toml"
    before = file.stat()
    text = file.read_text("utf-8")
    for number in range(20):
        title = f"Open reception centre {number:02}"
        file.write_text(text.replace("First open reception centre", title), "utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert answer("show", "erewhon-2026/open-centre", at=copied)["title"] == title


def test_an_edit_in_place_of_the_framework_is_noticed(copied: Path) -> None:
    assert ids("list", "--country", "Erewhon", at=copied) == ["erewhon-2026"]
    framework = copied / "framework.toml"
    framework.write_text(framework.read_text("utf-8").replace('"Erewhon"', '"Nowhere"'), "utf-8")
    assert ids("list", "--country", "Nowhere", at=copied) == ["erewhon-2026"]
    assert ask("list", "--country", "Erewhon", at=copied).code == 4


def test_a_file_that_came_went_or_was_renamed_is_noticed(copied: Path) -> None:
    assert ids("list", at=copied) == sorted(ROADMAPS)
    shutil.copy(copied / "erewhon-2026.toml", copied / "erewhon-2029.toml")
    assert "erewhon-2029" in ids("list", at=copied)
    (copied / "erewhon-2029.toml").rename(copied / "erewhon-2031.toml")
    assert {"erewhon-2029", "erewhon-2031"} & set(ids("list", at=copied)) == {"erewhon-2031"}
    (copied / "erewhon-2031.toml").unlink()
    assert ids("list", at=copied) == sorted(ROADMAPS)


def test_two_files_that_change_names_are_not_taken_for_each_other(copied: Path) -> None:
    one, other = copied / "erewhon-2026.toml", copied / "channel-exchange.toml"
    kinds = {row["id"]: row["kind"] for row in rows("list", at=copied)}
    one.rename(copied / "aside")
    other.rename(one)
    (copied / "aside").rename(other)
    swapped = {row["id"]: row["kind"] for row in rows("list", at=copied)}
    assert (swapped[one.stem], swapped[other.stem]) == (kinds[other.stem], kinds[one.stem])


def test_a_file_that_breaks_is_left_out_and_named_cold_and_warm_and_its_repair_noticed(copied: Path) -> None:
    whole = ask("list", at=copied)
    file = copied / "erewhon-2026.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[deliverables.needs]", "[deliverables.needs", 1), "utf-8")
    cold, warm = ask("list", at=copied), ask("list", at=copied)
    assert cold == warm
    assert cold.code == 3
    assert "erewhon-2026.toml:18" in cold.err
    note = "Left out because of problems: erewhon-2026.toml."
    assert cold.out.count("erewhon-2026") == cold.out.splitlines().count(note) == 1
    assert "erewhon-2026" not in ask("list", "-f", "csv", at=copied).out
    told = json.loads(ask("list", "-f", "json", at=copied).out)
    assert ([row["id"] for row in told["rows"]], told["notes"]) == (sorted({*ROADMAPS} - {"erewhon-2026"}), [note])
    exported = [ask("export", format, at=copied) for format in ("json", "html", "markdown")]
    assert {one.code for one in exported} == {3}
    assert json.loads(exported[0].out)["left_out"] == ["erewhon-2026.toml"]
    assert all(one.out.count("Left out because of problems: erewhon") == 1 for one in exported[1:])
    assert ask("check", at=copied).code == 1
    file.write_text(text, "utf-8")
    assert ask("list", at=copied) == whole


def test_two_portfolios_do_not_share_a_snapshot(copied: Path) -> None:
    (copied / "erewhon-2026.toml").unlink()
    for _ in range(2):
        assert "erewhon-2026" in ids("list")
        assert "erewhon-2026" not in ids("list", at=copied)


def test_a_portfolio_that_was_moved_is_read_where_it_is_now(copied: Path, tmp_path: Path) -> None:
    expected = ask("list", at=copied)
    copied.rename(tmp_path / "moved")
    shutil.copytree(SHIPPED, copied)
    assert ask("list", at=tmp_path / "moved") == expected
    assert ids("list", at=copied) == ids("list", at=SHIPPED)


# ------------------------------------------------------------------------------------------ Where the portfolio is


def test_the_portfolio_is_found_from_the_folder_itself_below_it_and_from_a_checkout(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "project" / "roadmaps")
    (tmp_path / "project" / "src" / "deep").mkdir(parents=True)
    (tmp_path / "project" / "roadmaps" / "annexes").mkdir()
    expected = run("list", at=EXAMPLE)
    for place in ("project", "project/roadmaps", "project/roadmaps/annexes", "project/src/deep"):
        assert run("list", cwd=tmp_path / place) == expected, place


def test_the_portfolio_is_named_before_or_after_the_command_or_by_a_variable(run: Run, tmp_path: Path) -> None:
    expected = run("list", at=EXAMPLE)
    assert expected.code == 0
    assert run("list", "-C", str(EXAMPLE)) == expected
    assert run("list", COOPCTL_PORTFOLIO=str(EXAMPLE)) == expected
    assert run("list", at=EXAMPLE, COOPCTL_PORTFOLIO="/nowhere") == expected
    assert run("list", "-C", str(EXAMPLE), at=SHIPPED) == expected, "the nearer one counts"
    assert run("list", COOPCTL_PORTFOLIO=str(EXAMPLE), cwd=SHIPPED) == expected


@pytest.mark.parametrize("command", ["report", "report status", "show", "check", "export csv", "export json"])
def test_every_command_takes_the_portfolio_in_both_places(command: str) -> None:
    assert ask(*command.split()) == ask(*command.split(), "-C", str(EXAMPLE), at=None)


def test_a_folder_that_holds_roadmaps_will_do(run: Run) -> None:
    assert run("list", at=ROOT) == run("list", at=SHIPPED)


# ---------------------------------------------------------------------------------------------------------- init


def test_init_writes_an_example_that_has_no_problem(tmp_path: Path) -> None:
    ran = ask("init", "--example", str(tmp_path / "new" / "demo"), at=None)
    assert (ran.code, ran.out) == (0, "")
    assert ask("check", "--strict", at=tmp_path / "new" / "demo") == Ran(0, "", "")
    assert ask("report", at=tmp_path / "new" / "demo") == ask("report")
    hint = re.search(r"Try: coopctl (.*)", ran.err)
    assert hint
    assert ask(*shlex.split(hint[1]), at=None).code == 0


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "erewhon-2026.toml").write_text("mine")
    ran = ask("init", "--example", str(tmp_path), at=None)
    assert (ran.code, ran.out) == (6, "")
    assert "erewhon-2026.toml" in ran.err
    assert [(path.name, path.read_text()) for path in tmp_path.glob("*.toml")] == [("erewhon-2026.toml", "mine")]


def test_init_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    assert ask("init", "--example", str(tmp_path / "demo"), at=None).code == 0
    before = {path: path.stat() for path in (tmp_path / "demo").iterdir()}
    assert ask("init", "--example", str(tmp_path / "demo"), at=None).code == 6
    assert {path: path.stat() for path in (tmp_path / "demo").iterdir()} == before


# ---------------------------------------------------------------------------------------------------------- Help

WRITING = ["add", "edit", "fmt", "mark", "new", "rename", "set"]
COMMANDS = [
    "",
    "list",
    "show",
    "report",
    "report status",
    "check",
    "export",
    "export csv",
    "export json",
    "init",
    *WRITING,
]


def examples(help: str) -> list[str]:
    """The example lines of a help."""
    return [line.strip() for line in help.partition("Examples:\n")[2].splitlines() if line.strip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_ends_with_examples(command: str) -> None:
    long, short = ask(*command.split(), "--help", at=None), ask(*command.split(), "-h", at=None)
    assert (long.code, long.err) == (0, "")
    assert long == short
    assert f"Usage: {' '.join(['coopctl', *command.split()])} " in long.out
    assert examples(long.out)


@pytest.mark.parametrize("command", ["", "report", "export"])
def test_no_summary_of_a_command_is_cut_off(command: str) -> None:
    listed = ask(*command.split(), "--help", at=None).out.partition("Commands:")[2].partition("Examples:")[0]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize(("typed", "meant"), [("lsit", "list"), ("makr", "mark"), ("rneame", "rename")])
def test_letters_that_changed_places_are_put_right(typed: str, meant: str) -> None:
    assert f'did you mean "{meant}"?' in ask(typed, at=None).err
    assert suggest.nearest("doen", ["started", "open", "dropped", "done"]) == "done"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_in_a_help_runs(command: str, run: Run, tmp_path: Path) -> None:
    if command != "init":
        shutil.copytree(EXAMPLE if command in WRITING else SHIPPED, tmp_path / "roadmaps")
    for example in examples(ask(*command.split(), "--help", at=None).out):
        program, *words = shlex.split(example.partition("|")[0].replace("COMMAND", "report"))
        assert program == "coopctl"
        ran = run(*words, cwd=tmp_path, EDITOR="true")
        assert ran.code == 0, (example, ran.err)


def test_the_program_alone_tells_what_there_is() -> None:
    bare = ask(at=None)
    assert bare.code == 0
    assert bare.out == ask("--help", at=None).out


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"coopctl \d+\.\d+\.\d+\n", ask("--version", at=None).out)


def test_report_without_a_name_is_the_status_report() -> None:
    assert ask("report") == ask("report", "status")
    assert ask("report", "--by", "aim", "-f", "csv") == ask("report", "status", "--by", "aim", "-f", "csv")


@pytest.mark.parametrize(
    "command",
    [
        "report --country XE deadlines",
        "report --country=XE deadlines",
        "report --country XE --limit 9 deadlines",
        "report deadlines --country XE",
    ],
)
def test_a_report_may_be_named_behind_options(command: str) -> None:
    told = answer(*command.split())
    assert told["report"] == "deadlines"
    assert told["header"].endswith("country XE")


def test_a_report_is_found_behind_options_of_its_own_and_of_every_kind(run: Run) -> None:
    assert answer("report", "--within", "3m", "deadlines")["header"].endswith("(by 2026-09-30)")
    assert answer("report", "--history", "indicators")["title"] == "Indicators over time"
    assert answer("report", "-fjson", "monday")["title"] == "Where we stand, country by country"
    assert run("report", "-C", str(EXAMPLE), "late", "-fcsv").out.startswith("id,title,owner,status")
    assert ask("report", "--country", "XE", "erewhon-2026", "-f", "ids").out == "erewhon-2026\n"


def test_the_id_of_a_roadmap_is_one_even_where_it_could_be_a_name(run: Run, portfolio: Callable[..., Path]) -> None:
    assert ids("report", "albania", at=SHIPPED) == ["albania"]
    assert ids("report", "--country", "AL", "albania", at=SHIPPED) == ["albania"]
    text = 'title = "T"\nkind = "project"\n'
    at = portfolio(stats=text, ruined="title = ")
    assert run("report", "stats", "-f", "ids", at=at).out == "stats\n"
    ran = run("report", "ruined", at=at)
    assert (ran.code, "ruined.toml is there, but has problems" in ran.err) == (4, True)


def test_the_help_says_what_stale_leaves_out() -> None:
    told = " ".join(ask("list", "--help").out.split())
    assert "nothing was reported for 90d, 6m, 1y ...; none that are over: ended, concluded or cancelled." in told


def test_engagements_are_listed_by_id_as_everything_is() -> None:
    assert ids("list", "engagements", "channel-forum") == ["channel-forum"]
    assert answer("list", "engagements", "COI-network")["header"].endswith("ids coi-network")
    assert ids("list", "engagements", "channel-forum", "coi-network", "--partner", "MAPA") == []
    ran = ask("list", "engagements", "chanel-forum")
    assert (ran.code, ran.out) == (4, "")
    assert 'no engagement "chanel-forum" in this portfolio' in ran.err
    assert 'did you mean "channel-forum"? the engagements are coi-network or channel-forum' in ran.err
