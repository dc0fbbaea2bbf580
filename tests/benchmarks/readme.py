"""The short tables of the README: which figures stand there, and putting them between their markers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import machine, tables
from tests.benchmarks.timing import Timed

README = Path(__file__).parents[2] / "README.md"

SHOWN = (
    ("list -f csv", "warm"),
    ("list milestones --status overdue", "warm"),
    ("report --by country", "warm"),
    ("show roadmap-00003", "warm"),
    ("check", "warm"),
    ('list milestones --text "interpreter guideline"', "warm"),
    ("Tab: a country, with counts", "warm"),
    ("40 rows on a terminal", "warm"),
    ("list milestones -f csv", "warm"),
    ("list milestones -f json", "warm"),
    ("list -f csv", "changed"),
    ("list -f csv", "cold"),
)
"""The commands of the README's table, and the states of the portfolio."""

_BEHIND = {"warm": "", "changed": ", after one file changed", "cold": ", first run"}


def speed(timed: Sequence[Timed], command: str) -> list[str]:
    """The lines of the README's table: multiples for each size; rows a second and peak memory for the largest."""
    found = {(one.case.name, one.state, one.roadmaps): one for one in timed}
    sizes = sorted({one.roadmaps for one in timed})
    header = ["× `python -c pass`", *(f"{size:,} roadmaps" for size in sizes), "rows/s", "MB"]
    rows = []
    for name, state in SHOWN:
        known = [found.get((name, state, size)) for size in sizes]
        if any(known):
            rows.append([f"`{name}`{_BEHIND[state]}", *map(_multiple, known), *_of_largest(known[-1])])
    return [*tables.markdown(header, rows), "", *machine.made_by(command)]


def _multiple(one: Timed | None) -> str:
    return "" if one is None else f"{one.wall_multiple:.1f}"


def _of_largest(one: Timed | None) -> list[str]:
    if one is None:
        return ["", ""]
    rate = one.rows_per_second
    return ["" if rate is None else f"{rate:,.0f}", f"{one.memory / 1e6:.0f}"]


def in_place(text: str, block: str, lines: Sequence[str]) -> str:
    """``text`` with the lines between ``<!-- BLOCK -->`` and ``<!-- end of BLOCK -->``.

    Raises ValueError where these are not there, once.
    """
    first, last = f"<!-- {block} -->", f"<!-- end of {block} -->"
    between = re.compile(f"(?<={re.escape(first)}\n).*?(?={re.escape(last)})", re.DOTALL)
    if text.count(first) != 1 or text.count(last) != 1 or not between.search(text):
        raise ValueError(f"the README has no place for it: a line {first}, and below it a line {last}")
    return between.sub(lambda _: "\n".join(lines) + "\n", text)


def write(block: str, lines: Sequence[str], path: Path = README) -> None:
    """Put the lines into the README. Raises ValueError where it has no place for them."""
    path.write_text(in_place(path.read_text("utf-8"), block, lines), "utf-8")
