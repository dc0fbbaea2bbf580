"""Changes to a portfolio's files: all of them or none, on the disk before it is said, and nobody's work overwritten.

    with locked(folder):
        text = (folder / "turkey-2019.toml").read_bytes()
        save(folder, [Change(folder / "turkey-2019.toml", text, text + b"# seen\\n")])

A change is planned, staged in temporary files, flushed, compared with what was read, put in place, flushed, and
looked at once more: what an editor saved at the very moment is found under the temporary name and put back.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coopctl.problems import CoopctlError, Exit
from coopctl.saving import journal, locking, pairs, signals, staging
from coopctl.saving.pairs import Pair, digest, digest_of
from coopctl.saving.swapping import Overtaken


class Change(NamedTuple):
    """What shall become of one file."""

    path: Path
    """The file, as the user would name it. A link's target is changed and the link stays; a removal takes the link."""
    before: bytes | None
    """What was read; None: there must be no file yet."""
    after: bytes | None
    """What shall stand there; None: the file goes."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the portfolio in ``folder`` alone, from before the files are read until they are saved.

    A change that a crash had cut short is finished first if any of it was in place, and forgotten otherwise.
    Raises CoopctlError: 5 with the holder's name after ten seconds, or when such a change cannot be finished
    because somebody has edited a file since (once; the next run goes on); 6 where the system refuses.
    """
    with locking.held(folder):
        with _explained(folder):
            _finish_interrupted(folder, os.path.realpath(folder))
        yield


@signals.kept_waiting()
def save(folder: Path, changes: Sequence[Change]) -> None:
    """Make ``changes``, in this order, within `locked`; when this returns, they are on the disk.

    Put what is referred to first: should the machine stop in between, the portfolio still loads. A file's mode,
    its access lists and, where that is allowed, its owner and group are kept. Of a file with several hard links
    the one named here is changed; the others keep the old content.

    Raises CoopctlError, with nothing changed and nothing left behind: 5 when a file is no longer what was read,
    6 when the system refuses to write one. A signal that would end the process waits until this returns.
    """
    home = os.path.realpath(folder)
    steps = _steps(home, [change for change in changes if change.before != change.after])
    planned = [step.pair for step in steps]
    if not steps:
        return
    with _explained(folder):
        journal.plan(home, planned)
    try:
        _stage(folder, home, steps)
        _put_in_place(folder, home, steps)
    except BaseException:
        _undo(folder, home, planned)
        raise
    with contextlib.suppress(OSError):  # it is done; what could not be removed, the next run removes
        journal.clear(home, planned)


class _Step(NamedTuple):
    change: Change
    pair: Pair


def _steps(home: str, changes: Sequence[Change]) -> list[_Step]:
    """Where each change takes place; one step for a file that is named twice, by a link and by itself."""
    steps: dict[str, _Step] = {}
    for change in changes:
        step = _Step(change, _pair(home, change))
        first = steps.setdefault(step.pair.target, step)
        if (first.change.before, first.change.after) != (change.before, change.after):
            raise _refused(f'"{first.change.path}" and "{change.path}" are the same file')
    return list(steps.values())


def _pair(home: str, change: Change) -> Pair:
    with _explained(change.path):
        target = os.path.join(os.path.realpath(change.path.parent, strict=True), change.path.name)
        if change.before is not None and change.after is not None:
            target = _resolved(target)
    folder = os.path.dirname(target)
    if not journal.is_within(folder, home):
        raise _refused(f'"{change.path}" leads out of the portfolio\'s folder')
    beside = os.path.join(folder, f"{journal.PREFIX}{os.urandom(8).hex()}")
    return Pair(target, beside, digest_of(change.before), digest_of(change.after))


def _resolved(path: str) -> str:
    try:
        return os.path.realpath(path, strict=True)
    except FileNotFoundError as error:
        raise Overtaken from error


def _stage(folder: Path, home: str, steps: Sequence[_Step]) -> None:
    for change, pair in steps:
        with _explained(change.path):
            staging.write(pair, change.after)
    with _explained(folder):
        journal.begin(home)
        pairs.flush(home, [pair for _, pair in steps])


def _put_in_place(folder: Path, home: str, steps: Sequence[_Step]) -> None:
    _compare(steps)
    for step in steps:
        with _explained(step.change.path):
            step.pair.turn()
        _look([step])  # at once, before somebody reads it and goes on from there
    with _explained(folder):
        pairs.flush(home, [pair for _, pair in steps])
    _look(steps)  # and again: somebody may have had the file open


def _look(steps: Sequence[_Step]) -> None:
    for change, pair in steps:
        with _explained(change.path):
            if pair.has_caught_another():
                raise Overtaken


def _compare(steps: Sequence[_Step]) -> None:
    for change, pair in steps:
        with _explained(change.path):
            if digest(pair.target) != pair.before:
                raise Overtaken


def _undo(folder: Path, home: str, planned: Sequence[Pair]) -> None:
    """Put everything back. Raises CoopctlError (6) where even that is refused: then the next run goes forward."""
    try:
        if journal.has_begun(home):
            for pair in reversed(planned):
                pair.undo()
            pairs.flush(home, planned)
    except OSError as error:
        raise CoopctlError(
            f'a change in "{folder}" stopped halfway: {error.strerror}',
            help="the next command that writes will finish it",
            exit_code=Exit.INPUT_OUTPUT,
        ) from error
    with contextlib.suppress(OSError):
        journal.clear(home, planned)


def _finish_interrupted(folder: Path, home: str) -> None:
    if not journal.is_there(home):
        return
    journal.wait_for_other_machines(home, locking.WAIT)
    begun = journal.begun(home)
    unfinished: list[Pair] = []
    if any(pair.is_turned() for pair in begun):
        unfinished = [pair for pair in begun if not pair.finish()]
        pairs.flush(home, begun)
    journal.clear(home, begun)
    if unfinished:
        name = folder / os.path.relpath(unfinished[0].target, home)
        raise CoopctlError(
            f'a change that was cut short could not be finished: "{name}" has been edited since',
            help="look at it with git diff and coopctl check, then run this command again",
            exit_code=Exit.BUSY,
        )


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what the system, or somebody else, did to ``path`` in words for a person."""
    try:
        yield
    except Overtaken as error:
        raise CoopctlError(
            f'"{path}" was changed by somebody else meanwhile; nothing was written',
            help="run the command again: it starts from the file as it is now",
            exit_code=Exit.BUSY,
        ) from error
    except OSError as error:
        raise _refused(f'cannot write "{path}": {error.strerror or error}') from error


def _refused(why: str) -> CoopctlError:
    return CoopctlError(f"{why}; nothing was changed", exit_code=Exit.INPUT_OUTPUT)
