"""Periods as dates: the first and last day of a month, a quarter or a year are that month, quarter or year."""

from __future__ import annotations

from coopctl import dates
from coopctl.activities import words
from coopctl.activities.element import Element


def partial(period: Element) -> str:
    """The date that a period's two days stand for, else its last day; empty when it has neither.

    Its first day counts as taken only where the date says it too.
    """
    start, end = (period.first(name) for name in ("period-start", "period-end"))
    first, last = (words.day(one.get("iso-date")) if one is not None else "" for one in (start, end))
    text = _date(first, last)
    if end is not None:
        end.mark("iso-date")
    if start is not None and (text != last or first == last):
        start.mark("iso-date")
    return text


def _date(first: str, last: str) -> str:
    year, month = last[:4], last[:7]
    quarter = f"{year}-Q{(int(last[5:7]) + 2) // 3}" if last else ""
    for text in (year, quarter, month) if first and last else ():
        found = dates.parse_text(text)
        if found.first is not None and (found.first.isoformat(), found.last.isoformat()) == (first, last):
            return text
    return last or first
