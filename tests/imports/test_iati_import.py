"""`coopctl import iati`: published activities as roadmaps that `check` accepts, with what was lost on the way."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import SHARED, Ran, Run

FILES = Path(__file__).parent / "iati"
ODD = FILES / "odd.xml"
REAL = sorted((SHARED / "iati" / "real").glob("*.xml"))
FRAMEWORK = 'title = "Test"\n'

needs_published_files = pytest.mark.skipif(
    not REAL, reason="the published files lie in ../shared/iati, which is not here"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portfolio with nothing in it."""
    place = tmp_path / "portfolio"
    place.mkdir()
    (place / "framework.toml").write_text(FRAMEWORK)
    return place


def data(folder: Path, name: str) -> dict[str, Any]:
    """The data of a file of the portfolio."""
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


def lost(ran: Ran) -> dict[str, int]:
    """How often each element was not taken, by the table that is shown."""
    return {path: int(number) for path, number in re.findall(r"^  (\S+(?: IATI\))?) +(\d+) +\d+ +\d+", ran.err, re.M)}


@pytest.fixture
def odd(run: Run, folder: Path) -> Ran:
    """The import of a file with all that published files contain."""
    ran = run("import", "iati", str(ODD), at=folder)
    assert ran.code == 0, ran.err
    return ran


def test_what_comes_out_is_a_valid_portfolio(odd: Ran, run: Run, folder: Path) -> None:
    assert run("check", at=folder) == (0, "", "")
    assert run("list", "-f", "ids", at=folder).out.split() == ["A", "B-c", "PROG", "nameless"]
    for command in (["report"], ["report", "indicators"], ["report", "timeline"], ["show", "PROG"], ["export", "json"]):
        assert run(*command, at=folder).code == 0


def test_the_wanted_language_is_taken_and_lines_lose_their_indentation(odd: Ran, folder: Path) -> None:
    programme = data(folder, "PROG")
    assert programme["title"] == "Protection programme"
    assert programme["summary"] == "Two things:\n  - advice;\n  - shelter."
    assert programme["notes"] == "Objectives: More advice."
    assert lost(odd)["title/narrative"] == 2


def test_another_language_can_be_asked_for(run: Run, folder: Path) -> None:
    run("import", "iati", str(ODD), "--language", "es", at=folder)
    assert data(folder, "PROG")["title"] == "Programa de protección"
    run("import", "iati", str(ODD), "--language", "de", "--update", at=folder)
    assert data(folder, "PROG")["title"] == "Programme pour la protection"


def test_dates_that_are_none_are_lost_and_others_kept(odd: Ran, folder: Path) -> None:
    programme = data(folder, "PROG")
    assert {key: str(day) for key, day in programme["period"].items()} == {"start": "2025-01-01"}
    assert str(programme["started"]) == "2025-02-10"
    assert str(data(folder, "A")["period"]) == "{'start': datetime.date(2026, 1, 1)}"
    assert "started" not in data(folder, "B-c")
    assert "the planned end lies before the start" in odd.err
    assert "it is called actual, and is still to come" in odd.err


def test_an_end_without_a_date_is_not_made_up_and_the_status_is_lost(odd: Ran, folder: Path) -> None:
    assert not {"cancelled", "concluded"} & ({*data(folder, "A")} | {*data(folder, "B-c")})
    assert re.search(r'activity-status +1 .* by its dates its stage is "active"', odd.err)
    assert re.search(r'activity-status +1 .* by its dates its stage is "undated"', odd.err)
    assert data(folder, "nameless")["in_preparation"] is True


def test_organisations_are_told_apart_by_their_identifiers(odd: Ran, folder: Path) -> None:
    assert data(folder, "framework")["organisations"] == {
        "ministry-of-aid": {"name": "Ministry of Aid", "type": "government"},
        "XX-REG-1": {"name": "Lantern Legal Aid", "type": "ngo", "iati": {"identifier": "XX-REG-1", "type": "21"}},
        "harbour-friends": {"name": "Harbour Friends"},
    }
    programme = data(folder, "PROG")
    assert programme["partners"] == {"ministry-of-aid": "funder", "XX-REG-1": "lead", "harbour-friends": "implementer"}
    assert programme["funding"] == [{"funder": "XX-REG-1"}]


