"""Every format, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopctl import formats
from coopctl.cli.output import format_names
from coopctl.document import lines
from coopctl.formats import csv as csv_format
from coopctl.formats import html, ids, jsonl, markdown
from coopctl.formats import json as json_format
from coopctl.problems import CoopctlError
from coopctl.report import Column, Fact, Report, Table
from tests.conftest import EXAMPLE, SHIPPED, Run

QUESTIONS = [
    ["list", "milestones"],
    ["list", "countries"],
    ["list", "partners", "--country", "ruritania"],
    ["report"],
    ["report", "--by", "area"],
    ["report", "--by", "region,country"],
    ["show"],
    ["show", "ruritania-2025"],
    ["show", "ruritania-2025/zuernau/equipped"],
]
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\uff1d1",
    "a|b",
    "a\\|b\\",
    "`code`",
    "<b>bold</b><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "*a* _b_ __c__ ~~d~~ &copy;",
    "two\nlines",
    'a "quote", a; b',
    "'apostrophe",
    "a\rb",
    "# no heading",
    "1. no list",
    "- no list",
    "x" * 300,
    "",
]


def report_of(texts: list[str], **more: Any) -> Report:
    """A report with these texts, a row each."""
    rows = [(f"row-{number}", text, number - 2) for number, text in enumerate(texts)]
    columns = (Column("id", "Id", "id"), Column("text", "Text"), Column("number", "Number", "number"))
    return Report("test", "Title", "2026-06-30", "header", tables=(Table("rows", "Rows", columns, rows),), **more)


def text_of(pieces: Any) -> str:
    return "".join(pieces)


# ------------------------------------------------------------------------------------------------------ Every format


@pytest.mark.parametrize("format", format_names())
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_answer_comes_in_every_format(question: list[str], format: str, run: Run) -> None:
    ran = run(*question, "-f", format, at=EXAMPLE)
    if format == "ids" and question == ["show"]:
        assert ran.code == 2
        assert "has no ids" in ran.err
    else:
        lacks_tables = question in (["show"], ["show", "ruritania-2025"]) and format not in formats.HOLD_ALL
        assert (ran.code, ran.err.startswith("These are the facts only."), bool(ran.err)) == (0, *[lacks_tables] * 2)
        assert ran.out.endswith("\n")


def test_the_options_of_a_format_are_keywords_of_its_writer() -> None:
    for name in format_names():
        keywords = list(inspect.signature(import_module(f"coopctl.formats.{name}").write).parameters)[1:]
        assert [keyword for keyword in keywords if keyword != "colour"] == [
            option.name for option in formats.options_of(name)
        ]
    assert {format for option in formats.OPTIONS for format in option.formats} <= set(format_names())


def test_an_option_that_the_format_lacks_is_an_error(run: Run) -> None:
    ran = run("list", "--raw", at=EXAMPLE)
    assert ran.code == 2
    assert "-f table has no --raw" in ran.err
    assert "it is for csv or tsv" in ran.err


@pytest.mark.parametrize("format", format_names())
def test_an_empty_answer_is_a_valid_document(format: str, run: Run) -> None:
    ran = run("list", "--stage", "active", "--kind", "facility", "-f", format, at=EXAMPLE)
    assert ran.code == 0
    assert "No roadmap matches." in ran.err
    if format == "html":
        html5lib.HTMLParser(strict=True).parse(ran.out)
    if format in ("jsonl", "ids", "table"):
        assert ran.out == ""


# --------------------------------------------------------------------------------------------------------------- CSV


def strict_rows(text: str, separator: str = ",") -> list[list[str]]:
    """CSV as RFC 4180 has it, read by hand: quotes only around whole cells, lines ended by LF."""
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{separator}\r\n]*))({separator}|\n)')
    rows: list[list[str]] = [[]]
    place = 0
    while place < len(text):
        found = cell.match(text, place)
        assert found, text[place : place + 40]
        rows[-1].append(found[1].replace('""', '"') if found[1] is not None else found[2])
        if found[3] == "\n":
            rows.append([])
        place = found.end()
    return rows[:-1]


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=1))
def test_raw_csv_gives_every_text_back(texts: list[str]) -> None:
    wanted = [text.replace("\x00", "\\x00") for text in texts]
    for separator in (",", "\t"):
        text = text_of(csv_format.separated(report_of(texts), separator, raw=True, bom=False))
        assert [row[1] for row in strict_rows(text, separator)[1:]] == wanted
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        assert [row[1] for row in read][1:] == wanted


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=1))
def test_no_cell_of_csv_begins_like_a_formula_unless_it_is_a_number(texts: list[str]) -> None:
    read = strict_rows(text_of(csv_format.write(report_of(texts))))
    for (_, cell, number), text in zip(read[1:], texts, strict=True):
        exact = text.replace("\x00", "\\x00")
        assert cell in (exact, f"'{exact}")
        assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
        assert int(number) >= -2
    assert read[1][2] == "-2"


def test_only_what_is_risky_gets_an_apostrophe() -> None:
    texts = ["=1+1", "plain", "'quoted", "1-2"]
    assert [row[1] for row in strict_rows(text_of(csv_format.write(report_of(texts))))[1:]] == ["'=1+1", *texts[1:]]


def test_a_formula_in_a_file_is_harmless_in_every_list_and_export(portfolio: Any, run: Run) -> None:
    at = portfolio(
        ruritania='title = "=HYPERLINK(1)"\nsummary = "=HYPERLINK(1)"\nkind = "roadmap"\n[deliverables.d]\ntitle = "@d"'
    )
    for command in (
        ["list", "-f", "csv"],
        ["show", "ruritania", "-f", "csv"],
        ["export", "csv"],
        ["list", "-f", "tsv"],
    ):
        assert "'=HYPERLINK(1)" in run(*command, at=at).out
        assert "'" not in run(*command, "--raw", at=at).out


def test_a_byte_order_mark_only_when_asked_for(run: Run) -> None:
    for command in (["list", "-f", "csv"], ["export", "csv"], ["list", "-f", "tsv"]):
        plain, marked = run(*command, at=EXAMPLE).out, run(*command, "--bom", at=EXAMPLE).out
        assert marked == "\ufeff" + plain
        assert not plain.startswith("\ufeff")


# -------------------------------------------------------------------------------------------------- JSON Lines and ids


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question[0] != "show"], ids=" ".join)
def test_json_lines_are_the_rows_of_json(question: list[str], run: Run) -> None:
    lined = [json.loads(line) for line in run(*question, "-f", "jsonl", at=EXAMPLE).out.splitlines()]
    assert lined == json.loads(run(*question, "-f", "json", at=EXAMPLE).out)["rows"]


def test_json_lines_of_one_thing_are_its_facts(run: Run) -> None:
    (line,) = run("show", "ruritania-2025", "-f", "jsonl", at=EXAMPLE).out.splitlines()
    assert json.loads(line) == json.loads(run("show", "ruritania-2025", "-f", "json", at=EXAMPLE).out)["facts"]


@given(st.lists(st.text(), min_size=1))
def test_json_gives_every_text_back(texts: list[str]) -> None:
    report = report_of(texts)
    assert [row["text"] for row in json.loads(text_of(json_format.write(report)))["rows"]] == texts
    assert [json.loads(line)["text"] for line in text_of(jsonl.write(report)).split("\n")[:-1]] == texts


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_ids_go_through_xargs_to_another_command(at: Path, run: Run) -> None:
    found = run("list", "milestones", "--status", "open", "-f", "ids", at=at).out
    passed = subprocess.run(["xargs", "-n1", "echo"], input=found, capture_output=True, text=True, check=True).stdout
    assert passed == found
    for id in found.split()[:2]:
        assert run("show", id, "-f", "ids", at=at).out == f"{id}\n"


@pytest.mark.parametrize("text", ["a b", "a\nb", "-rf", "$(x)", "a'b", "*"])
def test_what_xargs_would_take_apart_is_no_id(text: str) -> None:
    table = Table("t", "T", (Column("id", "Id", "id"),), [("good",), (text,)])
    with pytest.raises(CoopctlError, match="is no id"):
        list(ids.write(Report("r", "R", "2026-06-30", tables=(table,))))


# ----------------------------------------------------------------------------------------------------------- Markdown

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown_in(rendered: str) -> tuple[list[list[str]], str]:
    """The cells of the tables in HTML, and all of its text; ``<br>`` as a line end."""
    tree = html5lib.parse(rendered, namespaceHTMLElements=False)
    for one in tree.iter("br"):
        one.text = "\n"
    rows = [["".join(cell.itertext()) for cell in row if cell.tag in ("td", "th")] for row in tree.iter("tr")]
    return rows, "".join(tree.itertext())


def render(text: str) -> str:
    """What GitHub makes of Markdown; ``<br>`` is the one tag that is ours."""
    return str(GITHUB.render(text))


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=1, max_size=4))
def test_a_text_means_only_itself_in_markdown(texts: list[str]) -> None:
    report = report_of(texts, facts=(Fact("f", "Fact", texts[0]),), notes=(texts[-1],))
    rendered = render(text_of(markdown.write(report)))
    rows, whole = shown_in(rendered)
    assert not re.search(r"<(?!/?(p|h1|h2|ul|li|strong|table|thead|tbody|tr|th|td|br)\b)", rendered), rendered
    assert [row[1].strip() for row in rows[1:]] == [lines(text).strip() for text in texts]
    assert lines(texts[-1]).strip() in whole
    assert len(re.findall("<h[1-6]", rendered)) == 2
    assert len(re.findall("<li>", rendered)) == 1


def test_markdown_has_title_facts_tables_notes_and_footnotes(run: Run) -> None:
    text = run("report", "--by", "country", "-f", "markdown", at=SHIPPED).out
    assert text.startswith("# Status by country\n\nas of 2019-12-31")
    rows, whole = shown_in(render(text))
    assert rows[0][0] == "Country"
    assert rows[-1][0] == "All"
    assert "Kosovo*" in {row[1] for row in rows}
    assert "* Kosovo:" in whole or "* XK:" in whole
    shown = run("show", "ruritania-2025", "-f", "markdown", at=EXAMPLE).out
    assert "- **Countries:** Ruritania (ZZ)\n" in shown
    assert "\n## Deliverables and milestones\n" in shown


# --------------------------------------------------------------------------------------------------------------- HTML


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=1, max_size=4))
def test_a_text_means_only_itself_in_html(texts: list[str]) -> None:
    report = report_of(texts, facts=(Fact("f", "Fact", texts[0]),), notes=(texts[-1],))
    page = text_of(html.write(report._replace(title=texts[0])))
    html5lib.HTMLParser(strict=True).parse(page)
    rows, whole = shown_in(page)
    assert [row[1] for row in rows[1:]] == [lines(text) for text in texts]
    assert lines(texts[-1]) in whole
    assert "<script" not in page


def test_html_is_a_whole_page_that_asks_for_nothing(run: Run) -> None:
    page = run("list", "countries", "-f", "html", at=SHIPPED).out
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert tree.attrib["lang"] == "en"
    assert page.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert not re.search(r"(src|href|@import|url)\s*[=(]", page)
    assert {one.attrib["scope"] for one in tree.iter("th")} == {"col", "row"}
    assert [one.text for one in tree.iter("caption")] == ["Countries"]
    assert len(list(tree.iter("h1"))) == 1
