"""`coopctl show`."""

from __future__ import annotations

from typing import Any

from coopctl import arrange
from coopctl.cli import answer
from coopctl.cli.declare import argument, command, offered, option
from coopctl.cli.parameters import AS_OF, FORM_PARAMETERS, PORTFOLIO
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.shows import anything


def run(*, id: str | None, table: str | None, **values: Any) -> None:
    """Show everything known about one thing.

    An id is ROADMAP, ROADMAP/DELIVERABLE or ROADMAP/DELIVERABLE/MILESTONE, or that of a country, region, focus
    area, aim, partner or source, which go by name too; area:ID, country:ID, partner:ID and so on say which where
    several are called the same. Without an id, the portfolio itself is shown.
    """

    def build(question: Question) -> Report:
        whole = anything.build(question, id)
        return arrange.of_one_table(whole, table) if table else whole

    answer.answer(values, build)


ID = argument("id", "[ID]", offers=offered("of_shown"), required=False)

TABLE = option(
    "table",
    metavar="NAME",
    help="Only this table; a wrong name says which there are.",
    offers=offered("of_tables"),
)

COMMAND = command(
    run,
    ID,
    TABLE,
    AS_OF,
    *FORM_PARAMETERS,
    PORTFOLIO,
    name="show",
    examples="""
coopctl show
coopctl show turkey-2019
coopctl show albania/roadmap/site-visit -f json
coopctl show turkey
coopctl show turkey --table roadmaps -f csv
coopctl show area:resettlement
""",
)
