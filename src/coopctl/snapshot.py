"""The index on disk: one SQLite file a portfolio, in the user's cache, that nothing depends on.

It is written beside and renamed over, so that no reader sees half of one, and carries a checksum, so that a
damaged one is noticed and built anew. Deleting it loses nothing.
"""

from __future__ import annotations

import _thread
import contextlib
import mmap
import os
import sqlite3
import sys
import time
import zlib
from pathlib import Path

_CHECKSUM = slice(60, 64)  # SQLite's "user version", which no statement of SQLite itself reads


_HOUR = 3600.0
_LONGEST = 10.0
"""Seconds that summing up a snapshot may take before it is built anew; one of 10 000 roadmaps takes 0.02."""


def location(folder: Path) -> Path | None:
    """Where the snapshot of the portfolio in ``folder`` lives; None where there is no place for one."""
    cache = _cache_folder()
    if not os.path.isabs(cache):
        return None
    whole = os.path.realpath(folder).encode("utf-8", "surrogateescape")
    return Path(cache, f"{zlib.crc32(whole):08x}{zlib.adler32(whole):08x}.sqlite")


def _cache_folder() -> str:
    """The user's cache folder for coopctl. On Linux by the XDG rule; importing platformdirs would cost each
    command as much as opening the snapshot."""
    if sys.platform == "linux":
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.cache"), "coopctl")
    import platformdirs

    return platformdirs.user_cache_dir("coopctl", appauthor=False)


class Opening:
    """A snapshot that is being opened: its content is summed up in a thread, while other things are done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inode: int | None = None
        self.done = _thread.allocate_lock()
        self.done.acquire()
        try:
            # Not by `threading`: where memory is short, its start waits for ever for a thread that never began.
            _thread.start_new_thread(self._sum_up, ())
        except RuntimeError:  # there can be no more threads
            self._sum_up()

    def _sum_up(self) -> None:
        try:
            with contextlib.suppress(OSError, ValueError, MemoryError):
                self.inode = _inode_if_whole(self.path)
        finally:
            self.done.release()

    def connection(self) -> sqlite3.Connection | None:
        """The snapshot, read-only, if it is there and undamaged."""
        self.done.acquire(timeout=_LONGEST)
        if self.inode is None:
            return None
        try:
            connection = sqlite3.connect(f"{self.path.as_uri()}?immutable=1&mode=ro", uri=True)
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            if os.stat(self.path).st_ino == self.inode:
                return connection
        except (OSError, ValueError, sqlite3.Error):
            return None
        connection.close()
        return None


def _inode_if_whole(path: Path) -> int | None:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb"), mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as content:
        if len(content) < 100 or content[_CHECKSUM] != _checksum(content):
            return None
        return os.fstat(handle).st_ino


def _checksum(content: mmap.mmap) -> bytes:
    with memoryview(content) as view:
        before, after = view[: _CHECKSUM.start], view[_CHECKSUM.stop :]
        total = zlib.crc32(after, zlib.crc32(before))
        before.release()
        after.release()
    return total.to_bytes(4, "big")


def in_memory() -> sqlite3.Connection:
    """An empty database in memory."""
    return sqlite3.connect(":memory:")


def copy_to_memory(snapshot: sqlite3.Connection) -> sqlite3.Connection:
    """A writable copy in memory."""
    copy = in_memory()
    snapshot.backup(copy)
    return copy


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Write the database as the snapshot at ``path``; where that is not possible, do without."""
    beside = path.with_name(f".{path.stem}.{os.getpid()}.{time.time_ns():x}.tmp")
    with contextlib.suppress(OSError, MemoryError, sqlite3.Error):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_leftovers(path)
        try:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "r+b"):
                _write(connection, beside)
                _seal(handle)
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _write(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the database to a file that nobody else knows yet: page by page, for as a whole it would be in memory twice
    more."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?nolock=1", uri=True)) as copy:
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            copy.execute(f"PRAGMA {setting}")
        connection.backup(copy)


def _seal(handle: int) -> None:
    with mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as content:
        checksum = _checksum(content)
    os.lseek(handle, _CHECKSUM.start, os.SEEK_SET)
    os.write(handle, checksum)


def _remove_leftovers(path: Path) -> None:
    """Remove what runs that were killed have left, once it is an hour old."""
    for left in path.parent.glob(f".{path.stem}.*.tmp"):
        if time.time() - left.stat().st_mtime > _HOUR:
            left.unlink(missing_ok=True)
