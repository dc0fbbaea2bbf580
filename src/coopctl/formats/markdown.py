"""Markdown as GitHub reads it: a heading, facts as a list, tables, notes. Texts mean only themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coopctl import document, layout
from coopctl.document import Sheet
from coopctl.report import Report

_BATCH = 2000
_BETWEEN = "\x1e"  # in no cell, for a document shows it as an escape
_MARKUP = re.compile(r"[\\`*|<>\[\]~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_START = re.compile(r"\A(?:(\d{1,9})(?=[.)])|(?=[#+=-]))")


def write(report: Report) -> Iterator[str]:
    """The whole report."""
    content = document.of(report)
    yield f"# {inline(content.title)}\n\n{block(content.header)}\n"
    if content.facts:
        yield "\n" + "".join(f"- **{inline(title)}:** {_value(texts)}\n" for title, texts in content.facts)
    for sheet in content.sheets:
        if len(content.sheets) > 1 or content.facts:
            yield f"\n## {inline(sheet.title)}\n"
        yield from _table(sheet)
    for paragraph in filter(None, [content.empty, *content.notes]):
        yield f"\n{block(paragraph)}\n"


def inline(text: str) -> str:
    """``text`` so that it shows as it is within a line, its own lines apart."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("\n", "<br>")


def block(text: str) -> str:
    """``text`` as a paragraph: its beginning is not taken for a heading, a list or a line either."""
    return _START.sub(r"\1\\", inline(text.strip()), count=1)


def _value(texts: list[str]) -> str:
    if len(texts) == 1:
        return block(texts[0])
    return "".join(f"\n  - {block(text)}" for text in texts)


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"\n{_line([inline(column.title) for column in sheet.columns])}"
    yield _line(["---:" if layout.is_number(column) else "---" for column in sheet.columns])
    batch: list[str] = []
    for place, row in enumerate(sheet.rows):
        # All cells at once, which takes a third of the time of one by one.
        cells = inline(_BETWEEN.join(row))
        if place in sheet.headings:
            batch.append(_bold(cells.split(_BETWEEN)))
        else:
            batch.append(f"| {cells.replace(_BETWEEN, ' | ')} |\n")
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    if sheet.total is not None:
        yield _bold(map(inline, sheet.total))


def _bold(cells: Iterable[str]) -> str:
    # What bold begins with must not be blank.
    parts = ((text[: len(text) - len(text.lstrip())], text.lstrip()) for text in cells)
    return _line([f"{blank}**{text}**" if text else "" for blank, text in parts])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
