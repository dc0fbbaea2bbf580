"""How a command and its parameters are declared.

They are made of Typer's classes at once. What reads them from the annotations of functions would be imported, and
run, by every command.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from typing import Any

from typer._click.exceptions import ClickException, UsageError
from typer._click.globals import get_current_context
from typer.core import TyperArgument, TyperCommand, TyperOption

Parameter = TyperArgument | TyperOption

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""What every command and group tells Typer."""

TITLE = "coopctl.title"
"""Where a command's context keeps the title that its report gets instead of its own."""

COMPLETING = "_COOPCTL_COMPLETE"
"""Set in the environment by a shell that wants to know what can be typed next, as Typer's scripts do."""


def offered(name: str, *given: Any) -> Callable[..., list[tuple[str, str]]] | None:
    """What a shell offers for a parameter: the answer of a function of `offers.py`, ``given`` first.

    Whatever goes wrong, nothing is offered and nothing said: somebody is in the middle of a line.
    """
    if COMPLETING not in os.environ:
        return None

    def quietly(ctx: Any, args: list[str], incomplete: str) -> list[tuple[str, str]]:
        from coopctl.cli import offers

        try:
            return getattr(offers, name)(*given, ctx, incomplete)  # type: ignore[no-any-return]
        except Exception:
            return []

    return quietly


def option(
    name: str,
    *flags: str,
    metavar: str,
    help: str,
    offers: Any = None,
    several: bool = False,
    default: str | None = None,
    type: Any = str,
) -> TyperOption:
    """An option with a value, once or ``several`` times; typed as its name says unless ``flags`` say otherwise."""
    return TyperOption(
        param_decls=[name, *(flags or (_flag(name),))],
        metavar=metavar,
        help=help,
        autocompletion=offers,
        multiple=several,
        default=default,
        show_default=True,
        type=type,
    )


def switch(name: str, *flags: str, help: str) -> TyperOption:
    """An option that is there or is not."""
    return TyperOption(param_decls=[name, *(flags or (_flag(name),))], is_flag=True, default=False, help=help)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def argument(
    name: str,
    metavar: str,
    help: str = "",
    offers: Any = None,
    *,
    several: bool = False,
    required: bool = True,
    default: str | None = None,
) -> TyperArgument:
    """An argument, once or ``several`` times."""
    return TyperArgument(
        param_decls=[name],
        metavar=metavar,
        help=help or None,
        autocompletion=offers,
        nargs=-1 if several else None,
        required=required,
        default=default,
    )


class _Command(TyperCommand):
    """A command whose errors all know that they are its own, so that its own help can be pointed to."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer has it."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise


def command(function: Callable[..., None], *parameters: Parameter, name: str, examples: str) -> TyperCommand:
    """A command: calls ``function`` with the values of ``parameters``, shows ``examples`` in its help."""

    def run(**values: Any) -> None:
        ctx = get_current_context()
        if "portfolio" in values:
            own = values["portfolio"]
            values["portfolio"] = own if own is not None else ctx.find_root().params.get("portfolio")
        if TITLE in ctx.meta:
            values["title"] = ctx.meta[TITLE]
        function(**{one: _value(value) for one, value in values.items()})

    return _Command(
        name,
        callback=run,
        params=sorted(parameters, key=lambda one: isinstance(one, TyperOption)),
        help=inspect.cleandoc(function.__doc__ or ""),
        epilog=epilog(examples),
        context_settings=dict(SETTINGS),
        rich_markup_mode=None,
    )


def _value(value: Any) -> Any:
    """What may be given several times as a list, and None where it was not given."""
    return (list(value) or None) if isinstance(value, tuple) else value


def said(error: ClickException) -> str:
    """What Typer says of a wrong command line, in the words' form of all other errors."""
    message = error.format_message().rstrip(".")
    return message[:1].lower() + message[1:]


def epilog(examples: str) -> str:
    """The examples, a command line each, as they stand at the end of a help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in examples.strip().splitlines())
