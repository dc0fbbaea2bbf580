"""TaskJuggler: a milestone task a milestone in its roadmap's task. It schedules the whole each time; it has no JSON."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import PER_ROADMAP, Answer, Task, Work

TITLE = "TaskJuggler"
PROGRAM = "tj3"
VERSION = ("--version",)
AHEAD_FROM = 200
HEAD = f"""\
project portfolio "Portfolio" 2020-01-01 +12y {{
  timezone "UTC"
  timeformat "%Y-%m-%d"
  now {generate.AS_OF}
}}
flags dropped
"""
REPORTS = f"""\
taskreport list "list" {{
  formats csv
  columns id, name, end, complete
  sorttasks id.up
  hidetask ~isleaf()
}}
taskreport overdue "overdue" {{
  formats csv
  columns id, name, end, complete
  sorttasks id.up
  hidetask (plan.complete >= 100) | (plan.end >= {generate.AS_OF}) | ~isleaf()
}}
taskreport summary "summary" {{
  formats csv
  columns name, complete
  rolluptask 1
}}
"""


def write(tasks: list[Task], folder: Path) -> None:
    """One project with its reports, of which each command asks for one."""
    body = "".join(_roadmap(id, group) for id, group in groupby(tasks, lambda task: task.roadmap))
    (folder / "portfolio.tjp").write_text(HEAD + body + REPORTS, "utf-8")


def _roadmap(id: str, tasks: Iterator[Task]) -> str:
    lines = [
        f'  task m{number} "{task.title}" {{ end {task.due} milestone {task.choose("", "", "flags dropped ")}'
        f'note "{task.owner}" complete {task.choose("0", "100", "100")} }}\n'
        for number, task in enumerate(tasks)
    ]
    return f'task {id.replace("-", "_")} "{id}" {{\n{"".join(lines)}}}\n'


def environment(folder: Path) -> dict[str, str]:
    """It is written in UTF-8."""
    return {"LANG": "C.UTF-8"}


def works(folder: Path) -> dict[str, Work]:
    """CSV throughout, written into files."""

    def report(name: str) -> tuple[list[str], Path]:
        words = ["--silent", "--no-color", "--report", name, "-o", str(folder), str(folder / "portfolio.tjp")]
        return words, folder / f"{name}.csv"

    reading = {"list": _milestones, "overdue": _milestones, "summary": _summary}
    return {name: Work(report(name)[0], read, report(name)[1]) for name, read in reading.items()}


def _rows(text: str) -> csv.DictReader[str]:
    return csv.DictReader(text.splitlines(), delimiter=";")


def _milestones(text: str) -> Answer:
    return Counter((row["Id"].partition(".")[0].replace("_", "-"), row["Name"].strip()) for row in _rows(text))


def _summary(text: str) -> Answer:
    """What is open, from the share of what is not."""
    shares = ((row["Name"].strip(), int(row["Completion"].rstrip("%"))) for row in _rows(text))
    return Counter({(id,): PER_ROADMAP - PER_ROADMAP * share // 100 for id, share in shares})
