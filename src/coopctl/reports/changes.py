"""What changed since a date or a revision in git.

Done, slipped, added, dropped ..., with who did it and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from coopctl import suggest
from coopctl.history.change import EDITED, KINDS, words
from coopctl.history.commits import SHORT
from coopctl.question import Question
from coopctl.report import Column, Report, Table
from coopctl.reports import ReportOption

if TYPE_CHECKING:
    from coopctl.history.since import Told

OPTIONS = (
    ReportOption(
        "since",
        "Since when: a date, 30d, monday, last-month, a branch, tag or commit; A..B: up to when.",
        "7d",
        metavar="WHEN",
    ),
)
FINDS_IDS = True

EXAMPLES = """
coopctl report changes --since monday
coopctl report changes --since 2026-05 --region western-balkans
coopctl report changes --since v1.0..v2.0 -f csv
coopctl report changes --since origin/main...HEAD -f markdown
"""

COLUMNS = (
    Column("id", "Concerns", "id"),
    Column("title", "Title", weight=5),
    Column("change", "Change", "status", weight=4),
    Column("what", "What", weight=1),
    Column("days", "Days", "number", weight=7),
    Column("who", "Who", weight=2),
    Column("when", "When", "date", weight=3),
    Column("subject", "Commit's subject", weight=6),
    Column("commit", "Commit", weight=8),
    Column("roadmap", "Roadmap"),
    Column("field", "Field"),
    Column("from", "From"),
    Column("to", "To"),
    Column("because", "Because"),
)
EXTRA = ("roadmap", "field", "from", "to", "because")


def build(question: Question, since: str = "7d", ids: Sequence[str] = ()) -> Report:
    """The changes by roadmap, and within it by kind; each version is judged by its own day.

    Filters look at each thing as it is now, or else as it last was.
    """
    if question.folder is None:
        return _report(question.day, question.words(), [], "")
    from coopctl.history.since import tell

    found = tell(question, question.folder, since, ids)
    told = [one for one in found.told if one.change.kind != EDITED]
    told.sort(key=lambda one: (one.id, KINDS.index(one.change.kind), one.change.path))
    rows = [_row(one) for one in told]
    until = "" if found.last.commit is None else f" until {found.last.words}"
    asked = question._replace(day=found.new_day[0], why_day=found.new_day[1], asked=question.asked | _given(ids))
    header = f"{asked.words()} · since {found.first.words}{until} · then as of {found.old_day[0]} ({found.old_day[1]})"
    edited = sorted({one.id for one in found.told} - {one.id for one in told})
    notes = (*_summary(told), *_edited(edited), *_passed_over(found.passed_over))
    return _report(found.new_day[0], header, rows, f"Nothing has changed since {found.first.words}.")._replace(
        notes=notes
    )


def _given(ids: Sequence[str]) -> dict[str, list[str]]:
    return {"ids": list(ids)} if ids else {}


def _report(day: str, header: str, rows: list[tuple[Any, ...]], empty: str) -> Report:
    table = Table("changes", "Changes", COLUMNS, rows, empty, extra=EXTRA)
    return Report("changes", "Changes", day, header, tables=(table,))


def _row(one: Told) -> tuple[Any, ...]:
    change, commit = one.change, one.made_by
    who = (commit.who, commit.when, commit.subject or None, commit.id[:SHORT] or None) if commit else (None,) * 4
    more = (one.id, change.field or None, change.before, change.after, change.because)
    return (one.path(), change.title, change.kind, words(change), change.days, *who, *more)


def _summary(told: Iterable[Told]) -> list[str]:
    """How many changes there are of each kind."""
    numbers = Counter(one.change.kind for one in told)
    words = [f"{numbers[kind]} {kind}" for kind in KINDS if numbers[kind] and kind != "rating"]
    words += [suggest.count(numbers["rating"], "rating")] if numbers["rating"] else []
    return [f"In all: {', '.join(words)}."] if sum(numbers.values()) > 1 else []


def _edited(ids: list[str]) -> list[str]:
    return [f"Edited in other ways (coopctl log ID tells how): {suggest.enumerated(ids)}."] if ids else []


def _passed_over(contents: list[str]) -> list[str]:
    return [f"Passed over, for they do not load: {suggest.enumerated(contents)}."] if contents else []
