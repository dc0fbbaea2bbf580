"""In what order values stand when an answer is sorted: the same order in Python, for any table, and in SQL, for lists.

What has no value stands last, in both directions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from coopctl import dates
from coopctl.filters import RATINGS, STAGES, STATUSES
from coopctl.report import SHARE_BITS, Kind

_PLACES = {
    "status": {value: place for place, value in enumerate((*STATUSES, *STAGES))},
    "rating": {value: place for place, value in enumerate(RATINGS)},
}


def rank_of(kind: Kind) -> Callable[[Any], Any]:
    """A function from a value to what it is compared by; to None where there is none."""
    if kind in _PLACES:
        return partial(_place, _PLACES[kind])
    ranks: dict[str, Callable[[Any], Any]] = {"number": _itself, "share": _part, "date": _days, "list": _texts}
    return ranks.get(kind, _text)


def in_sql(kind: Kind, value: str, last: str = "", *, descending: bool) -> str | None:
    """The terms of ORDER BY for the expression ``value``, as :func:`rank_of` orders; None where SQL cannot say it.

    ``last`` is the expression for a date's last day, where it need not be found out. The terms need the functions of
    :func:`add_functions`.
    """
    if kind == "list":
        return None
    if kind in _PLACES:
        first, *others = _place_terms(kind, value)
    elif kind == "date":
        first, *others = _day_terms(value, last)
    else:
        first, *others = _TERMS.get(kind, _text_terms)(value)
    direction = " DESC" if descending else ""
    return ", ".join([f"{first} IS NULL", *(f"{term}{direction}" for term in (first, *others))])


def add_functions(connection: sqlite3.Connection) -> None:
    """Add what the terms of :func:`in_sql` need."""
    connection.create_function("casefolded", 1, _text, deterministic=True)


def _place(places: dict[str, int], value: str | None) -> tuple[int, str] | None:
    """By the order of the known values; any others behind them, by their texts."""
    return None if value is None else (places.get(value, len(places)), value)


def _place_terms(kind: Kind, value: str) -> list[str]:
    known = " ".join(f"WHEN '{name}' THEN {place}" for name, place in _PLACES[kind].items())
    return [f"CASE WHEN {value} IS NOT NULL THEN CASE {value} {known} ELSE {len(_PLACES[kind])} END END", value]


def _itself(value: Any) -> Any:
    return value


def _part(value: tuple[int, int] | None) -> float | None:
    return value[0] / value[1] if value and value[1] else None


def _part_terms(value: str) -> list[str]:
    return [f"CAST(({value}) >> {SHARE_BITS} AS REAL) / nullif(({value}) & {(1 << SHARE_BITS) - 1}, 0)"]


@lru_cache(maxsize=4096)
def _days(value: str | None) -> tuple[str, str] | None:
    """By the last day, as deadlines pass then; of two that end together the shorter stands last."""
    try:
        found = dates.parse_text(value) if value else None
    except ValueError:
        return None
    return (found.last.isoformat(), found.counts_from.isoformat()) if found else None


def _day_terms(value: str, last: str) -> list[str]:
    # Of dates that end together, the year begins before the quarter, this before the month, and this before the day.
    length = f"CASE WHEN {value} < '0' THEN 10 WHEN substr({value}, 6, 1) = 'Q' THEN 5 ELSE length({value}) END"
    return [f"CASE WHEN {value} IS NOT NULL THEN {last or _last_day(value)} END", length]


def _last_day(value: str) -> str:
    bare = month = f"replace({value}, '../', '')"
    for quarter, its_last in (("Q1", "03"), ("Q2", "06"), ("Q3", "09"), ("Q4", "12")):
        month = f"replace({month}, '{quarter}', '{its_last}')"
    return f"""CASE length({bare}) WHEN 10 THEN {bare} WHEN 7 THEN date({month} || '-01', '+1 month', '-1 day')
        WHEN 4 THEN {bare} || '-12-31' END"""


def _text(value: Any) -> str | None:
    return str(value).casefold() if value not in (None, "") else None


def _text_terms(value: str) -> list[str]:
    return [f"casefolded({value})"]


def _texts(value: Sequence[str] | None) -> list[str] | None:
    return [part.casefold() for part in value] if value else None


_TERMS: dict[str, Callable[[str], list[str]]] = {
    "number": lambda value: [value],
    "share": _part_terms,
}
