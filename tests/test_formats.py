"""Every format, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopctl import formats, formulas, unmarked
from coopctl.cli.output import format_names
from coopctl.document import lines
from coopctl.formats import csv as csv_format
from coopctl.formats import html, ids, jsonl, markdown
from coopctl.formats import json as json_format
from coopctl.problems import CoopctlError
from coopctl.report import Column, Fact, Report, Table
from coopctl.visible import visible
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
    "1986. No list either",
    "+ 1)",
    "-",
    "---",
    "===",
    "> no quotation",
    "no closing #",
    "5 $ and 6 $, $x$",
    "http://example.org/x_y*z~1 and HTTPS://EXAMPLE.ORG",
    "(www.example.org/_a_)",
    "a_b@example.org, mailto:x@example.org",
    "&amp; &copy &#42; &nothing;",
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


FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
BEHIND_A_SEPARATOR = [
    "x;=1+1",
    "x;-1",
    'x;"=1+1"',
    "x,=1+1",
    "x\t=1+1",
    "x\n=1+1",
    "x;\n+1",
    'x";=1+1',
    ";;@x",
    "x;=1;=2",
    "\u00e9;\uff1d1",
]


@given(st.lists(st.one_of(st.text(), st.sampled_from([*HOSTILE, *BEHIND_A_SEPARATOR])), min_size=1))
def test_no_cell_of_csv_begins_like_a_formula_unless_it_is_a_number(texts: list[str]) -> None:
    for own in ",\t":
        text = text_of(csv_format.separated(report_of(texts), own, raw=False, bom=False))
        for (_, cell, number), exact in zip(strict_rows(text, own)[1:], texts, strict=True):
            assert cell.replace("'", "") == exact.replace("\x00", "\\x00").replace("'", "")
            assert not cell.startswith(tuple(FORMULA))
            assert int(number) >= -2


@given(st.lists(st.text(alphabet=";,\t\n\r'\"=+-@x1 \uff1d"), min_size=1))
def test_nor_does_one_for_a_reader_with_another_separator(texts: list[str]) -> None:
    for own in ",\t":
        text = text_of(csv_format.separated(report_of(texts), own, raw=False, bom=False))
        for other in {",", ";", "\t"} - {own}:
            quoted = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=other) for cell in row]
            unquoted = re.split(f"[{other}\r\n]", text)
            cells = [cell.lstrip('"') for cell in (*quoted, *unquoted)]
            assert not [cell for cell in cells if re.match(r"[=@\uff1d]|[+-](?! )", cell)]


def test_a_real_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    texts = [text for text in (*HOSTILE, *BEHIND_A_SEPARATOR) if "\r" not in text]
    formulas = {}
    for separator in (",", ";", "\t"):
        for raw in (False, True):
            source = tmp_path / f"{ord(separator)}-{raw}.csv"
            source.write_text(text_of(csv_format.write(report_of(texts), raw=raw)), "utf-8")
            subprocess.run(
                [
                    *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
                    *(f"--infilter=CSV:{ord(separator)},34,76,1,,0,false,true", "--convert-to", "fods"),
                    *("--outdir", str(tmp_path), str(source)),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
            formulas[separator, raw] = source.with_suffix(".fods").read_text("utf-8").count("table:formula=")
    assert all(bool(number) == raw for (_, raw), number in formulas.items()), formulas


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@given(text=st.text(st.sampled_from("ab'\"=+-@;, \t\r\n\uff1d"), max_size=12))
def test_taking_the_apostrophes_off_gives_back_what_was_there(separator: str, text: str) -> None:
    guarded = formulas.guarded(text, formulas.inside(separator))
    assert formulas.exact(guarded, separator) == text
    assert (guarded == text) or formulas.is_any_at_risk(["some", text, "more"], separator)


def test_only_what_is_risky_gets_an_apostrophe() -> None:
    texts = ["=1+1", "plain", "'quoted", "1-2", "x; -5", "a, =b", "x,=1", "10,-", "a - b;\nc"]
    assert [row[1] for row in strict_rows(text_of(csv_format.write(report_of(texts))))[1:]] == ["'=1+1", *texts[1:]]
    texts = ["x;=1", "x\n-y", "x:\n- y;\n- z"]
    read = [row[1] for row in strict_rows(text_of(csv_format.write(report_of(texts))))[1:]]
    assert read == ["x;'=1", "x\n'-y", "x:\n- y;\n- z"]


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


@given(st.text(st.characters(categories=["Cc", "Cf", "Co", "Zl", "Zp", "Zs", "Lo", "So"])))
def test_nothing_that_cannot_be_seen_stands_in_json(text: str) -> None:
    texts = [text, "zero\u200bwidth", "soft\u00ad", "\u061cletter mark", "tag\U000e0041", "\u2028"]
    written = text_of(json_format.write(report_of(texts)))
    unseen = {unicodedata.category(sign) for sign in written.replace("\n", "")} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert unseen <= ({"Cf"} if set(text) & {"\u200c", "\u200d"} else set())
    assert [row["text"] for row in json.loads(written)["rows"]] == texts


def test_what_can_be_seen_stands_in_json_as_it_is() -> None:
    seen = "Türkiye · Қазақстан · 日本 · 👩\u200d🌾 · a\u00a0b"
    assert seen in json_format.dump(seen)


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_ids_go_through_xargs_to_another_command(at: Path, run: Run) -> None:
    found = run("list", "milestones", "--status", "open", "-f", "ids", at=at).out
    passed = subprocess.run(["xargs", "-n1", "echo"], input=found, capture_output=True, text=True, check=True).stdout
    assert passed == found
    for id in found.split()[:2]:
        assert run("show", id, "-f", "ids", at=at).out == f"{id}\n"


def test_the_ids_of_a_report_on_pairs_are_of_what_it_is_about(run: Run) -> None:
    for by in ("area", "partner"):
        found = run("report", "coverage", "--by", by, "--region", "channel", "-f", "ids", at=EXAMPLE).out
        assert found == "XL\nXB\n"
    assert run("report", "coverage", "--columns", "area", "-f", "ids", at=EXAMPLE).out.startswith("asylum-procedure\n")


@pytest.mark.parametrize("text", ["a b", "a\nb", "-rf", "$(x)", "a'b", "*"])
def test_what_xargs_would_take_apart_is_no_id(text: str) -> None:
    table = Table("t", "T", (Column("id", "Id", "id"),), [("good",), (text,)])
    with pytest.raises(CoopctlError, match="is no id"):
        list(ids.write(Report("r", "R", "2026-06-30", tables=(table,))))


# ----------------------------------------------------------------------------------------------------------- Markdown

OTHER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown_in(rendered: str) -> tuple[list[list[str]], str]:
    """The cells of the tables in HTML, and all of its text; ``<br>`` as a line end."""
    tree = html5lib.parse(rendered, namespaceHTMLElements=False)
    for one in tree.iter("br"):
        one.text = "\n"
    rows = [["".join(cell.itertext()) for cell in row if cell.tag in ("td", "th")] for row in tree.iter("tr")]
    return rows, "".join(tree.itertext())


def render(text: str) -> str:
    """What GitHub's own parser makes of Markdown; ``<br>`` is the one tag that is ours."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))


