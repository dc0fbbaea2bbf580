"""A pager for what is longer than the screen, chosen as git chooses its own.

$COOPCTL_PAGER, else $PAGER, else ``less`` where it is installed; an empty one, or ``cat``, is none. Whether it is
missing, fails or is left early makes no difference to how a command ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from coopctl.cli import ending

if TYPE_CHECKING:
    from subprocess import Popen

_DEFAULT = "less -FRX"
_SETTINGS = {"LESS": "FRX", "LV": "-c"}
_FOR_A_SHELL = frozenset("|&;<>()$`\\*?#~=%")


def unless_paged(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """The pieces as they come; when they are longer than the screen, nothing, for a pager has shown them."""
    height = _height()
    if not height:
        return pieces
    rest = iter(pieces)
    held: list[bytes] = []
    lines = 0
    for piece in rest:
        held.append(piece)
        lines += piece.count(b"\n")
        if lines >= height:
            whole = chain(held, rest)
            return () if _page(_command(), whole) else whole
    return held


def _height() -> int:
    """The lines of the terminal; 0 where they are unknown or a pager would be in the way."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return 0
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 0


def _command() -> list[str]:
    """The pager's command line; empty where there is none."""
    import shlex
    import shutil

    asked = os.environ.get("COOPCTL_PAGER", os.environ.get("PAGER", _DEFAULT)).strip()
    if asked in ("", "cat"):
        return []
    shell = shutil.which("sh") if _FOR_A_SHELL & set(asked) else None
    if shell:
        return [shell, "-c", asked]
    with contextlib.suppress(ValueError):  # a quote that is not closed
        words = shlex.split(asked)
        return words if shutil.which(words[0]) else []
    return []


def _page(command: list[str], pieces: Iterable[bytes]) -> bool:
    """Show the pieces in a pager and wait for its end; false when there is none or it did not start."""
    if not command:
        return False
    import subprocess

    sys.stdout.flush()
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env={**_SETTINGS, **os.environ})  # noqa: S603
    except OSError:
        return False
    try:
        _fill(process, pieces)
    except ending.Asked:  # not by a key, which is meant for the pager
        raise
    except BaseException:
        _wait(process)
        raise
    _wait(process)
    return True


def _fill(process: Popen[bytes], pieces: Iterable[bytes]) -> None:
    """Send the pieces, as many as the pager takes before it is left."""
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError), process.stdin as stream:
            for piece in pieces:
                stream.write(piece)


def _wait(process: Popen[bytes]) -> None:
    """Wait for the pager; keys that interrupt are meant for it."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
