"""Every fact of the two source documents is found again by a question to coopctl about the shipped roadmaps.

The numbers of the rows are those of FACTS.md, the list of facts that the portfolio was written from.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import Any, NamedTuple

import pytest

from coopctl.cli.main import main
from tests.conftest import SHARED, SHIPPED

A, B = "asylum-report-2019", "iom-press-2019-07-22"
WESTERN_BALKANS = ["AL", "BA", "XK", "MK", "ME", "RS"]
PAST = "../2019"  # told as past by the report on 2019, which says no more


@cache
def answer(*arguments: str) -> Any:
    """What ``coopctl -C roadmaps ARGUMENTS`` answers, as JSON."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["-C", str(SHIPPED), *arguments])
        said = err.buffer.getvalue().decode()
        text = out.buffer.getvalue().decode()
    assert code == 0, said
    return json.loads(text)


@pytest.fixture(autouse=True, scope="module")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def rows(*arguments: str) -> list[dict[str, Any]]:
    """The rows of an answer."""
    return list(answer(*arguments, "-f", "json")["rows"])


def ids(*arguments: str) -> list[str]:
    """The first column of an answer: ids."""
    return [next(iter(row.values())) for row in rows(*arguments)]


def shown(id: str) -> dict[str, Any]:
    """The facts that ``coopctl show ID`` tells."""
    return dict(answer("show", id, "-f", "json")["facts"])


def exported(id: str) -> dict[str, Any]:
    """A roadmap as ``coopctl export json ID`` has it."""
    (roadmap,) = answer("export", "json", id)["roadmaps"]
    return dict(roadmap)


def when(date: dict[str, Any] | None) -> str | None:
    """A date as it is written."""
    return str(date["text"]) if date else None


def codes(titled: list[str]) -> list[str]:
    """The ids behind titles: ``Turkey (TR)`` is ``TR``."""
    return [text.rpartition("(")[2].rstrip(")") for text in titled]


# ---------------------------------------------------------------------------------- Roadmaps and other instruments


class Row(NamedTuple):
    """A row of the table of instruments, as coopctl is to tell it."""

    number: int
    id: str
    kind: str
    countries: list[str]
    stage: str
    start: str | None = None
    end: str | None = None
    partners: dict[str, str] = {}  # noqa: RUF012 (never changed)
    source: str = A
    says: str = ""


ROWS = (
    Row(1, "turkey-2014", "programme", ["TR"], "concluded", "2014", None, {"DGMM": "counterpart"}, says="successfully"),
    Row(
        2,
        "turkey-2018",
        "roadmap",
        ["TR"],
        "ended",
        "2018-02",
        "2019-06",
        {"DGMM": "counterpart", "PDMM": "counterpart"},
        says="expanded",
    ),
    Row(
        3,
        "turkey-2019",
        "roadmap",
        ["TR"],
        "active",
        "2019-09",
        "2021-08",
        {"DGMM": "counterpart"},
        says="renewed and expanded",
    ),
    Row(4, "serbia-2017", "roadmap", ["RS"], "concluded", "2017", "2019"),
    Row(5, "north-macedonia-2017", "roadmap", ["MK"], "concluded", "2017", "2019"),
    Row(6, "albania", "roadmap", ["AL"], "preparation", says="being defined"),
    Row(7, "bosnia-and-herzegovina", "roadmap", ["BA"], "preparation", says="being defined"),
    Row(
        8,
        "ipa-ii-2019",
        "project",
        [*WESTERN_BALKANS, "TR"],
        "active",
        "2019",
        None,
        {"EU": "funder"},
        says="second phase",
    ),
    Row(9, "egypt-2019", "bilateral", ["EG"], "active", "2019"),
    Row(10, "morocco-2019", "bilateral", ["MA"], "active", "2019"),
    Row(11, "istanbul-2019", "facility", ["TR"], "active", "2019", None, {"ICMC": "partner"}, says="pilot"),
    Row(
        12,
        "eu-frank",
        "project",
        [],
        "undated",
        None,
        None,
        {"SMA": "lead", "MPI": "partner", "IOM": "partner", "ICMC": "partner", "national-institutions": "partner"},
        says="resettlement",
    ),
    Row(
        13,
        "easo-iom-2019",
        "working-arrangement",
        [],
        "active",
        None,
        None,
        {"IOM": "counterpart"},
        B,
        says="EASO and IOM",
    ),
    Row(14, "western-balkans-2019", "programme", WESTERN_BALKANS, "active", "2019", "2019", says="tailored"),
)

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row-{row.number}-{row.id}")