READERS: dict[str, Callable[[str], str]] = {"GitHub": render, "another": OTHER.render}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_markup(text: str, reader: str) -> None:
    report = report_of([text], facts=(Fact("f", "Fact", text),), notes=(text,))._replace(title=text)
    rendered = READERS[reader](text_of(markdown.write(report)))
    rows, whole = shown_in(rendered)
    assert not re.search(r"<(?!/?(p|h1|h2|ul|li|strong|table|thead|tbody|tr|th|td|br|a)\b)", rendered), rendered
    assert rows[1][1].strip() == lines(text).strip()
    assert whole.count(lines(text).strip()) >= 3
    assert visible(text).strip() in whole.splitlines()[0]
    links = re.findall(r"""<a href="([^"]*)">(.*?)</a>""", rendered)
    assert all(link.removeprefix("mailto:") == said.removeprefix("mailto:") for link, said in links)
    assert bool(links) == (reader == "GitHub" and "@example.org" in text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-06-30", "2026-06-30"),
        ("-5 %", "-5 %"),
        ("1.5 of 2", "1.5 of 2"),
        ("#5 and a > b & c", "#5 and a > b & c"),
        ("snake_case", "snake_case"),
        ("Phase 1. Then", "Phase 1. Then"),
        ("1. Then", "1\\. Then"),
        ("http://x.org", "http:\\//x.org"),
    ],
)
def test_only_what_would_be_markup_where_it_stands_is_escaped(text: str, written: str) -> None:
    assert unmarked.block(text) == written
    assert shown_in(render(written))[1].strip() == text


@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), min_size=1, max_size=4))
def test_a_text_means_only_itself_in_markdown(texts: list[str]) -> None:
    report = report_of(texts, facts=(Fact("f", "Fact", texts[0]),), notes=(texts[-1],))
    rendered = render(text_of(markdown.write(report)))
    rows, whole = shown_in(rendered)
    assert not re.search(r"<(?!/?(p|h1|h2|ul|li|strong|table|thead|tbody|tr|th|td|br|a)\b)", rendered), rendered
    assert "href" not in rendered or "@" in "".join(texts)
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
