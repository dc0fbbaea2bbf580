"""The command line: Typer, and nothing that decides."""

from coopctl.cli import lazy_typer

lazy_typer.prepare()
