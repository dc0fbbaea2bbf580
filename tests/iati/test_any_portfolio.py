"""Whatever a portfolio says: what `export iati` writes is valid, and what it refuses it gives reasons for."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from lxml import etree

from coopctl import build, index, query, rules, tables
from coopctl.exports import iati
from coopctl.model import Framework, Roadmap
from coopctl.problems import CoopctlError, Exit
from tests.iati import standard

DAY = date(2026, 6, 30)
SIGNS = st.characters(exclude_categories=["Cs"])
TEXT = st.text(SIGNS, min_size=1, max_size=30) | st.sampled_from(
    ["<b>&amp;]]>", "a\r\nb", "\x00\ufffe", "due: 2024", "-->"]
)
NAME = TEXT.map(lambda text: f"N{text}")
EVENT = st.sampled_from(["2024", "2025-Q3", "2026-06", "2026-06-30", "../2025", "../2026", "2027-01"])
PLAN = st.sampled_from(["2023", "2024-Q1", "2026-06", "2026-06-30", "2028"])
NUMBER = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
URL = st.sampled_from(
    ["https://a.example/b.pdf", "http://ä.example/ü?x=<&y#z", "https://[::1]/x.html", "x://y", "http://["]
)
URL |= TEXT.map(lambda text: f"https://a.example/{text}.html")
ORGANISATIONS, AREAS, COUNTRIES, REGIONS, SOURCES = (
    ["A", "B"],
    ["one", "two", "three"],
    ["AL", "TR", "ZZ"],
    ["r", "s"],
    ["x", "y"],
)


def some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=len(values))


def known(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def by_id(content: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(["a", "b.c", "D_d"]), content, max_size=2)


MEASURE = known({"value": NUMBER, "on": EVENT})
WORK: dict[str, Any] = dict.fromkeys(("due", "expected"), PLAN) | dict.fromkeys(("started", "done", "dropped"), EVENT)
WORK |= {"evidence": st.lists(st.sampled_from(SOURCES) | URL | TEXT, max_size=2), "topics": st.lists(TEXT, max_size=2)}
WORK |= {"owner": st.sampled_from(ORGANISATIONS), "responsible": TEXT, "notes": TEXT, "reason": TEXT}
INDICATOR = known(
    {"title": NAME}, unit=TEXT, baseline=MEASURE, target=MEASURE, actual=st.lists(MEASURE, max_size=3), notes=TEXT
)
ROADMAPS = known(
    {
        "title": NAME,
        "kind": st.sampled_from(["roadmap", "project"]),
        "summary": NAME,
        "countries": st.lists(st.sampled_from(COUNTRIES), unique=True, min_size=1),
        "period": known({"start": PLAN}, end=PLAN),
        "partners": st.just({"A": "lead"}),
    },
    regions=some(REGIONS),
    started=EVENT,
    concluded=EVENT,
    cancelled=EVENT,
    reason=TEXT,
    notes=TEXT,
    focus_areas=some(AREAS),
    cross_cutting=some(AREAS),
    sources=some(SOURCES),
    funding=st.lists(known({}, funder=st.sampled_from(ORGANISATIONS)), max_size=2),
    follows=some(["zero", "one"]),
    deliverables=by_id(
        known({"title": NAME}, milestones=by_id(known({"title": NAME}, **WORK)), indicators=by_id(INDICATOR), **WORK)
    ),
)
SOURCE = known(
    {"title": NAME, "url": URL, "iati": st.just({"format": "text/html", "category": "A01"})}, published=EVENT
)
FRAMEWORKS = known(
    {
        "title": TEXT,
        "agency": st.just("A"),
        "iati": st.just({"language": "en", "sectors": [{"code": "15190"}]}),
        "organisations": st.fixed_dictionaries(
            {
                "A": known({"name": NAME, "iati": st.just({"identifier": "XM-DAC-7"})}),
                "B": known({"name": NAME}, type=st.just("ngo")),
            }
        ),
        "countries": st.fixed_dictionaries({code: known({"name": TEXT}) for code in COUNTRIES}),
        "regions": st.fixed_dictionaries({id: known({"title": TEXT}, iati=st.just({"code": "298"})) for id in REGIONS}),
        "focus_areas": st.fixed_dictionaries({id: known({"title": TEXT}) for id in AREAS}),
        "sources": st.fixed_dictionaries(dict.fromkeys(SOURCES, SOURCE)),
    }
)


def exported(framework: dict[str, Any], roadmaps: dict[str, dict[str, Any]]) -> str:
    """The export of a portfolio that is only in memory."""
    connection = index.empty("test")
    build.insert_rows(connection, tables.framework_rows(Framework.model_validate(framework)))
    for id, roadmap in roadmaps.items():
        build.insert_rows(connection, tables.roadmap_rows(id, Roadmap.model_validate(roadmap)))
    rules.compute(connection, DAY.isoformat())
    index.make_views(connection)
    return "".join(iati.write(query.ask(connection, (DAY.isoformat(), ""), {})))


def attempted(framework: dict[str, Any], roadmaps: dict[str, dict[str, Any]]) -> tuple[str, CoopctlError | None]:
    try:
        return exported(framework, roadmaps), None
    except CoopctlError as error:
        return "", error


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(FRAMEWORKS, st.dictionaries(st.sampled_from(["zero", "one", "two"]), ROADMAPS, min_size=1))
def test_what_is_written_is_valid_and_what_is_refused_has_reasons(
    framework: dict[str, Any], roadmaps: dict[str, dict[str, Any]]
) -> None:
    text, refused = attempted(framework, roadmaps)
    event("refused" if refused else "written")
    if refused:
        assert refused.exit_code == Exit.NO
        assert refused.problems
        return
    assert len(etree.fromstring(text.encode())) == len(roadmaps)
    if standard.HOME.is_dir():
        assert standard.wrong(text) == []


ALLOWED = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n")


@given(st.text(ALLOWED), st.text(ALLOWED))
def test_texts_that_xml_allows_arrive_as_they_are(summary: str, notes: str) -> None:
    roadmap: dict[str, Any] = {
        "title": "T",
        "kind": "roadmap",
        "summary": f"S{summary}",
        "notes": f"N{notes}",
        "countries": ["AL"],
    }
    roadmap |= {"period": {"start": "2024"}, "partners": {"A": "lead"}}
    framework: dict[str, Any] = {"title": "P", "agency": "A", "countries": {"AL": {"name": "Albania"}}}
    framework |= {"iati": {"language": "en", "sectors": [{"code": "15190"}]}}
    framework |= {"organisations": {"A": {"name": "A", "iati": {"identifier": "XM-DAC-7"}}}}
    (activity,) = etree.fromstring(exported(framework, {"r": roadmap}).encode()).iterfind("iati-activity")
    told = [one.findtext("narrative") for one in activity.iterfind("description")]
    assert told == [f"S{summary}".strip(), f"N{notes}".strip()]