def test_who_published_it_is_its_source(odd: Ran, folder: Path) -> None:
    framework = data(folder, "framework")
    assert "agency" not in framework
    assert framework["sources"]["iati-xx-reg-1"] == {
        "title": "IATI activities of Lantern Legal Aid",
        "publisher": "Lantern Legal Aid",
    }
    assert data(folder, "PROG")["sources"] == ["iati-xx-reg-1", "report-2025"]
    assert framework["sources"]["report-2025"]["iati"] == {"category": "B01"}
    assert data(folder, "B-c")["iati"] == {"identifier": "ZZ-9/B c"}


def test_a_portfolio_without_roadmaps_is_that_of_the_only_publisher(run: Run, folder: Path) -> None:
    ran = run("import", "iati", str(ODD), "--id", "XX-REG-1-*", at=folder)
    assert "Lantern Legal Aid published all of it" in ran.err
    framework = data(folder, "framework")
    assert framework["agency"] == "XX-REG-1"
    assert [name for name in framework["sources"] if name.startswith("iati-")] == []
    assert data(folder, "A").get("iati") is None, "its identifier follows from the agency's and its id"


def test_countries_and_regions_are_taken_with_their_shares_if_these_are_whole(odd: Ran, folder: Path) -> None:
    programme, framework = data(folder, "PROG"), data(folder, "framework")
    assert (programme["countries"], programme["regions"]) == (["LB", "JO"], ["middle-east"])
    assert framework["countries"] == {"LB": {"name": "Lebanon"}, "JO": {"name": "Jordan"}}
    assert framework["regions"] == {"middle-east": {"title": "Middle East", "iati": {"code": "589"}}}
    assert "recipients" not in programme["iati"]
    assert lost(odd)["recipient-country"] == 1


def test_sectors_of_public_lists_stay_codes_and_the_publishers_own_become_focus_areas(odd: Ran, folder: Path) -> None:
    programme = data(folder, "PROG")
    assert programme["iati"]["sectors"] == [
        {"code": "15170", "percentage": 40},
        {"code": "151", "vocabulary": "2", "percentage": 100},
        {"code": "15130", "percentage": 60},
    ]
    assert programme["focus_areas"] == ["womens-rights"]
    assert data(folder, "framework")["focus_areas"] == {"womens-rights": {"title": "Women's rights"}}


def test_activities_in_one_file_know_each_other(odd: Ran, folder: Path) -> None:
    assert (data(folder, "PROG")["kind"], data(folder, "A")["kind"]) == ("programme", "project")
    assert data(folder, "A")["part_of"] == "PROG"
    assert lost(odd)["related-activity"] == 2


def test_results_are_deliverables_and_indicators_have_their_last_target(odd: Ran, folder: Path) -> None:
    first, second = data(folder, "PROG")["deliverables"].items()
    assert [first[0], second[0], second[1]["notes"]] == ["output-1-2", "output-1-2-2", "For a night."]
    advised, quality, dropped, never = first[1]["indicators"].items()
    assert advised[0] == "LL-01"
    assert advised[1]["target"] == {"value": 1200, "on": tomllib.loads("on = 2026-06-30")["on"]}
    assert advised[1]["actual"] == [{"value": 120, "on": "2025"}]
    assert advised[1]["notes"] == "Target, 2025: 100\nActual, 2025: 120. Two offices more."
    assert quality[1] == {
        "title": "Quality of advice",
        "notes": "Baseline, 2024: poor\nTarget, 2025-Q1: 4,818\nActual, 2025-Q1: Better.",
    }
    assert (dropped[1]["unit"], dropped[1]["baseline"]) == ("%", {"value": 40, "on": "2024"})
    assert never[1] == {"title": "Never counted"}


