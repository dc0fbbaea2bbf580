"""`coopctl completion`."""

from __future__ import annotations

from coopctl.cli import answer, shells
from coopctl.cli import output as out
from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import OUTPUT


def run(*, shell: str, output: str | None) -> None:
    """Print what a shell runs to complete with Tab.

    Commands, options, and the portfolio's own ids, countries, areas and columns are completed then.
    """
    out.write([shells.script(answer.choose(shell, list(shells.SHELLS), "completion"))], output)


COMMAND = command(
    run,
    argument("shell", "SHELL", "bash, zsh or fish.", offered("of_choices", tuple(shells.SHELLS))),
    OUTPUT,
    name="completion",
    examples="""
eval "$(coopctl completion bash)"     # in ~/.bashrc
eval "$(coopctl completion zsh)"      # in ~/.zshrc, after compinit
coopctl completion fish -o ~/.config/fish/completions/coopctl.fish
""",
)
