"""The editor that a person has chosen, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coopctl.cli import ending
from coopctl.problems import CoopctlError, Exit

_AT_PLUS = "vi vim nvim vim.basic vim.tiny gvim mvim view ex nano emacs emacsclient micro joe kak ne pico mg jed"
_AT_COLON = {"subl": ("--wait",), "hx": (), "helix": (), "zed": ("--wait",)}
_AT_GOTO = ("code", "code-insiders", "codium", "cursor")
_USUAL = ("sensible-editor", "nano", "vim", "vi")


def command(file: Path, line: int) -> list[str]:
    """The command line that opens ``file`` at ``line``: $VISUAL, else $EDITOR, else an editor that is there.

    Raises CoopctlError (2) when there is none.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    words = _split(chosen) if chosen else [found for found in map(shutil.which, _USUAL) if found][:1]
    if not words:
        raise CoopctlError("no editor is known", help="name one in the environment variable EDITOR")
    return [*words, *_at_line(Path(words[0]).name.removesuffix(".exe"), words, str(file), line)]


def _split(chosen: str) -> list[str]:
    try:
        return shlex.split(chosen)
    except ValueError as error:
        raise CoopctlError(f"the editor's command line cannot be read: {chosen}", help=str(error)) from error


def _at_line(name: str, words: list[str], file: str, line: int) -> list[str]:
    """The arguments by which this editor goes to a line, and stays in the foreground; others get the file alone."""
    if name in _AT_PLUS.split():
        return [f"+{line}", file]
    if name in _AT_GOTO:
        wait = [] if {"--wait", "-w"} & set(words) else ["--wait"]
        return [*wait, "--goto", f"{file}:{line}"]
    if name in _AT_COLON:
        return [*(one for one in _AT_COLON[name] if one not in words), f"{file}:{line}"]
    return [file]


def open_at(file: Path, line: int) -> None:
    """Open ``file`` and wait until the editor is closed. Raises CoopctlError (2 or 6) if it fails."""
    words = command(file, line)
    try:
        with _interrupts_left_to_the_editor():
            ended = subprocess.run(words, check=False)  # noqa: S603 - it is the command that this person has chosen
    except OSError as error:
        raise CoopctlError(
            f'the editor "{words[0]}" cannot be run: {error.strerror}',
            help="name another one in the environment variable EDITOR",
        ) from error
    if ended.returncode:
        raise CoopctlError(f'the editor "{words[0]}" ended with {ended.returncode}', exit_code=Exit.INPUT_OUTPUT)


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Ctrl-C in the editor is for the editor, and what asks this process to end does not end the editor: it may hold
    what is not saved yet."""
    wanted = {signal.SIGINT: signal.SIG_IGN, **dict.fromkeys(ending.ASKING, signal.SIG_DFL)}
    before = {number: signal.signal(number, what) for number, what in wanted.items()}
    try:
        yield
    finally:
        for number, what in before.items():
            signal.signal(number, what)
