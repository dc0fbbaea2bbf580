"""`coopctl export`: a format for each file in coopctl/exports."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from coopctl import exports
from coopctl.cli import answer, output
from coopctl.cli.group import LazyGroup
from coopctl.cli.parameters import AS_OF, FILTER_PARAMETERS, IDS, OUTPUT, PORTFOLIO, command, switches


def names() -> list[str]:
    """The formats there are."""
    return sorted(module.name for module in iter_modules(exports.__path__))


def load(name: str) -> Any:
    """The command for one format."""
    module = import_module(f"coopctl.exports.{name}")
    options = switches(name) if name in output.format_names() else ()

    def run(**values: Any) -> None:
        own = {option.name: values[option.name] for option in options}
        with answer.open_portfolio(values["portfolio"], values["as_of"]) as portfolio:
            question = portfolio.ask(values)
            output.write(module.write(question, **own), values["output"])
            for note in module.notes(question) if hasattr(module, "notes") else ():
                output.say(note)
        answer.finish(portfolio.problems)

    run.__doc__ = module.__doc__
    return command(
        run, IDS, *FILTER_PARAMETERS, AS_OF, *options, OUTPUT, PORTFOLIO, name=name, examples=module.EXAMPLES
    )


COMMAND = LazyGroup(
    name="export",
    help="Write the portfolio, or a part of it, as one document.",
    names=names,
    load=load,
    noun="export format",
    examples="""
coopctl export json -o portfolio.json
coopctl export csv --country TR
coopctl export html --region western-balkans -o balkans.html
""",
)
