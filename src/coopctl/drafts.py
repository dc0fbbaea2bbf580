"""Files of one portfolio as they are to be: read once, changed together, judged together, saved together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from coopctl import files, index, load, toml, trial
from coopctl.edits import diff
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.saving import changes
from coopctl.toml.outline import MARK


class Drafts:
    """What shall stand in the files of ``folder``; nothing is written before `save`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._found: dict[str, bytes | None] = {}
        self._drafts: dict[str, bytes | None] = {}
        self._renamed: dict[str, str] = {}
        self._readable: set[str] = set()

    def text(self, name: str) -> str:
        """The file's text as it is to be, its byte-order mark included.

        Raises CoopctlError (3) with the problem and its place for a file that cannot be read as TOML.
        """
        if name not in self._readable:
            self._require_readable(name)
        return self._content(name).decode("utf-8")

    def _content(self, name: str) -> bytes:
        if name not in self._drafts:
            self._drafts[name] = self._found[name] = _read(self.folder, name)
        return self._drafts[name] or b""

    def _require_readable(self, name: str) -> None:
        text = self._content(name).decode("utf-8").removeprefix(MARK)
        if isinstance(toml.read(text), toml.Fault):
            _, problems = load.validated(text, name)
            raise CoopctlError(
                f"{self.folder / name} cannot be read, so that nothing was written",
                help="mend it first: coopctl edit " + load.roadmap_id(name),
                exit_code=Exit.INVALID,
                problems=tuple(index.in_folder(one, self.folder) for one in problems),
            )
        self._readable.add(name)

    def mentions(self, name: str, word: str) -> bool:
        """Whether ``word`` occurs anywhere in the file."""
        return word in self._content(name).decode("utf-8")

    def put(self, name: str, text: str) -> None:
        """Have this text in a file that was read."""
        self._drafts[name] = text.encode("utf-8")

    def create(self, name: str, text: str) -> None:
        """Have a new file. Raises CoopctlError (2) when there is one of this name."""
        if os.path.lexists(self.folder / name):
            raise CoopctlError(f'"{self.folder / name}" is there already', help="choose another id")
        self._found[name], self._drafts[name] = None, text.encode("utf-8")

    def rename(self, old: str, new: str) -> None:
        """Have the file ``old`` under the name ``new``. Raises CoopctlError (2) when there is one of that name."""
        self.create(new, self.text(old))
        self._drafts[old] = None
        self._renamed[old] = new

    @property
    def changed(self) -> dict[str, bytes | None]:
        """The files that are to be others than they are, in the order in which it is safe to write them: new ones, to
        which others refer, then the framework, then roadmaps, and last those that go."""
        differing = {name: draft for name, draft in self._drafts.items() if draft != self._found[name]}
        return dict(sorted(differing.items(), key=lambda one: (*self._rank(*one), one[0])))

    def _rank(self, name: str, draft: bytes | None) -> tuple[bool, bool, bool]:
        return draft is None, self._found[name] is not None, name != files.FRAMEWORK

    def difference(self) -> Iterable[str]:
        """What would change, as unified diffs."""
        for name, draft in self.changed.items():
            found = self._found[name]
            yield diff.unified(_text(found), _text(draft), self._shown(name))

    def _shown(self, name: str) -> str:
        """The file's path in a diff, which has to be relative for `git apply`."""
        folder = self.folder if not self.folder.is_absolute() else Path(self.folder.name)
        return str(folder / name)

    def new_problems(self, today: date) -> list[Problem]:
        """What would be wrong with the portfolio that is not wrong now."""
        return trial.new_problems(self.folder, today, self.changed, self._renamed)

    def save(self) -> None:
        """Write all of it or nothing, within `saving.locked`. Raises CoopctlError (5 or 6)."""
        changes.save(
            self.folder,
            [changes.Change(self.folder / name, self._found[name], draft) for name, draft in self.changed.items()],
        )


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8")


def _read(folder: Path, name: str) -> bytes:
    try:
        return files.read_bytes(folder / name, folder)
    except files.Unreadable as error:
        raise CoopctlError(f"{folder / name} {error.message}", help=error.help, exit_code=Exit.INVALID) from error
