"""`coopctl edit`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from coopctl import addresses, files, index, positions
from coopctl.cli import answer, editor, ending, output, typed
from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import PORTFOLIO
from coopctl.problems import CoopctlError, Exit, Problem


def run(*, id: str, portfolio: str | None) -> None:
    """Open your editor at a thing, and check the file afterwards.

    The editor is $VISUAL or $EDITOR, and it opens where the thing stands.

    The editor has the file itself: coopctl writes nothing. If there is an error in it then, you may go on editing.
    """
    folder = answer.find_folder(portfolio)
    file, line = _place(folder, id)
    before = _content(file)
    while True:
        editor.open_at(file, line)
        errors = [one for one in _problems(folder, file) if one.severity == "error"]
        if not errors or not _wants_to_go_on(errors):
            break
        line = errors[0].line or line
    output.say(f"{file}: {'unchanged' if _content(file) == before else 'changed'}")
    if errors:
        ending.end(Exit.INVALID)


def _place(folder: Path, id: str) -> tuple[Path, int]:
    """The file and the line of a thing; a file that has problems can be opened too."""
    stem = id.partition("/")[0].removesuffix(".toml")
    with closing(answer.open_index(folder).connection) as connection:
        index.make_views(connection)
        try:
            address = addresses.find(connection, id.removesuffix(".toml"))
        except CoopctlError:
            if not connection.execute("SELECT 1 FROM file WHERE id = ? AND NOT loaded", (stem,)).fetchone():
                raise
            return folder / f"{stem}.toml", 1
    return folder / address.file, positions.line_at(files.read_text(folder / address.file, folder)[0], address.path)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _problems(folder: Path, file: Path) -> list[Problem]:
    opened = answer.open_index(folder)
    opened.connection.close()
    found = [one for one in opened.problems if one.path == str(file)]
    output.say_problems(found)
    return found


def _wants_to_go_on(errors: list[Problem]) -> bool:
    if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)):
        return False
    return typed.is_confirmed("Go on editing?", default=True)


COMMAND = command(
    run,
    argument("id", "ID", offers=offered("of_shown")),
    PORTFOLIO,
    name="edit",
    examples="""
coopctl edit ruritania-2025
coopctl edit ruritania-2025/trainer-pool/certified
coopctl edit framework
coopctl edit country:ZZ
""",
)
