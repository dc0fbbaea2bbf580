"""The parts of reading a tracker: dates, separators, headers, ids."""

from __future__ import annotations

import io

import pytest

from coopctl.intake.slugs import slug
from coopctl.intake.value import Unfit
from coopctl.trackers import dates, fields, sheet, text


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026", "2026"),
        ("2026-06", "2026-06"),
        ("2026/6/3", "2026-06-03"),
        ("20260603", "2026-06-03"),
        ("2026-06-03T00:00:00Z", "2026-06-03"),
        ("../2026-06", "../2026-06"),
        ("14/08/2026", "2026-08-14"),
        ("8/14/2026", "2026-08-14"),
        ("14/08/2026 0:00", "2026-08-14"),
        ("05/05/26", "2026-05-05"),
        ("1.9.2026", "2026-09-01"),
        ("08/2026", "2026-08"),
        ("Q3 2026", "2026-Q3"),
        ("2026 q3", "2026-Q3"),
        ("Q3/26", "2026-Q3"),
        ("June 2026", "2026-06"),
        ("Jun-26", "2026-06"),
        ("Sept. 2026", "2026-09"),
        ("14 August 2026", "2026-08-14"),
        ("14-Aug-26", "2026-08-14"),
        ("Fri, 14 August 2026", "2026-08-14"),
        ("August 14, 2026", "2026-08-14"),
        ("3rd of May 2026", "2026-05-03"),
    ],
)
def test_dates_are_read_as_people_write_them(cell: str, meant: str) -> None:
    found = dates.read(cell)
    assert found is not None
    assert (found.text, found.other) == (meant, "")


@pytest.mark.parametrize(
    "cell", ["", "soon", "end of 2026", "mid-June 2026", "26-Jun", "1/2", "12", "Mai 2026", "1850"]
)
def test_what_is_no_date_is_none(cell: str) -> None:
    assert dates.read(cell) is None


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-13", "30 February 2026", "32.1.2026", "13/13/2026"])
def test_days_that_there_are_not_are_said(cell: str) -> None:
    with pytest.raises(ValueError, match=r"month|days"):
        dates.read(cell)


def test_a_date_that_may_be_two_has_both_readings() -> None:
    found = dates.read("4/5/2026")
    assert found is not None
    assert (found.by("day-first"), found.by("month-first")) == ("2026-05-04", "2026-04-05")


def test_a_date_that_proves_an_order_cannot_be_read_in_the_other() -> None:
    found = dates.read("14/8/2026")
    assert found is not None
    with pytest.raises(ValueError, match="month first"):
        found.by("month-first")


@pytest.mark.parametrize(
    ("content", "separator"),
    [
        ("Milestone,Deadline\nPlan; drafted,2026\n", ","),
        ("Milestone;Deadline;Owner\n1,5;2,5;3,5\n4,5;;\n", ";"),
        ("Milestone\tDeadline\na,b,c\td\n", "\t"),
        ("Milestone|Deadline\na,b|c;d\n", "|"),
        ('Milestone,Notes\nPlan,"one; two; three\nfour; five"\n', ","),
        ("sep=;\nMilestone,x;Deadline,y\n", ";"),
    ],
)
def test_separators_are_recognised(content: str, separator: str) -> None:
    assert sheet.read(content, None, fields.known).separator == separator


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    content = 'Title of it all\n\nMilestone,Notes\n\nPlan,"two\nlines"\nOther,\n'
    found = sheet.read(content, None, fields.known)
    assert (found.header_row, [row.number for row in found.rows]) == (3, [5, 6])


def test_columns_have_letters_and_headers_of_their_own() -> None:
    found = sheet.read(f"Notes,,Notes{',' * 24}Last,\n{'x,' * 28}\n", ",", fields.known)
    shown = [(column.letter, column.header) for column in found.columns]
    assert shown[:3] == [("A", "Notes"), ("B", "column B"), ("C", "Notes (2)")]
    assert shown[26] == ("AA", "Last")


@pytest.mark.parametrize(
    ("content", "read", "encoding"),
    [
        ("é".encode(), "é", "UTF-8"),
        ("é".encode("utf-8-sig"), "é", "UTF-8 with a byte-order mark"),
        ("é".encode("utf-16"), "é", "UTF-16 with a byte-order mark"),
        ("Plan é;".encode("utf-16-be"), "Plan é;", "UTF-16"),
        ("Plan é – “a”".encode("windows-1252"), "Plan é – “a”", "Windows-1252"),
    ],
)
def test_encodings_are_recognised(content: bytes, read: str, encoding: str) -> None:
    found = text.read(io.BytesIO(content), None)
    assert (found.text, found.encoding) == (read, encoding)


def test_what_no_usual_encoding_has_is_asked_about() -> None:
    with pytest.raises(Unfit, match="neither UTF-8 nor Windows-1252"):
        text.read(io.BytesIO(b"Plan \x81\xe9"), None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Milestone", "title"),
        ("3. Due date (dd/mm/yyyy)", "due"),
        ("DUE_DATE", "due"),
        ("Milestone / Action", "title"),
        ("Completed on", "done"),
        ("Focus Area", "area"),
        ("Responsible person", "responsible"),
        ("Responsible organisation", "owner"),
        ("Country", "countries"),
        ("Comments", "notes"),
        ("Means of verification", "evidence"),
        ("#", "milestone"),
    ],
)
def test_headers_mean_what_programme_officers_mean(header: str, field: str) -> None:
    assert field in fields.meanings(header)


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Plan drafted (v2)", "plan-drafted-v2"),
        ("Zürnau: lit & equipped", "zurnau-lit-and-equipped"),
        ("Obuka službenika, Đurđevac", "obuka-sluzbenika-durdevac"),
        ("Обучение", "milestone"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * 48),
    ],
)
def test_ids_are_made_from_titles(title: str, id: str) -> None:
    assert slug(title, "milestone") == id
