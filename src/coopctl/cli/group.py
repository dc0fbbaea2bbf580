"""A command that is a group of others, each imported only when it is the one that was called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from typer._click.shell_completion import CompletionItem
from typer.core import TyperGroup

from coopctl import suggest
from coopctl.cli import declare
from coopctl.problems import CoopctlError


class LazyGroup(TyperGroup):
    """``names`` lists the members, ``load`` makes one of them; ``default`` is run when none is named."""

    def __init__(
        self,
        *,
        names: Callable[[], list[str]],
        load: Callable[[str], Any],
        noun: str = "command",
        default: str | None = None,
        examples: str = "",
        **settings: Any,
    ) -> None:
        super().__init__(
            epilog=declare.epilog(examples),
            rich_markup_mode=None,
            context_settings=dict(declare.SETTINGS),
            no_args_is_help=default is None,
            **settings,
        )
        self.names, self.load, self.noun, self.default = names, load, noun, default

    def list_commands(self, ctx: Any) -> list[str]:
        """The members' names, for help and completion."""
        return self.names()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The member of this name, imported now."""
        return self.load(cmd_name) if cmd_name in self.names() else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the member's name in front: that which stands behind options, or else the default member's."""
        wants_help = args[:1] in (["-h"], ["--help"])
        being_typed = ctx.resilient_parsing and not args
        if self.default and not wants_help and not being_typed:
            place = self._first_word(args)
            ahead = [] if place is None else [args[place], *args[:place], *args[place + 1 :]]
            args = ahead if ahead and self.names_member(ctx, ahead) else [self.default, *args]
        return super().parse_args(ctx, args)

    def _first_word(self, args: list[str]) -> int | None:
        """The place of the first argument that is neither an option nor its value; None when nothing surely is."""
        place = 0
        while place < len(args) and args[place].startswith("-"):
            name, equals, _ = args[place].partition("=")
            short = not name.startswith("--")
            option = self._option(name[:2] if short else name)
            if option is None:
                return None
            attached = bool(equals) or (short and len(name) > 2)
            place += 1 if option.is_flag or attached else 2
        return place if place < len(args) else None

    def _option(self, name: str) -> Any:
        """The option of this name, the default member's or else the first other's that has one."""
        members = (self.load(member).params for member in sorted(self.names(), key=lambda one: one != self.default))
        return next((one for params in members for one in params if name.startswith("-") and name in one.opts), None)

    def names_member(self, ctx: Any, args: list[str]) -> bool:
        """Whether the first argument is, or was meant to be, a member's name rather than an id."""
        if any(sign in args[0] for sign in "/*?["):
            return False
        return suggest.nearest(args[0], self.names()) is not None or not any(sign.isdigit() for sign in args[0])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The members' names, and what can follow without one, for the shell; no member is imported for its help."""
        offers = self.member_offers(ctx, incomplete)
        if self.default:
            member = self.load(self.default)
            inner = member.make_context(self.default, [], parent=ctx, resilient_parsing=True)
            first = next(iter(member.params)) if not incomplete.startswith("-") else member
            return [*offers, *first.shell_complete(inner, incomplete)]
        return [*offers, *self._options(ctx, incomplete)]

    def member_offers(self, ctx: Any, incomplete: str) -> list[Any]:
        """The members' names that begin with what was typed."""
        return [CompletionItem(name) for name in self.names() if name.startswith(incomplete)]

    def _options(self, ctx: Any, incomplete: str) -> list[Any]:
        return [
            CompletionItem(name, help=getattr(option, "help", None))
            for option in self.get_params(ctx)
            for name in getattr(option, "opts", ())
            if incomplete and name.startswith(incomplete)
        ]

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the member; a name that is none is an error that says what there is."""
        if args[0] not in self.names() and not args[0].startswith("-"):
            near = suggest.did_you_mean(args[0], self.names())
            there = suggest.there_are(self.names(), most=30)
            raise CoopctlError(f'there is no {self.noun} "{args[0]}"', help=f"{near} {there}".strip())
        return super().resolve_command(ctx, args)
