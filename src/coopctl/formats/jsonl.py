"""JSON Lines: a record a line, the same as the rows of ``json``, and nothing around them."""

from __future__ import annotations

from collections.abc import Iterator

from coopctl.formats.json import records
from coopctl.report import Report, main_table


def write(report: Report) -> Iterator[str]:
    """A line a row; of a report on one thing, a line with its facts."""
    for batch in records(*main_table(report)):
        yield "".join(f"{record}\n" for record in batch)
