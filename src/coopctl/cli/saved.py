"""Saved reports: command lines that the portfolio keeps under ``[reports.NAME]``, run as ``coopctl report NAME``."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from coopctl import files
from coopctl.cli import answer, saved_lines
from coopctl.cli.declare import TITLE
from coopctl.problems import CoopctlError, Exit


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
        line = saved_lines.read(saved.command)
    except ValueError as error:
        raise CoopctlError(
            f"{files.FRAMEWORK}: [reports.{saved.name}]: {error}",
            help=f'its command is "{saved.command}"; coopctl check shows where it stands',
            exit_code=Exit.INVALID,
        ) from error
    ctx.meta[TITLE] = saved.title
    if not args:
        ctx.meta[_RUN_AS_IT_IS] = saved.name
    return saved.name, line.command, [*line.args, *args]
