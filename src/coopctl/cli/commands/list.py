"""`coopctl list`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from coopctl import registry, reports, suggest
from coopctl.cli import answer
from coopctl.cli.declare import argument, command, offered, option
from coopctl.cli.parameters import AS_OF, FILTER_PARAMETERS, FORM_PARAMETERS, PORTFOLIO, VIEW_PARAMETERS
from coopctl.problems import CoopctlError, Exit
from coopctl.report import Report
from coopctl.reports import lists

HELPERS = ("entries", "listing")
OWN_FILTERS = {"countries": "country", "areas": "area", "partners": "partner"}
"""What the ids after the name of such a list are values of."""

_AS_IN_FILES = {"organisation": "partners", "focus-area": "areas"}
"""Lists by the names that the framework's tables have, without the final s."""

FIRST = ("roadmaps", "deliverables", "milestones")


def what_there_is() -> list[str]:
    """What can be listed."""
    return [*FIRST, *(name for name in registry.names(lists) if name not in (*FIRST, *HELPERS))]


def run(*, what: list[str] | None, **values: Any) -> None:
    """List roadmaps, milestones, countries, partners and others.

    The first word may say what; without it, roadmaps are listed. Ids and patterns may follow.
    """
    words = what or []
    kind, values = meant(words, values)
    build = _build(kind, values.pop("stale"))
    if reports.finds_ids(f"lists.{kind}"):
        build, values["ids"] = partial(build, ids=values["ids"]), []
    try:
        answer.answer(values, build)
    except CoopctlError as error:
        near = suggest.nearest(words[0], what_there_is()) if words else None
        if error.exit_code != Exit.NOT_FOUND or near is None or split(words)[1] != words:
            raise
        raise CoopctlError(error.message, help=f'did you mean "{near}"?', exit_code=error.exit_code) from error


def _build(kind: str, stale: str | None) -> Callable[..., Report]:
    """The function for a list. Raises CoopctlError (2) for ``--stale`` with anything but roadmaps."""
    build = import_module(f"coopctl.reports.lists.{kind}").build
    if stale is None:
        return build  # type: ignore[no-any-return]
    if kind != "roadmaps":
        raise CoopctlError(f"--stale is about roadmaps, not {kind}", help=f"coopctl list roadmaps --stale {stale}")
    return partial(build, stale=stale)


def meant(words: list[str], values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What to list, and the values of the options with the ids that follow it: ids, or values of a filter."""
    kind, ids = split(words)
    own = OWN_FILTERS.get(kind)
    if own:
        return kind, {**values, own: [*(values[own] or ()), *ids], "ids": []}
    return kind, {**values, "ids": ids}


def split(words: list[str]) -> tuple[str, list[str]]:
    """What to list, in the singular or plural, and the ids."""
    known = what_there_is()
    first = words[0].lower() if words else ""
    for name in known:
        if first and first in (name, name.removesuffix("s"), f"{name[:-3]}y"):
            return name, words[1:]
    named = _AS_IN_FILES.get(first.replace("_", "-").removesuffix("s"))
    return (named, words[1:]) if named else ("roadmaps", words)


WHAT = argument(
    "what",
    "[WHAT] [ID]...",
    f"{', '.join(what_there_is())}; then ids, also patterns such as 'turkey-*'.",
    offered("of_list"),
    several=True,
    required=False,
)

STALE = option(
    "stale",
    metavar="SPAN",
    help="Only roadmaps on which nothing was reported for 90d, 6m, 1y ...; none that are over: ended, concluded or"
    " cancelled.",
    offers=offered("of_spans"),
)

COMMAND = command(
    run,
    WHAT,
    *FILTER_PARAMETERS,
    STALE,
    *VIEW_PARAMETERS,
    AS_OF,
    *FORM_PARAMETERS,
    PORTFOLIO,
    name="list",
    examples="""
coopctl list
coopctl list milestones --status overdue --region western-balkans
coopctl list deliverables 'turkey-*' -f csv
coopctl list countries --stage active
coopctl list milestones --due next-quarter --columns id,due,responsible --sort due --limit 10
coopctl list roadmaps --stale 1y
""",
)
