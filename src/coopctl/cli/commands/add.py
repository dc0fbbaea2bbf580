"""`coopctl add`."""

from __future__ import annotations

from coopctl import addresses
from coopctl.addresses import Address
from coopctl.cli import answer
from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, Writing, writing
from coopctl.edits import assign
from coopctl.edits.add import add
from coopctl.edits.places import Place
from coopctl.problems import CoopctlError

OF_ROADMAPS = ("deliverable", "milestone", "indicator")
WHAT = (*OF_ROADMAPS, *addresses.KINDS)


def run(*, what: str, id: str, assignments: list[str] | None, dry_run: bool, portfolio: str | None) -> None:
    """Add something to a roadmap, or to what roadmaps refer to.

    A deliverable, milestone or indicator goes into a roadmap; a country, partner, focus area ... into the framework.

    The id is where it goes: ROADMAP/DELIVERABLE for a deliverable, ROADMAP/DELIVERABLE/ID for the others.
    """
    kind = answer.choose(what.removesuffix("s") if what.lower() not in WHAT else what, list(WHAT), "add")
    wanted = assign.parse(assignments or [])
    with writing(portfolio, dry_run=dry_run) as changing:
        home, own = _home(changing, kind, id)
        text, new = changing.drafts.text(home.file), Address(kind, (*home.ids, own))
        edited = add(text, home.file, Place(home.what, home.path), new.what, own, wanted)
        changing.drafts.put(home.file, edited.text)
        changing.note(new, edited)


def _home(changing: Writing, kind: str, id: str) -> tuple[Address, str]:
    """The thing that the new one is added to, and the new one's own id. Raises CoopctlError (2 or 4)."""
    if kind in addresses.KINDS:
        return Address("framework", ()), id.removeprefix(f"{kind}:")
    above, slash, own = id.strip("/").rpartition("/")
    if not slash:
        where = "ROADMAP/ID" if kind == "deliverable" else "ROADMAP/DELIVERABLE/ID"
        raise CoopctlError(f'"{id}" does not say where the {kind} goes', help=f"coopctl add {kind} {where} title=...")
    return changing.find(above), own


COMMAND = command(
    run,
    argument("what", "WHAT", f"One of: {', '.join(WHAT)}.", offered("of_choices", WHAT)),
    argument("id", "ID", offers=offered("of_ids")),
    argument("assignments", "FIELD=VALUE...", several=True, required=False),
    DRY_RUN,
    PORTFOLIO,
    name="add",
    examples="""
coopctl add deliverable ruritania-2025/interpreters title="Pool of interpreters" focus_area=training
coopctl add milestone ruritania-2025/interpreters/selected title="Interpreters selected" due=2026-12 owner=RAO
coopctl add indicator ruritania-2025/interpreters/trained title="Interpreters trained" target.value=12 target.on=2027
coopctl add country XK name=Kosovo
""",
)
