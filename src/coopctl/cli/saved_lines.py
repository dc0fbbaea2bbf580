"""The command lines that saved reports are: taken apart, and judged by what is in the portfolio."""

from __future__ import annotations

import shlex
import sqlite3
from typing import Any, NamedTuple

from typer._click.exceptions import ClickException

from coopctl import patterns, query, reports, suggest
from coopctl.cli import declare, parameters
from coopctl.problems import CoopctlError
from coopctl.question import Asked

_PLACES = ("-o", "--output", "-C")


class Line(NamedTuple):
    """A saved command line: the command, its arguments, and the values that these give its parameters."""

    command: Any
    args: list[str]
    values: dict[str, Any]


def read(line: str) -> Line:
    """The saved command line ``line`` taken apart.

    Raises ValueError with what is wrong about it. It may not say where to write or which portfolio to read: what
    somebody else's portfolio holds must not write files.
    """
    from coopctl.cli.commands import list as listing
    from coopctl.cli.commands import report

    name, *args = _split(line) or [""]
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
    return Line(found, args, _values(found, name, args))


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise ValueError("a quote or an escape is opened and not closed") from error


def _values(command: Any, name: str, args: list[str]) -> dict[str, Any]:
    wants_help = {"-h", "--help"} & set(args)
    if wants_help:
        raise ValueError("it asks for help only")
    try:
        return dict(command.make_context(name, list(args)).params)
    except ClickException as error:
        raise ValueError(declare.said(error)) from error


def wrong(connection: sqlite3.Connection, line: str) -> tuple[str, str] | None:
    """What is wrong about a saved command line, if anything is, and what to do about it. Needs the views."""
    try:
        asked, ids = _asked(read(line))
        (day,) = connection.execute("SELECT day FROM as_of").fetchone()
        query.resolved(connection, day, asked)
        if ids:
            patterns.matching(connection, ids)
    except ValueError as error:
        return str(error), 'write it as after "coopctl": "report status --by area"'
    except CoopctlError as error:
        return error.message, error.help
    return None


def _asked(line: Line) -> tuple[Asked, list[str]]:
    """The filters, and the ids and patterns that something must match. Raises CoopctlError (2) for wrong options."""
    from coopctl.cli.commands import list as listing
    from coopctl.cli.commands import report

    if line.command is listing.COMMAND:
        kind, values = listing.meant(list(line.values["what"] or ()), line.values)
        name = f"lists.{kind}"
    else:
        name, values = line.command.name, dict(line.values)
        report.own_options(name, values)
    return parameters.asked(values), [] if reports.finds_ids(name) else list(values["ids"] or ())