def test_there_are_these_instruments_and_no_others() -> None:
    assert sorted(ids("list")) == sorted(row.id for row in ROWS)


@each_row
def test_the_instrument_is_listed_with_its_kind_countries_period_and_stage(row: Row) -> None:
    (listed,) = rows("list", row.id)
    assert listed["kind"] == row.kind
    assert listed["countries"] == row.countries
    assert (when(listed["start"]), when(listed["end"])) == (row.start, row.end)
    assert listed["stage"] == row.stage
    assert row.says.casefold() in json.dumps(shown(row.id)).casefold() + listed["title"].casefold()


@each_row
def test_the_instrument_has_its_partners_in_their_roles(row: Row) -> None:
    assert exported(row.id).get("partners", {}) == row.partners


@each_row
def test_the_instrument_names_the_document_that_tells_of_it(row: Row) -> None:
    assert [source["source"] for source in answer("show", row.id, "-f", "json")["sources"]] == [row.source]


@each_row
def test_the_instrument_is_found_by_each_of_its_countries_partners_and_its_kind(row: Row) -> None:
    for country in row.countries:
        assert row.id in ids("list", "--country", country)
    for partner in row.partners:
        assert row.id in ids("list", "--partner", partner)
    assert row.id in ids("list", "--kind", row.kind)


@each_row
def test_the_instrument_is_not_found_under_a_country_that_it_does_not_concern(row: Row) -> None:
    for country in {*WESTERN_BALKANS, "TR", "EG", "MA"} - set(row.countries):
        assert row.id not in ids("list", "--country", country)


def test_row_1_has_been_implemented_and_is_not_running() -> None:
    assert when(shown("turkey-2014")["concluded"]) == PAST
    assert "turkey-2014" not in ids("list", "--country", "TR", "--stage", "active")


def test_row_3_rests_on_row_1_and_follows_row_2() -> None:
    lineage = answer("show", "turkey-2019", "-f", "json")["lineage"]
    assert {(entry["relation"], entry["id"]) for entry in lineage} == {
        ("follows", "turkey-2014"),
        ("follows", "turkey-2018"),
    }


@pytest.mark.parametrize("id", ["serbia-2017", "north-macedonia-2017"])
def test_rows_4_and_5_were_concluded_in_2019(id: str) -> None:
    assert when(shown(id)["concluded"]) == "2019"


@pytest.mark.parametrize("id", ["albania", "bosnia-and-herzegovina"])
def test_rows_6_and_7_are_roadmaps_in_preparation_without_a_period(id: str) -> None:
    assert exported(id)["in_preparation"] is True
    assert "period" not in shown(id)


def test_row_8_is_paid_by_the_eu_from_ipa_ii() -> None:
    assert answer("show", "ipa-ii-2019", "-f", "json")["funding"] == [{"funder": "EU", "instrument": "IPA II"}]


def test_row_8_is_only_part_of_the_support_and_no_roadmap_is_said_to_belong_to_it() -> None:
    assert "a part of the support" in shown("ipa-ii-2019")["notes"]
    assert "lineage" not in answer("show", "ipa-ii-2019", "-f", "json")


def test_row_13_was_signed_in_paris_by_the_heads_of_both() -> None:
    signed = exported("easo-iom-2019")["signed"]
    assert set(signed) == {"on", "place", "by"}
    assert (when(signed["on"]), signed["place"]) == ("2019-07-22", "Paris")
    assert signed["by"] == [
        {"name": "Nina Gregori", "post": "Executive Director", "organisation": "EASO"},
        {"name": "António Vitorino", "post": "Director General", "organisation": "IOM"},
    ]


# -------------------------------------------------------------------------------------------------- The framework


