"""Options that several commands have, each defined once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from coopctl import formats
from coopctl.cli import output
from coopctl.query import FILTERS, Asked, Filter

Parameter = inspect.Parameter


def parameter(name: str, annotation: Any, default: Any = None) -> Parameter:
    """A keyword parameter as Typer reads it."""
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _repeatable(one: Filter) -> Parameter:
    metavar = "|".join(one.known) if one.name == "stage" and isinstance(one.known, tuple) else one.name.upper()
    option = typer.Option(f"--{one.name}", metavar=metavar if len(metavar) < 20 else one.name.upper(), help=one.help)
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
        typer.Option("--as-of", metavar="DATE", help="Judge by this day instead of the reporting date."),
    ],
)
OUTPUT = parameter(
    "output", Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]
)
IDS = parameter(
    "ids",
    Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Only these; patterns such as 'turkey-*' too.", show_default=False),
    ],
)


def format_parameter(names: list[str], default: str) -> Parameter:
    """``-f`` with these formats."""
    help = f"One of: {', '.join(names)}."
    return parameter("format", Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help=help)], default)


def _switch(one: formats.FormatOption) -> Parameter:
    return parameter(one.name, Annotated[bool, typer.Option(f"--{one.name}", help=_of_formats(one))], False)


def _of_formats(one: formats.FormatOption) -> str:
    return f"With -f {' or '.join(one.formats)}: {one.help[0].lower()}{one.help[1:]}"


def switches(format: str) -> tuple[Parameter, ...]:
    """The options of one format, for a command that writes no other."""
    return tuple(_switch(one._replace(formats=(format,))) for one in formats.options_of(format))


FORM_PARAMETERS = (
    format_parameter(output.format_names(), "table"),
    *map(_switch, formats.OPTIONS),
    OUTPUT,
    parameter("no_pager", Annotated[bool, typer.Option("--no-pager", help="Never show it in a pager.")], False),
)
"""How an answer is to be written; every command that answers has these."""


def command(function: Callable[..., None], *parameters: Parameter, name: str, examples: str) -> Any:
    """A Typer command: calls ``function`` with the values of ``parameters``, shows ``examples`` in its help."""

    def run(ctx: typer.Context, **values: Any) -> None:
        if "portfolio" in values:
            values["portfolio"] = values["portfolio"] or ctx.find_root().params.get("portfolio")
        function(**values)

    arguments = [one for one in parameters if _is_argument(one)]
    options = [one for one in parameters if one not in arguments]
    run.__signature__ = inspect.Signature([CONTEXT, *arguments, *options])  # type: ignore[attr-defined]
    run.__doc__ = function.__doc__
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    app.command(name, epilog=epilog(examples), context_settings=settings)(run)
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
