"""What every command that writes does: lock, change drafts, judge them, save them, and say what was done."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coopctl import addresses, clock, files, index, positions, suggest
from coopctl.addresses import Address
from coopctl.cli import answer, output, typed
from coopctl.cli.declare import switch
from coopctl.drafts import Drafts
from coopctl.edits import places
from coopctl.edits.apply import Edited
from coopctl.edits.places import Place
from coopctl.history import underway
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.saving import changes
from coopctl.toml.outline import outlined

DRY_RUN = switch("dry_run", help="Write nothing; print what would change, as a diff.")

STDIN = "-"


class Note(NamedTuple):
    """What was done to a thing, and where it stands."""

    word: str
    said: str
    file: str
    path: tuple[str, ...]
    line: int = 0


class Writing:
    """A portfolio that is being changed: its drafts, its index as it was, and what is to be said in the end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.drafts = Drafts(folder)
        self.notes: list[Note] = []
        self._folder, self._stack = folder, stack

    @cached_property
    def index(self) -> sqlite3.Connection:
        """The index of the portfolio as it is, with its views."""
        connection = self._stack.enter_context(closing(answer.open_index(self._folder).connection))
        index.make_views(connection)
        return connection

    def find(self, word: str) -> Address:
        """The thing that ``word`` means, also in a file that has problems. Raises CoopctlError (2 or 4)."""
        try:
            return addresses.find(self.index, word)
        except CoopctlError:
            roadmap, *steps = word.strip("/").split("/")
            if not self.index.execute("SELECT 1 FROM file WHERE id = ? AND NOT loaded", (roadmap,)).fetchone():
                raise
            place = places.in_roadmap(outlined(self.drafts.text(f"{roadmap}.toml")).data, steps)
            return Address(place.what, (roadmap, *steps))

    def change(self, address: Address, edit: Callable[[str, str, Place], Edited]) -> Edited:
        """Make an edit of the thing at ``address``: a function of its file's text and name, and its place there."""
        edited = edit(self.drafts.text(address.file), address.file, Place(address.what, address.path))
        self.drafts.put(address.file, edited.text)
        self._move(address.file, edited)
        self.note(address, edited, next(iter(edited.lines), 0))
        return edited

    def _move(self, file: str, edited: Edited) -> None:
        """Lines that were noted before and stand below this edit are elsewhere now."""
        first, more = next(iter(edited.lines), 0), edited.text.count("\n") - edited.before.count("\n")
        for place, note in enumerate(self.notes):
            if note.file == file and note.line >= first > 0:
                self.notes[place] = note._replace(line=note.line + more)

    def note(self, address: Address, edited: Edited, line: int = 0) -> None:
        """Have it said what was done, when all is written; without a ``line``, that where the thing stands."""
        said = edited.said
        if edited.lost:
            said += f"; with it went {suggest.count(len(edited.lost), 'comment')}"
        self.notes.append(Note(address.word, said, address.file, address.path, line))


@contextmanager
def writing(portfolio: str | None, *, dry_run: bool) -> Iterator[Writing]:
    """Change a portfolio: what is drafted within the block is judged and written after it, all of it or nothing.

    Raises CoopctlError: 3 when the portfolio would be worse than before, 5 or 6 when it cannot be written.
    """
    folder = answer.find_folder(portfolio)
    with nullcontext() if dry_run else changes.locked(folder), ExitStack() as stack:
        changing = Writing(folder, stack)
        yield changing
        if changing.drafts.changed:
            _finish(changing.drafts, dry_run=dry_run)
    _say(changing)
    if dry_run:
        output.say("nothing was written: --dry-run")


def _finish(drafts: Drafts, *, dry_run: bool) -> None:
    found = drafts.new_problems(clock.today())
    errors = [one for one in found if one.severity == "error"]
    if errors:
        raise refused(errors)
    if dry_run:
        output.write(drafts.difference(), None)
    else:
        _save(drafts)
    output.say_problems(found)


def refused(errors: list[Problem]) -> CoopctlError:
    """The error (3) for what would bring these into the portfolio."""
    return CoopctlError(
        f"nothing was written: the portfolio would have {suggest.count(len(errors), 'new error')}",
        exit_code=Exit.INVALID,
        problems=tuple(errors),
    )


def _say(changing: Writing) -> None:
    """One line for each thing: what was done, and where."""
    for word, said, file, path, known in changing.notes:
        line = known or positions.line_at(changing.drafts.text(file), path)
        output.say(f"{word}: {said} ({changing.drafts.folder / file}:{line})")


def _save(drafts: Drafts) -> None:
    """Write the drafts, and say what somebody would be surprised by later."""
    linked = [drafts.folder / name for name in drafts.changed if files.has_other_names(drafts.folder / name)]
    drafts.save()
    for path in linked:
        output.say(f"{path} had another name (a hard link); what stands under that one is as before")
    operation = underway.operation(drafts.folder)
    if operation:
        output.say(f"git is in the middle of a {operation} here: what was written becomes part of it")


def tracked(changing: Writing, words: Iterable[str]) -> dict[Address, bool]:
    """The milestones, and deliverables tracked as one, that ids and patterns mean; whether only a pattern means it."""
    found: dict[Address, bool] = {}
    for word in words:
        is_pattern = any(sign in word for sign in "*?[")
        for address in _matching(changing.index, word) if is_pattern else [changing.find(word)]:
            found[address] = is_pattern and found.get(address, True)
    return found


def _matching(connection: sqlite3.Connection, pattern: str) -> list[Address]:
    parts = pattern.split("/")
    ids = ("roadmap", "deliverable", "id")[: len(parts)]
    depth = {2: "id = ''", 3: "id <> ''"}.get(len(parts), "0")
    terms = [f"{id} GLOB ?" for id in ids]
    rows = connection.execute(
        f"SELECT {', '.join(ids)} FROM milestone WHERE {' AND '.join([depth, *terms])} ORDER BY roadmap, key", parts
    ).fetchall()
    if not rows:
        raise CoopctlError(
            f'no milestone matches "{pattern}"',
            help="see which there are: coopctl list milestones",
            exit_code=Exit.NOT_FOUND,
        )
    return [Address("milestone" if len(parts) == 3 else "deliverable", row) for row in rows]


def words_given(words: list[str]) -> list[str]:
    """The words, with those from standard input, a line each, in place of ``-``. Raises CoopctlError (2)."""
    if STDIN not in words:
        return words
    if output.is_terminal(sys.stdin):
        output.say("reading ids from standard input, one a line; Ctrl-D ends")
    read = [line.strip() for line in typed.text().splitlines()]
    return [*(word for word in words if word != STDIN), *(word for word in read if word)]
