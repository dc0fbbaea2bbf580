"""`coopctl sql`."""

from __future__ import annotations

from typing import Any

from coopctl import dictionary, formats, sql
from coopctl.cli import answer, typed
from coopctl.cli.declare import argument, command, switch
from coopctl.cli.parameters import AS_OF, FILTER_PARAMETERS, FORM_PARAMETERS, PORTFOLIO
from coopctl.filters import FILTERS
from coopctl.problems import CoopctlError


def run(*, query: str | None, schema: bool, **values: Any) -> None:
    """Answer a query in SQL, which can read and nothing else.

    It is over the tables and views that --schema lists.

    Filters and --as-of restrict what is there to be read. A QUERY of - is read from standard input.
    """
    if schema:
        together = (values["format"] or "table") not in formats.FOR_PEOPLE
        answer.answer(values, lambda question: dictionary.build(question, together=together))
        return
    if query is None:
        raise CoopctlError("there is no query", help="coopctl sql --schema lists what can be asked")
    text = typed.text() if query == "-" else query
    answer.answer(values, lambda question: sql.build(question, text))


_RESTRICTING = {one.name for one in FILTERS if one.roadmap or one.milestone}
"""Filters on what is counted; what only chooses rows is for the query itself to say."""

COMMAND = command(
    run,
    argument("query", "[QUERY]", required=False),
    switch("schema", help="List the tables, views and columns."),
    *(one for one in FILTER_PARAMETERS if one.name in _RESTRICTING),
    AS_OF,
    *FORM_PARAMETERS,
    PORTFOLIO,
    name="sql",
    examples="""
coopctl sql "SELECT owner, count(*) AS late FROM milestones WHERE status = 'overdue' GROUP BY owner"
coopctl sql "SELECT path FROM milestones WHERE due IS NULL" -f ids
coopctl sql --schema
coopctl sql - --country TR -f csv < query.sql
""",
)
