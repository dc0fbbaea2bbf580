"""`coopctl report`: a command for each file in coopctl/reports; without a name, the status report."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer._click.shell_completion import CompletionItem

from coopctl import registry, reports, suggest
from coopctl.cli import answer
from coopctl.cli.declare import Parameter, command, offered, option, switch
from coopctl.cli.group import LazyGroup
from coopctl.cli.parameters import AS_OF, FILTER_PARAMETERS, FORM_PARAMETERS, IDS, PORTFOLIO, VIEW_PARAMETERS
from coopctl.problems import CoopctlError, Exit
from coopctl.visible import visible

if TYPE_CHECKING:
    from coopctl.cli import saved

DEFAULT = "status"


def names() -> list[str]:
    """The reports there are, the default one first."""
    return sorted(registry.names(reports, folders=False), key=lambda name: name != DEFAULT)


@cache
def load(name: str) -> Any:
    """The command for one report."""
    module = import_module(f"coopctl.reports.{name}")

    def run(**values: Any) -> None:
        own = own_options(name, values)
        if reports.finds_ids(name):
            own["ids"] = values.pop("ids") or []
        answer.answer(values, lambda question: module.build(question, **own))

    run.__doc__ = module.__doc__
    return command(
        run,
        IDS,
        *(_parameter(option) for option in module.OPTIONS),
        *FILTER_PARAMETERS,
        *VIEW_PARAMETERS,
        AS_OF,
        *FORM_PARAMETERS,
        PORTFOLIO,
        name=name,
        examples=module.EXAMPLES,
    )


def own_options(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Take the options that only the report ``name`` has out of a command's values. Raises CoopctlError (2)."""
    module = import_module(f"coopctl.reports.{name}")
    return {option.name: _own(values, option) for option in module.OPTIONS}


def _parameter(one: reports.ReportOption) -> Parameter:
    if isinstance(one.default, bool):
        return switch(one.name, help=one.help)
    few = "One of" if one.most == 1 else f"Up to {one.most} of"
    return option(
        one.name,
        metavar=one.metavar or one.name.upper(),
        help=one.help + (f" {few}: {', '.join(one.choices)}." if one.choices else ""),
        offers=_offered(one),
        default=one.default or None,
    )


def _offered(option: reports.ReportOption) -> Any:
    if option.metavar == "SPAN":
        return offered("of_spans")
    return offered("of_choices" if option.most == 1 else "of_several", option.choices)


def _own(values: dict[str, Any], option: reports.ReportOption) -> str | bool:
    value = values.pop(option.name)
    if isinstance(value, bool):
        return value
    value = value or ""
    if not option.choices:
        return value
    return ",".join(answer.choose_several(value, list(option.choices), f"--{option.name}", option.most))


class ReportGroup(LazyGroup):
    """The built-in reports, and those that the portfolio keeps."""

    def names_member(self, ctx: Any, args: list[str]) -> bool:
        """A saved report's name is one too, whatever it looks like; a roadmap's id is none."""
        name = args[0]
        if name in names():
            return True
        from coopctl.cli import saved

        there = saved.names(ctx, args)
        if name in (one.name for one in there.reports):
            return True
        return name not in there.roadmaps and super().names_member(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the report that is named; what is wrong within a saved one is said to be there."""
        try:
            return super().invoke(ctx)
        except CoopctlError as error:
            from coopctl.cli import saved

            raise saved.traced(ctx, error) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the report, built-in or saved."""
        name = args[0]
        if name in names() or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from coopctl.cli import saved

        there = {one.name: one for one in self._saved(ctx, args)}
        if name in there:
            return saved.resolve(ctx, there[name], args[1:])
        known = [*names(), *there]
        near = suggest.did_you_mean(name, [*known, *saved.names(ctx, args).roadmaps])
        help = f"{near} {suggest.there_are(known, most=30)}"
        raise CoopctlError(f'there is no report "{name}"', help=help.strip())

    def _saved(self, ctx: Any, args: list[str]) -> list[saved.Saved]:
        """The saved reports; none where there is no portfolio and a built-in one is likely to be meant."""
        from coopctl.cli import saved

        try:
            return saved.known(ctx, args)
        except CoopctlError as error:
            is_typed_wrong = saved.folder(ctx, args) is None and suggest.nearest(args[0], names())
            if error.exit_code != Exit.NOT_FOUND or not is_typed_wrong:
                raise
            return []

    def member_offers(self, ctx: Any, incomplete: str) -> list[Any]:
        """The same, and the names of the saved reports."""
        from coopctl.cli import offers

        built_in = super().member_offers(ctx, incomplete)
        try:
            return [*built_in, *(CompletionItem(id, help=title) for id, title in offers.of_reports(ctx, incomplete))]
        except Exception:  # somebody is in the middle of a line, perhaps where no portfolio is
            return built_in

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The reports for the help; the saved ones where a portfolio is found."""
        super().format_commands(ctx, formatter)
        from coopctl.cli import saved

        rows = [(visible(one.name), visible(one.title)) for one in saved.for_help(ctx)]
        if rows:
            with formatter.section("Saved in this portfolio"):
                formatter.write_dl(rows)


COMMAND = ReportGroup(
    name="report",
    help="Report on the portfolio; without a name: the status.",
    names=names,
    load=load,
    default=DEFAULT,
    noun="report",
    examples="""
coopctl report
coopctl report --by country --region western-balkans
coopctl report deadlines --within 90d
coopctl report status --help
""",
)
