"""The work that all programs are given, and what its answers must be."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import generate

DELIVERABLES = 5
PER_ROADMAP = DELIVERABLES * generate.STEPS
NAMES = ("list", "overdue", "summary", "json")
"""List all milestones; those overdue; how many are open in each roadmap; all of them as JSON."""

Answer = Counter[tuple[str, ...]]
"""The roadmap and title of each milestone found; of a summary the roadmap, as often as it has open milestones."""


class Task(NamedTuple):
    """A milestone as other programs know it: of month-long deadlines they get the last day."""

    path: str
    roadmap: str
    title: str
    owner: str
    due: date
    done: date | None
    dropped: date | None

    @property
    def open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.done is None and self.dropped is None

    @property
    def overdue(self) -> bool:
        """Whether its deadline has passed."""
        return self.open and self.due < generate.AS_OF

    def choose(self, open: str, done: str, dropped: str) -> str:
        """What stands for its state in a format."""
        return open if self.open else dropped if self.done is None else done


class Work(NamedTuple):
    """A command: the words behind the program, how to read what it prints, or what it writes into this file."""

    words: list[str]
    read: Callable[[str], Answer]
    into: Path | None = None


def tasks(roadmaps: int) -> list[Task]:
    """The milestones of a generated portfolio."""
    return [task for number in range(roadmaps) for task in _of_roadmap(number)]


def _of_roadmap(number: int) -> Iterator[Task]:
    roadmap = generate.id_of(number)
    for deliverable, content in generate.roadmap(number, DELIVERABLES)["deliverables"].items():
        for id, one in content["milestones"].items():
            path, due = f"{roadmap}/{deliverable}/{id}", _last_day(one["due"])
            yield Task(path, roadmap, one["title"], one["owner"], due, one.get("done"), one.get("dropped"))


def _last_day(text: str) -> date:
    year, month, *day = map(int, text.split("-"))
    return date(year, month, *(day or [calendar.monthrange(year, month)[1]]))


def expected(all_tasks: list[Task]) -> dict[str, Answer]:
    """What each work's answer is."""
    everything: Answer = Counter((task.roadmap, task.title) for task in all_tasks)
    overdue: Answer = Counter((task.roadmap, task.title) for task in all_tasks if task.overdue)
    summary: Answer = Counter((task.roadmap,) for task in all_tasks if task.open)
    return {"list": everything, "overdue": overdue, "summary": summary, "json": everything}
