"""A file's new content, whole and on the disk beside it, before anything else happens."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil

from coopctl.saving.pairs import Pair


def write(pair: Pair, content: bytes | None) -> None:
    """Write ``content`` beside the file that it is for; only look whether that may be written when it is to go.

    Raises OSError, also for a file that is read-only in a folder that is not.
    """
    if pair.before is not None and not os.access(pair.target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if content is None:
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(pair.beside, flags, 0o666 if pair.before is None else 0o600), "wb") as stream:
        if pair.before is not None:
            _inherit(pair.target, pair.beside)
        stream.write(content)
        stream.flush()
        os.utime(pair.beside)
        os.fsync(stream.fileno())


def _inherit(original: str, beside: str) -> None:
    """Give ``beside`` the mode and access lists of ``original``, and its owner and group where that is allowed."""
    theirs, ours = os.stat(original), os.stat(beside)
    if (theirs.st_uid, theirs.st_gid) != (ours.st_uid, ours.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(beside, -1, theirs.st_gid)
            os.chown(beside, theirs.st_uid, -1)
    shutil.copystat(original, beside)
