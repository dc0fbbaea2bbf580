"""Markdown as GitHub reads it: a heading, facts as a list, tables, notes. Texts mean only themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coopctl import document, layout
from coopctl.document import Sheet
from coopctl.report import Report
from coopctl.unmarked import block, inline

_BATCH = 2000
_BETWEEN = "\x1e"  # in no cell, for a document shows it as an escape


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


def _value(texts: list[str]) -> str:
    if len(texts) == 1:
        return inline(texts[0].strip())
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