def test_the_agency_is_easo_and_its_revised_strategy_was_adopted_in_february_2019() -> None:
    portfolio = answer("show", "-f", "json")["facts"]
    assert codes([portfolio["agency"]]) == ["EASO"]
    assert "Revised" in portfolio["strategy"]
    assert when(portfolio["strategy_adopted"]) == "2019-02"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (0, "stronger asylum and reception systems"),
        (0, "managed migration"),
        (0, "applicants and beneficiaries of international protection are protected"),
        (1, "access to the eu for people in need of protection"),
        (1, "resettlement programmes and legal pathways"),
        (2, "information-sharing about ceas"),
        (2, "common european asylum system"),
    ],
)
def test_the_external_dimension_has_three_aims(place: int, says: str) -> None:
    aims = answer("show", "-f", "json")["aims"]
    assert len(aims) == 3
    assert says in f"{aims[place]['title']} {aims[place]['notes']}".casefold()


def test_the_priority_countries_are_the_western_balkans_turkey_egypt_and_morocco() -> None:
    countries = {row["country"]: row for row in rows("list", "countries")}
    assert list(countries) == [*WESTERN_BALKANS, "TR", "EG", "MA"]
    assert {row["priority"] for row in countries.values()} == {"yes"}
    assert {code: row["regions"] for code, row in countries.items()} == {
        **{code: ["Western Balkans"] for code in WESTERN_BALKANS},
        "TR": [],
        **{code: ["Middle East and North Africa"] for code in ("EG", "MA")},
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Albania", "AL"),
        ("Bosnia and Herzegovina", "BA"),
        ("Kosovo", "XK"),
        ("North Macedonia", "MK"),
        ("Montenegro", "ME"),
        ("Serbia", "RS"),
        ("Turkey", "TR"),
        ("Egypt", "EG"),
        ("Morocco", "MA"),
    ],
)
def test_a_country_is_called(name: str, code: str) -> None:
    assert ids("list", "--country", name) == ids("list", "--country", code) != []


def test_the_whole_mena_region_has_priority_and_two_of_its_countries_are_named() -> None:
    regions = {region["id"]: region for region in answer("show", "-f", "json")["regions"]}
    assert (regions["mena"]["priority"], regions["mena"]["countries"]) == ("yes", ["EG", "MA"])
    assert (regions["western-balkans"]["priority"], regions["western-balkans"]["countries"]) == (
        "yes",
        WESTERN_BALKANS,
    )


def test_there_are_two_kinds_of_support() -> None:
    kinds = answer("show", "-f", "json")["support_kinds"]
    assert [kind["id"] for kind in kinds] == ["resettlement", "capacity-building"]
    assert "European resettlement schemes" in kinds[0]["notes"]
    assert "third countries" in kinds[1]["title"]


def test_everything_is_in_consultation_with_the_eu_and_coordinated_with_unhcr_and_iom() -> None:
    portfolio = answer("show", "-f", "json")["facts"]
    assert sorted(codes(portfolio["partners"][:3])) == ["EC", "EEAS", "EU-plus"]
    assert portfolio["partners"][3] == "EU justice and home affairs (JHA) agencies and their networks (JHA)"
    assert codes(portfolio["coordination"]) == ["UNHCR", "IOM"]


CAPACITY = [row.id for row in ROWS if row.id not in ("istanbul-2019", "eu-frank")]


@pytest.mark.parametrize(
    ("aim", "instruments", "engagements"),
    [
        ("asylum-systems", CAPACITY, ["iom-joint-training"]),
        (
            "access-to-protection",
            ["easo-iom-2019", "eu-frank", "istanbul-2019"],
            ["resettlement-from-turkey", "iom-resettlement-coordination"],
        ),
        ("information-sharing", [], ["resettlement-forum", "iom-information-exchange"]),
    ],
)
def test_an_aim_is_served_by(aim: str, instruments: list[str], engagements: list[str]) -> None:
    assert ids("list", "--aim", aim) == sorted(instruments)
    assert ids("list", "engagements", "--aim", aim) == engagements


def test_the_framework_says_once_that_the_aims_are_inferred() -> None:
    comments = re.findall(r"^#.*", (SHIPPED / "framework.toml").read_text("utf-8"), re.MULTILINE)
    told = " ".join(comments)
    assert told.count("`aims` of roadmaps") == 1
    assert "are inferred" in told


# -------------------------------------------------------------------------- Focus areas, deliverables, milestones


