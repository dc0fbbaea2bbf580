"""Taskwarrior: a task a milestone in its roadmap's project, imported by itself; what was dropped is deleted there."""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from collections import Counter
from datetime import date
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import Answer, Task, Work

TITLE = "Taskwarrior"
PROGRAM = "task"
VERSION = ("--version",)
AHEAD_FROM = 20_000
SETTINGS = """\
data.location={folder}/data
hooks=off
verbose=nothing
gc=off
defaultwidth=0
uda.owner.type=string
uda.owner.label=Owner
summary.all.projects=on
report.plain.description=What there is
report.plain.columns=project,status,due.iso,description
report.plain.labels=project,status,due,description
report.plain.sort=
"""
"""Nothing that costs time and is not asked for: no hooks, no moving of finished tasks on reading, no wrapped lines."""


def write(tasks: list[Task], folder: Path) -> None:
    """Import the tasks, and let it tidy up once."""
    (folder / "data").mkdir()
    (folder / "taskrc").write_text(SETTINGS.format(folder=folder), "utf-8")
    (folder / "tasks.json").write_text(json.dumps([_task(task) for task in tasks]), "utf-8")
    for words in (("import", str(folder / "tasks.json")), ("rc.gc=on", "count")):
        subprocess.run([PROGRAM, *words], env={**os.environ, **environment(folder)}, check=True, capture_output=True)


def _task(task: Task) -> dict[str, str]:
    known = {"description": task.title, "project": task.roadmap, "owner": task.owner, "due": _moment(task.due)}
    ended = task.done or task.dropped
    more = {"end": _moment(ended)} if ended else {}
    status = task.choose("pending", "completed", "deleted")
    return known | more | {"uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, task.path)), "status": status}


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}T000000Z"


def environment(folder: Path) -> dict[str, str]:
    """Its settings."""
    return {"TASKRC": str(folder / "taskrc"), "TZ": "UTC"}


def works(folder: Path) -> dict[str, Work]:
    """A report with the columns that are needed, its own summary, and its JSON."""
    late = ["status:pending", f"due.before:{generate.AS_OF}"]
    return {
        "list": Work(["plain"], _report),
        "overdue": Work([*late, "plain"], _report),
        "summary": Work(["status:pending", "summary"], _summary),
        "json": Work(["export"], _json),
    }


def _report(text: str) -> Answer:
    lines = (line.split(maxsplit=3) for line in text.splitlines())
    return Counter((words[0], words[3].rstrip()) for words in lines if words and words[0].startswith("roadmap-"))


def _summary(text: str) -> Answer:
    lines = (line.split() for line in text.splitlines())
    return Counter({(words[0],): int(words[1]) for words in lines if words and words[0].startswith("roadmap-")})


def _json(text: str) -> Answer:
    return Counter((task["project"], task["description"]) for task in json.loads(text))
