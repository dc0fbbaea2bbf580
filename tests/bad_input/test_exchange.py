"""Exports of hostile and of empty portfolios, imports of hostile files; each test has its rows' keys in its name.

A format is tried where this build has it: an export or import that is not there yet is skipped, and says so.
"""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopctl.cli import main as program
from tests.bad_input.bed import Bed
from tests.bad_input.test_outputs import EXPORTS
from tests.conftest import EXAMPLE

SIGNS = "tab\\t cr\\r lf\\n bell\\u0007 esc\\u001b[31m vt\\u000b nel\\u0085 ffff\\uffff fffe\\ufffe nul\\u0000 end"
HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "#REF!",
    "a;=1+1",
    "comma, semicolon; backslash\\\\ colon:",
    "ü" * 100,
    "]]>&<!--<b>bold</b>",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "BEGIN:VEVENT",
    SIGNS,
]


@pytest.fixture
def hostile(bed: Bed) -> Bed:
    """The example portfolio, with one more roadmap in which every word is hostile."""
    shutil.rmtree(bed.portfolio)
    shutil.copytree(EXAMPLE, bed.portfolio)
    milestones = "".join(
        f'[deliverables.d.milestones.m{number}]\ntitle = "{text}"\nnotes = "{text}"\ntopics = ["{text}"]\n'
        f'responsible = "{text}"\ndue = "2026-1{number % 3}"\n'
        for number, text in enumerate(HOSTILE)
    )
    text = f'title = "{HOSTILE[0]}"\nkind = "roadmap"\ncountries = ["ZZ"]\nsummary = "{SIGNS}"\n'
    bed.put({"hostile.toml": f'{text}[deliverables.d]\ntitle = "{SIGNS}"\n{milestones}'})
    return bed


def exported(bed: Bed, format: str) -> bytes:
    """The whole document, through a file; empty where the portfolio has not what the format requires."""
    if format not in EXPORTS:
        pytest.skip(f"this build has no export {format}")
    target = bed.home / "cache" / f"answer.{format}"
    target.parent.mkdir(exist_ok=True)
    answer = bed.run_unchanged("export", format, "-o", str(target))
    assert answer.code in (0, 1), answer.said
    return target.read_bytes() if answer.code == 0 else b""


def parsed(content: bytes) -> ElementTree.Element:
    """XML that must be well-formed."""
    return ElementTree.fromstring(content)  # noqa: S314 - this program's own


