"""The bytes of a published file: bounded, unpacked where it is gzip, and never more than a piece at a time."""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from coopctl.problems import CoopctlError, Exit

STDIN = "-"
LARGEST = 2 * 1024**3
"""The most bytes of XML that one file may have, unpacked: several times the largest file in the IATI registry."""

_PIECE = 256 * 1024
_GZIP, _ZIP = bytes.fromhex("1f8b"), b"PK\x03\x04"
_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS

Progress = Callable[[int], None]
"""Told how many more bytes of the file were read."""


def size_of(path: str) -> int:
    """The size of the file in bytes, 0 where that is not known: of standard input, or of what is not there."""
    try:
        return 0 if path == STDIN else os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def pieces(path: str, progress: Progress = lambda read: None) -> Iterator[bytes]:
    """The XML of the file, or of standard input for ``-``, piece by piece.

    Raises CoopctlError: 6 for a file that cannot be read, 3 for one that is too large or a damaged archive.
    """
    with _opened(path) as stream:
        read = _read(path, stream, progress)
        first = next(read, b"")
        if first.startswith(_ZIP):
            help = "unpack it, and import the XML file in it; a gzip archive can stay as it is"
            raise CoopctlError(f'"{path}" is a ZIP archive or an office document', help=help, exit_code=Exit.INVALID)
        rest = _unpacked(path, first, read) if first.startswith(_GZIP) else _with(first, read)
        total = 0
        for piece in rest:
            total += len(piece)
            if total > LARGEST:
                raise CoopctlError(
                    f'"{path}" is larger than {LARGEST // 1024**3} GiB',
                    help="ask for fewer activities, such as those on one country",
                    exit_code=Exit.INVALID,
                )
            yield piece


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield sys.stdin.buffer
        return
    try:
        # A pipe that nobody writes to must not hold the program up before it is recognised.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or str(error)) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise _unreadable(path, "it is a folder" if stat.S_ISDIR(mode) else "it is no file; pipe it in, and name -")
    with os.fdopen(handle, "rb") as stream:
        yield stream


def _unreadable(path: str, reason: str) -> CoopctlError:
    return CoopctlError(f'cannot read "{path}": {reason}', exit_code=Exit.INPUT_OUTPUT)


def _read(path: str, stream: BinaryIO, progress: Progress) -> Iterator[bytes]:
    try:
        while piece := stream.read(_PIECE):
            progress(len(piece))
            yield piece
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def _unpacked(path: str, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """What a gzip archive (RFC 1952) of any number of members holds, in pieces of bounded size."""
    inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
    try:
        for piece in _with(first, rest):
            waiting = piece
            while waiting:
                if inflater.eof:
                    inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
                yield inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail or inflater.unused_data
    except zlib.error as error:
        raise _damaged(path) from error
    if not inflater.eof:
        raise _damaged(path)


def _damaged(path: str) -> CoopctlError:
    return CoopctlError(f'"{path}" is a damaged gzip archive', help="fetch it again", exit_code=Exit.INVALID)
