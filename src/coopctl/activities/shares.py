"""Shares of a whole in percent: kept where they say more than that all are equal."""

from __future__ import annotations

from collections.abc import Sequence

from coopctl.activities import words
from coopctl.activities.element import Element

_ROUNDED = 0.5
"""So far may shares of equal parts lie apart that were rounded to whole numbers or cut after a digit."""


def of(element: Element) -> int | float | None:
    """An element's ``percentage``; None when it has none, or no number from 0 to 100."""
    share = words.number(element.get("percentage"))
    return share if share is not None and 0 <= share <= 100 else None


def taken(elements: Sequence[Element]) -> list[int | float]:
    """The shares of all, if each has one, they sum to 100 and are not equal; else none. They count as taken then."""
    found = [share for one in elements if (share := of(one)) is not None]
    if not found or len(found) < len(elements):
        return []
    are_equal = max(found) - min(found) <= _ROUNDED * (len(found) > 1) and abs(sum(found) - 100) <= _ROUNDED * len(
        found
    )
    is_whole = abs(sum(found) - 100) < 0.01
    if are_equal or is_whole:
        for one in elements:
            one.mark("percentage")
    return found if is_whole and not are_equal else []
