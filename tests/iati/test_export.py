"""`coopctl export iati`: valid by the standard's own schema, rules and codelists, or refused with what is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.benchmarks import generate
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Ran, Run
from tests.iati import standard

GOLDEN = ROOT / "tests" / "golden" / "example.iati.xml"

FRAMEWORK = """\
title = "Test portfolio"
agency = "MIN"
as_of = 2024-06-30
[iati]
language = "en"
sectors = [{ code = "15190" }]
[countries.AL]
name = "Albania"
[countries.TR]
name = "Türkiye"
[countries.XK]
name = "Kosovo"
[countries.ZZ]
name = "Ruritania"
[regions.africa]
title = "Africa"
iati = { code = "298" }
[regions.east]
title = "The East"
[organisations.MIN]
name = "Ministry"
type = "government"
iati = { identifier = "XM-DAC-7" }
[organisations.HELP]
name = "Help"
type = "ngo"
[focus_areas.reception]
title = "Reception"
[focus_areas.training]
title = "Training"
[focus_areas.data]
title = "Data"
[sources.report]
title = "Report"
url = "https://ministry.example/report.PDF?page=1#top"
iati = { category = "B01" }
[sources.minutes]
title = "Minutes"
"""
ROADMAP = """\
title = "Roadmap"
kind = "roadmap"
summary = "About it."
countries = ["AL"]
period = { start = 2023, end = "2025-Q2" }
partners = { MIN = "lead" }
"""

Portfolio = Callable[..., Path]


@pytest.fixture
def published(portfolio: Portfolio, run: Run) -> Callable[..., Any]:
    """The only activity of a portfolio that is ROADMAP and some lines more, valid by everything there is."""

    def export(more: str = "", framework: str = "", roadmap: str = ROADMAP, *arguments: str) -> Any:
        folder = portfolio(framework=FRAMEWORK + framework, albania=roadmap + more)
        ran = run("export", "iati", *arguments, at=folder)
        assert ran.code == 0, ran.err
        if standard.HOME.is_dir():
            assert standard.wrong(ran.out) == []
        (activity,) = etree.fromstring(ran.out.encode()).iterfind("iati-activity")
        return activity

    return export


def attributes(activity: Any, tag: str, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(one.get(name) for name in names) for one in activity.iterfind(tag)]


# -------------------------------------------------------------------------------------------------------- The example


@standard.needed
def test_the_golden_file_is_all_that_the_standard_wants() -> None:
    assert standard.wrong(GOLDEN.read_bytes()) == []


@standard.needed
def test_no_code_of_the_golden_file_is_left_unlooked_at() -> None:
    """Every attribute stands in the table of codes, or is free."""
    free = {"ref", "url", "format", "iso-date", "year", "value", "percentage", "version", "hierarchy", "ascending"}
    free |= {"secondary-reporter", "{http://www.w3.org/XML/1998/namespace}lang"}
    known = {re.sub(r".*?([\w-]+)(?:\[.*\])?/@([\w-]+)$", r"\1/@\2", path) for path in standard.CODED}
    known.add("reference/@code")  # an id of the portfolio
    known.add("tag/@code")
    found = {f"{one.tag}/@{name}" for one in standard.parse(GOLDEN.read_bytes()).iter("*") for name in one.attrib}
    assert {name for name in found - known if name.partition("@")[2] not in free} == set()


def test_what_iati_has_no_place_for_is_said(run: Run) -> None:
    said = run("export", "iati", at=EXAMPLE).err
    assert said.startswith("IATI has no place for 6 amounts of funding, 1 extension, 2 signatories,")
    assert said.count("\n") == 1


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_it_is_the_same_bytes_anywhere(run: Run, tmp_path: Path, seed: str) -> None:
    folder = tmp_path / f"elsewhere-{seed}"
    folder.mkdir()
    for path in sorted(EXAMPLE.glob("*.toml"), reverse=seed == "0"):
        shutil.copy(path, folder)
    ran = run("export", "iati", at=folder, PYTHONHASHSEED=seed, TZ="Pacific/Kiritimati", LC_ALL="C")
    assert ran.out == GOLDEN.read_text("utf-8")


def test_filters_leave_activities_and_milestones(run: Run) -> None:
    by_country = etree.fromstring(run("export", "iati", "--country", "ZZ", at=EXAMPLE).out.encode())
    names = [one.text.removeprefix("XI-IATI-MAPA-") for one in by_country.iter("iati-identifier")]
    assert names == ["inner-kingdoms-2024", "ruritania-2022", "ruritania-2025"]
    overdue = etree.fromstring(run("export", "iati", "--status", "overdue", at=EXAMPLE).out.encode())
    codes = {one.get("code") for one in overdue.iterfind(".//indicator/reference")}
    assert "contingency-plan/milestones/drafted" in codes
    assert "contingency-plan/milestones/exercise" not in codes


def test_nothing_left_is_no_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    ran = run("export", "iati", "--country", "ZZ", "--stage", "cancelled", "-o", str(target), at=EXAMPLE)
    assert (ran.code, target.exists()) == (1, False)
    assert "no roadmap is left" in ran.err


# -------------------------------------------------------------------------------------- What a roadmap is to the world


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("", "2"),
        ("concluded = 2024-05-31", "4"),
        ('concluded = "2024-07"', "2"),
        ("cancelled = 2024", "5"),
        ('started = "2023-02"', "2"),
    ],
)
def test_the_status_is_that_of_the_stage(published: Callable[..., Any], more: str, status: str) -> None:
    assert attributes(published(more), "activity-status", "code") == [(status,)]


@pytest.mark.parametrize(("period", "status"), [("2022", "3"), ("2025", "1")])
def test_what_has_run_out_or_not_begun_is_told_apart(published: Callable[..., Any], period: str, status: str) -> None:
    roadmap = ROADMAP.replace('start = 2023, end = "2025-Q2"', f"start = {period}, end = {period}")
    assert attributes(published("", "", roadmap), "activity-status", "code") == [(status,)]


def dates(activity: Any) -> dict[str, tuple[str, str | None]]:
    return {
        one.get("type"): (one.get("iso-date"), one.findtext("narrative")) for one in activity.iterfind("activity-date")
    }


def test_a_partial_date_is_its_first_or_last_day_and_says_so(published: Callable[..., Any]) -> None:
    found = dates(published('started = "2023-05"\nconcluded = "2024-Q2"'))
    assert found == {
        "1": ("2023-01-01", "2023"),
        "2": ("2023-05-01", "2023-05"),
        "3": ("2025-06-30", "2025-Q2"),
        "4": ("2024-06-30", "2024-Q2"),
    }


def test_an_actual_date_is_never_after_the_day_of_the_report(published: Callable[..., Any]) -> None:
    assert dates(published("concluded = 2024"))["4"] == ("2024-06-30", "2024")
    assert set(dates(published('started = "2024-07"'))) == {"1", "3"}
    assert set(dates(published('concluded = "2190"', "", ROADMAP, "--as-of", "2199-01-01"))) == {"1", "3"}


MILESTONE = """
[deliverables.plan]
title = "Plan"
[deliverables.plan.milestones.drafted]
title = "Drafted"
"""


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ("signed = { on = 2023-03-01 }\n" + MILESTONE + 'started = "2023-01"', ("2023-03-01", None)),
        (MILESTONE + 'started = "2023-06"\ndone = "2024-01"', ("2023-06-01", "2023-06")),
        (MILESTONE + 'done = "../2023"', None),
        (MILESTONE + 'done = "../2023"\n[deliverables.plan.milestones.sent]\ntitle = "Sent"\ndone = "2024-01"', None),
        (MILESTONE + 'started = "2024-01"\ndone = "../2024-03"', ("2024-01-01", "2024-01")),
        ('extensions = [{ until = "2023" }]\n' + MILESTONE + 'done = "2024-02"', None),
        ("concluded = 2023-12-31\n" + MILESTONE + 'done = "2024-02"', None),
        (MILESTONE + 'done = "2024-08"', None),
    ],
)
def test_the_actual_start_is_the_signature_or_the_first_thing_that_happened(
    published: Callable[..., Any], more: str, start: tuple[str, str | None] | None
) -> None:
    assert dates(published(more)).get("2") == start


@pytest.mark.parametrize("more", ['started = "../2023-05"', 'signed = { on = "../2023-05" }'])
def test_a_start_of_which_only_the_last_day_is_known_is_said_in_words(published: Callable[..., Any], more: str) -> None:
    activity = published(f'reason = "Late"\n{more}')
    assert set(dates(activity)) == {"1", "3"}
    told = activity.findall("description")[1].findtext("narrative")
    assert told == "It has begun; since when is not known.\nstarted: ../2023-05\nreason: Late"


def test_the_end_is_the_one_last_agreed(published: Callable[..., Any]) -> None:
    assert dates(published('extensions = [{ until = 2026, agreed = "2024-01" }]'))["3"] == ("2026-12-31", "2026")


# ----------------------------------------------------------------------------------------- Shares that add up to 100


def recipients(activity: Any) -> list[tuple[str | None, ...]]:
    return [
        (one.tag.removeprefix("recipient-"), *(one.get(name) for name in ("code", "vocabulary", "percentage")))
        for one in activity
        if one.tag.startswith("recipient-")
    ]


@pytest.mark.parametrize(
    ("places", "expected", "scope"),
    [
        ('countries = ["AL"]', [("country", "AL", None, "100")], "4"),
        ('countries = ["XK"]', [("country", "XK", None, "100")], "4"),
        ('countries = ["ZZ"]', [("region", "ZZ", "99", "100")], "4"),
        (
            'countries = ["ZZ", "TR", "AL"]',
            [("country", "TR", None, "33.33"), ("country", "AL", None, "33.33"), ("region", "ZZ", "99", "33.34")],
            "3",
        ),
        ('regions = ["africa"]', [("region", "298", "1", "100")], "2"),
        ('regions = ["africa", "east"]', [("region", "africa", "99", "50"), ("region", "east", "99", "50")], "2"),
        (
            'countries = ["AL"]\nregions = ["africa"]',
            [("country", "AL", None, "50"), ("region", "298", "1", "50")],
            "2",
        ),
    ],
)
def test_recipients_share_the_whole(
    published: Callable[..., Any], places: str, expected: list[tuple[str | None, ...]], scope: str
) -> None:
    activity = published("", "", ROADMAP.replace('countries = ["AL"]', places))
    assert recipients(activity) == expected
    assert attributes(activity, "activity-scope", "code") == [(scope,)]


def test_shares_that_are_known_are_those_that_are_published(published: Callable[..., Any]) -> None:
    given = 'iati = { recipients = [{ country = "TR", percentage = 66.7 }, { country = "AL", percentage = 33.3 }] }'
    activity = published(given, "", ROADMAP.replace('["AL"]', '["AL", "TR"]'))
    assert [one[-1] for one in recipients(activity)] == ["33.3", "66.7"]


def test_focus_areas_are_sectors_of_the_portfolios_own(published: Callable[..., Any]) -> None:
    activity = published('focus_areas = ["reception", "training", "data"]\ncross_cutting = ["training"]')
    assert attributes(activity, "sector", "vocabulary", "code", "percentage") == [
        ("1", "15190", "100"),
        ("99", "reception", "33.34"),
        ("99", "training", "33.33"),
        ("99", "data", "33.33"),
        ("98", "training", "100"),
    ]


def test_a_roadmaps_own_sectors_come_first(published: Callable[..., Any]) -> None:
    own = """focus_areas = ["reception", "training"]
        [iati]
        sectors = [
            { code = "15130", percentage = 70 }, { code = "15190", percentage = 30 },
            { code = "151", vocabulary = "2" },
            { code = "training", vocabulary = "99", percentage = 10.5 },
            { code = "reception", vocabulary = "99", percentage = 89.5 },
        ]"""
    assert attributes(published(own), "sector", "vocabulary", "code", "percentage") == [
        ("1", "15130", "70"),
        ("1", "15190", "30"),
        ("2", "151", "100"),
        ("99", "training", "10.5"),
        ("99", "reception", "89.5"),
    ]


def test_sectors_of_other_vocabularies_alone_are_taken_as_they_are(portfolio: Portfolio, run: Run) -> None:
    other = f'{ROADMAP}iati = {{ sectors = [{{ code = "151", vocabulary = "2" }}] }}'
    ran = run("export", "iati", at=portfolio(framework=FRAMEWORK, albania=other))
    assert ran.code == 0, ran.err
    if standard.HOME.is_dir():
        assert [(one.id, one.severity) for one in standard.wrong(ran.out)] == [("102.1.1", "warning")]


# ----------------------------------------------------------------------------------------- Who, and with what to show


def test_partners_and_funders_take_part_in_their_roles(published: Callable[..., Any]) -> None:
    roadmap = ROADMAP.replace('{ MIN = "lead" }', '{ HELP = "support", MIN = "lead" }')
    activity = published('funding = [{ funder = "MIN", amount = 5 }, { funder = "MIN" }, { amount = 1 }]', "", roadmap)
    assert attributes(activity, "participating-org", "ref", "type", "role") == [
        (None, None, "4"),
        ("XM-DAC-7", "10", "2"),
        ("XM-DAC-7", "10", "1"),
    ]
    assert attributes(activity, "reporting-org", "ref", "type", "secondary-reporter") == [("XM-DAC-7", "10", "0")]


def test_identifiers_and_relations(portfolio: Portfolio, run: Run) -> None:
    folder = portfolio(
        framework=FRAMEWORK.replace('language = "en"', 'language = "en"\nsecondary_reporter = true'),
        large=ROADMAP,
        before=f'{ROADMAP}\niati = {{ identifier = "XM-DAC-6-ALB/17" }}',
        small=f'{ROADMAP}part_of = "large"\nfollows = ["before"]',
    )
    file = etree.fromstring(run("export", "iati", at=folder).out.encode())
    before, large, small = file.iterfind("iati-activity")
    assert [one.findtext("iati-identifier") for one in (before, large, small)] == [
        "XM-DAC-6-ALB/17",
        "XM-DAC-7-large",
        "XM-DAC-7-small",
    ]
    assert attributes(before, "other-identifier", "ref", "type") == [("before", "A1")]
    assert attributes(large, "related-activity", "ref", "type") == [("XM-DAC-7-small", "2")]
    assert attributes(small, "related-activity", "ref", "type") == [("XM-DAC-7-large", "1"), ("XM-DAC-6-ALB/17", "3")]
    assert [one.get("hierarchy") for one in (before, large, small)] == [None, None, "2"]
    assert attributes(small, "reporting-org", "secondary-reporter") == [("1",)]


def test_evidence_is_a_link_where_it_has_an_address_and_words_elsewhere(published: Callable[..., Any]) -> None:
    more = MILESTONE + 'evidence = ["report", "minutes", "https://x.example/ä b.html", "Seen", "http://[bad"]'
    indicator = published('sources = ["report", "minutes"]\n' + more).find("result/indicator")
    assert attributes(indicator, "document-link", "url", "format") == [
        ("https://ministry.example/report.PDF?page=1#top", "application/pdf"),
        ("https://x.example/%C3%A4%20b.html", "text/html"),
    ]
    assert attributes(indicator, "document-link/category", "code") == [("B01",), ("A08",), ("A08",)]
    words = indicator.findtext("description/narrative")
    assert words.split("\n")[1:] == ["evidence: Minutes", "evidence: Seen", "evidence: http://[bad"]


# --------------------------------------------------------------------------------------------- What it brought about


def periods(indicator: Any) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (
            one.find("period-start").get("iso-date"),
            one.find("period-end").get("iso-date"),
            *(", ".join(value.get("value") for value in one.iterfind(kind)) or None for kind in ("target", "actual")),
        )
        for one in indicator.iterfind("period")
    ]


@pytest.mark.parametrize(
    ("more", "period", "comment"),
    [
        ('due = "2024-05"', ("2024-05-01", "2024-05-31", "1", "0"), "overdue: the deadline has passed"),
        ('due = "2024-05"\ndone = "2024-02"', ("2024-05-01", "2024-05-31", "1", "1"), "done"),
        ('done = "2024-02"', ("2025-04-01", "2025-06-30", "1", "1"), "done"),
        ("due = 2024-12-24\ndropped = 2024", ("2024-12-24", "2024-12-24", "1", "0"), "dropped"),
    ],
)
def test_a_milestone_is_an_indicator_with_a_target_of_one(
    published: Callable[..., Any], more: str, period: tuple[str, ...], comment: str
) -> None:
    indicator = published(MILESTONE + more).find("result/indicator")
    assert periods(indicator) == [period]
    assert indicator.findtext("period/actual/comment/narrative") == comment
    assert attributes(indicator, "reference", "vocabulary", "code") == [("99", "plan/milestones/drafted")]


def test_what_is_never_due_has_the_days_on_which_it_was_done_or_none(published: Callable[..., Any]) -> None:
    roadmap = ROADMAP.replace(', end = "2025-Q2"', "")
    assert periods(published(f'{MILESTONE}done = "2024-02"', "", roadmap).find("result/indicator")) == [
        ("2024-02-01", "2024-02-29", "1", "1")
    ]
    assert periods(published(MILESTONE, "", roadmap).find("result/indicator")) == []


def test_what_was_done_before_its_roadmap_was_cancelled_stays_done(published: Callable[..., Any]) -> None:
    activity = published(f'cancelled = "2024-03"\n{MILESTONE}done = "2024-02"')
    assert periods(activity.find("result/indicator"))[0][-1] == "1"


INDICATOR = """
[deliverables.plan]
title = "Plan"
[deliverables.plan.indicators.trained]
title = "Trained"
"""


def test_an_indicator_has_a_period_for_each_time(published: Callable[..., Any]) -> None:
    more = """unit = "Percent"
        baseline = { value = 80.50, on = "2022-12-31" }
        target = { value = 1e-7, on = 2024 }
        actual = [{ value = 5, on = "2024" }, { value = -2, on = "2023-Q4" }, { value = 7, on = "../2022" }]"""
    (indicator,) = published(INDICATOR + more).iterfind("result/indicator")
    assert periods(indicator) == [
        ("2022-12-31", "2022-12-31", None, "7"),
        ("2023-10-01", "2023-12-31", None, "-2"),
        ("2024-01-01", "2024-12-31", "0.0000001", "5"),
    ]
    assert indicator.findtext("period/actual/comment/narrative") == "../2022"
    assert dict(indicator.find("baseline").attrib) == {"year": "2022", "iso-date": "2022-12-31", "value": "80.5"}
    assert dict(indicator.attrib) == {"measure": "2", "ascending": "0"}


def test_a_deliverable_that_is_only_measured_is_no_milestone(published: Callable[..., Any]) -> None:
    more = INDICATOR.replace('"Plan"', '"Plan"\nnotes = "Much"\nevidence = ["https://x.example/b.html"]')
    result = published(more).find("result")
    assert attributes(result, "indicator/reference", "code") == [("plan/indicators/trained",)]
    assert result.findtext("description/narrative") == "notes: Much"
    assert attributes(result, "document-link", "url") == [("https://x.example/b.html",)]
    dated = published(INDICATOR.replace('"Plan"', '"Plan"\nstarted = "2024"'))
    assert attributes(dated, "result/indicator/reference", "code") == [("plan",), ("plan/indicators/trained",)]


def test_hostile_texts_stay_texts(published: Callable[..., Any]) -> None:
    hostile = r'notes = "<b>&amp; ]]> \u0000\u001b[31m\uFFFE -- \"x\" \r\n second"'
    activity = published(hostile)
    told = activity.findall("description")[1].findtext("narrative")
    assert told == '<b>&amp; ]]> \\x00\\x1b[31m\\ufffe -- "x" \n second'


# ------------------------------------------------------------------------------------------------ What is missing


def test_the_shipped_portfolio_says_what_it_lacks_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    ran = run("export", "iati", "-o", str(target), at=SHIPPED)
    assert (ran.code, ran.out, target.exists()) == (1, "", False)
    assert "framework.toml" in ran.err
    assert "[organisations.EASO]\n" in ran.err
    assert 'add the line iati = { identifier = "..." } below it' in ran.err
    assert 'language = "en"' in ran.err
    assert 'partners = { EASO = "lead" }' in ran.err
    assert ran.err.count("error[lacks-for-iati]") == 15
    assert "nothing was written: 15 things are missing that IATI demands" in ran.err


def lines(ran: Ran) -> list[str]:
    """What is missing, with its place, and what to do."""
    found = re.findall(r"^\S+?([\w-]+\.toml:\d+)(?::\d+)?: error\[lacks-for-iati\]: (.*)$", ran.err, re.MULTILINE)
    helps = re.findall(r"^   = help: (.*)$", ran.err, re.MULTILINE)
    return [f"{place} {what} | {help}" for (place, what), help in zip(found, helps, strict=False)]


def swap(text: str, old: str, new: str = "") -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("framework", "roadmap", "expected"),
    [
        (swap(FRAMEWORK, 'agency = "MIN"\n'), ROADMAP, 'framework.toml:1 .*whose portfolio.* agency = "..."'),
        (swap(FRAMEWORK, 'iati = { identifier = "XM-DAC-7" }\n'), ROADMAP, "framework.toml:20 .*identifier of MIN"),
        (swap(FRAMEWORK, "XM-DAC-7", "7"), ROADMAP, 'framework.toml:23 "7" does not begin'),
        (swap(FRAMEWORK, 'type = "government"', 'type = "ngo"'), ROADMAP, "framework.toml:20 .*kind of NGO"),
        (swap(FRAMEWORK, 'language = "en"\n'), ROADMAP, 'framework.toml:4 .*language.* add the line language = "en"'),
        (swap(FRAMEWORK, '[iati]\nlanguage = "en"\nsectors = [{ code = "15190" }]\n'), ROADMAP, r"\[iati\] and below"),
        (swap(FRAMEWORK, 'sectors = [{ code = "15190" }]\n'), ROADMAP, "framework.toml:4 .*sector of the OECD"),
        (swap(FRAMEWORK, "15190", "151"), ROADMAP, 'framework.toml:6 "151" is no sector'),
        (
            FRAMEWORK,
            swap(ROADMAP, 'summary = "About it."\n'),
            'albania.toml:1 .*summary.* add the line summary = "..."',
        ),
        (FRAMEWORK, swap(ROADMAP, '"About it."', '" "'), "albania.toml:3 .*summary"),
        (FRAMEWORK, swap(ROADMAP, 'title = "Roadmap"', r'title = "\u2003"'), "albania.toml:1 .*title"),
        (FRAMEWORK, swap(ROADMAP, 'countries = ["AL"]\n'), "albania.toml:1 .*country or a region"),
        (
            FRAMEWORK,
            swap(ROADMAP, "start = 2023, "),
            r'albania.toml:5 .*start.* period = { start = "...", end = "2025-Q2" }',
        ),
        (FRAMEWORK, swap(ROADMAP, 'period = { start = 2023, end = "2025-Q2" }\n'), r'period = { start = "..." }, or'),
        (FRAMEWORK, swap(ROADMAP, 'partners = { MIN = "lead" }\n'), r'albania.toml:1 .*partners = { MIN = "lead" }'),
        (
            FRAMEWORK,
            swap(ROADMAP, "start = 2023, ") + MILESTONE + 'done = "../2023"',
            "albania.toml:5 .*when it is to start, or when it started",
        ),
        (FRAMEWORK, f"{ROADMAP}started = 2024-02-01\nconcluded = 2024-01-31", "it began .* after its end"),
        (FRAMEWORK, f'{ROADMAP}extensions = [{{ until = "2022" }}]', "it is to begin .* after its end"),
        (FRAMEWORK, f'{ROADMAP}iati = {{ identifier = "XM-DAC-7" }}', "albania.toml:7 .*the agency's"),
        (FRAMEWORK, f'{ROADMAP}iati = {{ identifier = "XM-DAC-7-b" }}', "b.toml:1 .*that of albania"),
        (
            FRAMEWORK,
            f'{ROADMAP}iati = {{ recipients = [{{ country = "TR", percentage = 100 }}] }}',
            "albania.toml:7 .*not the countries .*AL",
        ),
        (
            FRAMEWORK,
            f'{ROADMAP}iati = {{ recipients = [{{ country = "AL", percentage = 99 }}] }}',
            "albania.toml:7 the percentages do not add up to 100",
        ),
        (
            FRAMEWORK,
            f'{ROADMAP}iati = {{ sectors = [{{ code = "15190" }}, {{ code = "15130" }}] }}',
            "albania.toml:7 .*sectors of vocabulary 1 do not add up",
        ),
        (
            FRAMEWORK,
            f'{ROADMAP}iati = {{ sectors = [{{ code = "15190" }}, {{ code = "x", vocabulary = "98" }}] }}',
            'albania.toml:7 there is no focus area "x"',
        ),
        (
            swap(FRAMEWORK, 'iati = { category = "B01" }\n'),
            f'{ROADMAP}sources = ["report"]',
            "framework.toml:33 .*sort of",
        ),
        (swap(FRAMEWORK, "report.PDF", "report"), f'{ROADMAP}sources = ["report"]', "framework.toml:33 .*format"),
        (
            FRAMEWORK,
            f'{ROADMAP}{MILESTONE}evidence = ["https://x.example/proof"]',
            'albania.toml:12 .*format.* url = "https://x.example/proof"',
        ),
        (FRAMEWORK, ROADMAP + MILESTONE.replace("Drafted", " "), "albania.toml:11 .*title"),
        (FRAMEWORK, f"{ROADMAP}{INDICATOR}baseline = {{ value = 5 }}", r'baseline = { value = 5, on = "..." }'),
        (FRAMEWORK, f"{ROADMAP}{INDICATOR}target = {{ value = 0.5 }}", r'target = { value = 0.5, on = "..." }'),
        (FRAMEWORK, f"{ROADMAP}{INDICATOR}actual = [{{ value = 5 }}]", r'albania.toml:12 .* { value = 5, on = "..." }'),
        (swap(FRAMEWORK, '"Ministry"', '" "'), ROADMAP, "framework.toml:21 .*name"),
        (
            swap(FRAMEWORK, '"Help"', '" "'),
            swap(ROADMAP, '{ MIN = "lead" }', '{ HELP = "lead" }'),
            "framework.toml:25 .*name",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_line_and_what_to_write(
    portfolio: Portfolio, run: Run, framework: str, roadmap: str, expected: str
) -> None:
    more = {"b": ROADMAP} if "XM-DAC-7-b" in roadmap else {}
    ran = run("export", "iati", at=portfolio(framework=framework, albania=roadmap, **more))
    assert (ran.code, ran.out) == (1, "")
    assert any(re.search(expected, line) for line in lines(ran)), ran.err


def test_of_very_much_the_first_is_shown_and_the_rest_counted(portfolio: Portfolio, run: Run) -> None:
    roadmap = 'title = "Roadmap"\nkind = "roadmap"\ncountries = ["AL"]'
    ran = run("export", "iati", at=portfolio(framework=FRAMEWORK, **{f"r{number}": roadmap for number in range(100)}))
    assert ran.code == 1
    assert len(lines(ran)) == 200
    assert "nothing was written: 300 things are missing that IATI demands; the first 200 are above" in ran.err


def test_a_file_that_does_not_load_is_left_out_and_said(portfolio: Portfolio, run: Run) -> None:
    ran = run("export", "iati", at=portfolio(framework=FRAMEWORK, albania=ROADMAP, broken="title ="))
    assert ran.code == 3
    assert "broken.toml:1" in ran.err
    assert ran.out.count("<iati-activity ") == 1


# ----------------------------------------------------------------------------------------------------- In great number


@standard.needed
def test_a_thousand_roadmaps_are_published(run: Run, tmp_path: Path) -> None:
    generate.write(tmp_path / "many", 1000)
    ran = run("export", "iati", "-o", "many.xml", at=tmp_path / "many")
    assert ran.code == 0, ran.err
    tree = etree.parse(tmp_path / "many.xml")
    assert standard.schema().validate(tree), standard.schema().error_log
    assert standard.unlisted(tree) == []
    assert len(tree.findall("iati-activity")) == 1000
