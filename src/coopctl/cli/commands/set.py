"""`coopctl set`."""

from __future__ import annotations

from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, writing
from coopctl.edits import assign, fields


def run(*, id: str, assignments: list[str], dry_run: bool, portfolio: str | None) -> None:
    """Set fields of anything in the portfolio.

    Of a roadmap, deliverable, milestone or indicator, or of the framework and what is in it.

    FIELD=VALUE sets, FIELD= removes, FIELD+=VALUE and FIELD-=VALUE add to a list and take from it; what stands in a
    table is named with a dot (period.end, partners.RAO). A wrong field says which there are.
    """
    wanted = assign.parse(assignments)
    with writing(portfolio, dry_run=dry_run) as changing:
        changing.change(changing.find(id), lambda text, name, place: fields.assign(text, name, place, wanted))


COMMAND = command(
    run,
    argument("id", "ID", offers=offered("of_shown")),
    argument("assignments", "FIELD=VALUE...", several=True),
    DRY_RUN,
    PORTFOLIO,
    name="set",
    examples="""
coopctl set ruritania-2025/contingency-plan/drafted expected=2026-09 owner=RAO
coopctl set ruritania-2025 period.end=2027-06 focus_areas+=training
coopctl set ruritania-2025/trainer-pool/certified expected=
coopctl set framework as_of=2026-09-30
coopctl set country:ZZ priority=true
""",
)
