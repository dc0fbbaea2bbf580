"""A path a line, for xargs: the ids of the report's own table, each once; of countries against areas, the countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopctl.problems import CoopctlError
from coopctl.report import Matrix, Report, main_table

_BATCH = 2000
_SAFE = re.compile(r"[A-Za-z0-9_./-]*")
"""What ids are made of; nothing of it means anything to a shell or to xargs."""


def write(report: Report) -> Iterator[str]:
    """The ids, without those of rows that have none. Raises CoopctlError (2) for a report without ids."""
    columns, rows = main_table(report)
    places = {column.key: place for place, column in enumerate(columns) if column.kind == "id"}
    place = places.get(_own(report), next(iter(places.values()), None))
    if place is None:
        raise CoopctlError(f'"{report.title}" has no ids', help="choose another format, such as -f csv")
    ids = list(dict.fromkeys(str(row[place]) for row in rows if row[place]))
    for id in ids:
        if not _SAFE.fullmatch(id) or id.startswith("-"):
            raise CoopctlError(f'"{id}" is no id', help="choose another format, such as -f csv")
    for start in range(0, len(ids), _BATCH):
        yield "".join(f"{id}\n" for id in ids[start : start + _BATCH])


def _own(report: Report) -> str:
    """The column of what the report is about where rows are on pairs: that which goes down when it is drawn."""
    drawing = report.tables[0].drawing if report.tables else None
    return drawing.down[0] if isinstance(drawing, Matrix) else ""
