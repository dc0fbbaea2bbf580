"""What every import does: read, show what would become of the portfolio, ask where somebody can answer, and save."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from coopctl import clock, suggest
from coopctl.cli import answer, ending, output, typed
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


class _Made(NamedTuple):
    """What an import would make of the portfolio: its drafts, what became of each file, and what to warn about."""

    drafts: Drafts
    imported: Imported
    taken: list[Taken]
    warnings: list[Problem]


def taking(portfolio: str | None, file: str, read: Read, *, dry_run: bool, yes: bool) -> None:
    """Import what ``read`` makes of ``file``: all of it or nothing.

    On a terminal it is shown first and asked about, unless ``yes``; nothing is locked meanwhile, and what somebody
    else changes then is not overwritten. Raises CoopctlError: what ``read`` raises; 3 when the portfolio would be
    worse than before, 4 when there is none, 5 or 6 when it cannot be written. Ends with 1 when the answer is no.
    """
    folder = _folder(portfolio)
    asks = not dry_run and not yes and file != STDIN and _is_somebody_there()
    with opened(file, sys.stdin.buffer) as source, nullcontext() if dry_run or asks else changes.locked(folder):
        made = _made(_watched(read), source, folder)
        _show(made.imported.shown)
        if dry_run:
            output.write(made.drafts.difference(), None)
        elif not asks:
            made.drafts.save()
    _say(made)
    if dry_run:
        output.say("nothing was written: --dry-run")
    elif not made.drafts.changed:
        output.say("nothing was written: there is nothing new in it")
    elif asks:
        _save_if_wanted(made.drafts)


def _watched(read: Read) -> Read:
    """``read``, with a progress bar on a terminal when the file is large."""

    def reading(source: Source, known: Known) -> Imported:
        from coopctl import render

        with render.reading(source.stream, source.size, shown=output.is_terminal(sys.stderr)) as stream:
            return read(source._replace(stream=stream), known)

    return reading


def _made(read: Read, source: Source, folder: Path) -> _Made:
    drafts = Drafts(folder)
    try:
        imported = read(source, Known(drafts))
    except Unfit as error:
        _show(error.shown)
        raise _told(error) from error
    taken = draft(drafts, imported)
    found = traced(drafts.new_problems(clock.today()), drafts, imported, source.name) if drafts.changed else []
    errors = [one for one in found if one.severity == "error"]
    if errors:
        _show(imported.shown)
        raise _told(refused(errors))
    return _Made(drafts, imported, taken, found)


def _told(error: CoopctlError) -> CoopctlError:
    """The error without its problems, which are shown here: nothing was written where `check` could show the rest."""
    output.say_problems(error.problems[:MOST_ERRORS], most=MOST_ERRORS)
    if len(error.problems) > MOST_ERRORS:
        output.say(f"... and {len(error.problems) - MOST_ERRORS} more")
    return CoopctlError(error.message, help=error.help, exit_code=error.exit_code)


def _folder(portfolio: str | None) -> Path:
    try:
        return answer.find_folder(portfolio)
    except CoopctlError as error:
        place = f" {portfolio}" if portfolio else ""
        help = f"an import adds to a portfolio; begin one with: coopctl init{place}"
        raise CoopctlError(error.message, help=help, exit_code=error.exit_code) from error


def _is_somebody_there() -> bool:
    return output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)


def _show(tables: Iterable[Table]) -> None:
    for one in tables:
        output.say(one.title)
        for line in "".join(table.lines(one, {})).splitlines() if one.rows else ():
            output.say(f"  {line}")


def _say(made: _Made) -> None:
    """What could not be taken, what becomes of each file, changed things one by one, and what to look at."""
    for note in made.imported.notes:
        output.say(f"note: {note}")
    lines = [line for one in made.taken for line in one.changed]
    for line in lines[:MOST_CHANGES]:
        output.say(line)
    if len(lines) > MOST_CHANGES:
        output.say(f"... and {suggest.count(len(lines) - MOST_CHANGES, 'more changed thing')}")
    for one in made.taken:
        if one.edited.is_changed:
            place = f"{made.drafts.folder / one.file}:{next(iter(one.edited.lines), 1)}"
            output.say(f"{one.file.removesuffix('.toml')}: {one.said} ({place})")
    output.say_problems(made.warnings)


def _save_if_wanted(drafts: Drafts) -> None:
    if not typed.is_confirmed("Write this?"):
        output.say("nothing was written")
        ending.end(Exit.NO)
    with changes.locked(drafts.folder):
        drafts.save()
    output.say("written")
