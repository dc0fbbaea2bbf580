"""The status page, read as others read it: by an HTML parser, a Markdown parser, and a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopctl import dates, drawing
from coopctl.page.value import Lane, Mark, Timeline
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Run

PORTFOLIOS = {"example": EXAMPLE, "shipped": SHIPPED}


def parse(page: str) -> Element:
    """The page as a strict HTML5 parser reads it: any slip is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def text_of(element: Element) -> str:
    """The text in an element, blanks made one."""
    return " ".join("".join(element.itertext()).split())


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(page: Element, name: str) -> list[Element]:
    return [one for one in page.iter() if isinstance(one.tag, str) and local(one) == name]


def captioned(page: Element, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, a list a row of its bodies."""
    table = next(one for one in elements(page, "table") if text_of(elements(one, "caption")[0]) == caption)
    return [
        [text_of(cell) for cell in row if local(cell) in ("th", "td")]
        for body in elements(table, "tbody")
        for row in elements(body, "tr")
    ]


@pytest.fixture(params=PORTFOLIOS)
def folder(request: pytest.FixtureRequest) -> Path:
    return PORTFOLIOS[request.param]


@pytest.fixture
def page(run: Run, folder: Path) -> Element:
    ran = run("export", "html", at=folder)
    assert (ran.code, ran.err) == (0, "")
    return parse(ran.out)


# ------------------------------------------------------------------------------------------------------- What is told


def test_every_roadmap_and_milestone_stands_on_the_page_under_its_address(run: Run, folder: Path) -> None:
    page = parse(run("export", "html", at=folder).out)
    by_address = {one.get("id"): one for one in page.iter() if one.get("id")}
    listed = json.loads(run("list", "milestones", "-f", "json", at=folder).out)["rows"]
    listed += json.loads(run("list", "roadmaps", "-f", "json", at=folder).out)["rows"]
    listed += json.loads(run("list", "deliverables", "-f", "json", at=folder).out)["rows"]
    assert len(listed) > 30
    for one in listed:
        assert " ".join(one["title"].split()) in text_of(by_address[one["id"]])


def test_the_figures_are_those_of_the_portfolio(run: Run, folder: Path, page: Element) -> None:
    stages = Counter(row["stage"] for row in json.loads(run("list", "-f", "json", at=folder).out)["rows"])
    milestones = json.loads(run("list", "milestones", "-f", "json", at=folder).out)["rows"]
    statuses = Counter(row["status"] for row in milestones)
    lists = [
        dict(zip(map(text_of, elements(one, "dt")), map(text_of, elements(one, "dd")), strict=True))
        for one in elements(page, "dl")
    ]
    assert {name: str(number) for name, number in {**statuses, "all": statuses.total()}.items()} in lists
    assert {name: str(number) for name, number in {**stages, "all": stages.total()}.items()} in lists


def test_the_status_of_each_roadmap_stands_there_with_its_reason(run: Run, folder: Path, page: Element) -> None:
    told = captioned(page, "Roadmaps, those that need attention first")
    rows = json.loads(run("report", "-f", "json", at=folder).out)["rows"]
    assert len(told) == len(rows)
    for cells, row in zip(told, rows, strict=True):
        assert cells[0] == f"{row['title']}{row['group']}"
        assert cells[-1] == f"{row['rating']}{row['reason']}"


def test_deadlines_are_the_open_milestones_that_are_late_or_due_within_180_days(run: Run) -> None:
    page = parse(run("export", "html", at=EXAMPLE).out)
    listed = json.loads(run("list", "milestones", "--status", "open", "-f", "json", at=EXAMPLE).out)["rows"]
    dated = sorted((row["days"], row["title"]) for row in listed if row["days"] is not None)
    late = captioned(page, "Overdue, the oldest first")
    soon = captioned(page, "Due within 180 days")
    assert [(-int(row[3]), row[0]) for row in late] == [
        (days, f"{title}{roadmap}") for days, title, roadmap in _with_roadmaps(run, dated) if days < 0
    ]
    assert [int(row[3]) for row in soon] == [days for days, _ in dated if 0 <= days <= 180]
    later = sum(days > 180 for days, _ in dated)
    assert f"{later} more milestones are due later." in text_of(page)


def _with_roadmaps(run: Run, dated: list[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    rows = json.loads(run("list", "milestones", "-f", "json", at=EXAMPLE).out)["rows"]
    titles = {row["id"]: row["title"] for row in json.loads(run("list", "-f", "json", at=EXAMPLE).out)["rows"]}
    roadmaps = {row["title"]: titles[row["id"].partition("/")[0]] for row in rows}
    return ((days, title, roadmaps[title]) for days, title in dated)


SORTS = {"active": "running", "preparation": "in preparation", "undated": "undated"}


def test_coverage_counts_the_roadmaps_of_each_country_and_focus_area(run: Run, folder: Path, page: Element) -> None:
    exported = json.loads(run("export", "json", at=folder).out)
    framework = exported["framework"]
    areas = list(framework["focus_areas"])
    told = {
        row[0].rstrip("1").removesuffix(" ★ (priority)").rstrip("1"): row[1:]
        for row in captioned(page, "Roadmaps by country and focus area")
        if len(row) > 1
    }
    for code, country in framework["countries"].items():
        concerned = [one for one in exported["roadmaps"] if code in _countries(one, framework)]
        expected = [
            concerned,
            *(
                [one for one in concerned if area in [*one.get("focus_areas", []), *one.get("cross_cutting", [])]]
                for area in areas
            ),
        ]
        assert [_in_words(cell) for cell in told[country["name"]]] == [
            Counter(SORTS.get(one["computed"]["stage"], "over") for one in held) for held in expected
        ]


def _countries(roadmap: dict[str, Any], framework: dict[str, Any]) -> set[str]:
    regions = roadmap.get("regions", [])
    return set(roadmap.get("countries", [])).union(*(framework["regions"][one]["countries"] for one in regions))


def _in_words(cell: str) -> Counter[str]:
    """What a screen reader hears in a cell: ``R22 running, O1 over`` has the letters for the eye only."""
    return Counter(
        {word: int(number) for number, word in re.findall(r"(\d) (running|in preparation|over|undated)", cell)}
    )


def test_what_happens_after_the_day_is_called_later(run: Run) -> None:
    page = parse(run("export", "html", "ruritania-2022", "--as-of", "2024-01-01", at=EXAMPLE).out)
    rows = {row[0]: row[1:] for row in captioned(page, "Deliverables and milestones")}
    reports = next(cells for title, cells in rows.items() if title.startswith("First three reports published"))
    assert reports == ["in-progress", "2024-03", "up to 2023", "2024-05-17 (later)"]
    assert "Concluded (later)2025-02-14" in text_of(page)
    assert "(later)" not in run("export", "markdown", "ruritania-2022", at=EXAMPLE).out


def test_the_timeline_has_what_the_report_has(run: Run, folder: Path, page: Element) -> None:
    """The same roadmaps in the same order, and each milestone at the same date."""
    titles = {
        row["id"]: row["title"] for row in json.loads(run("list", "milestones", "-f", "json", at=folder).out)["rows"]
    }
    rows = json.loads(run("report", "timeline", "-f", "json", at=folder).out)["rows"]
    section = next(one for one in elements(page, "section") if one.get("aria-labelledby") == "_timeline")
    lanes = {elements(one, "a")[0].get("href", "")[1:]: one for one in elements(section, "li")}
    assert list(lanes)[: len(rows)] == [row["id"] for row in rows]
    for row in rows:
        marks = (mark.split(" ") for mark in row["milestones"])
        told = [
            f"{titles[row['id'] + '/' + path]}: {status}, {day.replace('../', 'up to ')}" for day, status, path in marks
        ]
        drawn = [text_of(title) for title in elements(lanes[row["id"]], "title")]
        assert sorted(drawn) == sorted(" ".join(text.split()) for text in told)


def test_gaps_stand_there_in_words(run: Run) -> None:
    told = text_of(parse(run("export", "html", at=EXAMPLE).out))
    assert "Priority countries with nothing running: Brobdingnag." in told
    assert "Other countries with nothing running: Lilliput, Blefuscu1, Erewhon." in told
    assert "Something is running in every priority country." in text_of(parse(run("export", "html", at=SHIPPED).out))
    assert "gaps cannot be told" in run("export", "html", "ruritania-*", at=EXAMPLE).out


def test_kosovo_has_its_footnote_wherever_it_is_named(run: Run) -> None:
    page = parse(run("export", "html", at=SHIPPED).out)
    assert "UNSCR 1244/1999" in text_of(next(one for one in page.iter() if one.get("id") == "_note/1"))
    named = [one for one in page.iter() if local(one) in ("li", "th") and text_of(one).startswith("Kosovo")]
    assert len(named) >= 3
    assert all(text_of(one).startswith("Kosovo1") for one in named)


def test_evidence_and_sources_lead_to_the_source_or_out_of_the_page(run: Run) -> None:
    page = parse(run("export", "html", at=EXAMPLE).out)
    outside = {one.get("href") for one in elements(page, "a") if (one.get("href") or "").startswith("http")}
    assert {"https://gazette.ruritania.example/2023/88.pdf", "https://mapa.example/annual-report-2025"} <= outside
    assert all(one.get("rel") for one in elements(page, "a") if one.get("href") in outside)
    assert any(one.get("href") == "#_source/strelsau-minutes" for one in elements(page, "a"))


def test_standing_cooperation_is_told_apart_from_the_roadmaps(run: Run, folder: Path, page: Element) -> None:
    listed = json.loads(run("list", "engagements", "-f", "json", at=folder).out)["rows"]
    told = {one.get("id"): text_of(one) for one in elements(page, "h3")}
    assert all(told[f"_engagement/{one['engagement']}"] == one["title"] for one in listed)
    assert all(one["title"] in run("export", "markdown", at=folder).out for one in listed)


# ------------------------------------------------------------------------------------------------------- Its form


def test_the_page_asks_for_nothing_from_outside_and_its_policy_forbids_it(run: Run, page: Element) -> None:
    assert not {local(one) for one in page.iter() if isinstance(one.tag, str)} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "base",
        "audio",
        "video",
    }
    for one in page.iter():
        assert not [name for name in one.attrib if name.startswith("on") or name in ("style", "src", "srcset")]
        target = one.get("href") or one.get("{http://www.w3.org/1999/xlink}href")
        assert target is None or target.startswith("#") or local(one) == "a"
    (style,) = elements(page, "style")
    assert style.text
    assert "@import" not in style.text
    assert re.findall(r"url\(([^)]*)\)", style.text) == ["#_hatch"] * style.text.count("url(")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = [one.get("content") for one in elements(page, "meta") if one.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


FILTERS = [
    "",
    "--status overdue",
    "--status done",
    "ruritania-2025",
    "--area reception",
    "--stage active",
    "--owner OSJ",
]


@pytest.mark.parametrize(("folder", "filters"), [(SHIPPED, ""), *((EXAMPLE, filters) for filters in FILTERS)])
def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique(run: Run, folder: Path, filters: str) -> None:
    page = parse(run("export", "html", *filters.split(), at=folder).out)
    ids = Counter(one.get("id") for one in page.iter() if one.get("id"))
    assert set(ids.values()) == {1}
    targets = {one.get("href", "")[1:] for one in page.iter() if (one.get("href") or "").startswith("#")}
    assert len(targets) > 8
    assert targets | {one.get("aria-labelledby", "_main") for one in page.iter()} <= set(ids)


def test_headings_are_in_order_and_tables_have_captions_and_scopes(page: Element) -> None:
    levels = [
        int(local(one)[1]) for one in page.iter() if isinstance(one.tag, str) and re.fullmatch("h[1-6]", local(one))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    html = page if local(page) == "html" else elements(page, "html")[0]
    assert html.get("lang") == "en"
    assert all(text_of(elements(one, "caption")[0]) for one in elements(page, "table"))
    assert all(one.get("scope") for one in elements(page, "th"))
    for name in ("main", "header", "nav", "footer"):
        assert len(elements(page, name)) == 1


def test_the_same_input_gives_the_same_bytes(run: Run, folder: Path, tmp_path: Path) -> None:
    for format in ("html", "markdown"):
        told = {
            run("export", format, at=folder, cwd=place, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale).out
            for seed, zone, locale, place in [("1", "UTC", "C", tmp_path), ("2", "Pacific/Apia", "C.UTF-8", ROOT)]
        }
        assert len(told) == 1


def test_filters_restrict_the_page_and_stand_in_its_header(run: Run) -> None:
    ran = run("export", "html", "--region", "channel", at=EXAMPLE)
    page = parse(ran.out)
    headings = [one.get("id") for one in elements(page, "h3") if one.get("id")]
    assert headings == ["channel-exchange", "_engagement/channel-forum"]
    assert "Restricted toregion channel" in text_of(page)
    assert "Ruritania" not in ran.out


def test_a_status_chooses_the_rows_and_the_page_says_so(run: Run) -> None:
    page = parse(run("export", "html", "--status", "overdue", at=EXAMPLE).out)
    shown = {
        one.get("id") for one in page.iter() if (one.get("id") or "").count("/") == 2 and "_" not in one.get("id", "")
    }
    assert shown == {
        "ruritania-2025/contingency-plan/drafted",
        "graustark-2022/liaison-officers/evaluated",
        "ruritania-2025/trainer-pool/certified",
    }
    assert "Only rows with the status asked for are shown" in text_of(page)


def test_a_portfolio_without_roadmaps_is_a_page_all_the_same(run: Run, portfolio: Callable[..., Path]) -> None:
    told = text_of(parse(run("export", "html", at=portfolio()).out))
    assert "0 roadmaps" in told
    assert "Nothing is overdue." in told
    assert "# Test portfolio" in run("export", "markdown", at=portfolio()).out


# ------------------------------------------------------------------------------------------------- Hostile text

HOSTILE = """</style><script>alert(1)</script><img src=x onerror=alert(2)>" onclick="alert(3)' {{ 7 * 7 }} {% raw %} \
| ` [x](javascript:alert(4)) <b> &lt; \\u202e \\u001b[31m \\u0007"""


@pytest.fixture
def hostile(portfolio: Callable[..., Path]) -> Path:
    text = json.dumps(HOSTILE.replace("\\u", "\0")).replace("\\u0000", "\\u")
    address = '"javascript:alert(5)"'
    framework = f"""
title = {text}
agency = "RMM"
as_of = 2026-06-30
notes = {text}
strategy = {{ title = {text} }}
[regions.islands]
title = {text}
priority = true
countries = ["XL"]
[countries.XL]
name = {text}
footnote = {text}
[organisations.RMM]
name = {text}
[aims.aim]
title = {text}
[focus_areas.area]
title = {text}
[engagements.forum]
title = {text}
notes = {text}
countries = ["XL"]
[sources.source]
title = {text}
publisher = {text}
url = {address}
notes = {text}
"""
    roadmap = f"""
title = {text}
kind = "roadmap"
summary = {text}
notes = {text}
countries = ["XL"]
regions = ["islands"]
aims = ["aim"]
focus_areas = ["area"]
partners = {{ RMM = "lead" }}
sources = ["source"]
funding = [{{ funder = "RMM", instrument = {text} }}]
signed = {{ place = {text}, by = [{{ name = {text}, post = {text} }}] }}
period = {{ start = "2026", end = "2027" }}
[deliverables.d]
title = {text}
notes = {text}
[deliverables.d.milestones.m]
title = {text}
owner = "RMM"
responsible = {text}
due = "2026-05"
reason = {text}
topics = [{text}]
evidence = [{text}, {address}, "source", "https://x.example/\\"onmouseover=alert(6)"]
sources = ["source"]
[deliverables.d.indicators.i]
title = {text}
unit = {text}
"""
    return portfolio(framework=framework, hostile=roadmap)


def test_hostile_text_is_only_text(run: Run, hostile: Path) -> None:
    ran = run("export", "html", at=hostile)
    assert ran.code == 0, ran.err
    page = parse(ran.out)
    assert not elements(page, "script")
    assert not elements(page, "img")
    assert not elements(page, "b")
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on") or name == "style"]
    assert {one.get("href", "")[0] for one in elements(page, "a")} == {"#"}
    assert text_of(page).count("<script>alert(1)</script>") > 20
    assert "{{ 7 * 7 }} {% raw %}" in text_of(page)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.out)


