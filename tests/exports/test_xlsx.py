"""`export xlsx`, read by openpyxl and by LibreOffice."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl import dates
from coopctl.document import lines
from coopctl.exports.xlsx import sheets
from coopctl.exports.xlsx.about import MEANINGS
from coopctl.exports.xlsx.looks import WORDS
from coopctl.filters import RATINGS, STAGES, STATUSES
from coopctl.problems import CoopctlError
from coopctl.report import Column
from coopctl.reports.lists import deliverables, milestones, roadmaps
from coopctl.visible import visible
from tests.conftest import EXAMPLE, SHIPPED, Run
from tests.exports import hostile
from tests.exports.readers import workbook

Rows = list[dict[str, Any]]


def exported(run: Run, target: Path, *options: str, at: Path = EXAMPLE) -> Path:
    assert run("export", "xlsx", *options, "-o", str(target / "o.xlsx"), at=at).code == 0
    return target / "o.xlsx"


def rows_of(book: Any, sheet: str) -> Rows:
    """The rows of a sheet by the titles of their columns."""
    titles, *rows = book[sheet].iter_rows(values_only=True)
    assert len(set(titles)) == len(titles), "a filter or a pivot table needs titles that differ"
    return [dict(zip(titles, row, strict=True)) for row in rows]


def listed(run: Run, what: str, *options: str, at: Path = EXAMPLE) -> Rows:
    rows: Rows = json.loads(run("list", what, *options, "-f", "json", at=at).out)["rows"]
    return rows


def test_the_sheets_have_the_rows_of_the_lists(run: Run, tmp_path: Path) -> None:
    book = workbook(exported(run, tmp_path).read_bytes())
    assert book.sheetnames == ["About", "Roadmaps", "Deliverables", "Milestones", "Indicators", "Measurements"]
    for what in ("roadmaps", "deliverables", "milestones"):
        found = rows_of(book, what.capitalize())
        wanted = listed(run, what)
        assert {row["Id"] for row in found} == {row["id"] for row in wanted}
        titles = {row["Id"]: row["Title"] for row in found}
        assert titles == {row["id"]: row["title"] for row in wanted}
    asked = json.loads(run("report", "indicators", "-f", "json", at=EXAMPLE).out)["rows"]
    shown = [(row["Id"], row["Actual"], row["Progress"], row["Course"]) for row in rows_of(book, "Indicators")]
    assert shown == [
        (row["id"], row["actual"], None if row["percent"] is None else row["percent"] / 100, row["course"])
        for row in asked
    ]


def test_every_column_of_a_list_is_in_its_sheet(run: Run, tmp_path: Path) -> None:
    book = workbook(exported(run, tmp_path).read_bytes())
    for module, sheet in ((roadmaps, "Roadmaps"), (deliverables, "Deliverables"), (milestones, "Milestones")):
        titles = {cell.value for cell in book[sheet][1]}
        missing = {
            field.title for field in module.FIELDS if field.key not in ("id", "last_event", "days_since")
        } - titles
        assert not missing, sheet


def test_a_day_is_a_real_date_and_less_exact_ones_stand_as_written_beside_their_last_day(
    run: Run, tmp_path: Path
) -> None:
    rows = {row["Id"]: row for row in rows_of(workbook(exported(run, tmp_path).read_bytes()), "Milestones")}
    exact = rows["ruritania-2025/zuernau/inspected"]
    assert (exact["Deadline"], exact["Deadline, last day"]) == (datetime(2026, 7, 17), datetime(2026, 7, 17))
    month = rows["ruritania-2025/zuernau/equipped"]
    assert (month["Deadline"], month["Deadline, last day"]) == ("2026-12", datetime(2026, 12, 31))
    quarter = rows["inner-kingdoms-2024/coi-portal/online"]
    assert (quarter["Deadline"], quarter["Deadline, last day"]) == ("2025-Q4", datetime(2025, 12, 31))
    up_to = rows["ruritania-2022/handbook"]
    assert (up_to["Done"], up_to["Done, last day"]) == ("../2023", datetime(2023, 12, 31))
    to_come = rows["inner-kingdoms-2024/practitioners-conference"]
    assert (to_come["Status"], to_come["Done"], to_come["Done, last day"]) == ("in-progress", None, None)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_date_before_the_calendars_of_spreadsheets_agree_stays_text(day: date) -> None:
    assert sheets.day(day.isoformat()) == (day if day >= date(1900, 3, 1) else None)
    month = dates.parse_text(day.isoformat()[:7])
    assert sheets.day(month.text) is None
    assert sheets.last_day(month.text) == (month.last if month.last >= date(1900, 3, 1) else None)


def test_progress_is_a_share_with_a_bar_and_numbers_are_numbers(run: Run, tmp_path: Path) -> None:
    path = exported(run, tmp_path)
    book = workbook(path.read_bytes())
    found = {row["Id"]: row["Progress"] for row in rows_of(book, "Roadmaps")}
    wanted = {row["id"]: row["progress"] for row in listed(run, "roadmaps")}
    assert found.keys() == wanted.keys()
    assert found["ruritania-2025"] == pytest.approx(2 / 10)
    assert found["brobdingnag-2024"] is None
    place = [cell.value for cell in book["Roadmaps"][1]].index("Progress")
    formats = {row[place].number_format for row in book["Roadmaps"].iter_rows(min_row=2) if row[place].value}
    assert formats == {"0%"}
    with zipfile.ZipFile(path) as archive:
        assert "dataBar" in archive.read("xl/worksheets/sheet2.xml").decode()


def test_each_status_and_rating_has_a_colour_of_its_own_by_rule_and_a_meaning_in_the_legend(
    run: Run, tmp_path: Path
) -> None:
    book = workbook(exported(run, tmp_path).read_bytes())
    for sheet, column in (("Milestones", "Status"), ("Deliverables", "Status"), ("Roadmaps", "Rating")):
        letter = next(cell.column_letter for cell in book[sheet][1] if cell.value == column)
        ruled = {
            rule.formula[0].strip('"')
            for area in book[sheet].conditional_formatting
            for rule in area.rules
            if str(area.sqref) == f"{letter}2:{letter}{book[sheet].max_row}"
        }
        assert ruled >= {row[column] for row in rows_of(book, sheet)}
    assert set(MEANINGS) == {*STATUSES, *RATINGS}
    assert {*STATUSES, *RATINGS, *STAGES} - WORDS.keys() == {"undated"}
    told = {row[0].value: (row[1].value, row[2].value) for row in book["About"].iter_rows(max_col=3)}
    statuses = [row["status"] for row in listed(run, "milestones")]
    for word, meaning in MEANINGS.items():
        assert told[word][1] == meaning
        if word in STATUSES:
            assert told[word][0] == statuses.count(word)


def test_the_first_sheet_says_over_which_day_restricted_to_what_and_what_a_star_means(run: Run, tmp_path: Path) -> None:
    options = ["--region", "channel", "--as-of", "2026-02-01", "--status", "open"]
    book = workbook(exported(run, tmp_path, *options).read_bytes())
    told = " ".join(str(cell.value) for row in book["About"].iter_rows() for cell in row if cell.value is not None)
    assert "2026-02-01 (as asked)" in told
    assert "region channel · status open" in told
    assert "Only rows with the status asked for are shown" in told
    assert "* Blefuscu: This designation is without prejudice" in told
    assert rows_of(book, "Roadmaps")[0]["Countries"] == "Lilliput; Blefuscu*"
    assert {row["Status"] for row in rows_of(book, "Milestones")} <= set(STATUSES[:4])


def test_it_is_ready_to_filter_and_to_print(run: Run, tmp_path: Path) -> None:
    book = workbook(exported(run, tmp_path).read_bytes())
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    about = book.properties
    assert (about.title, about.created) == ("External cooperation of the Meridian Agency", datetime(2026, 6, 30))


# ------------------------------------------------------------------------------------------------ Texts that are texts


def test_a_text_is_a_text_whatever_it_looks_like(run: Run, tmp_path: Path) -> None:
    book = workbook(exported(run, tmp_path, at=hostile.write(tmp_path / "hostile")).read_bytes())
    assert book["About"]["A1"].value == lines(hostile.TITLE)
    assert book.properties.title == visible(hostile.TITLE)
    sheet = book["Milestones"]
    assert sheet.oddFooter.left.text.startswith("=1+1 && more")
    assert sheet.oddFooter.left.text.endswith("as of 2026-06-30")
    titles = [cell.value for cell in sheet[1]]
    for column in ("Title", "Notes", "Evidence", "Topics"):
        cells = [row[titles.index(column)] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value for cell in cells] == [lines(text) for text in hostile.TEXTS], column
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)
        quoted = {cell.value for cell in cells if cell.quotePrefix}
        assert {"=1+1", "+1", "-1", "@SUM(A1)", "0012"} <= quoted
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    assert not [name for name, part in parts.items() if "<f>" in part or "hyperlink" in part]


@given(st.text())
def test_any_text_fits_a_cell_and_shows_what_it_holds(text: str) -> None:
    assert sheets.text(text) == lines(text)


@pytest.mark.parametrize("letter", ["x", "ü", "日", "👩"])
def test_a_text_too_long_for_a_cell_is_cut_between_two_characters_and_the_first_sheet_says_so(
    letter: str, portfolio: Any, run: Run, tmp_path: Path
) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    half = letter * (16_000 // units)
    room = (32_767 - 16_000 - len("; ")) // units
    steps = {"whole": room, "long": room + 1}
    tables = "".join(
        f'[deliverables.d.milestones.{id}]\ntitle = "t"\nevidence = ["{half}", "{letter * more}"]\n'
        for id, more in steps.items()
    )
    at = portfolio(ruritania=f'title = "t"\nkind = "roadmap"\n[deliverables.d]\ntitle = "d"\n{tables}')
    book = workbook(exported(run, tmp_path, at=at).read_bytes())
    whole, long = (row["Evidence"] for row in rows_of(book, "Milestones"))
    assert whole == f"{half}; {letter * room}"
    assert long == f"{half}; {letter * ((32_766 - 16_000 - len('; ')) // units)}…"
    told = " ".join(str(cell.value) for line in book["About"].iter_rows() for cell in line)
    assert "1 text of more than 32,767 characters" in told


def test_more_rows_than_a_sheet_has_is_an_error_that_says_what_to_do() -> None:
    sheet = sheets.Sheet("Milestones", "", (Column("id", "Id", "id"),), [("a",), ("b",)], 1)
    sheets.require_room(sheet, 2)
    with pytest.raises(CoopctlError, match="would have 2 rows, and a sheet holds 1") as caught:
        sheets.require_room(sheet, 1)
    assert caught.value.exit_code == 1
    assert "export csv" in caught.value.help
    assert sheets.MOST_ROWS == 2**20 - 1


def test_an_empty_portfolio_is_a_workbook_all_the_same(portfolio: Any, run: Run, tmp_path: Path) -> None:
    book = workbook(exported(run, tmp_path, at=portfolio()).read_bytes())
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [1] * 5


# --------------------------------------------------------------------------------------------------------- LibreOffice


def converted(path: Path, to: str, *options: str) -> list[Path]:
    """What LibreOffice makes of a workbook."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    folder = path.parent / "converted"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile"),
            *("--convert-to", to, *options, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return sorted(folder.iterdir())


ALL_SHEETS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def test_libreoffice_shows_the_same_rows(run: Run, tmp_path: Path) -> None:
    found = {file.stem.partition("-")[2]: file for file in converted(exported(run, tmp_path), ALL_SHEETS_AS_SHOWN)}
    assert list(found) == ["About", "Deliverables", "Indicators", "Measurements", "Milestones", "Roadmaps"]
    shown = list(csv.DictReader(io.StringIO(found["Milestones"].read_text("utf-8"))))
    wanted = {row["id"]: row for row in listed(run, "milestones")}
    assert [row["Id"] for row in shown] == list(wanted)
    for row in shown:
        deadline = wanted[row["Id"]]["deadline"]
        assert row["Status"] == wanted[row["Id"]]["status"]
        assert row["Deadline"] == (deadline["text"] if deadline else "")
        assert row["Deadline, last day"] == (deadline["last"] if deadline else "")


def test_libreoffice_finds_no_formula_and_no_link(run: Run, tmp_path: Path) -> None:
    path = exported(run, tmp_path, at=hostile.write(tmp_path / "hostile"))
    (flat,) = converted(path, "fods")
    text = flat.read_text("utf-8")
    assert text.count("=1+1") >= 2
    assert not re.search(r"table:formula=|<text:a ", text)


def test_libreoffice_prints_the_shipped_portfolio(run: Run, tmp_path: Path) -> None:
    (printed,) = converted(exported(run, tmp_path, at=SHIPPED), "pdf")
    assert printed.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(printed), "-"], capture_output=True, text=True, check=True).stdout
        assert "Page 1 of" in text
        assert text.count("as of 2019-12-31") >= 5
