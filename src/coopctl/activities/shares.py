"""Shares of a whole in percent: kept where they say more than that all are equal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from coopctl.activities import words
from coopctl.activities.element import Element

_WHOLE = Decimal(100)
_ROUNDED, _LEFT_OVER = Decimal("0.5"), Decimal("0.01")
"""So far may shares of equal parts lie apart that were rounded to whole numbers; so far do those of `export iati`, of
which the first ones take what is left over."""


def of(element: Element) -> int | float | None:
    """An element's ``percentage``; None when it has none, or no number from 0 to 100."""
    share = words.number(element.get("percentage"))
    return share if share is not None and 0 <= share <= 100 else None


def taken(elements: Sequence[Element]) -> list[int | float]:
    """The shares of all, if each has one, they sum to 100 and are not equal; else none. They count as taken then."""
    found = [share for one in elements if (share := of(one)) is not None]
    if not found or len(found) < len(elements):
        return []
    exact = [Decimal(str(share)) for share in found]
    apart = max(exact) - min(exact)
    is_whole = sum(exact) == _WHOLE
    if is_whole:
        are_equal = apart <= _LEFT_OVER and exact == sorted(exact, reverse=True)
    else:
        are_equal = apart <= _ROUNDED and abs(sum(exact) - _WHOLE) <= _ROUNDED * len(exact)
    if is_whole or are_equal:
        for one in elements:
            one.mark("percentage")
    return found if is_whole and not are_equal else []