@pytest.mark.parametrize(
    ("id", "areas"),
    [
        ("turkey-2018", ["asylum-processes", "vulnerable-groups"]),
        (
            "turkey-2019",
            [
                "country-of-origin-information",
                "decision-centres",
                "contingency-planning",
                "internal-training",
                "vulnerable-groups",
                "information-management",
            ],
        ),
        ("serbia-2017", ["national-procedures", "reception-conditions"]),
        ("north-macedonia-2017", ["national-procedures", "reception-conditions"]),
        (
            "ipa-ii-2019",
            ["protection-in-migration-management", "asylum-legislation", "asylum-practices", "reception-conditions"],
        ),
        ("egypt-2019", ["asylum-legislation", "asylum-policies", "international-protection", "reception-conditions"]),
        ("morocco-2019", ["asylum-legislation", "asylum-policies", "international-protection", "reception-conditions"]),
        (
            "easo-iom-2019",
            [
                "contingency-planning",
                "reception-conditions",
                "returns",
                "resettlement",
                "voluntary-relocation",
                "vulnerable-groups",
            ],
        ),
        ("western-balkans-2019", ["country-of-origin-information"]),
        ("istanbul-2019", ["resettlement"]),
        ("eu-frank", ["resettlement"]),
    ],
)
def test_an_instrument_has_these_focus_areas(id: str, areas: list[str]) -> None:
    assert sorted(codes(shown(id)["focus_areas"])) == sorted(areas)
    for area in areas:
        assert id in ids("list", "--area", area)


class Step(NamedTuple):
    """A deliverable or milestone: what became of it, when, and what its words must tell."""

    row: str
    path: str
    status: str
    done: str | None
    says: tuple[str, ...]


STEPS = (
    Step("2", "turkey-2018/trainer-pool", "done", PAST, ("pool of trainers for easo modules",)),
    Step(
        "2",
        "turkey-2018/coi-training",
        "done",
        PAST,
        (
            "core immigration experts",
            "case workers",
            "produced by easo",
            "coi on somalia",
            "coi on iraq",
            "coi on pakistan",
            "coi on palestine",
        ),
    ),
    Step("2", "turkey-2018/contingency-plan", "done", PAST, ("sudden inflow of migrants",)),
    Step("2", "turkey-2018/procedural-knowledge", "done", PAST, ("more technical knowledge of asylum procedures",)),
    Step("4", "serbia-2017/ipsn-tool", "done", PAST, ("ipsn", "persons with special needs", "serbian", "publication")),
    Step("5", "north-macedonia-2017/ipsn-tool", "done", PAST, ("ipsn", "special needs", "macedonian", "publication")),
    Step("6", "albania/roadmap/site-visit", "done", "2019", ("site visit", "gaps", "define", "site-visit")),
    Step("6", "albania/roadmap/defined", "planned", None, ("roadmap defined",)),
    Step("7", "bosnia-and-herzegovina/roadmap/site-visit", "done", "2019", ("site visit", "gaps", "define")),
    Step("7", "bosnia-and-herzegovina/roadmap/defined", "planned", None, ("roadmap defined",)),
    Step(
        "14", "western-balkans-2019/coi-training/courts-workshop", "done", "2019", ("workshop", "courts and tribunals")
    ),
    Step("14", "western-balkans-2019/coi-training/case-officers", "done", "2019", ("coi on iraq", "coi on pakistan")),
    Step("9", "egypt-2019/site-visits", "planned", None, ("experts of eu+ countries", "undertaken or planned")),
    Step("9", "egypt-2019/training-visits", "planned", None, ("within europe", "undertaken or planned")),
    Step("10", "morocco-2019/site-visits", "planned", None, ("experts of eu+ countries", "undertaken or planned")),
    Step("10", "morocco-2019/training-visits", "planned", None, ("within europe", "undertaken or planned")),
    Step("11", "istanbul-2019/selection-missions", "in-progress", None, ("selection missions", "mission")),
    Step("11", "istanbul-2019/cultural-orientation-missions", "in-progress", None, ("cultural orientation missions",)),
    Step("12", "eu-frank/training-modules", "done", PAST, ("help", "training modules", "resettlement")),
    Step("12", "eu-frank/joint-tools", "done", PAST, ("support", "joint tools for future resettlement operations")),
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"row-{step.row}-{step.path}")
def test_a_milestone_is_told_as_far_as_the_source_tells_it(step: Step) -> None:
    told = answer("show", step.path, "-f", "json")
    assert told["facts"]["status"] == step.status
    assert when(told["facts"].get("done")) == step.done
    words = f"{told['title']} {json.dumps(told['facts'], ensure_ascii=False)}".casefold()
    assert all(part in words for part in step.says), words


