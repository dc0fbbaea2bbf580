"""A file a report: each turns a question into a Report value and is found by its name.

``build`` makes the report, ``OPTIONS`` are the options that only it has, the module's docstring is its help. One
with ``FINDS_IDS`` gets the ids and patterns asked for as ``ids``: it may know of things that are no longer there, or,
as a list of engagements does, of others than roadmaps and what is in them.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple


class ReportOption(NamedTuple):
    """An option that belongs to one report; its name is the keyword of ``build``. One that is False is a flag.

    Up to ``most`` different ones of the ``choices`` can be made, separated by commas.
    """

    name: str
    help: str
    default: str | bool
    choices: tuple[str, ...] = ()
    metavar: str = ""
    most: int = 1


def finds_ids(name: str) -> bool:
    """Whether the report, or the list by its name behind ``lists.``, looks for the ids asked for itself."""
    return getattr(import_module(f"coopctl.reports.{name}"), "FINDS_IDS", False)
