"""Ranges, words, columns, order and silence: what a person asks of the lists, on the example (as of 2026-06-30)."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coopctl import arrange, dates, groups, ranges, ranks, reports, texts
from coopctl.cli.output import format_names
from coopctl.question import View
from coopctl.report import SHARE_BITS, Column, Report, Table
from tests.conftest import EXAMPLE, SHIPPED
from tests.test_commands import LISTS, answer, ask, ids, rows

Portfolio = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("COOPCTL_PORTFOLIO", raising=False)


# -------------------------------------------------------------------------------------------------- --due, --active


def test_what_is_due_within_thirty_days() -> None:
    assert ids("list", "milestones", "--due", "30d") == [
        "ruritania-2025/reception-standards",
        "ruritania-2025/zuernau/inspected",
    ]


@pytest.mark.parametrize(
    "text", ["2026", "2026-Q3", "-1y", "1y", "../2025", "2027/..", "this-quarter", "last-year", "today"]
)
def test_a_deadline_is_due_in_a_range_when_its_last_day_lies_there(text: str) -> None:
    first, last = ranges.parse(text, date(2026, 6, 30))
    expected = [
        row["id"]
        for row in rows("list", "milestones")
        if row["deadline"]
        and (first or date.min) <= dates.parse_text(row["deadline"]["text"]).last <= (last or date.max)
    ]
    assert ids("list", "milestones", "--due", text) == expected


def test_ranges_given_twice_are_either_and_combine_with_other_filters() -> None:
    either = ids("list", "milestones", "--due", "2023", "--due", "2027")
    assert set(either) == {*ids("list", "milestones", "--due", "2023"), *ids("list", "milestones", "--due", "2027")}
    both = ids("list", "milestones", "--due", "2027", "--country", "XE")
    assert both == ["erewhon-2026/needs/report"]


def test_due_restricts_what_is_counted_everywhere() -> None:
    (row,) = rows("report", "--due", "2025-11", "--by", "roadmap")
    assert (row["group"], row["overdue"], row["progress"]) == ("ruritania-2025", 1, {"done": 0, "of": 1})
    exported = answer("export", "json", "--due", "2025-11")
    assert [roadmap["id"] for roadmap in exported["roadmaps"]] == ["ruritania-2025"]
    assert exported["restricted_to"] == {"due": ["2025-11-01/2025-11-30"]}
    assert ask("export", "csv", "--due", "2025-11").out.count("\n") == 2


def test_the_header_shows_the_interval_in_iso_form() -> None:
    head = answer("report", "--due", "30d", "--active", "../this-year")["header"]
    assert head.endswith("due 2026-06-30/2026-07-30 · active ../2026-12-31")
    head = answer("report", "--due", "this-month", "--as-of", "2025-02-10")["header"]
    assert head == "as of 2025-02-10 (as asked) · due 2025-02-01/2025-02-28"


@pytest.mark.parametrize(
    ("text", "active"),
    [
        # a period 2024-05/2027-04, cancelled on 2025-11-03
        ("2025-11-03", ["brobdingnag-2024", "graustark-2022", "inner-kingdoms-2024", "ruritania-2025"]),
        ("2025-11-04", ["graustark-2022", "inner-kingdoms-2024", "ruritania-2025"]),
        ("../2022-03-01", ["ruritania-2022"]),
        ("../2021", []),
        ("2027-12-31/..", ["erewhon-2026", "inner-kingdoms-2024"]),
        ("2028", ["erewhon-2026"]),
        ("today", ["inner-kingdoms-2024", "ruritania-2025"]),
    ],
)
def test_which_roadmaps_are_active_in_a_range(text: str, active: list[str]) -> None:
    ran = ask("list", "--active", text, "--columns", "id", "-f", "csv")
    assert ran.out.split()[1:] == active
    assert ran.code == 0


def test_active_counts_from_the_beginning_of_work_or_a_signature_to_an_extended_or_open_end(
    portfolio: Portfolio,
) -> None:
    folder = portfolio(
        begun='title = "Begun, open"\nkind = "project"\nstarted = "2025-10"\nsigned = { on = "2024-05" }\n',
        signed='title = "Signed, open"\nkind = "project"\nsigned = { on = "2024-05" }\n',
        extended="""\
