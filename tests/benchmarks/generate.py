"""Portfolios of any size, the same ones for the same size: ``python tests/benchmarks/generate.py DIR ROADMAPS``."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli_w

DELIVERABLES = 6
STEPS = 4
MILESTONES = DELIVERABLES * STEPS
"""How many a roadmap has."""

FEWEST = 4
"""The smallest portfolio that has in it what the commands ask for."""

AS_OF = date(2026, 6, 30)
EARLIER = AS_OF - timedelta(days=30)
COUNTRIES = [f"{first}{second}" for first in "QX" for second in "MNOPQRSTUVWXYZ"]
KINDS = ["roadmap", "working-arrangement", "project", "programme", "facility", "bilateral"]
ACTIVITIES = ["assessment", "training", "workshop", "site-visit", "mission", "meeting"]
_WORDS = (
    "reception asylum training capacity protection resettlement procedure review tool plan pilot study "
    "registration interview interpreter decision appeal file archive database statistics indicator forecast "
    "quality guideline handbook curriculum trainer mentor team leader lawyer judge officer border airport centre "
    "shelter housing kitchen clinic school guardian child family victim referral pathway screening identification "
    "assessment report country information network conference workshop visit expert roster budget tender contract "
    "vehicle generator contingency exercise simulation early warning return cooperation agreement strategy law "
    "amendment decree"
)
WORDS = _WORDS.split()
"""What titles are made of: enough that a search finds few."""


def framework() -> dict[str, Any]:
    """Six regions, 28 countries, 12 areas, 20 organisations."""
    regions = {f"region-{n}": COUNTRIES[n::6] for n in range(6)}
    return {
        "title": "Generated portfolio",
        "agency": "ORG-0",
        "as_of": AS_OF,
        "iati": {"language": "en", "sectors": [{"code": "15190", "percentage": 100}]},
        "aims": {f"aim-{n}": {"title": f"Aim {n}"} for n in range(3)},
        "regions": {
            id: {"title": f"Region {id[-1]}", "priority": id < "region-3", "countries": countries}
            for id, countries in regions.items()
        },
        "countries": {code: {"name": f"Country {code}"} for code in COUNTRIES},
        "organisations": {
            f"ORG-{n}": {"name": f"Organisation {n}", "type": "other", "iati": {"identifier": f"XI-IATI-ORG_{n}"}}
            for n in range(20)
        },
        "focus_areas": {f"area-{n}": {"title": f"Area {n}"} for n in range(12)},
        "sources": {"register": {"title": "The register"}},
        "reports": {"monday": {"title": "Monday", "command": "report deadlines --region region-1 --within 30d"}},
    }


def roadmap(number: int, deliverables: int = DELIVERABLES) -> dict[str, Any]:
    """The roadmap with this number: deliverables of four milestones each, in every status; an indicator in each
    tenth."""
    choose = random.Random(number)
    start = AS_OF - timedelta(days=choose.randrange(100, 1200))
    areas = choose.sample(range(12), 4)
    content: dict[str, Any] = {
        "title": f"Roadmap {number}: {' '.join(choose.sample(WORDS, 4))}",
        "kind": choose.choice(KINDS),
        "summary": "Generated, so that there is something to count, to list and to publish.",
        "countries": choose.sample(COUNTRIES, choose.randrange(1, 4)),
        "period": {"start": start.isoformat()[:7], "end": (start + timedelta(days=1100)).isoformat()[:7]},
        "aims": [f"aim-{number % 3}"],
        "focus_areas": [f"area-{area}" for area in areas],
        "partners": {f"ORG-{choose.randrange(20)}": "counterpart"},
        "sources": ["register"],
    }
    if number % 5 == 4:
        content["follows"] = [id_of(number - 1)]
    content["deliverables"] = {f"deliverable-{n}": _deliverable(choose, start, areas) for n in range(deliverables)}
    if number % 10 == 3:
        content["deliverables"]["deliverable-0"]["indicators"] = {"people": _indicator(number, start)}
    return content


def as_known(content: dict[str, Any], day: date) -> dict[str, Any]:
    """A roadmap as it stood in its file on an earlier day: what was done after it was not reported yet."""
    for deliverable in content["deliverables"].values():
        for milestone in deliverable["milestones"].values():
            if milestone.get("done", day) > day:
                del milestone["done"]
    return content


def _deliverable(choose: random.Random, start: date, areas: list[int]) -> dict[str, Any]:
    return {
        "title": " ".join(choose.sample(WORDS, 5)).capitalize(),
        "focus_area": f"area-{choose.choice(areas)}",
        "milestones": {f"step-{n}": _milestone(choose, start) for n in range(STEPS)},
    }


def _indicator(number: int, start: date) -> dict[str, Any]:
    return {
        "title": "People trained",
        "unit": "people",
        "baseline": {"value": 0, "on": start},
        "target": {"value": 40 + number % 60, "on": start + timedelta(days=1000)},
        "actual": [{"value": 25, "on": AS_OF - timedelta(days=30)}],
    }


def _milestone(choose: random.Random, start: date) -> dict[str, Any]:
    due = start + timedelta(days=choose.randrange(60, 1090))
    content: dict[str, Any] = {
        "title": " ".join(choose.sample(WORDS, 6)).capitalize(),
        "activity": choose.choice(ACTIVITIES),
        "owner": f"ORG-{choose.randrange(20)}",
        "due": due.isoformat()[: choose.choice((7, 10))],
    }
    if due < AS_OF + timedelta(days=200) and choose.random() < 0.8:
        content["started"] = start + timedelta(days=choose.randrange(0, 60))
    if due < AS_OF and choose.random() < 0.85:
        content["done"] = min(due + timedelta(days=choose.randrange(-40, 40)), AS_OF)
        if content.get("started", start) > content["done"]:
            del content["started"]
    elif choose.random() < 0.05:
        content["dropped"] = AS_OF - timedelta(days=choose.randrange(1, 90))
        content["reason"] = "No longer needed"
    return content


def id_of(number: int) -> str:
    return f"roadmap-{number:05}"


def write(folder: Path, roadmaps: int, deliverables: int = DELIVERABLES, day: date = AS_OF) -> None:
    """Write a portfolio of this many roadmaps into ``folder``, as it stands, or stood on an earlier ``day``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "framework.toml").write_text(tomli_w.dumps(framework()), "utf-8")
    for number in range(roadmaps):
        content = as_known(roadmap(number, deliverables), day)
        (folder / f"{id_of(number)}.toml").write_text(tomli_w.dumps(content), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
