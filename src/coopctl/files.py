"""The only place that reads the portfolio's files: bounded, and never surprised by what a path leads to."""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from coopctl.problems import CoopctlError, Exit

FRAMEWORK = "framework.toml"
LARGEST = 4 * 1024 * 1024
_BARE_RETURN = re.compile(r"\r(?!\n)")
_WITHOUT_REFERENCES = 2  # later versions of marshal note which objects are one and the same
_COARSE_NS, _FINE_NS = 2_000_000_000, 100_000_000


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it; times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class Scan(NamedTuple):
    """The portfolio's files, sorted by name, and the stamp of each as a plain tuple, because there are many."""

    names: list[str]
    stamps: list[tuple[int, ...]]

    def packed(self) -> bytes:
        """All of it as one value, the same only for the same files in the same state: quick to make and compare."""
        return marshal.dumps((as_text("/".join(self.names)), self.stamps), _WITHOUT_REFERENCES)


NO_STAMP = Stamp(0, 0, 0, 0, 0)


class Unreadable(Exception):
    """A file that cannot be read as text; ``code`` is the problem's code."""

    def __init__(self, code: str, message: str, help: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.help, self.line = code, message, help, line


def scan(folder: Path) -> Scan:
    """The portfolio's files. Hidden files and backups are left out."""
    try:
        names = sorted([name for name in os.listdir(folder) if name[-5:] == ".toml" and name[0] != "."])
        with _held(folder) as (handle, before):
            return Scan(names, _stamps_of([before + name for name in names], handle))
    except OSError as error:
        raise CoopctlError(
            f'cannot read the folder "{folder}": {error.strerror}', exit_code=Exit.INPUT_OUTPUT
        ) from error


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[tuple[int | None, str]]:
    """The folder opened, where files can be looked up in it by that, and what else goes before their names.

    Looking 10 000 files up by their whole paths takes a fifth longer.
    """
    if os.stat not in os.supports_dir_fd:
        yield None, os.path.join(folder, "")
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle, ""
    finally:
        os.close(handle)


_in_stamp: Callable[[os.stat_result], tuple[int, ...]] = attrgetter(
    "st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"
)
"""The part of a file's status that changes whenever its content does, in the order of :class:`Stamp`."""


def _stamps_of(paths: list[str], folder: int | None) -> list[tuple[int, ...]]:
    """The stamp of each; all of them without a line of Python in between, unless there is one that has none."""
    try:
        return list(map(_in_stamp, map(partial(os.stat, dir_fd=folder), paths)))
    except OSError:
        return [_stamp_of(path, folder) for path in paths]


def _stamp_of(path: str, folder: int | None) -> tuple[int, ...]:
    try:
        return _in_stamp(os.stat(path, dir_fd=folder))
    except OSError:
        return tuple(NO_STAMP)


class Folder(NamedTuple):
    """A portfolio's folder, with ``drafts`` in place of some of its files: their content as it would be, None for a
    file that would be gone."""

    path: Path
    drafts: Mapping[str, bytes | None] = MappingProxyType({})

    def read(self, name: str) -> tuple[str, Stamp]:
        """A file's text, and its stamp from before it was read; see `read_text`. Raises Unreadable."""
        if name not in self.drafts:
            return read_text(self.path / name, self.path)
        content = self.drafts[name]
        if content is None:
            raise Unreadable("unreadable", "cannot be read: it is not there")
        return decode(content), NO_STAMP


def as_text(name: str) -> str:
    """A file's name as text that can be stored and sent on; bytes in it that are no UTF-8 become escapes."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def is_racy(seen: Stamp, read_at: int) -> bool:
    """Whether the file changed so shortly before it was read that a later change could leave its stamp alike.

    ``read_at`` is the time of reading in nanoseconds. The same rule as git's for its index: such an entry is
    not trusted. File systems that keep whole seconds get a wider margin.
    """
    newest = max(seen.modified, seen.changed)
    margin = _COARSE_NS if newest % 1_000_000_000 == 0 else _FINE_NS
    return newest >= read_at - margin


def read_text(path: Path, folder: Path) -> tuple[str, Stamp]:
    """A file's text, and its stamp from before it was read.

    Only a regular file inside ``folder``, at most 4 MiB of UTF-8; a byte-order mark is passed over, line ends
    stay as they are. Raises Unreadable.
    """
    content, seen = _read_bytes(path, folder)
    return decode(content), seen


def read_bytes(path: Path, folder: Path) -> bytes:
    """A file's content just as it is, under the same conditions. Raises Unreadable."""
    content, _ = _read_bytes(path, folder)
    decode(content)
    return content


def _read_bytes(path: Path, folder: Path) -> tuple[bytes, Stamp]:
    _refuse_link_outside(path, folder)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise Unreadable("unreadable", f"cannot be read: {error.strerror}") from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not-a-file", f"is {_kind_of(status.st_mode)}, not a file")
        content = _read_bounded(handle, status.st_size)
    except OSError as error:
        raise Unreadable("unreadable", f"cannot be read: {error.strerror}") from error
    finally:
        os.close(handle)
    return content, Stamp(*_in_stamp(status))


def _read_bounded(handle: int, size: int) -> bytes:
    """All of the file. Only one that has grown beyond its ``size`` is asked for the most there may be: room is made
    for as much as is asked for, which took longer than to read."""
    with os.fdopen(handle, "rb", closefd=False) as stream:
        content = stream.read(min(size, LARGEST) + 1)
        if len(content) > size:
            content += stream.read(LARGEST + 1 - len(content))
    if len(content) > LARGEST:
        raise Unreadable("too-large", f"is larger than {LARGEST // 1024 // 1024} MiB")
    return content


def _refuse_link_outside(path: Path, folder: Path) -> None:
    if not os.path.islink(path):
        return
    target, home = os.path.realpath(path), os.path.realpath(folder)
    if not target.startswith(os.path.join(home, "")):
        raise Unreadable("link-outside", "is a link that leads out of the portfolio's folder")


def _kind_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def has_other_names(path: Path) -> bool:
    """Whether the file has another name, as a hard link: what replaces it stands under this one only."""
    try:
        return os.stat(path).st_nlink > 1
    except OSError:
        return False


def decode(content: bytes) -> str:
    """The text of a file's ``content``, by the rules of :func:`read_text`. Raises Unreadable."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or (content[:2].count(0) == 1 and content.count(0) > 1):
        raise Unreadable("not-utf8", "looks like UTF-16", "save it as UTF-8")
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise Unreadable("nul-bytes", "contains NUL bytes", "restore it, for example with git checkout", line)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable("not-utf8", "is not valid UTF-8", "save it as UTF-8", line) from error
    if bare := _BARE_RETURN.search(text):
        line = text.count("\n", 0, bare.start()) + 1
        message = "has a carriage return without a line feed"
        raise Unreadable("bare-returns", message, "save it with line ends LF or CRLF", line)
    return text
