"""coopctl itself, on its own files."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.bed import Bed
from tests.benchmarks.contest.work import DELIVERABLES, PER_ROADMAP, Answer, Task, Work

TITLE = "coopctl"
PROGRAM = sys.executable
VERSION = ("-m", "coopctl", "--version")
AHEAD_FROM = None


def bed(folder: Path) -> Bed:
    """The portfolio and the snapshot in a folder."""
    return Bed(folder / "portfolio", folder / "cache")


def write(tasks: list[Task], folder: Path) -> None:
    """Write the portfolio that the tasks were made from."""
    generate.write(bed(folder).folder, len(tasks) // PER_ROADMAP, DELIVERABLES)


def environment(folder: Path) -> dict[str, str]:
    """A cache of its own."""
    return bed(folder).environment


def works(folder: Path) -> dict[str, Work]:
    """CSV with what the others list too, but for the JSON."""
    place = ["-m", "coopctl", "-C", str(bed(folder).folder)]
    milestones = [*place, "list", "milestones", "--columns", "id,status,deadline,title", "-f", "csv"]
    return {
        "list": Work(milestones, _milestones),
        "overdue": Work([*milestones, "--status", "overdue"], _milestones),
        "summary": Work([*place, "report", "status", "-f", "csv"], _summary),
        "json": Work([*place, "list", "milestones", "-f", "json"], _json),
    }


def _milestones(text: str) -> Answer:
    return Counter((row["id"].partition("/")[0], row["title"]) for row in csv.DictReader(text.splitlines()))


def _summary(text: str) -> Answer:
    rows = csv.DictReader(text.splitlines())
    return Counter({(row["group"],): int(row["progress_of"]) - int(row["progress_done"]) for row in rows})


def _json(text: str) -> Answer:
    return Counter((row["id"].partition("/")[0], row["title"]) for row in json.loads(text)["rows"])
