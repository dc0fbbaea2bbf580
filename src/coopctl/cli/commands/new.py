"""`coopctl new`."""

from __future__ import annotations

from typing import Any

from coopctl.addresses import Address
from coopctl.cli.declare import argument, command, offered, option
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, Writing, writing
from coopctl.edits import assign, fields
from coopctl.edits.apply import apply
from coopctl.edits.changes import Put
from coopctl.edits.format import order
from coopctl.edits.places import Place
from coopctl.problems import CoopctlError
from coopctl.toml.outline import outlined

KEPT = (
    "title",
    "kind",
    "countries",
    "regions",
    "part_of",
    "aims",
    "support",
    "focus_areas",
    "cross_cutting",
    "partners",
)
"""What a next generation takes over from the one before: what it is and whom it concerns, not when nor how far."""


def run(*, id: str, assignments: list[str] | None, follows: str | None, dry_run: bool, portfolio: str | None) -> None:
    """Write a new roadmap's file.

    Title and kind are all that it needs.

    With --follows it takes over from the generation before it: the title, kind, countries, aims, areas and partners.
    """
    wanted = assign.parse(assignments or [])
    new = Address("roadmap", (id.removesuffix(".toml"),))
    require_id(new)
    with writing(portfolio, dry_run=dry_run) as changing:
        text = _carried_over(changing, follows, new.file) if follows else ""
        edited = fields.assign(text, new.file, Place("roadmap", ()), wanted)
        _require_whole(edited.text, new)
        changing.drafts.create(new.file, edited.text)
        changing.note(new, edited._replace(said="new roadmap" + (f", following {follows}" if follows else "")))


def require_id(new: Address) -> None:
    """Raise CoopctlError (2) for what cannot be the id of a roadmap."""
    from coopctl.intake.ids import why_no_roadmap

    (id,) = new.ids
    if help := why_no_roadmap(id):
        raise CoopctlError(f'"{id}" cannot be a roadmap\'s id', help=help)


def _carried_over(changing: Writing, follows: str, name: str) -> str:
    before = changing.find(follows)
    if before.kind != "roadmap":
        raise CoopctlError(f'"{follows}" is no roadmap', help="--follows takes a roadmap's id")
    data: dict[str, Any] = outlined(changing.drafts.text(before.file)).data
    kept = [Put((field,), data[field]) for field in KEPT if field in data]
    return apply("", [*kept, Put(("follows",), list(before.ids))], order(name)).text


def _require_whole(text: str, new: Address) -> None:
    data = outlined(text).data
    lacking = [field for field in ("title", "kind") if field not in data]
    if lacking:
        example = " ".join({"title": 'title="..."', "kind": "kind=roadmap"}[field] for field in lacking)
        raise CoopctlError(
            f"a roadmap needs a {' and a '.join(lacking)}",
            help=f"coopctl new {new.word} {example}, or --follows a roadmap to take them over",
        )


COMMAND = command(
    run,
    argument("id", "ROADMAP", "The new roadmap's id."),
    argument("assignments", "[FIELD=VALUE]...", several=True, required=False),
    option("follows", metavar="ROADMAP", help="The generation before it.", offers=offered("of_ids")),
    DRY_RUN,
    PORTFOLIO,
    name="new",
    examples="""
coopctl new graustark-2026 title="Roadmap with Graustark" kind=roadmap countries=XG period.start=2026-09
coopctl new ruritania-2027 --follows ruritania-2025 title="Roadmap with Ruritania, third generation"
""",
)
