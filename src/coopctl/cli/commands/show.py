"""`coopctl show`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coopctl.cli import answer
from coopctl.cli.parameters import AS_OF, FORM_PARAMETERS, PORTFOLIO, command, offered, parameter
from coopctl.reports.shows import anything


def run(*, id: str | None, **values: Any) -> None:
    """Show everything known about one thing, and everything that concerns it.

    An id is ROADMAP, ROADMAP/DELIVERABLE or ROADMAP/DELIVERABLE/MILESTONE, or that of a country, region, focus
    area, aim, partner or source, which go by name too; area:ID, country:ID, partner:ID and so on say which where
    several are called the same. Without an id, the portfolio itself is shown.
    """
    answer.answer(values, lambda question: anything.build(question, id))


ID = parameter(
    "id", Annotated[str | None, typer.Argument(metavar="[ID]", show_default=False, autocompletion=offered("of_shown"))]
)

COMMAND = command(
    run,
    ID,
    AS_OF,
    *FORM_PARAMETERS,
    PORTFOLIO,
    name="show",
    examples="""
coopctl show
coopctl show turkey-2019
coopctl show albania/roadmap/site-visit -f json
coopctl show turkey
coopctl show area:resettlement
""",
)
