"""The command line: Typer, and nothing that decides."""
