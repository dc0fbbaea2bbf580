"""Milestones that are late, as problems with their places in the files: for `check --fail-on`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from coopctl import files, found
from coopctl.conditions import quoted
from coopctl.problems import Problem
from coopctl.question import Question

STATUSES = ("overdue", "at-risk")
"""The statuses that somebody may not want to see, each the code of its problem."""


def problems(question: Question, folder: Path, statuses: Collection[str]) -> list[Problem]:
    """The milestones of the portfolio in ``folder`` that have one of the ``statuses``."""
    rows = question.rows(
        f"""SELECT status, path, roadmap, deliverable, milestone, title, why, deadline, due IS NOT NULL FROM milestones
            WHERE status IN {quoted(statuses)} ORDER BY roadmap, key"""
    )
    return [_problem(question.day, folder, row) for row in rows]


def _problem(day: str, folder: Path, row: tuple[str, ...]) -> Problem:
    status, path, roadmap, deliverable, milestone, title, why, deadline, has_due = row
    steps = ("deliverables", deliverable, *(("milestones", milestone) if milestone else ()))
    due = f", due {deadline}" if deadline else ""
    message = f'"{title}" is {status} as of {day}{due}: {why}'
    place = (*steps, "due") if has_due else steps
    return found.placed(
        files.Folder(folder), roadmap, place, status, message, f"coopctl show {path}", at_key=not has_due
    )
