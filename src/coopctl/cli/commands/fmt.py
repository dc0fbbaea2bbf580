"""`coopctl fmt`."""

from __future__ import annotations

from coopctl import files, suggest
from coopctl.cli import answer, ending, output
from coopctl.cli.declare import argument, command, offered, switch
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, writing
from coopctl.drafts import Drafts
from coopctl.edits import tidy
from coopctl.problems import CoopctlError, Exit


def run(*, ids: list[str] | None, check: bool, dry_run: bool, portfolio: str | None) -> None:
    """Tidy blanks, blank lines and line ends.

    Words, order, comments and what stands in values stay as they are.

    Without ids, all files of the portfolio. With --check nothing is written, and 1 is the answer if a file is untidy.
    """
    if check:
        _check(Drafts(answer.find_folder(portfolio)), ids or [], shown=dry_run)
        return
    with writing(portfolio, dry_run=dry_run) as open_:
        _tidy(open_.drafts, ids or [])
        changed = list(open_.drafts.changed)
    what = "would be tidied" if dry_run else "tidied"
    output.say(f"{suggest.enumerated(changed)}: {what}" if changed else "everything is tidy")


def _check(drafts: Drafts, ids: list[str], *, shown: bool) -> None:
    _tidy(drafts, ids)
    if shown:
        output.write(drafts.difference(), None)
    for name in drafts.changed:
        output.say(f"{drafts.folder / name}: not tidy")
    if drafts.changed:
        output.say(f"coopctl fmt tidies {'it' if len(drafts.changed) == 1 else 'them'}")
        ending.end(Exit.NO)


def _tidy(drafts: Drafts, ids: list[str]) -> None:
    for name in _names(drafts, ids):
        drafts.put(name, tidy.tidied(drafts.text(name)))


def _names(drafts: Drafts, ids: list[str]) -> list[str]:
    there = files.scan(drafts.folder).names
    wanted = [f"{id.removesuffix('.toml')}.toml" for id in ids]
    for name in wanted:
        if name not in there:
            known = [one.removesuffix(".toml") for one in there]
            asked = name.removesuffix(".toml")
            help = f"{suggest.did_you_mean(asked, known)} {suggest.there_are(known)}".strip()
            raise CoopctlError(f'there is no file "{name}"', help=help, exit_code=Exit.NOT_FOUND)
    return wanted or there


COMMAND = command(
    run,
    argument(
        "ids",
        "[ROADMAP]...",
        "Only these files; framework is one too.",
        offered("of_ids"),
        several=True,
        required=False,
    ),
    switch("check", help="Write nothing; say which files are not tidy."),
    DRY_RUN,
    PORTFOLIO,
    name="fmt",
    examples="""
coopctl fmt
coopctl fmt ruritania-2025 --dry-run
coopctl fmt --check
""",
)