def test_everything_that_is_not_taken_is_counted(odd: Ran) -> None:
    assert lost(odd) == {
        "(not IATI)": 1,
        "activity-date": 1,
        "activity-status": 1,
        "budget": 1,
        "document-link/category": 1,
        "document-link/language": 1,
        "iati-activity": 1,
        "participating-org": 1,
        "participating-org/@type": 1,
        "participating-org/narrative": 1,
        "recipient-country": 1,
        "related-activity": 2,
        "reporting-org/narrative": 2,
        "result": 1,
        "result/@aggregation-status": 1,
        "result/@type": 1,
        "result/indicator": 1,
        "result/indicator/@measure": 1,
        "result/indicator/period/period-start": 1,
        "result/indicator/period/target": 1,
        "title/narrative": 2,
        "transaction": 2,
    }


def test_what_says_little_is_noted(odd: Ran) -> None:
    assert "A has no title in the file" in odd.err
    assert "2 results have no milestones, so they count as open until done is given" in odd.err


INDICATOR = """<iati-activities version="2.03"><iati-activity xml:lang="EN"><iati-identifier>XX-1-a</iati-identifier>
<title><narrative>Advice</narrative></title><activity-status code="{status}"/>
<activity-date type="2" iso-date="2020-01-01"/>
<result type="1"><title><narrative>R</narrative></title><indicator measure="1" {direction}>
<title><narrative>I</narrative></title>{values}</indicator></result></iati-activity></iati-activities>"""
BASELINE = '<baseline year="2020" value="5"/>'


def period(start: str, values: str) -> str:
    """A period up to the end of 2021."""
    return f'<period><period-start iso-date="{start}"/><period-end iso-date="2021-12-31"/>{values}</period>'


@pytest.mark.parametrize(
    ("status", "direction", "values", "expected"),
    [
        ("2", "", period("2021-01-01", '<target value="9"/>'), {}),
        ("2", "", period("2020-07-01", '<target value="9"/>'), {"result/indicator/period/period-start": 1}),
        ("2", "", period("2021-01-01", "<target/>"), {"result/indicator/period": 1}),
        ("2", 'ascending="1"', period("2021-01-01", '<target value="9"/>'), {"result/indicator/@ascending": 1}),
        ("2", 'ascending="1"', BASELINE + period("2021-01-01", '<target value="9"/>'), {}),
        ("2", 'ascending="0"', BASELINE + period("2021-01-01", '<target value="1"/>'), {}),
        ("3", "", "", {"activity-status": 1}),
        ("6", "", "", {"activity-status": 1}),
    ],
)
def test_what_would_come_back_otherwise_is_lost(
    run: Run, folder: Path, status: str, direction: str, values: str, expected: dict[str, int]
) -> None:
    (folder.parent / "it.xml").write_text(INDICATOR.format(status=status, direction=direction, values=values))
    ran = run("import", "iati", "../it.xml", cwd=folder, at=folder)
    assert (ran.code, lost(ran)) == (0, expected), ran.err
    assert data(folder, "framework")["iati"] == {"language": "en"}, "which is said as EN"


def test_not_all_of_it_is_anybodys_where_an_activity_names_nobody(run: Run, folder: Path) -> None:
    nobody = ODD.read_text().replace(
        '<reporting-org ref="ZZ-9" type="10"><narrative>Ministry of Aid</narrative>', "<x>"
    )
    (folder.parent / "nobody.xml").write_text(nobody.replace("<x></reporting-org>", ""))
    ran = run("import", "iati", "../nobody.xml", cwd=folder, at=folder)
    assert (ran.code, "published all of it" in ran.err) == (0, False)
    assert "agency" not in data(folder, "framework")


def test_each_loss_can_be_listed_with_its_line(run: Run, folder: Path) -> None:
    ran = run("import", "iati", str(ODD), "--each", "--dry-run", at=folder)
    lines = ODD.read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if 'code="YY"' in line)
    assert re.search(rf"XX-REG-1-PROG +{number} +recipient-country +code=YY percentage=33.3", ran.err)
    assert sorted(path.name for path in folder.iterdir()) == ["framework.toml"]