title = "Extended"
kind = "project"
period = { start = "2023", end = "2024" }
extensions = [{ until = "2025-06", agreed = "2024-11" }, { until = "2027", agreed = "2026-12" }]
""",
        nothing='title = "No dates"\nkind = "project"\n',
    )
    active = {
        year: ids("list", "--active", year, at=folder) for year in ("2023", "2024-04", "2024", "2025", "2026", "2100")
    }
    assert active == {
        "2023": ["extended"],
        "2024-04": ["extended"],
        "2024": ["extended", "signed"],
        "2025": ["begun", "extended", "signed"],
        "2026": ["begun", "signed"],
        "2100": ["begun", "signed"],
    }
    starts = [line.split(",") for line in ask("list", "--columns", "id,start", "-f", "csv", at=folder).out.split()]
    assert starts[1:] == [["begun", "2025-10"], ["extended", "2023"], ["nothing", ""], ["signed", ""]]
    assert "nothing" not in ids("list", "--active", "../2200", at=folder)


def test_what_is_no_range_says_what_to_write() -> None:
    ran = ask("list", "--due", "next month")
    assert (ran.code, ran.err) == (
        2,
        'error: --due: "next month" is not a range of days\n   = help: write "next-month"\n',
    )
    assert ask("report", "--active", "2026/2025").err.endswith('it ends before it begins: write "2025/2026"\n')
    assert "--due" in ask("export", "csv", "--due", "").err


# ------------------------------------------------------------------------------------------------------------ --text


def test_all_words_must_occur_in_any_case_and_without_their_accents() -> None:
    assert ids("list", "milestones", "--text", "site VISIT") == [
        "channel-exchange/landing-guidance/visits",
        "inner-kingdoms-2024/judges-network/peer-visits",
        "ruritania-2025/zuernau/inspected",
    ]
    assert ids("list", "--text", "renew aliens") == ["graustark-2022"]
    assert ids("list", "--text", "egg", "--text", "renew aliens") == ["graustark-2022"]


def test_a_row_has_the_texts_of_what_it_contains() -> None:
    """The words of one milestone find it, its deliverable and its roadmap; those of a deliverable's title find the
    milestones below it."""
    assert ids("list", "milestones", "--text", "lorbrulgrud") == ["brobdingnag-2024/safe-rooms/scoping"]
    assert ids("list", "deliverables", "--text", "lorbrulgrud") == ["brobdingnag-2024/safe-rooms"]
    assert ids("list", "--text", "lorbrulgrud safe") == ["brobdingnag-2024"]
    assert len(ids("list", "milestones", "--text", "safe rooms")) == 2
    assert ids("list", "milestones", "--text", "families") == ["erewhon-2026/open-centre"]
    assert ids("list", "deliverables", "--text", "persons resettled") == ["erewhon-2026/resettlement-pilot"]
    assert ids("list", "--text", "court of petitions dissolved") == ["brobdingnag-2024"]


def test_entries_of_the_framework_are_found_by_name_and_notes() -> None:
    assert ids("list", "countries", "--text", "no roadmap of its own") == ["XA"]
    assert ids("list", "partners", "--text", "field office") == ["OSJ"]
    assert ids("list", "areas", "--text", "coi short") == ["country-information"]
    assert ids("list", "engagements", "--text", "sea forum") == ["channel-forum"]
    assert [row["group"] for row in rows("report", "--by", "aim", "--text", "detention")] == ["dignified-reception"]


def test_text_chooses_rows_and_leaves_what_is_counted() -> None:
    (row,) = rows("list", "--text", "lorbrulgrud")
    assert row == next(one for one in rows("list") if one["id"] == "brobdingnag-2024")
    assert answer("list", "--text", "lorbrulgrud")["header"].endswith('text "lorbrulgrud"')


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        (("--status", "overdue"), "the status"),
        (("--text", "site visit"), "the words"),
        (("--text", "site visit", "--status", "open"), "the status and the words"),
    ],
)
def test_where_rows_are_chosen_it_is_said_that_figures_are_whole(choice: tuple[str, ...], what: str) -> None:
    note = f"Only rows with {what} asked for are shown; figures and ratings count everything."
    report = answer("report", *choice)
    assert (report["notes"], report["total"]["title"]) == ([note], "7 roadmaps")
    assert ask("report", *choice).out.endswith(f"\n{note}\n")
    for format in ("html", "markdown"):
        assert note in ask("export", format, *choice).out
        assert "figures and ratings count everything" not in ask("export", format, "--country", "ZZ").out
    assert answer("report", "--stage", "active")["notes"] == []


def test_an_export_has_the_roadmaps_that_a_list_has() -> None:
    for choice in (("--status", "overdue"), ("--text", "plan"), ("--status", "at-risk", "--owner", "OSJ")):
        exported = answer("export", "json", *choice)["roadmaps"]
        assert [one["id"] for one in exported] == ids("list", *choice)
    assert all(one["deliverables"] for one in answer("export", "json", "--status", "overdue")["roadmaps"])


def test_text_that_is_nowhere_is_an_empty_answer_and_no_text_is_an_error() -> None:
    ran = ask("list", "--text", "zzz")
    assert (ran.code, ran.out, ran.err) == (0, "", "No roadmap matches.\n")
    assert ask("list", "--text", "  ").code == 2


def test_text_finds_accents_either_way(portfolio: Portfolio) -> None:
    folder = portfolio(
        a='title = "Réunion à Skopjë"\nkind = "project"\n', b='title = "Große Straße; REUNION"\nkind = "project"\n'
    )
    assert ids("list", "--text", "reunion", at=folder) == ["a", "b"]
    assert ids("list", "--text", "RÉUNION skopje", at=folder) == ["a"]
    assert ids("list", "--text", "strasse", at=folder) == ["b"]
    assert ids("list", "--text", "100%_'", at=folder) == []


OWN_TEXTS = ("title", "reason", "notes", "topics", "deliverable_title")


@pytest.mark.parametrize("word", ["%", "_", "100% of", "a!b", "an A", "plan review", "é", "e" * 2000, "the in of to a"])
def test_a_milestone_is_found_by_its_own_texts_and_its_deliverables_title(word: str) -> None:
    expected = []
    for row in rows("list", "milestones", "--columns", f"id,{','.join(OWN_TEXTS)}"):
        whole = " ".join(" ".join(row[name]) if name == "topics" else row[name] or "" for name in OWN_TEXTS)
        if all(part in texts.folded(whole) for part in texts.folded(word).split()):
            expected.append(row["id"])
    assert ids("list", "milestones", "--text", word) == expected


def test_very_many_words_and_hits_are_no_trouble(portfolio: Portfolio) -> None:
    steps = "".join(
        f'[deliverables.d{number}]\ntitle = "Plan {number}%"\n[deliverables.d{number}.milestones.m]\n'
        'title = "Drafted"\n'
        for number in range(900)
    )
    folder = portfolio(a=f'title = "A"\nkind = "project"\n{steps}')
    assert len(ids("list", "milestones", "--text", "plan drafted", at=folder)) == 900
    assert len(ids("list", "milestones", "--text", "plan", at=folder)) == 900
    assert ids("list", "milestones", "--text", "899% DRAFTED", at=folder) == ["a/d899/m"]
    assert ids("list", "--text", " ".join(map(str, range(2000))), at=folder) == []


@given(st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    once = texts.folded(text)
    assert texts.folded(once) == once
    assert texts.folded(text.upper()) == texts.folded(text.upper().lower())


# --------------------------------------------------------------------------------------------------------- --columns


def test_columns_are_shown_in_the_order_asked_for() -> None:
    ran = ask("list", "--columns", "rating,ID", "--columns", "Next-Deadline", "-f", "csv")
    assert ran.out.splitlines()[0] == "rating,id,next_deadline"
    assert "amber,inner-kingdoms-2024,2026-09" in ran.out.splitlines()


@pytest.mark.parametrize("what", LISTS)
def test_every_column_of_every_list_can_be_asked_for_and_sorted_by(what: str) -> None:
    for folder in (EXAMPLE, SHIPPED):
        said = ask("list", what, "--columns", "nonesuch", at=folder)
        assert said.code == 2
        known = said.err.partition("the columns are ")[2].strip().replace(" or ", ", ").split(", ")
        table = rows("list", what, "--columns", ",".join(known), at=folder)
        assert all(list(row) == known for row in table)
        assert {row[known[0]] for row in table} == set(ids("list", what, at=folder))
        order = [option for key in known for option in ("--sort", key, "--sort", f"-{key}")]
        assert len(ids("list", what, *order, at=folder)) == len(table)


def test_columns_of_a_report_and_its_total() -> None:
    report = answer("report", "--columns", "overdue,group", "--sort", "-overdue", "--limit", "1")
    assert report["rows"] == [{"overdue": 2, "group": "ruritania-2025"}]
    assert report["total"] == {"overdue": 3, "group": "All"}
    assert report["notes"] == ["1 of 7 shown"]


def test_an_unknown_column_is_an_error_that_lists_them() -> None:
    ran = ask("list", "areas", "--sort", "-overdu")
    assert ran.code == 2
    assert 'error: --sort: there is no column "overdu"' in ran.err
    assert 'did you mean "overdue"? the columns are area, title, roadmaps, active' in ran.err
    assert ask("report", "--columns", "zzz").code == 2


def test_extra_columns_tell_what_the_files_say() -> None:
    (row,) = rows("list", "graustark-*", "--columns", "regions,aims,partners,signed,notes,sources")
    assert row["regions"] == ["inner-kingdoms"]
    assert row["partners"] == ["GRS", "MU"]
    assert row["signed"]["text"] == "2022-11-15"
    assert row["notes"].startswith("Both sides want to renew it")
    (row,) = rows("list", "milestones", "*/*/deployed", "--columns", "roadmap,area,activity,started,evidence,countries")
    assert (row["roadmap"], row["area"], row["activity"]) == ("graustark-2022", "asylum-procedure", "deployment")
    assert (row["started"]["text"], row["evidence"], row["countries"]) == ("2023-04", ["annual-report-2024"], ["XG"])


def test_footnotes_stand_below_only_what_is_shown() -> None:
    noted = answer("list", "countries", "--sort", "country")["footnotes"]
    assert {note["for"] for note in noted} == {"XB", "Blefuscu"}
    assert answer("list", "countries", "--sort", "-roadmaps", "--limit", "1")["footnotes"] == []


NOTED = """\
title = "T"
as_of = 2026-06-30
[regions.r]
title = "Region"
countries = ["TR", "XK"]
[countries.TR]
name = "Türkiye, Republic of"
footnote = "On its name."
[countries.XK]
name = "Kosovo"
footnote = "On its status."
[organisations.O]
name = "Kosovo"
country = "XK"
"""
VISIT = """\
title = "Kosovo"
kind = "project"
countries = ["TR", "XK"]
partners = { O = "lead" }
[deliverables.d]
title = "XK"
[deliverables.d.milestones.m]
title = "Visit to XK, Kosovo"
due = 2026-09-30
"""


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
@pytest.mark.parametrize(
    ("command", "marked", "plain"),
    [
        ("list countries", ["TR*", "Türkiye, Republic of*", "XK**", "Kosovo**"], []),
        ("list roadmaps", ["TR*, XK**"], ["Kosovo"]),
        ("list milestones", [], ["Visit to XK, Kosovo"]),
        ("list milestones --columns title,countries", ["TR*, XK**"], ["Visit to XK, Kosovo"]),
        ("list partners", ["XK*"], ["Kosovo"]),
        ("report --by country", ["Türkiye, Republic of*", "Kosovo**"], []),
        ("report --by roadmap", [], ["Kosovo"]),
        ("report deadlines", [], ["Visit to XK, Kosovo"]),
        ("show visit", ["Türkiye, Republic of (TR)*", "Kosovo (XK)**"], ["Visit to XK, Kosovo", "Kosovo (O), lead"]),
        ("show region:r", ["Türkiye, Republic of (TR)*", "Kosovo (XK)**"], ["Visit to XK, Kosovo"]),
    ],
)
def test_marks_stand_behind_countries_and_nothing_else(
    command: str, marked: list[str], plain: list[str], format: str, portfolio: Portfolio
) -> None:
    ran = ask(*command.split(), "-f", format, at=portfolio(framework=NOTED, visit=VISIT))
    assert ran.code == 0
    text = ran.out.replace("\\", "")
    assert all(one in text for one in marked), text
    for one in plain:
        assert re.search(rf"{re.escape(one)}(?!\*)( |<|$)", text, re.MULTILINE), text
    if plain and not any("XK" in one or "Kosovo" in one for one in marked):
        assert not re.search(r"(XK|Kosovo)\*", text)


def test_coverage_marks_countries_however_it_is_turned(portfolio: Portfolio) -> None:
    areas = "".join(f'[focus_areas.a-{n}]\ntitle = "Kosovo {n}"\n' for n in range(30))
    at = portfolio(framework=f'{NOTED}{areas}[focus_areas.k]\ntitle = "Kosovo"\n', visit=VISIT)
    turned = ask("report", "coverage", at=at).out
    assert "Region: TR Türkiye, Republic of*, XK Kosovo**" in turned
    assert re.search(r"^Kosovo  ", turned, re.MULTILINE)
    upright = ask("report", "coverage", at=portfolio(framework=NOTED, visit=VISIT)).out
    assert re.search(r"^Türkiye, Republic of\* ", upright, re.MULTILINE)


# ------------------------------------------------------------------------------------------------- --sort and --limit


def test_rows_are_sorted_by_severity_and_then_by_day() -> None:
    table = rows("list", "milestones", "--sort", "status,-deadline")
    found = [(row["status"], row["deadline"] and row["deadline"]["last"]) for row in table]
    order = ["overdue", "at-risk", "in-progress", "planned", "done", "dropped"]
    assert [status for status, _ in found] == sorted((status for status, _ in found), key=order.index)
    for status in order:
        days = [day for one, day in found if one == status]
        known = [day for day in days if day]
        assert known == sorted(known, reverse=True)
        assert days == known + [None] * (len(days) - len(known))


def test_ratings_stand_worst_first_and_shares_by_size() -> None:
    assert [row["rating"] for row in rows("list", "--sort", "rating")] == [
        "red",
        "red",
        "amber",
        "green",
        "none",
        "none",
        "complete",
    ]
    assert ids("list", "--sort=-progress")[:2] == ["ruritania-2022", "graustark-2022"]
    assert ids("list", "--sort=progress")[-1] == "brobdingnag-2024"


def test_a_list_is_cut_after_it_was_sorted() -> None:
    whole = answer("list", "milestones", "--sort", "-due")
    cut = answer("list", "milestones", "--sort", "-due", "--limit", "4")
    assert cut["rows"] == whole["rows"][:4]
    assert cut["notes"] == ["4 of 38 shown"]
    assert answer("list", "--limit", "7")["notes"] == []
    assert [ask("list", "--limit", wrong).code for wrong in ("0", "-1", "x")] == [2] * 3
    assert answer("list", "--limit", str(10**20))["rows"] == answer("list")["rows"]


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.none() | st.integers(-5, 5) | st.floats(-5, 5),
    "date": st.none() | st.sampled_from(["2025", "2025-Q2", "2025-06", "2025-06-30", "../2025", "2026-01"]),
    "status": st.sampled_from(["overdue", "at-risk", "planned", "done", "active", "ended"]),
    "share": st.none() | st.just((0, 0)) | st.tuples(st.integers(0, 5), st.integers(1, 5)),
    "text": st.none() | st.text(max_size=3),
}
ROWS = st.lists(st.tuples(*VALUES.values()), max_size=12)


@given(ROWS, st.lists(st.sampled_from([sign + key for key in VALUES for sign in ("", "-")]), max_size=3))
def test_sorting_keeps_every_row_and_the_order_of_equal_ones(table: list[Any], order: list[str]) -> None:
    columns = tuple(Column(key, key.title(), key) for key in (*VALUES, "number"))  # type: ignore[arg-type]
    numbered = [(*row, place) for place, row in enumerate(table)]
    columns = (*columns[:-1], Column("place", "Place", "number"))
    report = Report("r", "R", "2026-06-30", tables=(Table("t", "T", columns, numbered),))
    (found,) = arrange.arranged(report, View(sort=tuple(order))).tables
    assert sorted(row[-1] for row in found.rows) == list(range(len(table)))
    (again,) = arrange.arranged(report._replace(tables=(found,)), View(sort=tuple(order))).tables
    assert again.rows == found.rows
    if order:
        place = list(VALUES).index(order[0].lstrip("-"))
        missing = [row[place] in (None, "", (0, 0)) for row in found.rows]
        assert missing == sorted(missing)


DATES = [
    "2025",
    "2025-Q2",
    "2025-06",
    "2025-06-30",
    "../2025",
    "../2025-12-31",
    "2025-12",
    "2025-Q4",
    "2024-02",
    "2026-01",
]


@given(
    st.lists(
        st.tuples(
            *(VALUES[kind] for kind in ("number", "status", "share")),
            st.none() | st.sampled_from(DATES),
            st.none() | st.text(alphabet="aAbBäÄßſİ \U0001d400", max_size=3),
        ),
        max_size=12,
    ),
    st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=3, unique_by=lambda one: one[0]),
)
def test_sql_sorts_as_python_does(rows: list[tuple[Any, ...]], order: list[tuple[int, bool]]) -> None:
    kinds: list[Any] = ["number", "status", "share", "date", "text"]
    connection = sqlite3.connect(":memory:")
    ranks.add_functions(connection)
    connection.execute(f"CREATE TABLE t (place, {', '.join(kinds)})")
    in_one = [row[2] and row[2][0] << SHARE_BITS | row[2][1] for row in rows]
    stored = [(place, *row[:2], in_one[place], *row[3:]) for place, row in enumerate(rows)]
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", stored)
    terms = [ranks.in_sql(kinds[place], kinds[place], descending=descending) for place, descending in order]
    found = connection.execute(f"SELECT place FROM t ORDER BY {', '.join(map(str, terms))}, place").fetchall()
    connection.close()
    columns = tuple(Column(kind, kind, kind) for kind in kinds)
    report = Report(
        "r", "R", "2026-06-30", tables=(Table("t", "T", (*columns, Column("place", "Place", "number")), []),)
    )
    table = report.tables[0]._replace(rows=[(*row, place) for place, row in enumerate(rows)])
    sort = tuple("-" * descending + kinds[place] for place, descending in order)
    (arranged,) = arrange.arranged(report._replace(tables=(table,)), View(sort=sort)).tables
    assert [row[-1] for row in arranged.rows] == [place for (place,) in found]


@pytest.mark.parametrize(
    "what", ["roadmaps", "deliverables", "milestones", "countries", "areas", "partners", "engagements"]
)
def test_each_list_is_cut_after_it_was_sorted_by_any_column(what: str) -> None:
    for key in answer("list", what)["rows"][0]:
        for sign in ("", "-"):
            whole = answer("list", what, f"--sort={sign}{key}")
            cut = answer("list", what, f"--sort={sign}{key}", "--limit=3")
            assert cut["rows"] == whole["rows"][:3]


# ----------------------------------------------------------------------------------------------------------- --stale


def test_stale_are_the_roadmaps_that_nobody_has_reported_on() -> None:
    report = answer("list", "roadmaps", "--stale", "3m")
    assert report["header"].endswith("without news since 2026-03-30")
    (row,) = report["rows"]
    assert (row["id"], row["last_event"]["text"], row["days_since"]) == ("channel-exchange", "2026-02-11", 139)
    assert ids("list", "--stale", "1m") == ["channel-exchange"]
    assert ids("list", "--stale", "29d") == ["channel-exchange", "inner-kingdoms-2024"]


def test_every_kind_of_event_is_news(portfolio: Portfolio) -> None:
    start = 'kind = "project"\nperiod = { start = "2020", end = "2030" }\n'
    step = "[deliverables.d]\ntitle = 'D'\n[deliverables.d.milestones.m]\ntitle = 'M'\n"
    counted = "[deliverables.d.indicators.i]\ntitle = 'I'\nactual = [{ value = 1, on = '2026-03' }]\n"
    folder = portfolio(
        silent=f'title = "Silent"\n{start}',
        started=f'title = "Started"\n{start}{step}started = "2026-04"\n',
        done=f'title = "Done"\n{start}{step}started = "2020"\ndone = "2026-05-02"\n',
        dropped=f'title = "Dropped"\n{start}{step}dropped = "2026"\nreason = "r"\n',
        signed=f'title = "Signed"\n{start}signed = {{ on = "2024-12" }}\n',
        extended=f'title = "Extended"\n{start}extensions = [{{ until = "2031", agreed = "2026-02" }}]\n',
        measured=f'title = "Measured"\n{start}{step}{counted}',
        coming=f'title = "Coming"\n{start}{step}started = "2026-09"\n',
        over=f'title = "Over"\nconcluded = "2021"\n{start}',
        young='title = "Young"\nkind = "project"\nperiod = { start = "2026-01", end = "2030" }\n',
    )
    table = rows("list", "--columns", "id,last_event", "--sort", "-last_event", at=folder)
    assert {row["id"]: row["last_event"] and row["last_event"]["text"] for row in table} == {
        "started": "2026-04",
        "done": "2026-05-02",
        "dropped": "2026",
        "signed": "2024-12",
        "extended": "2026-02",
        "measured": "2026-03",
        "over": "2021",
        "silent": None,
        "coming": None,
        "young": None,
    }
    assert ids("list", "--stale", "1y", at=folder) == ["coming", "silent", "signed"]
    silent = ["coming", "dropped", "extended", "measured", "silent", "started", "done"]
    assert ids("list", "--stale", "1y", "--as-of", "2025-12-31", at=folder) == silent
    silent = ["coming", "extended", "measured", "silent", "started", "done", "signed"]
    assert ids("list", "--stale", "1y", "--as-of", "2026-01-01", at=folder) == silent


def test_stale_is_about_roadmaps_and_takes_a_span() -> None:
    assert "coopctl list roadmaps --stale 1y" in ask("list", "milestones", "--stale", "1y").err
    ran = ask("list", "--stale", "1 year")
    assert (ran.code, ran.err) == (2, 'error: --stale: "1 year" is not a span of time\n   = help: write "1y"\n')
    ran = ask("list", "--stale", "20y")
    assert (ran.code, ran.out, ran.err) == (0, "", "Every roadmap has news since 2006-06-30.\n")


# ------------------------------------------------------------------------------------- Every answer in every form

REPORTS = tuple(
    module.name for module in iter_modules(reports.__path__) if not module.ispkg and module.name != "changes"
)
"""Those that answer without a history."""
QUESTIONS = [
    *(("list", what) for what in LISTS),
    ("list", "roadmaps", "--stale", "1m"),
    *(("report", name) for name in REPORTS),
    *(("report", "status", "--by", by) for by in groups.GROUPINGS),
    *(("report", "coverage", "--by", by) for by in ("aim", "partner")),
    ("report", "deadlines", "--within", "90d"),
    ("report", "indicators", "--history"),
]
CHOICES = [(), ("--text", "plan"), ("--status", "open"), ("--country", "ZZ"), ("--text", "a", "--status", "overdue")]


@cache
def columns_of(question: tuple[str, ...]) -> list[str]:
    """The columns that an answer knows, as the error about one that it does not know lists them."""
    said = ask(*question, "--columns", "nonesuch")
    assert said.code == 2
    return said.err.partition("the columns are ")[2].strip().replace(" or ", ", ").split(", ")


@st.composite
def asked(draw: st.DrawFn) -> list[str]:
    """Any list or report, with any columns, order, number of rows and choice of rows, in any format."""
    question = draw(st.sampled_from(QUESTIONS))
    columns = st.sampled_from(columns_of(question))
    signed = st.builds("{}{}".format, st.sampled_from(["", "-"]), columns)
    options = [
        *(("--columns", name) for name in draw(st.lists(columns, max_size=3))),
        *((f"--sort={name}",) for name in draw(st.lists(signed, max_size=2))),
        *(("--limit", str(number)) for number in draw(st.lists(st.sampled_from([1, 2, 3, 9]), max_size=1))),
    ]
    return [*question, *(word for option in options for word in option), *draw(st.sampled_from(CHOICES))]


def whole(format: str, out: str) -> bool:
    """Whether a reader of the format gets to the end of what was written."""
    if format == "json":
        return bool(json.loads(out))
    if format == "jsonl":
        return all(map(json.loads, out.splitlines()))
    if format in ("csv", "tsv"):
        read = csv.reader(io.StringIO(out), delimiter="," if format == "csv" else "\t")
        return len({len(row) for row in read}) == 1
    return out.endswith("</html>\n") if format == "html" else not out or out.endswith("\n")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(["report", "coverage", "--limit", "9"], "table")
@example(["report", "coverage", "--columns", "country,area,running"], "json")
@example(["report", "deadlines", "--text", "plan"], "csv")
@given(asked(), st.sampled_from(format_names()))
def test_every_answer_is_whole_in_every_form(arguments: list[str], format: str) -> None:
    ran = ask(*arguments, "-f", format)
    assert ran.code in (0, 2), ran.err
    assert whole(format, ran.out) if ran.code == 0 else not ran.out
    assert ran.code == 0 or format == "ids", ran.err


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_column_of_every_answer_stands_alone_and_sorts(question: tuple[str, ...]) -> None:
    for name, format in zip(columns_of(question), itertools.cycle(format_names()), strict=False):
        ran = ask(*question, "--columns", name, f"--sort=-{name}", "--limit", "2", "-f", format)
        assert ran.code in ((0, 2) if format == "ids" else (0,)), ran.err
        assert whole(format, ran.out) if ran.code == 0 else not ran.out


def test_a_matrix_is_drawn_of_all_its_rows_or_not_at_all() -> None:
    lines = ask("report", "coverage", "--limit", "3").out.splitlines()
    assert [line.split()[:3] for line in lines[4:7]] == [["inner-kingdoms", "Inner", "Kingdoms"]] * 3
    assert "Total" not in lines[3]
    sorted_ones = ask("report", "coverage", "--sort", "-country").out.splitlines()[3]
    assert sorted_ones.split() == ["Focus", "area", "ZZ", "XL", "XG", "XE", "XB", "XA", "QM", "Total"]


def test_totals_have_the_columns_asked_for() -> None:
    report = answer("report", "coverage", "--columns", "running,country", "--limit", "1")
    assert report["rows"] == [{"running": 1, "country": "ZZ"}]
    assert {"running": 2, "country": "ZZ"} in report["totals"]
    assert all(list(row) == ["running", "country"] for row in report["totals"])


def test_a_chart_has_the_bars_of_its_rows_in_their_order() -> None:
    def labels(*options: str) -> list[str]:
        chart = ask("report", "timeline", *options).out.split("\n\n")[1].splitlines()
        return [line.split()[0] for line in chart if line[0] != " "]

    assert labels("--limit", "2") == ids("report", "timeline")[:2]
    assert labels("--sort", "-id") == sorted(ids("report", "timeline"), reverse=True)
    assert ask("report", "timeline", "--columns", "id,end").out.splitlines()[3].split() == ["Roadmap", "End"]
