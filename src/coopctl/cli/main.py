"""The one way in: ``main(argv)`` runs a command and turns whatever happens into an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import typer

# Typer keeps click inside itself and exports only the subclass; this is the class of all usage errors.
from typer._click.exceptions import ClickException
from typer.core import TyperOption

from coopctl import __version__
from coopctl.cli import commands, output
from coopctl.cli.group import LazyGroup
from coopctl.problems import CoopctlError, Exit

EPILOG = """\b
Examples:
  coopctl report
  coopctl list milestones --status overdue
  coopctl -C roadmaps show turkey-2019
  coopctl COMMAND --help"""


def names() -> list[str]:
    """The commands there are."""
    return sorted(module.name for module in iter_modules(commands.__path__))


def load(name: str) -> Any:
    """One command."""
    return import_module(f"coopctl.cli.commands.{name}").COMMAND


def _print_version(ctx: typer.Context, parameter: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        output.write([f"coopctl {__version__}\n"], None)
        raise typer.Exit


def _options() -> list[Any]:
    return [
        TyperOption(param_decls=["portfolio", "-C"], metavar="DIR", help="The portfolio's folder."),
        TyperOption(
            param_decls=["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help="Print the version.",
        ),
    ]


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv`` (without the program's name) and return the exit code."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return Exit.BROKEN_PIPE
    except OSError as error:
        return _failed(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    except Exception as error:  # the last resort: a bug is reported as one, without a traceback
        return _bug(error)


def _run(argv: list[str]) -> int:
    program = LazyGroup(
        name="coopctl",
        help="Track cooperation roadmaps: list, show, report, check, export.",
        epilog=EPILOG,
        names=names,
        load=load,
        params=_options(),
    )
    try:
        if sys.stdout is None:
            raise CoopctlError("standard output is closed", exit_code=Exit.INPUT_OUTPUT)
        ended = program.main(argv, prog_name="coopctl", standalone_mode=False)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else Exit.OK
    except CoopctlError as error:
        output.say_problems(error.problems)
        output.say_error(error.message, error.help)
        return error.exit_code
    except ClickException as error:
        return _usage(error)
    except typer.Abort:
        return Exit.INTERRUPTED


def _usage(error: ClickException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        output.write([error.format_message().rstrip() + "\n"], None)
        return Exit.OK
    path = context.command_path if context else "coopctl"
    message = error.format_message().rstrip(".")
    output.say_error(message[:1].lower() + message[1:], f"{path} --help shows what there is")
    return Exit.USAGE


def _failed(message: str) -> int:
    output.say_error(message)
    return Exit.INPUT_OUTPUT


def _bug(error: Exception) -> int:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"
    output.say_error(
        f"coopctl itself failed ({type(error).__name__}: {error}, at {where})",
        "please report this, with the command and the file it was about",
    )
    return Exit.BUG


def _forget_stdout() -> None:
    """Keep Python from complaining at its end about a pipe that nobody reads."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def entry() -> None:
    """The console script."""
    sys.exit(main())
