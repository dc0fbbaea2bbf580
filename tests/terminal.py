"""Running `coopctl` in a real terminal of a given size, as a person sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path


def run_in_terminal(
    arguments: Sequence[str],
    width: int,
    *,
    env: dict[str, str],
    cwd: Path | None = None,
    height: int = 50,
    typed: str = "",
) -> tuple[int, str]:
    """The exit code of ``coopctl ARGUMENTS``, and everything that reached a terminal of this size.

    ``typed`` waits there to be read.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "coopctl", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={"TERM": "xterm-256color", **env},
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    pieces = []
    while piece := _read(ours):
        pieces.append(piece)
    os.close(ours)
    return process.wait(60), b"".join(pieces).decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What comes next; nothing when the other side is gone."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
