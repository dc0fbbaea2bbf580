"""Export, import, export again: the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coopctl.cli.main import main
from tests.benchmarks import generate
from tests.conftest import EXAMPLE, Run

EMPTY = 'title = "Begun anew"\n'


def again(run: Run, folder: Path, home: Path) -> tuple[bytes, bytes]:
    """The portfolio in ``folder`` as it is exported, and as it is when that was imported into an empty one."""
    anew = home / "anew"
    anew.mkdir()
    (anew / "framework.toml").write_text(EMPTY)
    for name, place in (("first.xml", folder), ("second.xml", anew)):
        ran = run("export", "iati", "-o", str(home / name), at=place)
        assert ran.code == 0, ran.err
        if place == folder:
            ran = run("import", "iati", str(home / name), at=anew)
            assert (ran.code, "finds no place" in ran.err) == (0, False), ran.err
            assert run("check", at=anew).code == 0
    return (home / "first.xml").read_bytes(), (home / "second.xml").read_bytes()


def test_the_example_comes_back_as_it_was(run: Run, tmp_path: Path) -> None:
    first, second = again(run, EXAMPLE, tmp_path)
    assert second == first


def test_a_generated_portfolio_comes_back_as_it_was(run: Run, tmp_path: Path) -> None:
    generate.write(tmp_path / "many", 40)
    first, second = again(run, tmp_path / "many", tmp_path)
    assert second == first


def test_into_the_very_portfolio_it_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("export", "iati", "-o", "it.xml", at=EXAMPLE)
    for path in EXAMPLE.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    ran = run("import", "iati", "it.xml", "--update", at=tmp_path)
    assert (ran.code, "nothing was written" in ran.err) == (0, True), ran.err


# ------------------------------------------------------------------------------------------------ Whatever there may be

PLANNED = ["2024", "2025-Q1", "2025-06", "2026-01-31", "2026-Q4", "2027"]
EVENTS = ["2023", "2024-Q4", "2025-02", "2025-12-31", "../2025", "../2026-03-15", "2026-06-30", "2027-01"]
WORDS = [
    "Plan",
    "Pläne & <mehr>",
    "Two\nlines",
    "  indented\n  - list",
    "due: 2025",
    "reason: none",
    "notes:",
    "started: 2024",
    "2025-Q1",
    "ﬁn…",
]
NUMBERS = [0, 1, -3, 14.5, 8.0, 0.1, 1_000_000, 12345678901234567, 1e21]
ORGANISATIONS = ["MIN", "HELP", "UN", "EU", "TWIN", "BARE"]
COUNTRIES, REGIONS, AREAS = ["AL", "TR", "XK", "ZZ"], ["africa", "asia", "east"], ["reception", "training", "data", "7"]
SOURCES = ["report", "strategy", "minutes", "same", "same-again"]

FRAMEWORK: dict[str, Any] = {
    "title": "Generated",
    "agency": "MIN",
    "as_of": "2026-06-30",
    "iati": {"language": "fr", "sectors": [{"code": "15190"}]},
    "aims": {"systems": {"title": "Better systems"}, "paths": {"title": "Paths"}},
    "support_kinds": {"advice": {"title": "Advice"}},
    "countries": {
        "AL": {"name": "Albania"},
        "TR": {"name": "Türkiye"},
        "XK": {"name": "Kosovo"},
        "ZZ": {"name": "Ruritania"},
    },
    "regions": {
        "africa": {"title": "Africa", "iati": {"code": "298"}},
        "asia": {"title": "Asia", "iati": {"code": "142", "vocabulary": "2"}},
        "east": {"title": "The East", "countries": ["TR"]},
    },
    "organisations": {
        "MIN": {"name": "Ministry", "type": "government", "iati": {"identifier": "XM-DAC-7"}},
        "HELP": {"name": "Help", "type": "ngo"},
        "UN": {"name": "United (UN)", "type": "multilateral", "iati": {"identifier": "XM-DAC-41100"}},
        "EU": {"name": "Union", "type": "eu"},
        "TWIN": {"name": "Help", "type": "other", "iati": {"type": "21"}},
        "BARE": {"name": "Bare"},
    },
    "focus_areas": {
        "reception": {"title": "Reception"},
        "training": {"title": "Training"},
        "data": {"title": "Training"},
        "7": {"title": "Seven"},
    },
    "sources": {
        "report": {
            "title": "Report",
            "url": "https://a.example/r.pdf",
            "published": "2025-Q1",
            "iati": {"category": "B01"},
        },
        "strategy": {
            "title": "Strategy",
            "publisher": "Ministry",
            "published": "2024-05-06",
            "url": "https://a.example/é?q=1",
            "notes": "Long.\nVery.",
            "iati": {"format": "text/html", "category": "A08"},
        },
        "minutes": {"title": "Minutes"},
        "same": {"title": "Same", "url": "https://a.example/s.html", "iati": {"category": "A01"}},
        "same-again": {"title": "Same", "url": "https://a.example/s.html", "iati": {"category": "A02"}},
    },
}


def some(values: list[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    """A few of the values, each once."""
    return st.lists(st.sampled_from(values), unique=True, max_size=most)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table that has some of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


texts, events, planned = st.sampled_from(WORDS), st.sampled_from(EVENTS), st.sampled_from(PLANNED)
evidence = some([*SOURCES, "https://b.example/x.html", "In words", "http://b.example/ü.pdf"])
owned = {"owner": st.sampled_from(ORGANISATIONS), "responsible": texts, "topics": some(WORDS), "evidence": evidence}
told = {**owned, "activity": st.sampled_from(["training", "other"]), "reason": texts, "notes": texts}
dated = {"due": planned, "expected": planned, "started": st.just("../2023"), "done": events}
titled = st.fixed_dictionaries({"title": texts})


def tracked(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A title and some of the other fields."""
    return st.tuples(titled, optional(**told, **more)).map(lambda parts: parts[0] | parts[1])


