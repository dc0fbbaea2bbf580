"""How fast is fast enough: the bars the project has set itself, in multiples of `python -c pass` of the same run.

A bar is for an answer of up to 1,000 rows, more than anybody reads; each further row may take a hundred-thousandth of a
second. What has to look at every milestone by itself, its words or who owns it, has a bar of its own.

What a person waits is judged, time on the clock. Where other programs keep the processors busy that is not the
command's own: what it misses by the clock and keeps in processor time is told apart from what it misses in both.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.benchmarks.cases import Case

BARS = {
    ("warm", "piped"): {1_000: 8.0, 10_000: 14.0},
    ("warm", "thorough"): {1_000: 24.0},
    ("warm", "completion"): {1_000: 8.0, 10_000: 14.0},
    ("warm", "terminal"): {1_000: 14.0, 10_000: 14.0},
    ("changed", "piped"): {1_000: 25.0},
    ("cold", "piped"): {1_000: 95.0},
}
"""By state and kind of command: the bar up to so many roadmaps of 24 milestones; beyond the last there is none."""


FREE_ROWS = 1_000
ROWS_A_SECOND = 100_000


class Verdict(NamedTuple):
    """The bar, and what is to be said about it."""

    bar: float
    kept: bool
    words: str


def bar(case: Case, state: str, roadmaps: int) -> float | None:
    """The bar for a command in a state of the portfolio; None where none is set."""
    limits = BARS.get((state, case.kind), {})
    return next((limit for size, limit in limits.items() if roadmaps <= size), None)


def for_rows(rows: int | None) -> float:
    """The seconds that an answer of so many rows may take beyond its bar."""
    return max((rows or 0) - FREE_ROWS, 0) / ROWS_A_SECOND


def judge(bar: float, wall: float, cpu: float) -> Verdict:
    """What multiples by the clock and of processor time come to."""
    if wall <= bar:
        return Verdict(bar, True, "ok")
    return Verdict(bar, False, "MISSED" if cpu > bar else "missed by the clock only")
