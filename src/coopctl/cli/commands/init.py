"""`coopctl init`."""

from __future__ import annotations

from pathlib import Path

from coopctl import files, whole
from coopctl.cli import output
from coopctl.cli.declare import argument, command, option, switch
from coopctl.cli.writing import DRY_RUN
from coopctl.edits import diff
from coopctl.edits.apply import apply
from coopctl.edits.changes import Put

HOME = Path(__file__).parents[2]
DEFAULT = "roadmaps"


def run(*, folder: str, title: str | None, example: bool, dry_run: bool) -> None:
    """Begin a portfolio, or write the example.

    A framework.toml is written into a folder, with every entry explained and nothing to delete.

    With --example the folder gets a whole portfolio instead: fictional, with every field and every status.
    """
    contents = _example() if example else {files.FRAMEWORK: _framework(title)}
    if dry_run:
        output.write((diff.unified("", text, str(Path(folder, name))) for name, text in contents.items()), None)
        output.say("nothing was written: --dry-run")
        return
    whole.write_new(Path(folder), {name: text.encode("utf-8") for name, text in contents.items()})
    _say_what_next(folder, example=example)


def _example() -> dict[str, str]:
    return {one.name: one.read_text("utf-8") for one in sorted((HOME / "example").glob("*.toml"))}


def _framework(title: str | None) -> str:
    text = (HOME / "blank" / files.FRAMEWORK).read_text("utf-8")
    return text if title is None else apply(text, [Put(("title",), title)]).text


def _say_what_next(folder: str, *, example: bool) -> None:
    if example:
        output.say(f'Wrote the example portfolio into "{folder}". Try: coopctl -C {folder} report')
        return
    place = "" if folder in (DEFAULT, ".") else f" -C {folder}"
    output.say(
        f"Wrote {Path(folder, files.FRAMEWORK)}. Next: coopctl{place} edit framework, then coopctl{place} new ROADMAP"
    )


COMMAND = command(
    run,
    argument("folder", "[DIR]", "A new folder, or an empty one.", required=False, default=DEFAULT),
    option("title", metavar="TEXT", help="The portfolio's title."),
    switch("example", help="The example portfolio."),
    DRY_RUN,
    name="init",
    examples="""
coopctl init
coopctl init portfolio --title "Cooperation with the Inner Kingdoms"
coopctl init --example demo
""",
)
