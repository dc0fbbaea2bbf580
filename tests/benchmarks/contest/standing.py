"""How each program did."""

from __future__ import annotations

import statistics
from typing import NamedTuple

from tests.benchmarks.contest import work
from tests.benchmarks.contest.rivals import Rival
from tests.benchmarks.stopwatch import Cost

Times = dict[tuple[str, str], list[Cost]]
"""What each program took for each work, by its title and the work's name."""


class Standing(NamedTuple):
    """How a program did at a size: for each work its seconds, and how many times as long as coopctl it took by the
    clock and in processor time; its peak memory. ``judged`` is whether coopctl is to be ahead of it."""

    title: str
    seconds: dict[str, float]
    ratios: dict[str, float]
    cpu_ratios: dict[str, float]
    memory: int
    judged: bool

    @property
    def behind(self) -> list[str]:
        """The works in which coopctl is to be ahead and is not, by the clock."""
        return [name for name, ratio in self.ratios.items() if self.judged and ratio <= 1]

    def verdict(self) -> str:
        """What there is to say about that."""
        if not self.behind:
            return "coopctl is ahead" if self.judged else ""
        by_clock = all(self.cpu_ratios[name] > 1 for name in self.behind)
        return f"COOPCTL IS BEHIND: {', '.join(self.behind)}{' (by the clock only)' if by_clock else ''}"

    def cells(self) -> list[str]:
        """A row for the terminal."""
        return [self.title, *map(self._cell, work.NAMES), f"{self.memory / 1e6:.0f}", self.verdict()]

    def _cell(self, name: str) -> str:
        if name not in self.seconds:
            return "-"
        return f"{self.seconds[name] * 1000:.0f} {self.ratios[name]:6.2f} {self.cpu_ratios[name]:6.2f}"

    def ratios_in_words(self) -> str:
        """The ratios in the order of the works, a dash for what it cannot do."""
        return " · ".join(f"{self.ratios[name]:.1f}" if name in self.ratios else "–" for name in work.NAMES)


def standings(times: Times, rivals: list[Rival], size: int) -> list[Standing]:
    """How each program did, as multiples of the first."""
    return [_standing(rival, rivals[0], times, size) for rival in rivals]


def _standing(rival: Rival, own: Rival, times: Times, size: int) -> Standing:
    able = [name for name in work.NAMES if times.get((rival.title, name))]

    def median(one: Rival, name: str, of: str) -> float:
        return float(statistics.median(getattr(cost, of) for cost in times[one.title, name]))

    def ratios(of: str) -> dict[str, float]:
        return {name: median(rival, name, of) / median(own, name, of) for name in able}

    start = rival.module.AHEAD_FROM
    return Standing(
        rival.title,
        {name: median(rival, name, "wall") for name in able},
        ratios("wall"),
        ratios("cpu"),
        max(cost.memory for name in able for cost in times[rival.title, name]),
        judged=start is not None and size >= start,
    )
