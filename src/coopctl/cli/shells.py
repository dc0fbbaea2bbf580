"""Completion in the shells: Typer's protocol and scripts, with what they let through made safe.

What is offered comes from the files of a portfolio, which anybody may have sent, and zsh evaluates the lines it
gets: values with any character that a shell could act on are not offered, and helps are stripped of them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from typing import Any

from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer._completion_shared import get_completion_script

from coopctl.cli import output
from coopctl.cli.declare import COMPLETING
from coopctl.problems import Exit
from coopctl.visible import visible

PROGRAM = "coopctl"

_VALUE = re.compile(r"[\w@%+=:,./-]+")
_NOT_IN_HELP = re.compile(r"[^\w .,;!?/%+·–-]+")
_MOST_HELP = 70


class _Safe:
    """Offers only what no shell acts on."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Any]:
        found = super().get_completions(args, incomplete)  # type: ignore[misc]
        return [item for item in found if _VALUE.fullmatch(str(item.value))]


class Bash(_Safe, BashComplete):
    """Bash splits words at ``=`` and ``:``, unless COMP_WORDBREAKS says otherwise: ``--country=T`` and ``area:T`` come
    as three each, and of the second only what stands behind the colon is replaced."""

    before = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        args, last = super().get_completion_args()
        split = [*args, last]
        words: list[str] = []
        for place, word in enumerate(split):
            if words and ":" in (word, split[place - 1]):
                words[-1] += word
                self.before = words[-1] if word == ":" else self.before
            elif word != "=":
                words.append(word)
                self.before = ""
        return (words, "") if last == "=" else (words[:-1], words[-1])

    def format_completion(self, item: Any) -> str:
        return str(item.value)[len(self.before) :]


class Zsh(_Safe, ZshComplete):
    """As Typer has it, without importing rich for the help."""

    def format_completion(self, item: Any) -> str:
        value = str(item.value).replace(":", r"\\:")
        help = plain(item.help)
        return f'"{value}":"{help}"' if help else f'"{value}"'


class Fish(_Safe, FishComplete):
    """As Typer has it, without importing rich for the help."""

    def format_completion(self, item: Any) -> str:
        help = plain(item.help)
        return f"{item.value}\t{help}" if help else str(item.value)


SHELLS: dict[str, Any] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def plain(help: str | None) -> str:
    """A help on one line, without any character that a shell could act on."""
    return " ".join(_NOT_IN_HELP.sub(" ", visible(help or "")).split())[:_MOST_HELP]


def script(shell: str) -> str:
    """What a shell has to run so that it completes."""
    return str(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETING, shell=shell)) + "\n"


def complete(program: Any) -> int:
    """Answer a shell, by what it has put into the environment. Nothing that fails is said: a line is being typed."""
    wanted, _, shell = os.environ[COMPLETING].partition("_")
    if shell not in SHELLS:
        return Exit.USAGE
    if wanted == "source":
        output.write([script(shell)], None)
        return Exit.OK
    sys.stderr = None
    with contextlib.suppress(Exception):
        try:
            answer = SHELLS[shell](program, {}, PROGRAM, COMPLETING).complete()
        except SystemExit as ended:
            return int(ended.code or 0)
        output.write([f"{answer}\n"] if answer else [], None)
    return Exit.OK
