"""A portfolio whose texts are what spreadsheets, calendars and databases might take for more than text."""

from __future__ import annotations

import json
from pathlib import Path

import tomli_w

from tests.conftest import FRAMEWORK

TITLE = "=1+1 & more, \ufffe\x07 END:VCALENDAR\r\nEND:VCALENDAR" + " &" * 200
"""The portfolio's."""

AREA = "Reception, first; \\n and\nafter \x07"
"""The title of the focus area of all of it."""

TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.org","x")',
    "http://example.org/a?b=c",
    "mailto:x@example.org",
    "internal:About!A1",
    "{=1+1}",
    "2026-06-30",
    "30/06/2026",
    "0012",
    "1e5",
    "5 %",
    "TRUE",
    "#N/A",
    "_x0041_",
    "a,b;c:d\\e",
    "two\nlines",
    "BEGIN:VEVENT\nEND:VCALENDAR",
    "\\n and \\, and \\;",
    "'; DROP TABLE roadmap; --",
    "\"double\" and 'single'",
    "&amp; <b>bold</b> ]]>",
    "bell \x07 and escape \x1b[31m",
    "right to left \u202e and zero\u200bwidth",
    "日本語のとても長い題名" * 6,
    "Zürnau, Łódź, 👩\u200d🌾 " * 8,
    " blanks around ",
    "x" * 300,
]


def write(folder: Path) -> Path:
    """One roadmap with a milestone for each text; the text is its title, its notes and its evidence."""
    milestones = {
        f"m{number:02}": {"title": text, "notes": text, "evidence": [text], "due": "2026-09", "topics": [text]}
        for number, text in enumerate(TEXTS)
    }
    deliverables = {"d": {"title": "=d", "focus_area": "reception", "milestones": milestones}}
    about = {"title": "=1+1", "kind": "roadmap", "countries": ["ZZ"], "focus_areas": ["reception"]}
    folder.mkdir()
    framework = FRAMEWORK.replace('"Reception"', json.dumps(AREA), 1).replace('"Test portfolio"', json.dumps(TITLE), 1)
    (folder / "framework.toml").write_text(framework, "utf-8")
    (folder / "hostile.toml").write_text(tomli_w.dumps({**about, "deliverables": deliverables}), "utf-8")
    return folder
