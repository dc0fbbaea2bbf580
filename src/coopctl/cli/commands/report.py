"""`coopctl report`: a command for each file in coopctl/reports; without a name, the status report."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any

import typer

from coopctl import reports
from coopctl.cli import answer, output
from coopctl.cli.group import LazyGroup
from coopctl.cli.parameters import (
    AS_OF,
    FILTER_PARAMETERS,
    IDS,
    OUTPUT,
    PORTFOLIO,
    VIEW_PARAMETERS,
    Parameter,
    command,
    format_parameter,
    offered,
    parameter,
)

DEFAULT = "status"


def names() -> list[str]:
    """The reports there are, the default one first."""
    found = (module.name for module in iter_modules(reports.__path__) if not module.ispkg)
    return sorted(found, key=lambda name: (name != DEFAULT, name))


def load(name: str) -> Any:
    """The command for one report."""
    module = import_module(f"coopctl.reports.{name}")

    def run(**values: Any) -> None:
        own = {option.name: _own(values, option) for option in module.OPTIONS}
        answer.answer(values, lambda question: module.build(question, **own))

    run.__doc__ = module.__doc__
    return command(
        run,
        IDS,
        *(_parameter(option) for option in module.OPTIONS),
        *FILTER_PARAMETERS,
        *VIEW_PARAMETERS,
        AS_OF,
        format_parameter(output.format_names()),
        OUTPUT,
        PORTFOLIO,
        name=name,
        examples=module.EXAMPLES,
    )


def _parameter(option: reports.ReportOption) -> Parameter:
    choices = f" One of: {', '.join(option.choices)}." if option.choices else ""
    declared = typer.Option(
        f"--{option.name.replace('_', '-')}",
        metavar=option.name.upper(),
        help=option.help + choices,
        autocompletion=offered("of_choices", option.choices),
    )
    return parameter(option.name, Annotated[str, declared], option.default)


def _own(values: dict[str, Any], option: reports.ReportOption) -> str:
    value = str(values.pop(option.name))
    return answer.choose(value, list(option.choices), f"--{option.name}") if option.choices else value


COMMAND = LazyGroup(
    name="report",
    help="Report on the portfolio; without a name: the status.",
    names=names,
    load=load,
    default=DEFAULT,
    noun="report",
    examples="""
coopctl report
coopctl report --by country --region western-balkans
coopctl report status --help
""",
)
