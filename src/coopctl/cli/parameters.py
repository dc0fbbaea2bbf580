"""Options that several commands have, each defined once, and what is asked by their values."""

from __future__ import annotations

from typing import Any

from typer._click.types import IntRange
from typer.core import TyperOption

from coopctl import formats
from coopctl.cli import output
from coopctl.cli.declare import argument, offered, option, switch
from coopctl.filters import FILTERS, RANGE, WORDS, Filter
from coopctl.question import Asked, View

_MOST_ROWS = 2**63 - 1
"""The most that SQLite can count; a greater limit leaves nothing out either."""


def _repeatable(one: Filter) -> TyperOption:
    metavar = str(one.known) if one.known in (RANGE, WORDS) else one.name.upper()
    offers = offered("of_filter", one)
    return option(one.name, metavar=metavar, help=one.help, several=True, offers=offers)


FILTER_PARAMETERS = tuple(map(_repeatable, FILTERS))

PORTFOLIO = option("portfolio", "-C", metavar="DIR", help="The portfolio's folder.")
AS_OF = option(
    "as_of",
    metavar="DATE",
    help="Judge by this day instead of the reporting date.",
    offers=offered("of_days"),
)
OUTPUT = option("output", "-o", "--output", metavar="FILE", help="Write to this file.")
IDS = argument(
    "ids",
    "[ID]...",
    "Only these; patterns such as 'turkey-*' too.",
    several=True,
    required=False,
    offers=offered("of_ids"),
)

COLUMNS = option(
    "columns",
    metavar="A,B",
    help="Show these columns; a wrong name says which there are.",
    several=True,
    offers=offered("of_columns"),
)
SORT = option(
    "sort",
    metavar="A,-B",
    help="Sort by these columns; - for descending.",
    several=True,
    offers=offered("of_columns"),
)
LIMIT = option("limit", metavar="N", help="Show the first rows only.", type=IntRange(min=1))
VIEW_PARAMETERS = (COLUMNS, SORT, LIMIT)


def format_parameter(names: list[str]) -> TyperOption:
    """``-f`` with these formats; the first is taken when neither it nor the ending of ``-o FILE`` names one."""
    help, offers = f"One of: {', '.join(names)}.", offered("of_choices", names)
    return option("format", "-f", "--format", metavar="FORMAT", help=help, offers=offers)


def _switch(one: formats.FormatOption) -> TyperOption:
    return switch(one.name, help=f"With -f {' or '.join(one.formats)}: {one.help[0].lower()}{one.help[1:]}")


def switches(format: str) -> tuple[TyperOption, ...]:
    """The options of one format, for a command that writes no other."""
    return tuple(_switch(one._replace(formats=(format,))) for one in formats.options_of(format))


FORM_PARAMETERS = (
    format_parameter(output.format_names()),
    *map(_switch, formats.OPTIONS),
    OUTPUT,
    switch("no_pager", help="Never show it in a pager."),
)
"""How an answer is to be written; every command that answers has these."""


def asked(values: dict[str, Any]) -> Asked:
    """The filters among the values of a command's options."""
    names = [*(one.name for one in FILTERS), "ids"]
    return {name: values[name] for name in names if values.get(name)}


def view(values: dict[str, Any]) -> View:
    """The columns, order and number of rows among the values of a command's options."""
    columns, sort = (
        tuple(name.strip() for value in values.get(option) or () for name in value.split(",") if name.strip())
        for option in ("columns", "sort")
    )
    limit = values.get("limit")
    return View(columns, sort, limit and min(limit, _MOST_ROWS))
