"""todoman: an iCalendar file a milestone in its roadmap's folder. It keeps a cache of its own; it has no summary."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import Answer, Task, Work

TITLE = "todoman"
PROGRAM = "todo"
VERSION = ("--version",)
AHEAD_FROM = 200
SETTINGS = """\
path = "{folder}/lists/*"
cache_path = "{folder}/cache.sqlite3"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
"""
_LINE = re.compile(r"\[.\] \d+ .*?\d{4}-\d\d-\d\d (.*) @(roadmap-\d+)")


def write(tasks: list[Task], folder: Path) -> None:
    """A folder for each roadmap."""
    (folder / "config.py").write_text(SETTINGS.format(folder=folder), "utf-8")
    for task in tasks:
        file = folder / "lists" / task.roadmap / f"{task.path.replace('/', '-')}.ics"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\r\n" for line in _todo(task)), "utf-8", newline="")


def _todo(task: Task) -> list[str]:
    status = task.choose("NEEDS-ACTION", "COMPLETED", "CANCELLED")
    own = [f"SUMMARY:{task.title}", f"DUE;VALUE=DATE:{task.due:%Y%m%d}", f"STATUS:{status}"]
    more = [f"COMPLETED:{task.done:%Y%m%d}T000000Z"] if task.done else []
    head = [f"UID:{task.path}", "DTSTAMP:20260101T000000Z", f"CATEGORIES:{task.owner}"]
    calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coopctl//benchmark//EN"]
    return [*calendar, "BEGIN:VTODO", *head, *own, *more, "END:VTODO", "END:VCALENDAR"]


def environment(folder: Path) -> dict[str, str]:
    """Days begin where the deadlines do."""
    return {"TZ": "UTC", "LANG": "C.UTF-8"}


def works(folder: Path) -> dict[str, Work]:
    """Its list, and its JSON."""
    place = ["--config", str(folder / "config.py"), "--colour", "never"]
    every = ["list", "--status", "ANY"]
    return {
        "list": Work([*place, *every], _list),
        "overdue": Work([*place, "list", f"--due={_hours()}"], _list),
        "json": Work([*place, "--porcelain", *every], _json),
    }


def _hours() -> int:
    """From now, as it counts, to the noon before the reporting date."""
    before = datetime.combine(generate.AS_OF - timedelta(days=1), time(12), UTC)
    return round((before - datetime.now(UTC)) / timedelta(hours=1))


def _list(text: str) -> Answer:
    found = (_LINE.search(line) for line in text.splitlines())
    return Counter((one[2], one[1].rstrip()) for one in found if one)


def _json(text: str) -> Answer:
    return Counter((task["list"], task["summary"]) for task in json.loads(text))
