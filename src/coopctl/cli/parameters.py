"""Options that several commands have, each defined once."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand

from coopctl import formats
from coopctl.cli import output
from coopctl.filters import FILTERS, RANGE, WORDS, Filter
from coopctl.query import Asked, View

Parameter = inspect.Parameter

TITLE = "coopctl.title"
"""Where a command's context keeps the title that its report gets instead of its own."""


COMPLETING = "_COOPCTL_COMPLETE"
"""Set in the environment by a shell that wants to know what can be typed next, as Typer's scripts do."""


def offered(name: str, *given: Any) -> Callable[[typer.Context, str], list[tuple[str, str]]] | None:
    """What a shell offers for a parameter: the answer of a function of `offers.py`, ``given`` first.

    Whatever goes wrong, nothing is offered and nothing said: somebody is in the middle of a line. Commands that run
    are spared what Typer does with it, a tenth of their time.
    """
    if COMPLETING not in os.environ:
        return None

    def quietly(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from coopctl.cli import offers

        try:
            return getattr(offers, name)(*given, ctx, incomplete)  # type: ignore[no-any-return]
        except Exception:
            return []

    return quietly


def parameter(name: str, annotation: Any, default: Any = None) -> Parameter:
    """A keyword parameter as Typer reads it."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def argument(name: str, metavar: str, help: str = "", offers: Any = None, *, several: bool = False) -> Parameter:
    """An argument that has to be there, once or ``several`` times."""
    declared = typer.Argument(metavar=metavar, help=help or None, show_default=False, autocompletion=offers)
    return parameter(name, Annotated[list[str] if several else str, declared], Parameter.empty)


def _repeatable(one: Filter) -> Parameter:
    metavar = str(one.known) if one.known in (RANGE, WORDS) else one.name.upper()
    option = typer.Option(f"--{one.name}", metavar=metavar, help=one.help, autocompletion=offered("of_filter", one))
    return parameter(one.name, Annotated[list[str] | None, option])


FILTER_PARAMETERS = tuple(_repeatable(one) for one in FILTERS)

CONTEXT = parameter("ctx", typer.Context, Parameter.empty)
PORTFOLIO = parameter(
    "portfolio", Annotated[str | None, typer.Option("-C", metavar="DIR", help="The portfolio's folder.")]
)
AS_OF = parameter(
    "as_of",
    Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Judge by this day instead of the reporting date.",
            autocompletion=offered("of_days"),
        ),
    ],
)
OUTPUT = parameter(
    "output", Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]
)
IDS = parameter(
    "ids",
    Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Only these; patterns such as 'turkey-*' too.",
            show_default=False,
            autocompletion=offered("of_ids"),
        ),
    ],
)

COLUMNS = parameter(
    "columns",
    Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="A,B",
            help="Show these columns; a wrong name says which there are.",
            autocompletion=offered("of_columns"),
        ),
    ],
)
SORT = parameter(
    "sort",
    Annotated[
        list[str] | None,
        typer.Option(
            "--sort",
            metavar="A,-B",
            help="Sort by these columns; - for descending.",
            autocompletion=offered("of_columns"),
        ),
    ],
)
LIMIT = parameter(
    "limit", Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Show the first rows only.")]
)
VIEW_PARAMETERS = (COLUMNS, SORT, LIMIT)


def format_parameter(names: list[str]) -> Parameter:
    """``-f`` with these formats; the first is taken when neither it nor the ending of ``-o FILE`` names one."""
    help = f"One of: {', '.join(names)}."
    return parameter(
        "format",
        Annotated[
            str | None,
            typer.Option("-f", "--format", metavar="FORMAT", help=help, autocompletion=offered("of_choices", names)),
        ],
    )


def _switch(one: formats.FormatOption) -> Parameter:
    return parameter(one.name, Annotated[bool, typer.Option(f"--{one.name}", help=_of_formats(one))], False)


def _of_formats(one: formats.FormatOption) -> str:
    return f"With -f {' or '.join(one.formats)}: {one.help[0].lower()}{one.help[1:]}"


def switches(format: str) -> tuple[Parameter, ...]:
    """The options of one format, for a command that writes no other."""
    return tuple(_switch(one._replace(formats=(format,))) for one in formats.options_of(format))


FORM_PARAMETERS = (
    format_parameter(output.format_names()),
    *map(_switch, formats.OPTIONS),
    OUTPUT,
    parameter("no_pager", Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")], False),
)
"""How an answer is to be written; every command that answers has these."""


class _Command(TyperCommand):
    """A command whose errors all know that they are its own, so that its own help can be pointed to."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer has it."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise


def command(function: Callable[..., None], *parameters: Parameter, name: str, examples: str) -> Any:
    """A Typer command: calls ``function`` with the values of ``parameters``, shows ``examples`` in its help."""

    def run(ctx: typer.Context, **values: Any) -> None:
        if "portfolio" in values:
            own = values["portfolio"]
            values["portfolio"] = own if own is not None else ctx.find_root().params.get("portfolio")
        if TITLE in ctx.meta:
            values["title"] = ctx.meta[TITLE]
        function(**values)

    arguments = [one for one in parameters if _is_argument(one)]
    options = [one for one in parameters if one not in arguments]
    run.__signature__ = inspect.Signature([CONTEXT, *arguments, *options])  # type: ignore[attr-defined]
    run.__doc__ = function.__doc__
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    app.command(name, cls=_Command, epilog=epilog(examples), context_settings=settings)(run)
    return typer.main.get_command(app)


def epilog(examples: str) -> str:
    """The examples, a command line each, as they stand at the end of a help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in examples.strip().splitlines())


def _is_argument(one: Parameter) -> bool:
    return any(type(mark).__name__ == "ArgumentInfo" for mark in getattr(one.annotation, "__metadata__", ()))


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
    return View(columns, sort, values.get("limit"))
