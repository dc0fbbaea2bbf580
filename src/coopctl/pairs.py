"""One file of a change: its name, the name beside it, and turning the one into the other and back."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable
from typing import NamedTuple

from coopctl.swapping import Overtaken, exchange, move

_NO_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


class Pair(NamedTuple):
    """One file of a change: the name to change, the name beside it, and digests of what each is to hold.

    ``before`` is None for a new file, ``after`` for one that goes. While the change is in place, what stood
    under ``target`` stands under ``beside``.
    """

    target: str
    beside: str
    before: str | None
    after: str | None

    def turn(self) -> None:
        """Put the change in place, unseen content and all. Raises OSError, or Overtaken."""
        self._move(self.before, self.after)

    def turn_back(self) -> None:
        """Undo `turn`. What somebody has saved over the new content meanwhile stays where it is."""
        self._move(self.after, self.before)
        if digest(self.beside) != self.after:
            self._move(self.before, self.after)

    def _move(self, old: str | None, new: str | None) -> None:
        if old is None:
            move(self.beside, self.target)
        elif new is None:
            move(self.target, self.beside)
        else:
            exchange(self.beside, self.target)

    def undo(self) -> None:
        """Take the change back if it is in place, unless somebody has made or removed the file since."""
        if self.is_turned():
            with contextlib.suppress(Overtaken):
                self.turn_back()

    def finish(self) -> bool:
        """Put the change in place if it is not yet; False, and the file as it is, if somebody has edited it since."""
        try:
            if not self.is_turned():
                if digest(self.target) != self.before or digest(self.beside) != self.after:
                    return False
                self.turn()
            if not self.has_caught_another():
                return True
            self.turn_back()
        except Overtaken:
            pass
        return False

    def is_turned(self) -> bool:
        """Whether the change is in place, once all temporary files are known to have been whole. Raises OSError."""
        if exists(self.beside):
            return digest(self.beside) != self.after
        return not exists(self.target) if self.after is None else digest(self.target) != self.before

    def has_caught_another(self) -> bool:
        """Whether it took away a content that nobody had looked at: somebody saved at the same moment."""
        return exists(self.beside) and digest(self.beside) != self.before


def exists(path: str) -> bool:
    """Whether there is something under this name, a link that leads nowhere included. Raises OSError."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def digest(path: str) -> str | None:
    """The SHA-256 of a file's content; None where there is no file. Raises OSError."""
    try:
        with open(path, "rb") as stream:
            return digest_of(stream.read())
    except FileNotFoundError:
        return None


def digest_of(content: bytes | None) -> str | None:
    """The SHA-256 of a content, None for none."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def flush(home: str, pairs: Iterable[Pair]) -> None:
    """Have the names that ``pairs`` and the record have in their folders on the disk. Raises OSError."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    for folder in {home: None} | {os.path.dirname(pair.target): None for pair in pairs}:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FLUSH:
                raise
        finally:
            os.close(handle)