def sheets(content: bytes) -> Iterator[ElementTree.Element]:
    """The parts of a workbook that are XML; each must be well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            if name.endswith((".xml", ".rels")):
                yield parsed(book.read(name))


def test_e05_e06_e08_a_workbook_has_no_formula_no_control_character_and_no_number_that_is_none(hostile: Bed) -> None:
    texts = []
    for root in sheets(exported(hostile, "xlsx")):
        for element in root.iter():
            kind = element.tag.rpartition("}")[2]
            texts += [element.text or ""] if kind == "t" else []
            if kind == "c":
                parts = {part.tag.rpartition("}")[2]: part.text or "" for part in element}
                assert "f" not in parts, "a formula in a cell"
                if element.get("t", "n") == "n":
                    assert abs(float(parts.get("v") or 0)) < 1e15
    together = "\n".join(texts)
    assert "=1+1" in texts
    assert "#REF!" in texts
    assert not {sign for sign in together if ord(sign) < 32 and sign not in "\n\t"}


def test_e11_e12_a_calendar_has_no_control_character_and_no_line_of_an_author(hostile: Bed) -> None:
    lines = exported(hostile, "ics").split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    for line in lines:
        assert len(line) <= 75
        assert not {sign for sign in line.decode() if ord(sign) < 32 or ord(sign) == 127} - {"\t"}, line
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    assert b"comma\\, semicolon\\; backslash\\\\" in whole
    begun = [line for line in whole.split(b"\r\n") if line.startswith(b"BEGIN:VEVENT")]
    ended = [line for line in whole.split(b"\r\n") if line.startswith(b"END:VEVENT")]
    assert len(begun) == len(ended) > 0


def test_e14_e15_xml_is_well_formed_and_keeps_the_lines_of_texts(hostile: Bed) -> None:
    content = exported(hostile, "iati")
    if not content:
        pytest.skip("the example portfolio has not what publishing takes")
    shown = "".join(parsed(content).itertext())
    assert not {sign for sign in shown if (ord(sign) < 32 and sign not in "\n\t") or sign in "\ufffe\uffff\x85"}


@pytest.mark.parametrize("format", EXPORTS)
def test_e18_an_export_is_the_same_wherever_and_however_it_is_made(format: str, hostile: Bed) -> None:
    settings = (
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "0"},
    )
    made = []
    for number, more in enumerate(settings):
        answer = hostile.within(hostile.home).run("-C", "portfolio", "export", format, "--as-of", "2026-06-30", **more)
        assert answer.code in (0, 1)
        made.append((answer.code, answer.out))
        (hostile.portfolio / "framework.toml").touch()
        assert number or answer.code or answer.out
    assert made[0] == made[1]


def is_whole(format: str, content: bytes, scratch: Path) -> bool:
    """Whether a reader of the format, none of coopctl's, takes the document."""
    if format == "json":
        return isinstance(json.loads(content), dict)
    if format in ("iati", "html"):
        return format == "html" or parsed(content) is not None
    if format == "xlsx":
        return bool(list(sheets(content)))
    if format == "sqlite":
        (scratch / "answer.db").write_bytes(content)
        connection = sqlite3.connect(scratch / "answer.db")
        try:
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
        finally:
            connection.close()
    return bool(content.decode("utf-8"))


@pytest.mark.parametrize("format", EXPORTS)
def test_e20_an_export_of_nothing_is_a_whole_document(format: str, bed: Bed) -> None:
    (bed.portfolio / "good.toml").unlink()

    answer = bed.run_unchanged("export", format)

    assert answer.code in (0, 1), answer.said
    if answer.code:
        assert not answer.out
        assert b"error: " in answer.err
    else:
        assert is_whole(format, answer.out, bed.home / "cache")


# --- Imports ---

HEADERS = "roadmap,deliverable,milestone,title,due\n"
CSV = f"{HEADERS}good,d,m1,First,2026-01\n"
ACTIVITY = (
    '<iati-activity default-currency="EUR"><iati-identifier>XX-1-{}</iati-identifier>'
    '<reporting-org ref="XX-1" type="10"><narrative>R</narrative></reporting-org>'
    "<title><narrative>{}</narrative></title></iati-activity>"
)
IATI = '<?xml version="1.0"?>{}<iati-activities version="2.03">{}</iati-activities>'


def taken(bed: Bed, format: str, content: bytes, *options: str, name: str = "../given") -> tuple[int, str]:
    """Import a file: how it ended and what was said; nothing changed unless it ended well."""
    if "import" not in program.names() or format not in program.load("import").names():
        pytest.skip(f"this build has no import {format}")
    given = bed.home / name.removeprefix("../")
    given.write_bytes(content)
    before = bed.fingerprint()
    answer = bed.run("import", format, name, "--yes", *options)
    if answer.code:
        assert bed.fingerprint() == before
    assert "root:" not in answer.said
    return answer.code, answer.said


DOCTYPES = [
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE x SYSTEM "/etc/passwd">',
]


@pytest.mark.parametrize("doctype", DOCTYPES, ids=["file", "network", "bomb", "outside"])
def test_i01_i03_no_declaration_of_entities_is_read(doctype: str, bed: Bed) -> None:
    used = "" if 'SYSTEM "/etc' in doctype else "&e;"
    code, said = taken(bed, "iati", IATI.format(doctype, ACTIVITY.format(1, used)).encode())
    assert code in (2, 3)
    assert any(word in said.lower() for word in ("dtd", "entit", "doctype", "declaration")), said


