"""The reports on deadlines, coverage, time and indicators; expectations are read from the files or made by hand."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import wcwidth
from hypothesis import example, given
from hypothesis import strategies as st

from coopctl import gantt, ranges, style
from coopctl.report import Bar, Chart
from coopctl.reports import indicators
from coopctl.reports.indicators import Measured
from tests.conftest import EXAMPLE, SHIPPED, Ran, Run
from tests.terminal import run_in_terminal

OVERDUE = [
    ("ruritania-2025/contingency-plan/drafted", -212),
    ("graustark-2022/liaison-officers/evaluated", -181),
    ("ruritania-2025/trainer-pool/certified", -46),
]


def answer(run: Run, *arguments: str, at: Path = EXAMPLE) -> Any:
    """The answer to a command, as JSON."""
    ran = run(*arguments, "-f", "json", at=at)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def records(ran: Ran) -> list[dict[str, str]]:
    """The rows of an answer in CSV."""
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def roadmap_files(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of a portfolio as any TOML reader has them, by id."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


# ------------------------------------------------------------------------------------------------------ Deadlines


def test_deadlines_begin_with_what_is_overdue_the_oldest_first(run: Run) -> None:
    rows = answer(run, "report", "deadlines")["rows"]

    assert [(row["id"], row["days"]) for row in rows[:3]] == OVERDUE
    assert {row["month"] for row in rows[:3]} == {"overdue"}
    last_days = [row["due"]["last"] for row in rows[3:]]
    assert last_days == sorted(last_days)
    assert [row["month"] for row in rows[3:]] == [day[:7] for day in last_days]
    assert all(
        row["days"] == (date.fromisoformat(row["due"]["last"]) - date(2026, 6, 30)).days >= 0 for row in rows[3:]
    )


def test_deadlines_hold_every_open_milestone_with_a_deadline(run: Run) -> None:
    listed = answer(run, "list", "milestones", "--status", "open")["rows"]
    report = answer(run, "report", "deadlines")

    dated = {row["id"] for row in listed if row["deadline"]}
    assert {row["id"] for row in report["rows"]} == dated
    assert report["notes"] == [f"Open without a deadline: {len(listed) - len(dated)} milestones."]


def test_deadlines_within_a_span_still_tell_what_is_overdue_and_how_much_comes_later(run: Run) -> None:
    report = answer(run, "report", "deadlines", "--within", "6w")

    assert [row["id"] for row in report["rows"][3:]] == [
        "ruritania-2025/reception-standards",
        "ruritania-2025/zuernau/inspected",
    ]
    assert report["header"].endswith(" · within 6w (by 2026-08-11)")
    assert report["notes"][0] == "Due later than 2026-08-11: 13 milestones."


def test_deadlines_of_one_day_stand_as_in_their_file(run: Run) -> None:
    rows = [row["id"] for row in answer(run, "report", "deadlines")["rows"] if row["days"] >= 0]

    listed = answer(run, "list", "milestones", "--status", "open")["rows"]
    assert rows == [row["id"] for row in listed if row["days"] is not None and row["days"] >= 0]


def test_deadlines_are_found_by_their_words_and_counted_so(run: Run) -> None:
    report = answer(run, "report", "deadlines", "--text", "plan", "--within", "1m")

    assert [row["id"] for row in report["rows"]] == [OVERDUE[0][0]]
    assert report["notes"] == ["Due later than 2026-07-30: 2 milestones."]
    assert answer(run, "report", "deadlines", "--text", "glossary")["notes"] == [
        "Open without a deadline: 1 milestone."
    ]


def test_deadlines_stand_under_their_month(run: Run) -> None:
    lines = run("report", "deadlines", at=EXAMPLE).out.splitlines()

    first = lines.index("Overdue")
    assert lines[first + 1].startswith(OVERDUE[0][0])
    assert lines[first + 4 : first + 6] == ["", "2026-06"]
    assert lines[first + 6].startswith("ruritania-2025/reception-standards ")
    assert not lines[3].startswith("Month")


def test_no_deadlines_is_a_sentence(run: Run) -> None:
    ran = run("report", "deadlines", at=SHIPPED)

    assert (ran.code, ran.out, ran.err) == (0, "", "No open milestone has a deadline.\n")


def test_a_span_that_is_none_says_how_to_write_one(run: Run) -> None:
    ran = run("report", "deadlines", "--within", "soon", at=EXAMPLE)

    assert ran.code == 2
    assert '"soon" is not a span of time' in ran.err
    assert "90d" in ran.err


@pytest.mark.parametrize(
    ("day", "span", "then"),
    [
        ("2026-06-30", "90d", "2026-09-28"),
        ("2026-06-30", "6w", "2026-08-11"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2024-01-31", "1M", "2024-02-29"),
        ("2026-11-30", "3m", "2027-02-28"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2026-06-30", "0d", "2026-06-30"),
    ],
)
def test_spans_are_counted_by_the_calendar(day: str, span: str, then: str) -> None:
    assert ranges.after(span, date.fromisoformat(day)) == date.fromisoformat(then)


@given(st.text(max_size=8) | st.from_regex(r"[0-9]{1,5}[dwmyDWMYq]", fullmatch=True))
@example("9999y")
@example("²d")
def test_any_text_is_a_span_or_a_sentence(text: str) -> None:
    try:
        said = ranges.after(text, date(2026, 6, 30)).isoformat()
    except ValueError as error:
        said = str(error)

    assert said >= "2026-06-30"
    assert said[0].isdigit() or said.startswith("write ")


# ------------------------------------------------------------------------------------------------------- Coverage

STAGE_COLUMNS = {"active": "running", "preparation": "preparation", "undated": "undated"}
MEMBERS: dict[str, Callable[[dict[str, Any]], set[str]]] = {
    "area": lambda one: {*one.get("focus_areas", ()), *one.get("cross_cutting", ())},
    "aim": lambda one: set(one.get("aims", ())),
    "partner": lambda one: set(one.get("partners", {})),
}


def counted(folder: Path, by: str, stages: dict[str, str]) -> dict[tuple[str, str], dict[str, int]]:
    """How many roadmaps there are by country, item and column, worked out from the files."""
    files = roadmap_files(folder)
    framework = files.pop("framework")
    found: dict[tuple[str, str], dict[str, int]] = {}
    for id, one in files.items():
        regions = [framework["regions"][region]["countries"] for region in one.get("regions", ())]
        countries = {*one.get("countries", ()), *(code for codes in regions for code in codes)} or {""}
        column = STAGE_COLUMNS.get(stages[id], "over")
        for country in countries:
            for item in MEMBERS[by](one) or {""}:
                counts = found.setdefault((country, item), {})
                counts[column] = counts.get(column, 0) + 1
    return found


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
@pytest.mark.parametrize("by", ["area", "aim", "partner"])
def test_coverage_counts_every_roadmap_where_its_file_says(by: str, folder: Path, run: Run) -> None:
    stages = {row["id"]: row["stage"] for row in answer(run, "list", at=folder)["rows"]}
    rows = answer(run, "report", "coverage", "--by", by, at=folder)["rows"]

    columns = ("running", "preparation", "over", "undated")
    told = {
        (row["country"], row[by]): {column: row[column] for column in columns if row[column]}
        for row in rows
        if any(row[column] for column in columns)
    }
    assert told == counted(folder, by, stages)
    assert len({(row["country"], row[by]) for row in rows}) == len(rows)


def test_coverage_totals_count_a_roadmap_once(run: Run) -> None:
    whole = answer(run, "report", "coverage", at=SHIPPED)
    totals = {(row["country"], row["area"]): row for row in whole["totals"]}

    assert {key: totals[None, None][key] for key in ("running", "preparation", "over", "undated")} == {
        "running": 7,
        "preparation": 2,
        "over": 4,
        "undated": 1,
    }
    assert totals["TR", None]["running"] == 3
    assert totals[None, "resettlement"]["undated"] == 1
    assert sum(row["running"] for row in whole["rows"]) > 7


def test_coverage_names_the_gaps(run: Run) -> None:
    assert answer(run, "report", "coverage")["notes"] == [
        "Priority countries with nothing running: Brobdingnag.",
        "Focus areas with nothing running: Registration and data, Resettlement.",
    ]
    assert answer(run, "report", "coverage", "--by", "aim", at=SHIPPED)["notes"] == [
        "Priority countries with nothing running: none.",
        "Aims with nothing running: Information-sharing about CEAS.",
    ]


def test_coverage_under_a_filter_has_its_countries_only(run: Run) -> None:
    rows = answer(run, "report", "coverage", "--region", "channel")["rows"]

    assert {row["country"] for row in rows} == {"XL", "XB"}
    assert {row["region"] for row in rows} == {"channel"}
    reception = answer(run, "report", "coverage", "--area", "reception")
    assert {row["area"] for row in reception["rows"]} == {"reception"}
    assert reception["notes"][0] == "Priority countries with nothing running: Graustark, Axphain, Brobdingnag."


def test_coverage_tells_no_gaps_where_they_may_be_something_hidden(run: Run) -> None:
    told = answer(run, "report", "coverage", "--owner", "GRS")

    assert {row["country"] for row in told["rows"]} == {"ZZ", "XG", "XA"}
    assert told["notes"] == ["Only a part of the portfolio is looked at, so that gaps cannot be told."]


def test_coverage_has_every_country_of_the_framework_also_those_that_nothing_concerns(
    run: Run, portfolio: Callable[..., Path]
) -> None:
    folder = portfolio(one='title = "One"\nkind = "roadmap"\ncountries = ["XL"]\nfocus_areas = ["training"]\n')

    told = answer(run, "report", "coverage", at=folder)
    assert {(row["region"], row["country"]) for row in told["rows"]} == {("islands", "XL"), (None, "ZZ")}


def test_coverage_is_drawn_upright_where_it_fits(run: Run) -> None:
    lines = run("report", "coverage", "--by", "aim", at=EXAMPLE).out.splitlines()

    assert lines[3].split() == ["Country", "asylum-systems", "dignified-reception", "safe-pathways", "Total"]
    assert lines[4] == "Inner Kingdoms"
    assert lines[5].split() == ["Ruritania", "R2", "E", "R", "·", "R2", "E"]


def test_coverage_of_many_areas_is_turned_round_and_fits_a_hundred_cells(run: Run) -> None:
    lines = run("report", "coverage", at=SHIPPED).out.split("\n\n")[1].splitlines()

    assert lines[0].split() == ["Focus", "area", "AL", "BA", "XK", "MK", "ME", "RS", "EG", "MA", "TR", "none", "Total"]
    assert len(lines) == 22 + 3
    assert max(map(len, lines)) <= 100
    assert next(line for line in lines if line.startswith("returns ")).split()[-2:] == ["R", "R"]


def test_what_has_no_country_is_called_so_under_its_sign(run: Run) -> None:
    assert "No region: TR Turkey, none (no country)\n" in run("report", "coverage", at=SHIPPED).out


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_coverage_fits_any_terminal_and_loses_nothing(width: int, environment: dict[str, str]) -> None:
    plain = environment | {"NO_COLOR": "1"}
    code, shown = run_in_terminal(["-C", str(SHIPPED), "report", "coverage"], width, env=plain)

    assert code == 0
    assert all(wcwidth.wcswidth(line) <= width for line in shown.split("\n"))
    headers = " ".join(line for line in shown.split("\n") if line.startswith("Focus area "))
    countries = list(tomllib.loads((SHIPPED / "framework.toml").read_text("utf-8"))["countries"])
    regional = [*countries[:6], *countries[7:], countries[6]]
    assert headers.replace("Focus area", "").split() == [*regional, "none", "Total"]
    assert "Not shown" not in shown


def test_coverage_in_chosen_columns_is_a_plain_table(run: Run) -> None:
    lines = run("report", "coverage", "--columns", "country,area,running", at=EXAMPLE).out.splitlines()

    assert [line.split() for line in lines[3:5]] == [
        ["Country", "Focus", "area", "Running"],
        ["ZZ", "asylum-procedure", "1"],
    ]
    told = answer(run, "report", "coverage", "--columns", "country,running")
    assert told["rows"][0] == {"country": "ZZ", "running": 1}


@pytest.mark.parametrize("asked", [["--status", "overdue"], ["--text", "interview"], ["--status", "done"]])
def test_coverage_counts_the_roadmaps_that_have_what_was_asked_for(asked: list[str], run: Run) -> None:
    report = answer(run, "report", "coverage", *asked)
    listed = answer(run, "list", "roadmaps", *asked)["rows"]

    whole = report["totals"][-1]
    assert sum(whole[key] for key in ("running", "preparation", "over", "undated")) == len(listed)
    assert {row["country"] for row in report["rows"]} <= {code for row in listed for code in row["countries"]}
    assert any("gaps cannot be told" in note for note in report["notes"])


# ------------------------------------------------------------------------------------------------------- Timeline


def test_the_timeline_is_drawn_in_the_order_and_as_far_as_asked_for(run: Run) -> None:
    lines = run("report", "timeline", "--sort", "-id", "--limit", "2", at=EXAMPLE).out.splitlines()

    assert [line.split()[0] for line in lines[5:8] if line] == ["ruritania-2025", "ruritania-2022"]
    table = run("report", "timeline", "--columns", "id,start", at=EXAMPLE).out.splitlines()
    assert [line.split() for line in table[3:5]] == [["Roadmap", "Start"], ["ruritania-2022", "2022-03"]]


def test_the_timeline_as_data_has_first_and_last_days(run: Run) -> None:
    rows = {row["id"]: row for row in records(run("report", "timeline", "-f", "csv", at=EXAMPLE))}

    programme = rows["inner-kingdoms-2024"]
    assert (programme["start"], programme["start_first"], programme["start_last"]) == (
        "2024",
        "2024-01-01",
        "2024-12-31",
    )
    assert (programme["end_first"], programme["end_last"]) == ("2027-01-01", "2027-12-31")
    assert (rows["ruritania-2025"]["end"], rows["ruritania-2025"]["agreed_end"]) == ("2027-03", "2026-05")
    assert rows["brobdingnag-2024"]["end"] == "2025-11-03"
    assert rows["graustark-2022"]["milestones"].split("; ") == [
        "2023-05-02 done liaison-officers/deployed",
        "2023-10 done statistics/technical-mission",
        "2025-01 dropped statistics/annex",
        "2025-08-29 done statistics/exchange-running",
        "2025-12-31 overdue liaison-officers/evaluated",
    ]


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_the_timeline_has_each_roadmap_on_a_line_or_in_the_note(folder: Path, run: Run) -> None:
    files = roadmap_files(folder)
    del files["framework"]
    report = answer(run, "report", "timeline", at=folder)

    dated = {id for id, one in files.items() if {"period", "concluded"} & set(one) or "on" in one.get("signed", {})}
    dated |= {
        id
        for id, one in files.items()
        for deliverable in one.get("deliverables", {}).values()
        for step in deliverable.get("milestones", {"": deliverable}).values()
        if {"due", "expected", "done", "dropped"} & set(step)
    }
    assert {row["id"] for row in report["rows"]} == dated
    undated = sorted(files.keys() - dated)
    assert report["notes"] == ([f"Without dates: {', '.join(undated)}."] if undated else [])


TIMES = """\
title = "Times"
kind = "project"
{period}
[deliverables.d]
title = "D"
[deliverables.d.milestones]
late = {{ title = "Late", due = "2026-02", expected = "2026-12" }}
moved = {{ title = "Moved", due = "2026-11", expected = "2027-03" }}
due = {{ title = "Due", due = "2027" }}
done = {{ title = "Done", done = "2025" }}
by = {{ title = "By", done = "../2024" }}
given-up = {{ title = "Given up", due = "2026-10", dropped = "2026-04" }}
"""


def test_milestones_stand_at_the_date_that_their_status_is_about(portfolio: Callable[..., Path], run: Run) -> None:
    """What is late stands where it was due, what is open where it is expected; also without a period."""
    folder = portfolio(
        dated=TIMES.format(period='period = { start = "2024-01-01" }'),
        bare=TIMES.format(period=""),
        blank='title = "Blank"\nkind = "project"\n',
    )
    report = answer(run, "report", "timeline", at=folder)
    assert ([row["id"] for row in report["rows"]], report["notes"]) == (["dated", "bare"], ["Without dates: blank."])
    marks = ["../2024 done d/by", "2025 done d/done", "2026-02 overdue d/late", "2026-04 dropped d/given-up"]
    marks += ["2027-03 at-risk d/moved", "2027 planned d/due"]
    assert [row["milestones"] for row in report["rows"]] == [marks, marks]


def test_milestones_are_drawn_in_the_middle_of_their_date_and_open_ends_are_not_certain(
    portfolio: Callable[..., Path], run: Run
) -> None:
    """Here two characters are a month, and the first one is January 2024."""
    start = 'period = { start = "2024-01-01" }'
    folder = portfolio(dated=TIMES.format(period=start), bare=TIMES.format(period=""))
    lines = chart_lines(run("report", "timeline", at=folder).out)

    def half(year: int, month: int, second: bool = False) -> int:
        return 2 * ((year - 2024) * 12 + month - 1) + second

    signs = {half(2024, 12, True): "●", half(2025, 7): "●", half(2026, 2): "!", half(2026, 4): "×"}
    signs |= {half(2026, 6, True): "│", half(2027, 3, True): "?", half(2027, 7): "○"}
    assert {place: sign for place, sign in enumerate(lines["bare"]) if sign != " "} == signs
    assert {place: sign for place, sign in enumerate(lines["dated"][:-1]) if sign not in "█░"} == signs
    certain, open_end = lines["dated"].split("│")
    assert (set(certain) & set("█░"), set(open_end) & set("█░→")) == ({"█"}, {"░", "→"})


def chart_lines(out: str) -> dict[str, str]:
    """The lines of a chart by their label, from the first cell on."""
    block = out.split("\n\n")[1].splitlines()
    start = next(place for place, sign in enumerate(block[0]) if sign != " ")
    return {line[:start].strip(): line[start:] for line in block}


def test_the_timeline_draws_dates_at_their_precision(run: Run) -> None:
    """On the example a character is a month, and the first one is March 2022."""
    lines = chart_lines(run("report", "timeline", at=EXAMPLE).out)

    def month(year: int, number: int) -> int:
        return (year - 2022) * 12 + number - 3

    programme = lines["inner-kingdoms-2024"]
    assert programme[month(2023, 12)] == " "
    assert programme[month(2024, 1) : month(2024, 6)] == "░" * 5
    assert programme[month(2024, 6)] == "●"
    assert programme[month(2024, 7) : month(2024, 12)] == "░" * 5
    assert programme[month(2024, 12) : month(2026, 1)] == "█████████×███", "it has started by the last day of 2024"
    assert programme[month(2026, 5)] == "?", "the forecast, which has passed"
    assert programme[month(2026, 11)] == "?"
    assert programme[month(2027, 1) : month(2027, 6)] == "█░░░░", "it ends on the first day of 2027 or later"
    second = lines["ruritania-2025"]
    assert second[month(2025, 1)] == "█"
    assert second[month(2025, 11)] == second[month(2026, 5)] == "!"
    assert second[month(2026, 8)] == "▒"
    assert all(line[month(2026, 6)] == "│" for line in (programme, lines["graustark-2022"], lines["erewhon-2026"]))
    assert lines["brobdingnag-2024"].index("█") == month(2024, 5)
    assert lines["brobdingnag-2024"].rindex("█") == month(2025, 11)


def test_a_roadmap_without_end_runs_on(run: Run) -> None:
    lines = chart_lines(run("report", "timeline", at=SHIPPED).out)

    assert {name for name, line in lines.items() if line.endswith("→")} == {
        "easo-iom-2019",
        "egypt-2019",
        "ipa-ii-2019",
        "istanbul-2019",
        "morocco-2019",
    }


def test_the_timeline_has_an_ascii_form(run: Run) -> None:
    drawn = run("report", "timeline", at=SHIPPED, PYTHONIOENCODING="ascii").out

    assert drawn.isascii()
    assert "\\u" not in drawn
    assert chart_lines(drawn)["easo-iom-2019"].endswith("##|...........>")


SIGNS = {gantt.SURE, gantt.EXTENDED, gantt.UNSURE, gantt.BEFORE, gantt.AFTER, gantt.TODAY, *gantt.MARKS.values()}


def test_every_sign_of_the_timeline_differs_in_ascii_too() -> None:
    plain = [style.plain_ascii(sign) for sign in SIGNS]

    assert all(sign.isascii() for sign in plain)
    assert len(set(plain)) == len(plain)


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PARTIAL = DAYS.flatmap(
    lambda day: st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}-Q{(day.month + 2) // 3}"])
)
BARS = st.builds(
    Bar,
    st.text(st.characters(categories=["L", "N", "M", "Cc", "Cf"]), min_size=1, max_size=60),
    st.none() | PARTIAL | PARTIAL.map("../{}".format),
    st.none() | PARTIAL,
    st.none() | PARTIAL,
    st.lists(st.tuples(PARTIAL | PARTIAL.map("../{}".format), st.sampled_from(list(gantt.MARKS))), max_size=5).map(
        tuple
    ),
    st.booleans(),
)


@given(DAYS, st.lists(BARS, min_size=1, max_size=5), st.integers(40, 200))
def test_the_timeline_keeps_to_any_width(day: date, bars: list[Bar], width: int) -> None:
    lines = list(gantt.draw(Chart(day.isoformat(), tuple(bars)), width))

    assert all(0 <= wcwidth.wcswidth(line) <= width for line in lines)
    assert len(lines) > len(bars) + 2


@pytest.mark.parametrize(("start", "first"), [(None, gantt.BEFORE), ("../2023", gantt.BEFORE), ("2023", gantt.UNSURE)])
def test_a_bar_whose_first_day_is_not_known_comes_from_before(start: str | None, first: str) -> None:
    bars = (Bar("a", start, "2027"), Bar("b", "2020", "2021"))
    line = next(line for line in gantt.draw(Chart("2026-06-30", bars), 80) if line.startswith("a "))
    assert line.removeprefix("a").strip()[0] == first


@given(st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.integers(1, 2000), st.integers(40, 200))
def test_a_period_between_two_days_is_drawn_for_certain_and_in_proportion(start: date, days: int, width: int) -> None:
    end = start + timedelta(days=days)
    bars = (Bar("a", start.isoformat(), end.isoformat()), Bar("b", "2014", "2032"))
    lines = [line for line in gantt.draw(Chart("2013-12-31", bars), width) if line.startswith("a ")]

    cells = lines[0].count(gantt.SURE)
    assert gantt.UNSURE not in lines[0]
    # The chart covers twenty years or a little less: no more of it than this part, and two cells that are begun.
    assert 1 <= cells <= days / (18 * 365) * (width - 3) + 2


# ----------------------------------------------------------------------------------------------------- Indicators


def test_indicators_tell_how_much_of_the_way_is_behind(run: Run) -> None:
    """By hand: (actual - baseline) / (target - baseline); less is better for the months to a decision."""
    rows = {row["id"].rpartition("/")[2]: row for row in answer(run, "report", "indicators")["rows"]}

    assert {id: (row["actual"], row["percent"], row["course"]) for id, row in rows.items()} == {
        "persons": (None, None, None),
        "months-to-decision": (11.9, 39, None),
        "reports": (22, 36, "behind"),
        "guards-trained-count": (143, 119, "reached"),
        "places-in-reserve": (590, 30, "behind"),
        "trainers": (17, 70, "missed"),
    }


def test_indicators_go_by_the_day_in_force(run: Run) -> None:
    rows = {
        row["id"].rpartition("/")[2]: row for row in answer(run, "report", "indicators", "--as-of", "2026-01")["rows"]
    }

    assert (rows["trainers"]["actual"], rows["trainers"]["percent"], rows["trainers"]["course"]) == (9, 37, "behind")
    assert rows["places-in-reserve"]["actual"] == 650
    assert rows["reports"]["actual"] is None


def test_the_history_of_indicators_has_a_row_a_value(run: Run) -> None:
    rows = answer(run, "report", "indicators", "--history")["rows"]
    measured = [
        (f"{id}/{name}/{key}", value["value"])
        for id, one in roadmap_files(EXAMPLE).items()
        for name, deliverable in one.get("deliverables", {}).items()
        for key, indicator in deliverable.get("indicators", {}).items()
        for value in indicator.get("actual", ())
    ]

    assert sorted((row["id"], row["actual"]) for row in rows) == sorted(measured)
    assert [row["percent"] for row in rows if row["id"].endswith("/guards-trained-count")] == [31, 80, 119]


def test_indicators_are_filtered_like_everything(run: Run) -> None:
    rows = answer(run, "report", "indicators", "--area", "training")["rows"]

    assert [row["id"] for row in rows] == ["ruritania-2025/trainer-pool/trainers"]


NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_hundred_percent_means_reached_and_nothing_else(baseline: float, target: float, actual: float) -> None:
    percent = indicators.share(baseline, target, actual)

    if baseline == target:
        assert percent is None
        return
    assert percent is not None
    reached = actual >= target if target > baseline else actual <= target
    assert (percent >= 100) == reached
    assert indicators.share(-baseline, -target, -actual) == percent
    worse = actual < baseline if target > baseline else actual > baseline
    assert (percent < 0) == worse or abs(actual - baseline) < 1e-9 * abs(target - baseline)


def test_a_way_beyond_all_numbers_is_not_said() -> None:
    assert indicators.share(0, 0.1, 1e308) is None
    assert indicators.share(0, 5e-324, 1) is None


@pytest.mark.parametrize(
    ("actual", "on", "said"),
    [
        (50, "2025-07-01", "on track"),
        (49, "2025-07-01", "behind"),
        (50, "2025", None),
        (100, None, "reached"),
        (99, None, None),
        (None, "2025", None),
    ],
)
def test_a_course_is_told_only_when_it_is_certain(actual: float | None, on: str | None, said: str | None) -> None:
    one = Measured("i", "I", None, 0, "2024-12-31", 100, "2025-12-31", actual, on)

    assert indicators.course(one, "2025-12-31") == said
    if said == "behind":
        assert indicators.course(one, "2026-01-01") == "missed"
