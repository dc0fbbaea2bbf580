"""The one way in: ``main(argv)`` runs a command and turns whatever happens into an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from typing import Any

# Typer keeps click inside itself and exports only the subclass; this is the class of all usage errors.
from typer._click.exceptions import ClickException
from typer.core import TyperOption

from coopctl import __version__, registry
from coopctl.cli import commands, declare, ending, output, parameters
from coopctl.cli.group import LazyGroup
from coopctl.problems import CoopctlError, Exit

EXAMPLES = """
coopctl report
coopctl list milestones --status overdue
coopctl -C roadmaps show turkey-2019
coopctl list --help
"""


def names() -> list[str]:
    """The commands there are."""
    return list(registry.names(commands))


def load(name: str) -> Any:
    """One command."""
    return import_module(f"coopctl.cli.commands.{name}").COMMAND


def _print_version(ctx: Any, parameter: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        output.write([f"coopctl {__version__}\n"], None)
        ctx.exit()


def _options() -> list[Any]:
    return [
        parameters.PORTFOLIO,
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
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
        output.say_error("standard output is closed")
        return Exit.INPUT_OUTPUT
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return Exit.BROKEN_PIPE
    except OSError as error:
        _forget_stdout()
        output.say_error(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return Exit.INPUT_OUTPUT
    except Exception as error:  # the last resort: a bug is reported as one, without a traceback
        return Exit.INTERRUPTED if ending.was_interrupted() else _bug(error)


def _run(argv: list[str]) -> int:
    program = LazyGroup(
        name="coopctl",
        help="Track cooperation roadmaps: ask, check, write and export.",
        examples=EXAMPLES,
        names=names,
        load=load,
        params=_options(),
    )
    if os.environ.get(declare.COMPLETING):
        from coopctl.cli import shells

        return shells.complete(program)
    try:
        ended = program.main(_as_text(argv), prog_name="coopctl", standalone_mode=False)
        if ending.was_interrupted():  # nothing is flushed: perhaps a reader who reads no more was waited for
            return Exit.INTERRUPTED
        sys.stdout.flush()
        return ended if isinstance(ended, int) else Exit.OK
    except CoopctlError as error:
        output.say_problems(error.problems, most=len(error.problems))
        output.say_error(error.message, error.help)
        return error.exit_code
    except ClickException as error:
        return _usage(error, argv)
    except SystemExit as ended:
        # Typer itself ends like this, with 1, when nobody reads its help any more.
        raise BrokenPipeError from ended


def _as_text(argv: list[str]) -> list[str]:
    """The arguments as text, also where the locale knows no UTF-8. Raises CoopctlError (2) for what is no text."""
    try:
        return [argument if argument.isascii() else os.fsencode(argument).decode() for argument in argv]
    except UnicodeDecodeError as error:
        broken = error.object.decode("utf-8", "backslashreplace")
        raise CoopctlError(f'the argument "{broken}" is not valid UTF-8') from error


def _usage(error: ClickException, argv: list[str]) -> int:
    context = getattr(error, "ctx", None)
    command = next((argument for argument in argv if argument in names()), "")
    if type(error).__name__ == "NoArgsIsHelpError":
        output.write([error.format_message().rstrip() + "\n"], None)
        return Exit.OK
    path = context.command_path if context else f"coopctl {command}".rstrip()
    output.say_error(declare.said(error), f"{path} --help shows what there is")
    return Exit.USAGE


def _bug(error: Exception) -> int:
    if ending.is_shortage(error):
        output.say_error("there is not enough memory", "close other programs, or ask for less at once")
        return Exit.INPUT_OUTPUT
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"
    output.say_error(
        f"coopctl itself failed ({type(error).__name__}: {error}, at {where})",
        "please report this, with the command and the file it was about",
    )
    return Exit.BUG


def _forget_stdout() -> None:
    """Lead standard output to nowhere, so that what is still to be flushed into it does no more harm."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
