"""hledger: a transaction a milestone, on its deadline, into its roadmap's account for what is open, done or dropped."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import Answer, Task, Work

TITLE = "hledger"
PROGRAM = "hledger"
VERSION = ("--version",)
AHEAD_FROM = 200
UNIT = "ms"


def write(tasks: list[Task], folder: Path) -> None:
    """One journal."""
    (folder / "journal").write_text("\n".join(map(_transaction, tasks)), "utf-8")


def _transaction(task: Task) -> str:
    state = task.choose("open", "done", "dropped")
    head = f"{task.due} {task.choose('', '* ', '! ')}({task.path}) {task.title}  ; owner: {task.owner}"
    return f"{head}\n    {task.roadmap}:{state}  1 {UNIT}\n    plan\n"


def environment(folder: Path) -> dict[str, str]:
    """It is written in UTF-8."""
    return {"LANG": "C.UTF-8"}


def works(folder: Path) -> dict[str, Work]:
    """CSV, but for the JSON."""
    place = ["-f", str(folder / "journal")]
    late = ["-e", generate.AS_OF.isoformat(), ":open$"]
    return {
        "list": Work([*place, "register", "-O", "csv", "^roadmap"], _register),
        "overdue": Work([*place, "register", "-O", "csv", *late], _register),
        "summary": Work([*place, "balance", "-O", "csv", "--no-total", ":open$"], _balance),
        "json": Work([*place, "print", "-O", "json"], _json),
    }


def _register(text: str) -> Answer:
    rows = csv.DictReader(text.splitlines())
    return Counter((row["account"].partition(":")[0], row["description"]) for row in rows)


def _balance(text: str) -> Answer:
    rows = csv.DictReader(text.splitlines())
    return Counter({(row["account"].partition(":")[0],): int(row["balance"].split()[0]) for row in rows})


def _json(text: str) -> Answer:
    return Counter((one["tcode"].partition("/")[0], one["tdescription"].rstrip()) for one in json.loads(text))
