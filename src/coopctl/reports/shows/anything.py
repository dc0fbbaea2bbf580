"""`show`: everything known about one thing, found by its id. What it is decides which file answers."""

from __future__ import annotations

from importlib import import_module

from coopctl import addresses
from coopctl.problems import CoopctlError, Exit
from coopctl.question import Question
from coopctl.report import Report

KINDS = ("area", "country", "partner", "region", "source", "aim")
"""The things of the framework that can be shown."""

WHOLE = addresses.Address("portfolio", ())


def build(question: Question, id: str | None = None) -> Report:
    """What has this id or name; without one, the portfolio itself.

    Raises CoopctlError: 4 when there is no such thing, 2 when there are several or the kind in front of it is none.
    """
    kind, ids = _find(question, id) if id else WHOLE
    report: Report = import_module(f"coopctl.reports.shows.{kind}").build(question, *ids)
    return report


def _find(question: Question, id: str) -> addresses.Address:
    try:
        found = addresses.find(question.connection, id, KINDS)
        return WHOLE if found.kind == "framework" else found
    except CoopctlError as error:
        if error.exit_code != Exit.NOT_FOUND or not any(sign in id for sign in "*?["):
            raise
        help = "see which there are with coopctl list"
        raise CoopctlError(f'show takes one id, not the pattern "{id}"', help=help) from error
