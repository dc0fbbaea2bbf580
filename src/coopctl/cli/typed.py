"""What is typed, or comes on standard input: text in place of an argument, and the answer to a question."""

from __future__ import annotations

import sys

from coopctl import files
from coopctl.problems import CoopctlError, Exit


def text() -> str:
    """All of standard input, at most 4 MiB of UTF-8. Raises CoopctlError: 2 for more or other, 6 when it is closed."""
    if sys.stdin is None:
        raise CoopctlError("standard input is closed", exit_code=Exit.INPUT_OUTPUT)
    content = sys.stdin.buffer.read(files.LARGEST + 1)
    if len(content) > files.LARGEST:
        raise CoopctlError(f"there is more than {files.LARGEST // 1024 // 1024} MiB on standard input")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CoopctlError("what is on standard input is not valid UTF-8") from error


def is_confirmed(question: str, *, default: bool = False) -> bool:
    """Whether somebody says yes. Raises KeyboardInterrupt when they say nothing: Ctrl-C, or Ctrl-D."""
    import typer

    try:
        return typer.confirm(question, default=default, err=True)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
