"""The only place that asks what day it is."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """The real today, by the local clock."""
    return date.today()
