"""What a change is about to do, written down beside the files, so that it can be finished or undone after a crash.

The record has two names. As the *plan* it says which temporary files there may be: they are only cleared away.
As the *journal* it says that all of them are whole and on the disk, and that putting them in place has begun.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable

from coopctl.problems import CoopctlError, Exit
from coopctl.saving.pairs import Pair, exists
from coopctl.saving.swapping import Overtaken, kept

PREFIX = ".coopctl-"
_PLAN, _JOURNAL = f"{PREFIX}plan", f"{PREFIX}journal"


def plan(home: str, pairs: Iterable[Pair]) -> None:
    """Write down what shall be done, before anything else is written. Raises OSError, or Overtaken."""
    rows = [[os.path.relpath(pair.target, home), os.path.basename(pair.beside), *pair[2:]] for pair in pairs]
    record = {"machine": _machine(), "files": rows}
    path = os.path.join(home, _PLAN)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    except FileExistsError as error:
        raise Overtaken from error
    try:
        with os.fdopen(handle, "wb") as stream:
            os.chmod(path, 0o644)  # whoever comes next has to read it
            stream.write(json.dumps(record).encode("ascii"))
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        os.unlink(path)
        raise


def begin(home: str) -> None:
    """Say that everything planned is staged, and about to be put in place. Raises OSError."""
    os.rename(os.path.join(home, _PLAN), os.path.join(home, _JOURNAL))


def is_there(home: str) -> bool:
    """Whether a change has left a record, of whichever kind. Raises OSError."""
    return exists(os.path.join(home, _PLAN)) or has_begun(home)


def has_begun(home: str) -> bool:
    """Whether a change has been begun, and neither finished nor undone. Raises OSError."""
    return exists(os.path.join(home, _JOURNAL))


def begun(home: str) -> list[Pair]:
    """The change that was begun and neither finished nor undone; empty if there is none.

    Raises OSError, or CoopctlError (6) for a damaged record.
    """
    path = os.path.join(home, _JOURNAL)
    try:
        return _read(home, path) if has_begun(home) else []
    except (ValueError, TypeError, KeyError) as error:
        raise CoopctlError(
            f'the record of a change that was cut short is damaged: "{path}"',
            help="compare the portfolio's files with git diff, then remove the record",
            exit_code=Exit.INPUT_OUTPUT,
        ) from error


def wait_for_other_machines(home: str, longest: float) -> None:
    """Leave a change that another machine may be making, over the network, ``longest`` seconds to end.

    Its lock is not always seen here, and a change takes milliseconds: one that stays was cut short.
    """
    deadline = time.monotonic() + longest
    while _is_of_another_machine(home) and time.monotonic() < deadline:
        time.sleep(0.05)


def _is_of_another_machine(home: str) -> bool:
    for name in (_PLAN, _JOURNAL):
        try:
            with open(os.path.join(home, name), "rb") as stream:
                return bool(json.loads(stream.read())["machine"] != _machine())
        except (ValueError, TypeError, KeyError, FileNotFoundError):
            continue
    return False


def _machine() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def clear(home: str, pairs: Iterable[Pair]) -> None:
    """Remove the temporary files, those of a mere plan too, and the record last of all. Raises OSError."""
    path = os.path.join(home, _PLAN)
    if has_begun(home):
        os.replace(os.path.join(home, _JOURNAL), path)
    elif not pairs:
        with contextlib.suppress(
            ValueError, TypeError, KeyError, FileNotFoundError
        ):  # cut off: nothing else was written yet
            pairs = _read(home, path)
    for name in [name for pair in pairs for name in (pair.beside, kept(pair.beside))] + [path]:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def is_within(folder: str, home: str) -> bool:
    """Whether ``folder`` is ``home`` or lies in it; both with all links resolved."""
    return os.path.join(folder, "").startswith(os.path.join(home, ""))


def _read(home: str, path: str) -> list[Pair]:
    with open(path, "rb") as stream:
        return [_pair(home, *row) for row in json.loads(stream.read())["files"]]


def _pair(home: str, target: str, beside: str, before: str | None, after: str | None) -> Pair:
    """A pair as it was written down. Raises ValueError when it would reach out of the folder."""
    path = os.path.join(home, target)
    folder = os.path.dirname(path)
    if not (is_within(os.path.realpath(folder), home) and beside.startswith(PREFIX)):
        raise ValueError(target)
    return Pair(path, os.path.join(folder, os.path.basename(beside)), before, after)
