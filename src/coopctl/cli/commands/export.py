"""`coopctl export`: a format for each file in coopctl/exports."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from coopctl import formats
from coopctl.cli import answer, output
from coopctl.cli.declare import command
from coopctl.cli.group import LazyGroup
from coopctl.cli.parameters import AS_OF, FILTER_PARAMETERS, IDS, OUTPUT, PORTFOLIO, switches
from coopctl.question import Question


def load(name: str) -> Any:
    """The command for one format."""
    module = import_module(f"coopctl.exports.{name}")

    def run(**values: Any) -> None:
        own = {option.name: values[option.name] for option in formats.options_of(name)}
        with answer.open_portfolio(values["portfolio"], values["as_of"]) as portfolio:
            question = portfolio.ask(values)
            if getattr(module, "BINARY", False):
                output.write_bytes(module.write(question, **own), values["output"], name=f"portfolio.{name}")
            else:
                output.write(module.write(question, **own), values["output"])
            for remark in getattr(module, "remarks", _no_remarks)(question):
                output.say(remark)
        answer.finish(portfolio.problems)

    run.__doc__ = module.__doc__
    return command(
        run, IDS, *FILTER_PARAMETERS, AS_OF, *switches(name), OUTPUT, PORTFOLIO, name=name, examples=module.EXAMPLES
    )


def _no_remarks(question: Question) -> Iterable[str]:
    return ()


COMMAND = LazyGroup(
    name="export",
    help="Write the portfolio, or a part of it, as one document.",
    names=output.export_names,
    load=load,
    noun="export format",
    examples="""
coopctl export json -o portfolio.json
coopctl export csv --country TR
coopctl export html --region western-balkans -o balkans.html
coopctl export xlsx -o portfolio.xlsx
""",
)
