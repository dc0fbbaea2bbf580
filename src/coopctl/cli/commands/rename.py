"""`coopctl rename`."""

from __future__ import annotations

from coopctl import files
from coopctl.addresses import KINDS, Address
from coopctl.cli.commands.new import require_id
from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, Writing, writing
from coopctl.edits.apply import Edited
from coopctl.edits.places import Place
from coopctl.edits.rename import rename, rename_references
from coopctl.problems import CoopctlError


def run(*, old: str, new: str, dry_run: bool, portfolio: str | None) -> None:
    """Give a thing another id, in every file that refers to it.

    A roadmap's file is renamed with it. Only the last part of an id can change: nothing moves elsewhere.
    """
    with writing(portfolio, dry_run=dry_run) as changing:
        address = changing.find(old)
        renamed = Address(address.kind, (*address.ids[:-1], _own_id(address, new)))
        if renamed == address:
            changing.note(address, Edited("", "", said="unchanged"))
        elif address.kind == "roadmap":
            _rename_file(changing, address, renamed)
        else:
            _rename_entry(changing, address, renamed)


def _own_id(address: Address, new: str) -> str:
    if not address.ids:
        raise CoopctlError("the framework cannot have another name")
    above, _, own = new.removeprefix(f"{address.kind}:").removesuffix(".toml").rpartition("/")
    if above and above != "/".join(address.ids[:-1]):
        raise CoopctlError(f'"{address.word}" cannot move to "{above}"', help="only the last part of an id can change")
    return own


def _rename_file(changing: Writing, old: Address, new: Address) -> None:
    require_id(new)
    changing.drafts.rename(old.file, new.file)
    changing.note(new, Edited("", "", said=f"renamed from {old.word}"))
    _refer(changing, old, new, except_file=old.file)


def _rename_entry(changing: Writing, old: Address, new: Address) -> None:
    edited = rename(changing.drafts.text(old.file), old.file, Place(old.what, old.path), new.ids[-1])
    changing.drafts.put(old.file, edited.text)
    changing.note(new, edited._replace(said=f"renamed from {old.word}"))
    if old.kind in KINDS:
        _refer(changing, old, new, except_file=old.file)


def _refer(changing: Writing, old: Address, new: Address, except_file: str) -> None:
    """Have every other file refer to the new id."""
    drafts = changing.drafts
    for name in files.scan(drafts.folder).names:
        if name != except_file and drafts.mentions(name, old.ids[-1]):
            edited = rename_references(drafts.text(name), name, old.what, old.ids[-1], new.ids[-1])
            drafts.put(name, edited.text)
            if edited.is_changed:
                home = Address("framework" if name == files.FRAMEWORK else "roadmap", (name.removesuffix(".toml"),))
                changing.note(home, edited)


COMMAND = command(
    run,
    argument("old", "OLD", offers=offered("of_shown")),
    argument("new", "NEW"),
    DRY_RUN,
    PORTFOLIO,
    name="rename",
    examples="""
coopctl rename graustark-2022 graustark-arrangement-2022
coopctl rename ruritania-2025/trainer-pool pool-of-trainers
coopctl rename area:reception reception-conditions
""",
)
