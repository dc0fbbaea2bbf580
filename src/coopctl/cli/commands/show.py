"""`coopctl show`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coopctl.cli import answer, output
from coopctl.cli.parameters import AS_OF, OUTPUT, PORTFOLIO, command, format_parameter, offered, parameter
from coopctl.reports.shows import anything


def run(*, id: str | None, **values: Any) -> None:
    """Show everything known about a roadmap, a deliverable, a milestone or an indicator.

    An id is ROADMAP, ROADMAP/DELIVERABLE or ROADMAP/DELIVERABLE/MILESTONE; without one, the portfolio itself
    is shown: whose it is, its aims, regions and sources.
    """
    answer.answer(values, lambda question: anything.build(question, id))


ID = parameter(
    "id", Annotated[str | None, typer.Argument(metavar="[ID]", show_default=False, autocompletion=offered("of_ids"))]
)

COMMAND = command(
    run,
    ID,
    AS_OF,
    format_parameter(output.format_names()),
    OUTPUT,
    PORTFOLIO,
    name="show",
    examples="""
coopctl show
coopctl show turkey-2019
coopctl show albania/roadmap/site-visit -f json
""",
)
