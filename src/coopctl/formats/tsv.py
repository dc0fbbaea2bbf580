"""Tab-separated values, quoted as in CSV where a value holds a tab, a quote or a line end, and as safe."""

from __future__ import annotations

from collections.abc import Iterator

from coopctl.formats.csv import separated
from coopctl.report import Report


def write(report: Report, *, raw: bool = False, bom: bool = False) -> Iterator[str]:
    """The header, then a line a row."""
    yield from separated(report, "\t", raw=raw, bom=bom)