def test_there_are_these_milestones_and_no_others() -> None:
    assert sorted(ids("list", "milestones")) == sorted(step.path for step in STEPS)


def test_the_trainings_on_country_information_in_turkey_had_four_topics() -> None:
    assert len(shown("turkey-2018/coi-training")["topics"]) == 4


def test_row_3_has_no_outcome_yet() -> None:
    assert exported("turkey-2019")["deliverables"] == {}
    assert "no outcome" in shown("turkey-2019")["notes"]


def test_row_8_is_general_capacity_building_to_mainstream_protection_and_align_asylum_systems() -> None:
    project = shown("ipa-ii-2019")
    assert codes(project["support"]) == ["capacity-building"]
    assert "general capacity building" in project["summary"]
    assert "protection becomes part of all migration management" in project["summary"]
    assert "asylum legislation, practices and reception conditions are aligned" in project["summary"]


def test_row_14_is_regional_set_apart_from_row_8_and_names_the_work_country_by_country() -> None:
    programme = shown("western-balkans-2019")
    assert codes(programme["regions"]) == ["western-balkans"]
    for id in ("ipa-ii-2019", "serbia-2017", "north-macedonia-2017", "albania", "bosnia-and-herzegovina"):
        assert id in programme["notes"]


@pytest.mark.parametrize("id", ["egypt-2019", "morocco-2019"])
def test_rows_9_and_10_align_law_with_international_standards_and_build_capacity(id: str) -> None:
    summary = shown(id)["summary"]
    assert "aligned with international standards" in summary
    assert "capacity for sound asylum policies" in summary


@pytest.mark.parametrize("area", ["training", "exchange-of-expertise", "joint-capacity-building"])
def test_row_13_has_a_cross_cutting_area(area: str) -> None:
    assert area in codes(shown("easo-iom-2019")["cross_cutting"])
    assert len(shown("easo-iom-2019")["cross_cutting"]) == 3


def test_row_13_says_what_its_first_and_last_area_take_in() -> None:
    notes = shown("easo-iom-2019")["notes"]
    assert "early warning, preparedness and contingency" in notes
    assert "vulnerabilities and specific protection needs" in notes
    assert "several years" in notes


# ------------------------------------------------------------------------ Standing cooperation outside any roadmap


@pytest.mark.parametrize(
    ("id", "title", "regions", "countries", "partners"),
    [
        ("eu-migration-dialogues", "EU Migration Dialogues", ["mena"], [], []),
        (
            "resettlement-forum",
            "Forum for EU+ countries on resettlement and complementary pathways",
            [],
            [],
            ["EU-plus"],
        ),
        ("resettlement-from-turkey", "resettlement operations from Turkey", [], ["TR"], ["EU-DEL-TR", "EU-MS"]),
        ("iom-joint-training", "European neighbourhood: joint training of national authorities", [], [], ["IOM"]),
        ("iom-resettlement-coordination", "European neighbourhood: coordination", [], [], ["IOM"]),
        ("iom-information-exchange", "exchange of data, information and documentation", [], [], ["IOM"]),
    ],
)
def test_standing_cooperation_is_listed(
    id: str, title: str, regions: list[str], countries: list[str], partners: list[str]
) -> None:
    engagements = {row["engagement"]: row for row in rows("list", "engagements")}
    assert len(engagements) == 6
    assert title in engagements[id]["title"]
    assert (engagements[id]["regions"], engagements[id]["countries"]) == (regions, countries)
    assert engagements[id]["partners"] == partners


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("eu-migration-dialogues", "in the context of asylum"),
        ("resettlement-forum", "provides the forum"),
        ("resettlement-from-turkey", "EU Delegation in Turkey"),
        ("iom-joint-training", "several years"),
    ],
)
def test_notes_on_standing_cooperation_tell_what_it_is(id: str, says: str) -> None:
    notes = {entry["id"]: entry["notes"] for entry in answer("show", "-f", "json")["engagements"]}
    assert says in notes[id]


# ------------------------------------------------------------------------------------------- Nothing is invented


