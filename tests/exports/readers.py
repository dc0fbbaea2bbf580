"""Every export as text to compare, and read by a reader that this project did not write."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

import cmarkgfm
import html5lib
import openpyxl
import vobject

from tests.conftest import Ran

# ------------------------------------------------------------------------------------------------ As text to compare


def workbook(content: bytes) -> Any:
    """A workbook as openpyxl reads it; it knows no data bars and says so."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(content))


def database(content: bytes) -> sqlite3.Connection:
    """A database as SQLite reads it."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def dumped_workbook(content: bytes) -> str:
    """All that a workbook says and how it looks, a line each."""
    return "".join(f"{line}\n" for line in _of_workbook(workbook(content)))


def _of_workbook(book: Any) -> Iterator[str]:
    about = book.properties
    yield f"title={about.title!r} subject={about.subject!r} {book.sheetnames} created={about.created}"
    for sheet in book:
        setup = sheet.page_setup
        yield f"\n=== {sheet.title} {sheet.dimensions}"
        yield f"frozen={sheet.freeze_panes} filter={sheet.auto_filter.ref} area={sheet.print_area}"
        yield f"repeated={sheet.print_title_rows} {setup.orientation} paper={setup.paperSize} wide={setup.fitToWidth}"
        yield f"footer={sheet.oddFooter.left.text!r} {sheet.oddFooter.right.text!r}"
        yield "widths=" + " ".join(f"{name}:{one.width:g}" for name, one in sheet.column_dimensions.items())
        for area in sheet.conditional_formatting:
            for rule in sorted(area.rules, key=lambda rule: rule.priority):
                yield f"rule {area.sqref}: {rule.type} {rule.operator} {rule.formula} {_looks(rule.dxf)}"
        for row in sheet.iter_rows():
            yield from (_cell(cell) for cell in row if cell.value is not None)


def _looks(style: Any) -> str:
    """The colours of a rule: of letters, and of what is behind them where there is one."""
    if style is None:
        return ""
    return f"{style.font.color.rgb}{f' on {style.fill.bgColor.rgb}' if style.fill else ''}"


def _cell(cell: Any) -> str:
    shown = "" if cell.number_format == "General" else f" as {cell.number_format}"
    quoted = " quoted" if cell.quotePrefix else ""
    return f"{cell.coordinate} {cell.data_type}{shown}{quoted}: {cell.value!r}"


def dumped_database(content: bytes) -> str:
    """All that a database holds, as it is declared and row by row."""
    connection = database(content)
    header = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    lines = [f"-- application_id {header[0]}, user_version {header[1]}"]
    named = connection.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    for name, type, sql in named.fetchall():
        lines.append(f"\n{sql};")
        if type == "table":
            rows = connection.execute(f'SELECT * FROM "{name}"')
            lines += [f"-- {json.dumps(row, ensure_ascii=False)}" for row in rows]
    return "\n".join(lines) + "\n"


DUMPS: dict[str, Callable[[bytes], str]] = {"xlsx": dumped_workbook, "sqlite": dumped_database}
"""How an export that is no text becomes one."""

ENDINGS = {"markdown": "md", "xlsx": "xlsx.txt", "sqlite": "sql", "iati": "iati.xml"}
"""What the names of the golden files end in, where that is not the export's own name."""


def as_text(name: str, content: bytes) -> str:
    """An export as text."""
    return DUMPS[name](content) if name in DUMPS else content.decode("utf-8")


# ------------------------------------------------------------------------------- The ids of the roadmaps in a document


def in_csv(content: bytes) -> set[str]:
    return {row["roadmap"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)}


def in_json(content: bytes) -> set[str]:
    return {roadmap["id"] for roadmap in json.loads(content)["roadmaps"]}


def in_html(content: bytes) -> set[str]:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found = {one.get("id", "") for one in parser.parse(content.decode()).iter("h3")}
    return {id for id in found if id and not id.startswith("_")}


def in_markdown(content: bytes) -> set[str]:
    page = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(content.decode()), namespaceHTMLElements=False)
    found = {"".join(one.itertext()) for one in page.iter("h3")}
    return {text for text in found if re.fullmatch(r"[a-z0-9-]+", text)}


def in_xlsx(content: bytes) -> set[str]:
    return {row[0] for row in workbook(content)["Roadmaps"].iter_rows(min_row=2, max_col=1, values_only=True) if row[0]}


def in_ics(content: bytes) -> set[str]:
    events = vobject.readOne(content.decode()).contents.get("vevent", [])
    return {event.uid.value.split("/")[0] for event in events}


def in_sqlite(content: bytes) -> set[str]:
    connection = database(content)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return {id for (id,) in connection.execute("SELECT id FROM roadmaps")}


def in_iati(content: bytes) -> set[str]:
    activities = ET.fromstring(content).iter("iati-activity")  # noqa: S314 - our own text
    return {_in_activity(activity) for activity in activities}


def _in_activity(activity: ET.Element) -> str:
    """The id of a roadmap: said where the identifier does not end in it."""
    own = activity.find("other-identifier[@type='A1']")
    return own.attrib["ref"] if own is not None else (activity.findtext("iati-identifier") or "").split("-", 3)[-1]


READERS: dict[str, Callable[[bytes], set[str]]] = {
    "csv": in_csv,
    "json": in_json,
    "html": in_html,
    "markdown": in_markdown,
    "xlsx": in_xlsx,
    "ics": in_ics,
    "sqlite": in_sqlite,
    "iati": in_iati,
}

HELD: dict[str, list[str]] = {
    "csv": ["list", "milestones"],
    "ics": ["report", "deadlines"],
}
"""The question for what a document can hold, where that is not all roadmaps."""

MAY_REFUSE = ("iati",)
"""The exports that demand what a portfolio may lack; they say so and end with 1."""


def refuses(name: str, ran: Ran) -> bool:
    """Whether an export has said what the portfolio lacks."""
    return name in MAY_REFUSE and ran.code == 1 and bool(ran.err)
