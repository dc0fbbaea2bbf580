"""SQL for which rows of an answer are shown, and for lists and orders of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coopctl import texts
from coopctl.filters import OPEN, STATUSES
from coopctl.question import Question


def any_of(terms: Sequence[str]) -> str:
    """The condition that one of the terms holds, nested by halves: of a long chain SQLite says that it is too deep."""
    if len(terms) == 1:
        return f"({terms[0]})"
    half = len(terms) // 2
    return f"({any_of(terms[:half])} OR {any_of(terms[half:])})"


def quoted(values: Iterable[str]) -> str:
    """The values as a list of SQL literals in brackets."""
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"


def ranked(column: str, order: Sequence[str]) -> str:
    """SQL for the place of the value of ``column`` in an ``order``."""
    places = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(order))
    return f"CASE {column} {places} END"


def status_of_rows(question: Question) -> str:
    """The condition that ``--status`` and ``--text`` put on rows with a path and a status of their own."""
    wanted = _wanted(question)
    status = f"status IN {quoted(wanted)}" if wanted else "1"
    return f"{status} AND {_text(question, {'path': texts.ROW})}"


def status_of_counts(question: Question, **kinds: str) -> str:
    """The condition that they put on rows that count milestones: at least one has the status.

    ``kinds`` says for each column with an id what it stands for, by the name of a grouping; else ``id`` is a roadmap.
    """
    wanted = _wanted(question)
    columns = [status.replace("-", "_") for status in wanted]
    status = f"({' OR '.join(f'{column} > 0' for column in columns)})" if wanted else "1"
    return f"{status} AND {_text(question, kinds or {'id': texts.ROADMAP})}"


def _text(question: Question, kinds: dict[str, str]) -> str:
    asked = question.asked.get("text")
    if not asked:
        return "1"
    terms = [texts.condition(question.connection, asked, kind, column) for column, kind in kinds.items()]
    return f"({' OR '.join(terms)})"


def _wanted(question: Question) -> list[str]:
    asked = question.asked.get("status", [])
    return [status for status in STATUSES if status in asked or ("open" in asked and status in OPEN)]