def content(folder: Path) -> dict[str, bytes]:
    """All files of the portfolio."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".toml"}


def test_the_same_file_again_changes_nothing(odd: Ran, run: Run, folder: Path) -> None:
    before = content(folder)
    again = run("import", "iati", str(ODD), at=folder)
    assert "are there already and stay as they are; --update" in again.err
    updated = run("import", "iati", str(ODD), "--update", at=folder)
    assert (again.code, updated.code) == (0, 0)
    assert "nothing was written" in updated.err
    assert content(folder) == before


def test_an_update_adds_what_is_new_and_leaves_what_a_person_knows_better(odd: Ran, run: Run, folder: Path) -> None:
    run("set", "PROG", "kind=facility", "partners.harbour-friends=counterpart", at=folder)
    run("add", "source", "minutes", "title=Minutes", at=folder)
    run("set", "PROG", "sources+=minutes", "summary=", at=folder)
    run("add", "milestone", "PROG/output-1-2/office", "title=Office open", at=folder)
    newer = ODD.read_text().replace('<target value="1 200"/>', '<target value="1 300"/><actual value="50"/>')
    (folder.parent / "newer.xml").write_text(newer)
    ran = run("import", "iati", "../newer.xml", "--update", "--yes", cwd=folder, at=folder)
    assert ran.code == 0, ran.err
    programme = data(folder, "PROG")
    assert (programme["kind"], programme["partners"]["harbour-friends"]) == ("facility", "counterpart")
    assert programme["sources"] == ["iati-xx-reg-1", "report-2025", "minutes"]
    assert programme["summary"].startswith("Two things")
    deliverable = programme["deliverables"]["output-1-2"]
    assert "office" in deliverable["milestones"]
    advised = deliverable["indicators"]["LL-01"]
    assert [advised["target"]["value"], *(one["value"] for one in advised["actual"])] == [1300, 120, 50]


def test_what_the_framework_has_already_is_used(run: Run, folder: Path) -> None:
    (folder / "framework.toml").write_text(
        FRAMEWORK + '[organisations.LL]\nname = "Lantern"\niati = { identifier = "XX-REG-1" }\n'
        '[organisations.MOA]\nname = "ministry of AID"\n[countries.LB]\nname = "Liban"\n'
        '[regions.mena]\ntitle = "MENA"\niati = { code = "589" }\n[focus_areas.women]\ntitle = "women\'s rights"\n'
    )
    assert run("import", "iati", str(ODD), "--id", "*-PROG", at=folder).code == 0
    programme = data(folder, "PROG")
    assert programme["partners"] == {"MOA": "funder", "LL": "lead", "harbour-friends": "implementer"}
    assert (programme["regions"], programme["focus_areas"]) == (["mena"], ["women"])
    framework = data(folder, "framework")
    assert framework["countries"]["LB"]["name"] == "Liban"
    assert [*framework["organisations"]] == ["LL", "MOA", "harbour-friends"]


def test_only_some_activities_can_be_asked_for(run: Run, folder: Path) -> None:
    assert run("import", "iati", str(ODD), "--country", "Lebanon", "--country", "SY", at=folder).code == 0
    assert run("list", "-f", "ids", at=folder).out.split() == ["PROG"]
    nothing = run("import", "iati", str(ODD), "--id", "XX-REG-1-PROGG", at=folder)
    assert (nothing.code, 'did you mean "XX-REG-1-PROG"?' in nothing.err) == (4, True)
    no_country = run("import", "iati", str(ODD), "--country", "Atlantis", at=folder)
    assert (no_country.code, '"Atlantis" is no country' in no_country.err) == (2, True)


def test_what_cannot_be_asked_for_is_said(run: Run, folder: Path) -> None:
    no_language = run("import", "iati", str(ODD), "--language", "English", at=folder)
    assert (no_language.code, '"English" is no language' in no_language.err) == (2, True)
    (folder.parent / "empty.xml").write_text('<iati-activities version="2.03"/>')
    empty = run("import", "iati", "../empty.xml", cwd=folder, at=folder)
    assert (empty.code, "has no activities" in empty.err) == (3, True)


def test_what_cannot_be_read_changes_nothing(run: Run, folder: Path) -> None:
    cut = folder.parent / "cut.xml"
    cut.write_text(ODD.read_text()[:5000])
    ran = run("import", "iati", str(cut), at=folder)
    assert (ran.code, ran.out) == (3, "")
    assert re.search(r"cut.xml:\d+: error\[malformed-xml\]: the file ends too early", ran.err)
    assert content(folder) == {"framework.toml": FRAMEWORK.encode()}


def test_a_file_can_come_from_standard_input_and_be_packed(environment: dict[str, str], folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "coopctl", "-C", str(folder), "import", "iati", "-"],
        input=gzip.compress(ODD.read_bytes()),
        capture_output=True,
        env=environment,
        check=True,
    )
    assert b"PROG: new roadmap" in ended.stderr
    assert data(folder, "PROG")["title"] == "Protection programme"


def test_text_from_the_file_reaches_the_terminal_harmless(run: Run, folder: Path) -> None:
    sly = ODD.read_text().replace("XX-REG-1-PROG", "XX-REG-1-\u202e\x9b31mPROG").replace("Lantern (LL)", "La\x85ntern")
    (folder.parent / "sly.xml").write_text(sly)
    ran = run("import", "iati", "../sly.xml", "--each", cwd=folder, at=folder)
    assert not {"\x9b", "\u202e", "\x85"} & {*ran.err}


@needs_published_files
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_published_files_become_valid_portfolios(run: Run, folder: Path, path: Path) -> None:
    ran = run("import", "iati", str(path), at=folder)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert run("check", at=folder) == (0, "", "")
    before = content(folder)
    for command in (["report"], ["report", "indicators"], ["report", "coverage"], ["list", "deliverables"]):
        assert run(*command, at=folder).code == 0
    assert run("import", "iati", str(path), "--update", at=folder).code == 0
    assert content(folder) == before


@needs_published_files
def test_what_one_organisation_publishes_can_be_published_again(run: Run, folder: Path) -> None:
    assert run("import", "iati", str(REAL[0]), at=folder).code == 0
    ran = run("export", "iati", "-o", "again.xml", at=folder, cwd=folder)
    assert ran.code == 0, ran.err
    once = etree.parse(REAL[0]).getroot()[0]
    twice = etree.parse(folder / "again.xml").getroot()[0]
    for path in ("iati-identifier", "title/narrative", "result/title/narrative", "result/indicator/title/narrative"):
        assert {one.text for one in twice.iterfind(path)} >= {one.text for one in once.iterfind(path)}
    for path, name in (("result/indicator/period/target", "value"), ("result/indicator/period/actual", "value")):
        assert {one.get(name) for one in twice.iterfind(path)} >= {one.get(name) for one in once.iterfind(path)}


@needs_published_files
def test_what_several_publish_says_what_is_missing_to_be_published_again(run: Run, folder: Path) -> None:
    assert run("import", "iati", str(REAL[1]), at=folder).code == 0
    ran = run("export", "iati", at=folder)
    assert (ran.code, ran.out) == (1, "")
    assert "IATI demands to know whose portfolio this is" in ran.err


@needs_published_files
def test_two_published_files_share_their_organisations(run: Run, folder: Path) -> None:
    for path in REAL:
        assert run("import", "iati", str(path), at=folder).code == 0
    assert len(run("list", "-f", "ids", at=folder).out.split()) == 8
    named = [
        one["iati"].get("identifier") for one in data(folder, "framework")["organisations"].values() if "iati" in one
    ]
    assert named.count("LB-MOI-497") == 1
    assert data(folder, "C380")["partners"]["LB-MOI-497"] == "implementer"
    covid = data(folder, "XM-DAC-7-PPR-4000003882")
    assert "concluded" not in covid
    counted = covid["deliverables"]["output-2-2"]["indicators"]["output-indicator-2-2-1"]
    assert (counted["target"]["value"], counted["actual"][0]["value"]) == (120, 124)
