"""Saved reports: command lines that the portfolio keeps under ``[reports.NAME]``, run as ``coopctl report NAME``."""

from __future__ import annotations

import shlex
import sqlite3
from typing import Any, NamedTuple

from typer._click.exceptions import ClickException

from coopctl import files, query, suggest
from coopctl.cli import answer, parameters
from coopctl.cli.declare import TITLE
from coopctl.problems import CoopctlError, Exit

_PLACES = ("-o", "--output", "-C")


class Saved(NamedTuple):
    """A saved report."""

    name: str
    title: str
    command: str


class Names(NamedTuple):
    """What a word behind ``report`` can mean: a saved report, or the id of a roadmap, also of one that did not load."""

    reports: list[Saved]
    roadmaps: list[str]


def _names(ctx: Any, args: list[str]) -> Names:
    """Those of the portfolio that the command line means, read once for each. Raises as :func:`known` does."""
    place = folder(ctx, args)
    if (_KEPT, place) not in ctx.meta:
        at = answer.find_folder(place)
        opened = answer.open_index(at)
        answer.require_framework(opened, at)
        reports, ids = map(opened.connection.execute, (_REPORTS, "SELECT id FROM file WHERE id <> ''"))
        ctx.meta[_KEPT, place] = Names([Saved(*row) for row in reports], [id for (id,) in ids])
        answer.keep(ctx, at, opened)
    names: Names = ctx.meta[_KEPT, place]
    return names


_KEPT = "coopctl saved reports"
_REPORTS = "SELECT id, title, command FROM report ORDER BY position"


def known(ctx: Any, args: list[str]) -> list[Saved]:
    """The saved reports of the portfolio that the command line means. Raises CoopctlError (3 or 4) when there is none,
    or its framework is broken."""
    return _names(ctx, args).reports


def for_help(ctx: Any) -> list[Saved]:
    """The same, and none whatever goes wrong: a help must not fail."""
    try:
        return known(ctx, [])
    except (CoopctlError, OSError, sqlite3.Error):
        return []


def names(ctx: Any, args: list[str]) -> Names:
    """What a word can mean. Nothing whatever goes wrong: the command itself will say what."""
    try:
        return _names(ctx, args)
    except (CoopctlError, OSError, sqlite3.Error):
        return Names([], [])


def folder(ctx: Any, args: list[str]) -> str | None:
    """What ``-C`` says, in front of the command or behind it."""
    for place, argument in enumerate(args):
        if argument == "-C" and place + 1 < len(args):
            return args[place + 1]
        if argument.startswith("-C") and len(argument) > 2:
            return argument[2:]
    named: str | None = ctx.find_root().params.get("portfolio")
    return named


def read(command: str) -> tuple[Any, list[str]]:
    """The command and the arguments of a saved command line.

    Raises ValueError with what is wrong about it. It may not say where to write or which portfolio to read: what
    somebody else's portfolio holds must not write files.
    """
    from coopctl.cli.commands import list as listing
    from coopctl.cli.commands import report

    name, *args = _split(command) or [""]
    found: Any = listing.COMMAND
    if name == "report":
        named = bool(args) and args[0] in report.names()
        if args and not named and not args[0].startswith("-"):
            near = suggest.did_you_mean(args[0], report.names())
            raise ValueError(f'"{args[0]}" is no built-in report{near and f"; {near}"}')
        name, args = (args[0], args[1:]) if named else (report.DEFAULT, args)
        found = report.load(name)
    elif name != "list":
        raise ValueError('it must begin with "report" or "list"')
    misplaced = next((one for one in args if one.startswith(_PLACES)), None)
    if misplaced:
        raise ValueError(f'"{misplaced}" cannot be saved: it belongs on the command line')
    _require_usable(found, name, args)
    return found, args


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise ValueError("a quote or an escape is opened and not closed") from error


def _require_usable(command: Any, name: str, args: list[str]) -> None:
    wants_help = {"-h", "--help"} & set(args)
    if wants_help:
        raise ValueError("it asks for help only")
    try:
        command.make_context(name, list(args))
    except ClickException as error:
        message = error.format_message().rstrip(".")
        raise ValueError(message[:1].lower() + message[1:]) from error


def wrong(connection: sqlite3.Connection, command: str) -> tuple[str, str] | None:
    """What is wrong about a saved command line, if anything is, and what to do about it."""
    from coopctl.cli.commands import report

    try:
        found, args = read(command)
        values = found.make_context(found.name, args).params
        if found.name in report.names():
            report.own_options(found.name, values)
        (day,) = connection.execute("SELECT day FROM as_of").fetchone()
        query.resolved(connection, day, parameters.asked(values))
    except ValueError as error:
        return str(error), 'write it as after "coopctl": "report status --by area"'
    except CoopctlError as error:
        return error.message, error.help
    return None


_RUN_AS_IT_IS = "coopctl saved report run without options"


def traced(ctx: Any, error: CoopctlError) -> CoopctlError:
    """The error of a command, which names the saved report that it is in if nothing was typed but its name."""
    name = ctx.meta.get(_RUN_AS_IT_IS)
    if name is None or error.exit_code not in (Exit.USAGE, Exit.NOT_FOUND):
        return error
    message = f"{files.FRAMEWORK}: [reports.{name}]: {error.message}"
    return CoopctlError(message, help=error.help, exit_code=Exit.INVALID)


def resolve(ctx: Any, saved: Saved, args: list[str]) -> tuple[str, Any, list[str]]:
    """What to run for ``coopctl report NAME ARGS``. Raises CoopctlError (3) when the saved command is none."""
    try:
        command, own = read(saved.command)
    except ValueError as error:
        raise CoopctlError(
            f"{files.FRAMEWORK}: [reports.{saved.name}]: {error}",
            help=f'its command is "{saved.command}"; coopctl check shows where it stands',
            exit_code=Exit.INVALID,
        ) from error
    ctx.meta[TITLE] = saved.title
    if not args:
        ctx.meta[_RUN_AS_IT_IS] = saved.name
    return saved.name, command, [*own, *args]
