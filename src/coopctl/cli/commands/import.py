"""`coopctl import`: a format for each file in coopctl/imports."""  # noqa: N999 - a command is named after what is typed

from __future__ import annotations

from importlib import import_module
from typing import Any

from coopctl import imports, registry
from coopctl.cli.declare import Parameter, argument, command, option, switch
from coopctl.cli.group import LazyGroup
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.taking import taking
from coopctl.cli.writing import DRY_RUN
from coopctl.imports import ImportOption

UPDATE = switch("update", help="Change what is there already where the file says otherwise.")
YES = switch("yes", "--yes", "-y", help="Write without asking.")


def names() -> list[str]:
    """The formats there are."""
    return list(registry.names(imports))


def load(name: str) -> Any:
    """The command for one format."""
    module = import_module(f"coopctl.imports.{name}")

    def run(**values: Any) -> None:
        own = {option.name: _given(values[option.name], option) for option in module.OPTIONS}
        taking(
            values["portfolio"],
            values["file"],
            lambda source, known: module.read(source, known, update=values["update"], **own),
            dry_run=values["dry_run"],
            yes=values["yes"],
        )

    run.__doc__ = module.__doc__
    return command(
        run,
        argument("file", "FILE", "The file; - for standard input."),
        *map(_parameter, module.OPTIONS),
        UPDATE,
        DRY_RUN,
        YES,
        PORTFOLIO,
        name=name,
        examples=module.EXAMPLES,
    )


def _parameter(one: ImportOption) -> Parameter:
    if not one.metavar:
        return switch(one.name, help=one.help)
    return option(one.name, metavar=one.metavar, help=one.help, several=one.several)


def _given(value: Any, option: ImportOption) -> Any:
    return value or [] if option.several else value


COMMAND = LazyGroup(
    name="import",
    help="Take over trackers and activities that are kept elsewhere.",
    names=names,
    load=load,
    noun="import format",
    examples="""
coopctl import csv tracker.csv --roadmap ruritania-2025 --dry-run
coopctl import csv tracker.csv --roadmap ruritania-2025 --map due="Agreed date"
coopctl import csv milestones.csv --update
""",
)
