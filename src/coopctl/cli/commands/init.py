"""`coopctl init`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Annotated

import typer

from coopctl import files
from coopctl.cli import output
from coopctl.cli.parameters import command, parameter
from coopctl.problems import CoopctlError

EXAMPLE = Path(__file__).parents[2] / "example"


def run(*, example: bool, folder: str) -> None:
    """Write the example portfolio into a new folder: fictional, with every field and every status."""
    if not example:
        raise CoopctlError("only the example can be written", help=f"coopctl init --example {folder}")
    files.write_new(Path(folder), {source.name: source.read_bytes() for source in sorted(EXAMPLE.glob("*.toml"))})
    output.say(f'Wrote the example portfolio into "{folder}". Try: coopctl -C {folder} report')


COMMAND = command(
    run,
    parameter("example", Annotated[bool, typer.Option("--example", help="The example portfolio.")], False),
    parameter("folder", Annotated[str, typer.Argument(metavar="DIR")], inspect.Parameter.empty),
    name="init",
    examples="""
coopctl init --example demo
""",
)
