"""Percentages of sectors and recipients, which the standard wants to add up to exactly 100."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

WHOLE = Decimal(100)
_SMALLEST = Decimal("0.01")


def equal(number: int) -> list[Decimal]:
    """Shares as equal as two decimals allow, that add up to exactly 100; the first ones take what is left over."""
    units = int(WHOLE / _SMALLEST)
    each, over = divmod(units, number)
    return [(each + (place < over)) * _SMALLEST for place in range(number)]


def given(percentages: Sequence[float | None]) -> list[Decimal] | None:
    """The shares that were written, one alone being the whole; None where they do not add up to 100."""
    if list(percentages) == [None]:
        return [WHOLE]
    shares = [Decimal(str(share)) for share in percentages if share is not None]
    return shares if len(shares) == len(percentages) and sum(shares) == WHOLE else None
