"""`coopctl completion`."""

from __future__ import annotations

from typing import Annotated

import typer

from coopctl.cli import answer, shells
from coopctl.cli import output as out
from coopctl.cli.parameters import OUTPUT, command, offered, parameter


def run(*, shell: str, output: str | None) -> None:
    """Print what a shell has to run so that Tab completes commands, options, ids, countries, columns and the rest."""
    out.write([shells.script(answer.choose(shell, list(shells.SHELLS), "completion"))], output)


SHELL = parameter(
    "shell",
    Annotated[
        str,
        typer.Argument(
            metavar="SHELL", help="bash, zsh or fish.", autocompletion=offered("of_choices", tuple(shells.SHELLS))
        ),
    ],
    ...,
)

COMMAND = command(
    run,
    SHELL,
    OUTPUT,
    name="completion",
    examples="""
eval "$(coopctl completion bash)"     # in ~/.bashrc
eval "$(coopctl completion zsh)"      # in ~/.zshrc, after compinit
coopctl completion fish -o ~/.config/fish/completions/coopctl.fish
""",
)
