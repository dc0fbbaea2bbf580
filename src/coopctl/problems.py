"""What can be wrong, as plain data, and how the program ends when it is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Exit:
    """The exit codes of every command; the README lists them for users."""

    OK = 0
    NO = 1
    USAGE = 2
    INVALID = 3
    NOT_FOUND = 4
    BUSY = 5
    INPUT_OUTPUT = 6
    BUG = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class Problem(NamedTuple):
    """One thing that is wrong in one file, ready to be printed, stored or sent on.

    ``line`` and ``column`` count from 1, columns in characters; 0 stands for "not known". ``excerpt`` is
    the line itself and ``width`` how many of its characters, from ``column`` on, are meant.
    """

    code: str
    path: str
    message: str
    help: str = ""
    line: int = 0
    column: int = 0
    width: int = 0
    excerpt: str = ""
    severity: Severity = "error"


class CoopctlError(Exception):
    """Something a person has to act on: printed as one message, never as a traceback.

    ``help`` says what to do, ``exit_code`` is one of :class:`Exit`, and ``problems`` are printed before it.
    """

    def __init__(
        self, message: str, *, help: str = "", exit_code: int = Exit.USAGE, problems: tuple[Problem, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.exit_code = exit_code
        self.problems = problems