def test_hostile_text_is_only_text_in_markdown_too(run: Run, hostile: Path) -> None:
    ran = run("export", "markdown", at=hostile)
    tokens = list(_flat(MarkdownIt("commonmark").enable("table").parse(ran.out)))
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    assert not [
        token for token in tokens if token.type in ("html_block", "code_inline", "code_block", "fence", "image")
    ]
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} == {"#hostile"}
    said = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
    assert said.count("<script>alert(1)</script>") > 20
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.out)


def _flat(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


# ------------------------------------------------------------------------------------------------------- Markdown


def test_the_markdown_page_holds_every_milestone_in_tables_that_hold(run: Run, folder: Path) -> None:
    text = run("export", "markdown", at=folder).out
    listed = json.loads(run("list", "milestones", "-f", "json", at=folder).out)["rows"]
    html = MarkdownIt("commonmark").enable("table").render(text)
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    said = text_of(page)
    assert all(" ".join(one["title"].split()) in said for one in listed)
    for table in elements(page, "table"):
        assert len({len(list(row)) for row in elements(table, "tr")}) == 1
    assert "|" not in said.replace("||", "")


def test_the_markdown_page_escapes_only_what_it_must(run: Run, folder: Path) -> None:
    text = run("export", "markdown", at=folder).out
    assert not re.search(r"\d\\-", text)
    rendered = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    said = text_of(html5lib.parseFragment(rendered, namespaceHTMLElements=False))
    assert "\\" not in said
    dates = re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", said)
    assert dates


def test_the_markdown_links_lead_to_the_headings(run: Run, folder: Path) -> None:
    text = run("export", "markdown", at=folder).out
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= set(re.findall(r"^### (.*)$", text, re.MULTILINE))


def test_markdown_anchors_count_up_as_github_does(run: Run, portfolio: Callable[..., Path]) -> None:
    roadmap = 'title = "T"\nkind = "roadmap"\n'
    text = run("export", "markdown", at=portfolio(timeline=roadmap, v2=roadmap, **{"v-1.x": roadmap})).out
    assert set(re.findall(r"\(#([^)]*)\)", text)) == {"timeline-1", "v2", "v-1x"}


# ------------------------------------------------------------------------------------------------ The timeline

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
FORMS = st.sampled_from(["{0:%Y}", "{0:%Y-%m}", "{0:%Y-%m-%d}", "{0:%Y}-Q3"])
WRITTEN = st.builds(lambda day, form: dates.parse_text(form.format(day)), DAYS, FORMS)
EVENTS = st.one_of(WRITTEN, WRITTEN.map(lambda known: dates.parse_text(f"../{known.text}")))
MARKS = st.lists(EVENTS.map(lambda known: Mark("r/d/m", "M", "planned", known)), max_size=12).map(tuple)
LANES = st.builds(
    Lane,
    st.just("r"),
    st.just("R"),
    st.sampled_from(["active", "ended", "cancelled"]),
    st.just(""),
    st.none() | WRITTEN,
    st.none() | WRITTEN,
    st.none(),
    st.none() | EVENTS,
    MARKS,
    st.just(0),
)


@given(st.lists(LANES, min_size=1, max_size=4).map(tuple), DAYS)
def test_everything_is_drawn_within_the_scale_and_bars_do_not_overlap(lanes: tuple[Lane, ...], day: date) -> None:
    drawn = drawing.draw(Timeline(day.isoformat(), lanes))
    assert 1 <= len(drawn.ticks) <= drawing.MOST_TICKS
    assert 0 <= drawn.today <= 100
    for row in drawn.rows:
        end = 0.0
        for piece in row.segments:
            assert piece.width > 0
            assert end - 0.011 <= piece.left
            end = piece.left + piece.width
            assert end <= 100.02
        for place in row.places:
            assert 0 <= place.left <= place.at <= place.right <= 100


@given(LANES, DAYS)
def test_milestones_never_stand_on_one_another(lane: Lane, day: date) -> None:
    (row,) = drawing.draw(Timeline(day.isoformat(), (lane,))).rows
    assert len(row.places) == len(lane.marks)
    by_line: dict[int, list[drawing.Place]] = {}
    for place in row.places:
        by_line.setdefault(place.y, []).append(place)
        assert place.y < row.height
    for places in by_line.values():
        ordered = sorted(places, key=lambda place: place.left)
        assert all(one.right <= other.left and one.at < other.at for one, other in pairwise(ordered))


def lane(**known: str) -> Lane:
    """A lane with these dates."""
    found = {name: dates.parse_text(text) for name, text in known.items() if name != "stage"}
    blank: dict[str, Any] = dict.fromkeys(("start", "end", "agreed", "stopped"))
    return Lane("r", "R", known.get("stage", "active"), "", **{**blank, **found}, marks=(), undated=0)


@pytest.mark.parametrize(
    ("given_lane", "kinds"),
    [
        (lane(start="2025-03-01", end="2026-02-28"), ["sure", "sure"]),
        (lane(start="2025-03", end="2026-02"), ["unsure", "sure", "unsure"]),
        (lane(start="2025", end="2025"), ["unsure"]),
        (lane(start="2025-03"), ["unsure", "sure", "open"]),
        (lane(start="2025-03", stage="ended"), ["unsure", "open"]),
        (lane(end="2026-02-28"), ["open", "sure"]),
        (lane(start="2025-01", end="2027-03", agreed="2026-05"), ["unsure", "sure", "extended", "unsure"]),
        (lane(start="2025-01", end="2027-03", stopped="2026-01-10"), ["unsure", "sure", "unused", "unsure"]),
        (lane(), []),
    ],
)
def test_a_bar_shows_what_its_dates_leave_open(given_lane: Lane, kinds: list[str]) -> None:
    (row,) = drawing.draw(Timeline("2026-06-30", (given_lane,))).rows
    assert [piece.kind for piece in row.segments] == kinds


def test_a_milestone_stands_in_the_middle_of_what_its_date_may_mean() -> None:
    marks = (
        Mark("r/d/q", "Q", "planned", dates.parse_text("2026-Q3")),
        Mark("r/d/x", "X", "done", dates.parse_text("../2026")),
    )
    given_lane = lane(start="2026-01-01", end="2026-12-31")._replace(marks=marks)
    quarter, some_time = drawing.draw(Timeline("2026-06-30", (given_lane,))).rows[0].places
    third = [100 * (date(2026, month, 1) - date(2026, 1, 1)).days / 365 for month in (7, 10)]
    assert (quarter.left, quarter.right) == pytest.approx(third, abs=0.5)
    assert quarter.at == pytest.approx(sum(third) / 2, abs=0.5)
    assert some_time.is_open
    assert some_time.at == some_time.right


def test_the_scale_gets_coarser_with_the_time_it_covers() -> None:
    def ticks(days: int) -> list[str]:
        end = dates.parse_text((date(2026, 1, 1) + timedelta(days)).isoformat())
        only = lane(start="2026-01-01")._replace(end=end)
        return [tick.label for tick in drawing.draw(Timeline("2026-01-01", (only,))).ticks]

    assert ticks(80) == ["2026-01", "2026-02", "2026-03"]
    assert ticks(500)[:2] == ["2026-01", "2026-04"]
    assert ticks(1500)[:2] == ["2026-01", "2026-07"]
    assert ticks(2500)[:3] == ["2026", "2027", "2028"]
    assert ticks(60_000)[1] == "2040"


# -------------------------------------------------------------------------------------------------- In a browser

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = Path(os.environ.get("AXE_CORE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
needs_browser = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Debian's chromium and chromium-driver")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    """A headless Chromium of its own that notes what it logs and asks for."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    flags = "headless no-sandbox disable-gpu no-first-run disable-background-networking disable-component-update"
    for flag in [*flags.split(), "disable-sync", "disable-dev-shm-usage", f"user-data-dir={tmp_path / 'profile'}"]:
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


def open_page(browser: Any, run: Run, folder: Path, target: Path) -> None:
    assert run("export", "html", "-o", str(target), at=folder).code == 0
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(target.as_uri())


def resize(browser: Any, width: int, scheme: str = "light") -> None:
    """A window of this width, for a reader who prefers this colour scheme."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@needs_browser
def test_the_page_opens_without_a_message_or_a_request_and_fits_the_window(
    browser: Any, run: Run, folder: Path, tmp_path: Path
) -> None:
    open_page(browser, run, folder, tmp_path / "page.html")
    for width in (390, 1280):
        resize(browser, width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert "Roadmaps in full" in browser.find_element("tag name", "main").text
    assert browser.execute_script("return getComputedStyle(document.body).maxWidth") == "1184px", "styles are applied"
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked == [(tmp_path / "page.html").as_uri()]


@needs_browser
def test_hostile_text_does_nothing_in_a_browser(browser: Any, run: Run, hostile: Path, tmp_path: Path) -> None:
    open_page(browser, run, hostile, tmp_path / "page.html")
    assert "<script>alert(1)</script>" in browser.find_element("tag name", "h1").text
    assert browser.get_log("browser") == []
    assert browser.execute_script("return document.scripts.length") == 0


@needs_browser
def test_the_keyboard_reaches_the_content_and_every_wide_table(browser: Any, run: Run, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, run, EXAMPLE, tmp_path / "page.html")
    resize(browser, 390)
    browser.find_element("tag name", "body").send_keys(Keys.TAB)
    focused = browser.switch_to.active_element
    assert focused.text == "Skip to the content"
    assert focused.rect["x"] >= 0
    wide = """return [...document.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).map(one => [one.tabIndex,
        one.getAttribute('role'), document.getElementById(one.getAttribute('aria-labelledby')).textContent])"""
    regions = browser.execute_script(wide)
    assert len(regions) >= 3
    assert all(index == 0 and role == "group" and label for index, role, label in regions)


@needs_browser
@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install axe-core, or its axe.min.js in AXE_CORE")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Any, run: Run, folder: Path, scheme: str, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Page.enable", {})
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    resize(browser, 1280, scheme)
    open_page(browser, run, folder, tmp_path / "page.html")
    browser.execute_script(AXE.read_text("utf-8"))
    for width in (1280, 390):
        resize(browser, width, scheme)
        found = browser.execute_async_script("axe.run().then(arguments[0])")
        assert len(found["passes"]) > 20
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []


@needs_browser
def test_the_page_prints_on_several_pages_with_light_paper(browser: Any, run: Run, tmp_path: Path) -> None:
    open_page(browser, run, EXAMPLE, tmp_path / "page.html")
    resize(browser, 1280, "dark")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    target = tmp_path / "page.pdf"
    target.write_bytes(base64.b64decode(printed["data"]))
    assert target.read_bytes().startswith(b"%PDF")
    if not shutil.which("pdftotext"):
        pytest.skip("the text in the PDF needs poppler-utils")
    told = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    assert told.count("\f") >= 5
    assert "Orléval curriculum for judges" in told
    assert "https://mapa.example/annual-report-2025" in told
    assert "Skip to the content" not in told
    image = subprocess.run(
        ["pdftoppm", "-r", "20", "-f", "1", "-l", "1", target], capture_output=True, check=True
    ).stdout
    assert image[-3 * 10 :] == b"\xff" * 30, "the corner of the paper is white"