def dates(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every date in an exported portfolio with its place, but for what is computed."""
    if isinstance(content, dict):
        if set(content) == {"text", "first", "last"}:
            yield path, content["text"]
            return
        for key, value in content.items():
            if key != "computed":
                yield from dates(value, f"{path}/{key}")
    elif isinstance(content, list):
        for value in content:
            yield from dates(value, f"{path}/{value['id']}" if isinstance(value, dict) and "id" in value else path)


KNOWN_DATES = {
    ("/framework/as_of", "2019-12-31"),  # the reporting date of the data
    ("/framework/strategy/adopted", "2019-02"),
    (f"/framework/sources/{B}/published", "2019-07-22"),
    ("/roadmaps/turkey-2014/period/start", "2014"),
    ("/roadmaps/turkey-2014/concluded", PAST),
    ("/roadmaps/turkey-2018/period/start", "2018-02"),
    ("/roadmaps/turkey-2018/period/end", "2019-06"),
    ("/roadmaps/turkey-2019/period/start", "2019-09"),
    ("/roadmaps/turkey-2019/period/end", "2021-08"),
    *(
        (f"/roadmaps/{id}/{key}", year)
        for id in ("serbia-2017", "north-macedonia-2017")
        for key, year in (("period/start", "2017"), ("period/end", "2019"), ("concluded", "2019"))
    ),
    *((f"/roadmaps/{id}-2019/period/start", "2019") for id in ("ipa-ii", "egypt", "morocco", "istanbul")),
    ("/roadmaps/easo-iom-2019/signed/on", "2019-07-22"),
    ("/roadmaps/western-balkans-2019/period/start", "2019"),
    ("/roadmaps/western-balkans-2019/period/end", "2019"),
    *(
        (
            "/roadmaps/{}/deliverables/{}".format(*step.path.split("/", 1))
            .replace("/roadmap/", "/roadmap/milestones/")
            .replace("/coi-training/", "/coi-training/milestones/")
            + "/done",
            step.done,
        )
        for step in STEPS
        if step.done
    ),
    ("/roadmaps/istanbul-2019/deliverables/selection-missions/started", PAST),
    ("/roadmaps/istanbul-2019/deliverables/cultural-orientation-missions/started", PAST),
}


def test_no_date_is_invented_and_none_is_missing() -> None:
    assert set(dates(answer("export", "json"))) == KNOWN_DATES


def test_nothing_is_overdue_or_at_risk_at_the_reporting_date() -> None:
    total = answer("report", "-f", "json")["total"]
    assert (total["overdue"], total["at_risk"]) == (0, 0)
    assert rows("list", "milestones", "--status", "overdue", "--status", "at-risk") == []
    assert {row["rating"] for row in rows("report")} == {"none", "complete"}


def test_the_reporting_date_is_the_end_of_2019() -> None:
    assert answer("report", "-f", "json")["as_of"] == "2019-12-31"


def test_the_portfolio_has_no_problem() -> None:
    assert answer("check", "--strict", "-f", "json")["problems"] == []


# --------------------------------------------------------------------------------------- The list of facts itself

FACTS = SHARED / "seeds" / "FACTS.md"


def facts_table() -> dict[int, list[str]]:
    """The rows of the table in FACTS.md by number."""
    lines = re.findall(r"^\| (\d+) \|(.*)\|$", FACTS.read_text("utf-8"), re.MULTILINE)
    return {int(number): [cell.strip() for cell in rest.split("|")] for number, rest in lines}


@pytest.mark.skipif(not FACTS.is_file(), reason=f"{FACTS} is not part of this checkout")
def test_the_table_of_facts_and_the_portfolio_agree_row_by_row() -> None:
    told = {}
    for number, (_, kind, countries, period, _, source) in facts_table().items():
        told[number] = (re.findall(r"\b[A-Z]{2}\b", countries), set(re.findall(r"\d{4}", period)), source, kind)
    assert sorted(told) == [row.number for row in ROWS]
    for row in ROWS:
        (listed,) = rows("list", row.id)
        signed = when(exported(row.id).get("signed", {}).get("on"))
        years = {date[:4] for date in (when(listed["start"]), when(listed["end"]), signed) if date}
        codes_told, years_told, source_told, kind_told = told[row.number]
        assert (listed["countries"], years) == (codes_told, years_told), row.id
        assert {A: "A", B: "B"}[row.source] == source_told
        assert listed["kind"].replace("-", " ") in kind_told
