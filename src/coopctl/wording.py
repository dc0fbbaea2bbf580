"""Words for what the status page holds, the same in every format that carries it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from coopctl import suggest
from coopctl.filters import STATUSES
from coopctl.page.value import Cell, Lane, Roadmap, Tracked
from coopctl.report import Table
from coopctl.visible import visible

_LINK = re.compile(r"https?://[^\s<>\"'`|\\]+", re.IGNORECASE)
_SORTS = {"running": "running", "preparation": "in preparation", "over": "over", "undated": "undated"}

_DATES = {"due": "Due", "expected": "Expected", "started": "Started", "done": "Done or dropped"}

HEADINGS = {
    ("indicators", "baseline_on"): "Baseline of",
    ("indicators", "target_on"): "Target by",
    ("indicators", "actual_on"): "Actual on",
}


def is_link(text: str) -> bool:
    """Whether a text can be followed as it stands: an address of the web, with nothing in it that ends one."""
    return bool(_LINK.fullmatch(text)) and visible(text) == text


def date(text: str | None) -> str:
    """A date as written; "some time up to" in words."""
    return text.replace("../", "up to ") if text else ""


def short(one: Tracked) -> str:
    """What fits one line below a title: who is in charge, what sort of work it is."""
    facts = (fact for fact in one.facts if fact.key not in ("reason", "notes"))
    return " · ".join(f"{fact.title}: {', '.join(fact.value) if fact.kind == 'list' else fact.value}" for fact in facts)


def date_columns(roadmap: Roadmap) -> list[tuple[str, str]]:
    """The dates that something in the roadmap has, each with its heading."""
    parts = [part for one in roadmap.deliverables for part in (one.own, *one.milestones)]
    known = {key for one in parts for key, date in one._asdict().items() if date}
    if "dropped" in known:
        known.add("done")
    return [(key, title) for key, title in _DATES.items() if key in known]


def steps_of(roadmap: Roadmap) -> int:
    """How many lines the deliverables and milestones of a roadmap take."""
    return sum(1 + len(deliverable.milestones) for deliverable in roadmap.deliverables)


def cell(held: Cell) -> list[tuple[str, str, int]]:
    """A cell of the coverage as letter, word and number of each sort of stage in it: ``("R", "running", 2)``."""
    return [
        (word[0].upper() if sort != "preparation" else "P", word, number)
        for sort, word in _SORTS.items()
        if (number := getattr(held, sort))
    ]


def marks(lane: Lane) -> str:
    """The milestones of a roadmap in figures: ``2 overdue, 1 done; 3 without a date``."""
    numbers = Counter(mark.status for mark in lane.marks)
    known = ", ".join(f"{numbers[status]} {status}" for status in STATUSES if numbers[status])
    undated = f"{suggest.count(lane.undated, 'milestone')} without a date" if lane.undated else ""
    return "; ".join(part for part in (known and f"milestones: {known}", undated) if part) or "no milestones"


def records(table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table by the keys of its columns."""
    keys = [column.key for column in table.columns]
    return (dict(zip(keys, row, strict=True)) for row in table.rows)


WORDS: dict[str, Any] = {
    "count": suggest.count,
    "date": date,
    "is_link": is_link,
    "short": short,
    "steps_of": steps_of,
    "date_columns": date_columns,
    "cell_words": cell,
    "marks_in_words": marks,
    "records": records,
    "headings": HEADINGS,
    "statuses": STATUSES,
}
"""For templates."""
