"""A file a format: a pure function from a report to text, found by the file's name.

``write`` yields the text in pieces. Those ``FOR_PEOPLE`` show a whole report; the others keep
the data as they are. An option that only some formats have stands in ``OPTIONS``; its name is a keyword of their
``write``.
"""

from __future__ import annotations

from typing import NamedTuple


class FormatOption(NamedTuple):
    """A switch that some formats have; every command that takes ``-f`` has it too."""

    name: str
    help: str
    formats: tuple[str, ...]


OPTIONS = (
    FormatOption("raw", "Cells exactly as they are, also what a spreadsheet takes for a formula.", ("csv", "tsv")),
    FormatOption("bom", "Begin with a byte-order mark, by which Excel knows UTF-8.", ("csv", "tsv")),
)

FOR_PEOPLE = ("table", "markdown", "html")
"""The formats that show all tables of a report, and texts without quoting."""


HOLD_ALL = (*FOR_PEOPLE, "json")
"""The formats that hold all of a report; the others hold its main table only."""

ENDINGS = {"md": "markdown", "htm": "html", "txt": "table", "text": "table", "ndjson": "jsonl", "tab": "tsv"}
"""Formats by what else their files' names end in than the format's own name."""

FOREIGN = frozenset(
    ("doc", "docm", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "xls", "xlsb", "xlsm", "xlsx")
)
"""What the names of documents end in that no format writes: under such a name a table would be a broken one."""


def options_of(format: str) -> tuple[FormatOption, ...]:
    """The options that a format has."""
    return tuple(option for option in OPTIONS if format in option.formats)