measures = st.fixed_dictionaries({"value": st.sampled_from(NUMBERS), "on": events})
indicators = st.tuples(
    titled,
    optional(
        unit=st.sampled_from(["people", "%", "Percent"]),
        baseline=measures,
        target=measures,
        actual=st.lists(measures, max_size=4),
        notes=texts,
    ),
).map(lambda parts: parts[0] | parts[1])
counted = st.dictionaries(st.sampled_from(["staff", "beds", "9"]), indicators, max_size=2)
in_steps = st.tuples(
    tracked(milestones=st.dictionaries(st.sampled_from(["drafted", "a.b"]), tracked(**dated), min_size=1)), counted
)
as_one = st.tuples(tracked(**dated), counted)
deliverables = st.one_of(in_steps, as_one).map(lambda parts: parts[0] | {"indicators": parts[1]})
roadmaps = st.tuples(
    st.fixed_dictionaries(
        {
            "title": texts,
            "kind": st.sampled_from(["roadmap", "programme", "bilateral"]),
            "summary": texts,
            "period": st.fixed_dictionaries({"start": st.sampled_from(PLANNED)}, optional={"end": st.just("2028-Q1")}),
            "countries": some(COUNTRIES).filter(bool),
            "partners": st.dictionaries(
                st.sampled_from(ORGANISATIONS),
                st.sampled_from(["lead", "funder", "implementer", "support"]),
                min_size=1,
            ),
            "deliverables": st.dictionaries(st.sampled_from(["plan", "x.y", "2"]), deliverables, max_size=2),
        }
    ),
    optional(
        regions=some(REGIONS),
        in_preparation=st.booleans(),
        started=st.sampled_from(["2023", "2024-02", "../2024"]),
        signed=st.sampled_from([{"on": "2024-04"}, {"on": "../2024"}]),
        concluded=st.sampled_from(["2026-Q2", "../2026", "2026-06-30", "2027"]),
        extensions=st.just([{"until": "2029", "agreed": "2025"}]),
        reason=texts,
        aims=some(["systems", "paths"]),
        support=some(["advice"]),
        focus_areas=some(AREAS),
        cross_cutting=some(AREAS),
        funding=st.lists(st.fixed_dictionaries({"funder": st.sampled_from(ORGANISATIONS)}), max_size=3),
        sources=some(SOURCES, 5),
        notes=texts,
    ),
).map(lambda parts: parts[0] | parts[1])


