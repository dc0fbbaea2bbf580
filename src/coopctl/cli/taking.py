"""What every import does: read, show what would become of the portfolio, ask where somebody can answer, and save."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

import typer

from coopctl import clock, suggest
from coopctl.cli import answer, output
from coopctl.cli.writing import refused
from coopctl.drafts import Drafts
from coopctl.formats import table
from coopctl.intake.drafting import Taken, draft, traced
from coopctl.intake.known import Known
from coopctl.intake.value import STDIN, Imported, Source, Unfit, opened
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.report import Table
from coopctl.saving import changes

MOST_CHANGES = 20
"""So many things that change are named one by one; the rest is counted."""

MOST_ERRORS = 100
"""So many errors of an imported file are shown; the rest is counted."""

Read = Callable[[Source, Known], Imported]


def taking(portfolio: str | None, file: str, read: Read, *, dry_run: bool, yes: bool) -> None:
    """Import what ``read`` makes of ``file``: all of it or nothing.

    On a terminal it is shown first and asked about, unless ``yes``; nothing is locked meanwhile, and what somebody
    else changes then is not overwritten. Raises CoopctlError: what ``read`` raises; 3 when the portfolio would be
    worse than before, 4 when there is none, 5 or 6 when it cannot be written. Ends with 1 when the answer is no.
    """
    folder = _folder(portfolio)
    asks = not dry_run and not yes and file != STDIN and _is_somebody_there()
    with opened(file, sys.stdin.buffer) as source, nullcontext() if dry_run or asks else changes.locked(folder):
        drafts = Drafts(folder)
        imported = _read(read, source, Known(drafts))
        taken = draft(drafts, imported)
        found = _judged(drafts, imported, source.name)
        _show(imported.shown)
        if dry_run:
            output.write(drafts.difference(), None)
        elif asks and drafts.changed:
            _say(imported, taken, folder)
            _save_if_wanted(drafts)
        elif drafts.changed:
            drafts.save()
    if not asks or not drafts.changed:
        _say(imported, taken, folder)
    output.say_problems(found)
    if dry_run or not drafts.changed:
        output.say("nothing was written: --dry-run" if dry_run else "nothing was written: there is nothing new in it")


def _folder(portfolio: str | None) -> Path:
    try:
        return answer.find_folder(portfolio)
    except CoopctlError as error:
        place = f" {portfolio}" if portfolio else ""
        help = f"an import adds to a portfolio; begin one with: coopctl init{place}"
        raise CoopctlError(error.message, help=help, exit_code=error.exit_code) from error


def _is_somebody_there() -> bool:
    return output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)


def _read(read: Read, source: Source, known: Known) -> Imported:
    try:
        return read(source, known)
    except Unfit as error:
        _show(error.shown)
        output.say_problems(error.problems[:MOST_ERRORS])
        if len(error.problems) > MOST_ERRORS:
            output.say(f"... and {len(error.problems) - MOST_ERRORS} more")
        raise CoopctlError(error.message, help=error.help, exit_code=error.exit_code) from error


def _judged(drafts: Drafts, imported: Imported, source: str) -> list[Problem]:
    """The warnings about what would be written. Raises CoopctlError (3) when there are errors."""
    if not drafts.changed:
        return []
    found = traced(drafts.new_problems(clock.today()), drafts, imported, source)
    errors = [one for one in found if one.severity == "error"]
    if errors:
        _show(imported.shown)
        raise refused(errors)
    return found


def _show(tables: Iterable[Table]) -> None:
    for one in tables:
        output.say(one.title)
        for line in "".join(table.lines(one, {})).splitlines():
            output.say(f"  {line}")


def _say(imported: Imported, taken: list[Taken], folder: Path) -> None:
    """What could not be taken, and what becomes of each file, changed things one by one."""
    for note in imported.notes:
        output.say(f"note: {note}")
    lines = [line for one in taken for line in one.changed]
    for line in lines[:MOST_CHANGES]:
        output.say(line)
    if len(lines) > MOST_CHANGES:
        output.say(f"... and {suggest.count(len(lines) - MOST_CHANGES, 'more changed thing')}")
    for one in taken:
        if one.edited.is_changed:
            place = f"{folder / one.file}:{next(iter(one.edited.lines), 1)}"
            output.say(f"{one.file.removesuffix('.toml')}: {one.said} ({place})")


def _save_if_wanted(drafts: Drafts) -> None:
    if not typer.confirm("Write this?", err=True):
        output.say("nothing was written")
        raise typer.Exit(Exit.NO)
    with changes.locked(drafts.folder):
        drafts.save()