def test_i04_i06_xml_without_measure_is_refused_or_read(bed: Bed) -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    assert taken(bed, "iati", IATI.format("", deep).encode())[0] in (0, 1, 2, 3)
    long = IATI.format("", ACTIVITY.format(1, "x" * 30_000_000)).encode()
    assert taken(bed, "iati", long)[0] in (2, 3)


@pytest.mark.parametrize(
    "content",
    [b"", b"<", b"<html/>", b"\0" * 100, b"\xff\xfe<\0", IATI.format("", "<x").encode(), b"PK\x03\x04", b"[1, 2]"],
    ids=["empty", "cut-off", "html", "nuls", "utf-16", "open", "zip", "json"],
)
@pytest.mark.parametrize("format", ["iati", "csv"])
def test_i01_i13_what_is_no_such_file_is_refused(format: str, content: bytes, bed: Bed) -> None:
    code, said = taken(bed, format, content, *(["--roadmap", "good"] if format == "csv" else []))
    assert code in (1, 2, 3, 4), said
    assert "error" in said or "nothing" in said


def test_i07_workbooks_are_not_read(bed: Bed) -> None:
    if "import" not in program.names():
        pytest.skip("this build has no imports")
    (bed.home / "book.xlsx").write_bytes(b"PK\x03\x04")
    answer = bed.run_unchanged("import", "xlsx", "../book.xlsx")
    assert answer.code == 2
    assert 'there is no import format "xlsx"' in answer.said


def test_i09_a_cell_without_measure_is_named_with_its_row(bed: Bed) -> None:
    code, said = taken(bed, "csv", f"{CSV}good/d/m2,{'x' * 200_000},2026-02\n".encode())
    assert code in (2, 3)
    assert "3" in said


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"\xef\xbb\xbf" + CSV.encode(), 0, id="i10-with-a-mark"),
        pytest.param(CSV.replace(",", ";").encode(), 0, id="i12-semicolons"),
        pytest.param(CSV.replace("First", "Grüße").encode("latin-1"), None, id="i12-latin-1"),
        pytest.param(CSV.encode("utf-16"), None, id="i12-utf-16"),
        pytest.param(CSV.replace("First", "a\0b").encode(), 3, id="i13-nul"),
    ],
)
def test_i10_i12_i13_what_spreadsheets_write_is_read_or_said(content: bytes, code: int | None, bed: Bed) -> None:
    bed.put({"good.toml": 'title = "Good"\nkind = "roadmap"\n[deliverables.d]\ntitle = "D"\n'})
    ended, said = taken(bed, "csv", content)
    assert ended == code if code is not None else ended in (0, 2, 3), said
    text = (bed.portfolio / "good.toml").read_text("utf-8")
    assert ("m1" in text) == (ended == 0)
    assert "\x00" not in text


def test_i15_i16_an_import_is_whole_or_nothing_and_twice_is_once(bed: Bed) -> None:
    bed.put({"good.toml": 'title = "Good"\nkind = "roadmap"\n[deliverables.d]\ntitle = "D"\n'})
    rows = "".join(f"good,d,m{number},Title {number},2026-0{number % 9 + 1}\n" for number in range(100))
    bad = rows.replace("Title 57,2026-04", "Title 57,soon")
    assert bad != rows
    code, said = taken(bed, "csv", f"{HEADERS}{bad}".encode())
    assert code in (1, 2, 3)
    assert "soon" in said
    assert taken(bed, "csv", f"{HEADERS}{rows}".encode())[0] == 0
    once = (bed.portfolio / "good.toml").read_bytes()
    assert once.count(b"milestones.m") == 100
    assert taken(bed, "csv", f"{HEADERS}{rows}".encode())[0] == 0
    assert (bed.portfolio / "good.toml").read_bytes() == once