def whole(roadmap: dict[str, Any], own: str, shares: bool, identifier: bool) -> dict[str, Any]:
    """The roadmap with what has to fit the rest of it: an area, shares, an identifier of its own."""
    areas = [*roadmap.get("focus_areas", []), *roadmap.get("cross_cutting", [])]
    for one in roadmap["deliverables"].values():
        if areas:
            one["focus_area"] = areas[-1]
        if "milestones" in one:
            _ = [one.pop(key, None) for key in dated]
        one["indicators"] = {
            id: found for id, found in one["indicators"].items() if id not in one.get("milestones", {})
        }
    iati: dict[str, Any] = {"identifier": own} if identifier else {}
    if shares:
        among = [("country", id) for id in roadmap["countries"]] + [("region", id) for id in roadmap.get("regions", [])]
        parts = [100 - 7.5 * (len(among) - 1), *[7.5] * (len(among) - 1)]
        iati["recipients"] = [
            {kind: id, "percentage": part} for (kind, id), part in zip(among, reversed(parts), strict=True)
        ]
        iati["sectors"] = [{"code": "15130", "percentage": 60.5}, {"code": "15190", "percentage": 39.5}]
    return roadmap | {"iati": iati}


QUICK = [phase for phase in Phase if phase.name not in ("shrink", "explain")]
portfolios = st.lists(st.tuples(roadmaps, st.booleans(), st.booleans()), min_size=1, max_size=3)


def write(folder: Path, found: list[tuple[dict[str, Any], bool, bool]]) -> None:
    """Write a portfolio: each roadmap follows the one before, and is part of the first."""
    folder.mkdir()
    (folder / "framework.toml").write_text(tomli_w.dumps(FRAMEWORK).replace('"2026-06-30"', "2026-06-30"))
    for number, (roadmap, shares, identifier) in enumerate(found):
        fields = whole(roadmap, f"XM-DAC-7-no/{number}", shares, identifier)
        if number:
            fields |= {"part_of": "r0", "follows": [f"r{number - 1}"]}
        (folder / f"r{number}.toml").write_text(tomli_w.dumps(fields), "utf-8")


@settings(
    deadline=None,
    max_examples=40,
    phases=QUICK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(portfolios)
def test_any_portfolio_that_can_be_published_comes_back_as_it_was(
    found: list[tuple[dict[str, Any], bool, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write(home / "first", found)
        (home / "second").mkdir()
        (home / "second" / "framework.toml").write_text(EMPTY)
        assert main(["-C", f"{home}/first", "export", "iati", "-o", f"{home}/first.xml"]) == 0
        assert main(["-C", f"{home}/second", "import", "iati", f"{home}/first.xml", "--yes"]) == 0
        assert main(["-C", f"{home}/second", "export", "iati", "-o", f"{home}/second.xml"]) == 0
        assert (home / "second.xml").read_text() == (home / "first.xml").read_text()
        before = {path: path.read_bytes() for path in (home / "second").iterdir()}
        assert main(["-C", f"{home}/second", "import", "iati", f"{home}/first.xml", "--update", "--yes"]) == 0
        assert {path: path.read_bytes() for path in (home / "second").iterdir()} == before


@pytest.mark.long
@settings(
    deadline=None,
    max_examples=1500,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(portfolios)
def test_very_many_portfolios_come_back_as_they_were(found: list[tuple[dict[str, Any], bool, bool]]) -> None:
    test_any_portfolio_that_can_be_published_comes_back_as_it_was.hypothesis.inner_test(found)  # type: ignore[attr-defined]
