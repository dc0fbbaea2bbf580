"""The bytes of a published file: bounded, unpacked where it is gzip, and never more than a piece at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from coopctl.problems import CoopctlError, Exit

LARGEST = 2 * 1024**3
"""The most bytes of XML that one file may have, unpacked: several times the largest file in the IATI registry."""

_PIECE = 256 * 1024
_GZIP, _ZIP = bytes.fromhex("1f8b"), b"PK\x03\x04"
_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS


def pieces(name: str, stream: BinaryIO) -> Iterator[bytes]:
    """The XML in a file called ``name``, piece by piece.

    Raises CoopctlError: 6 for a file that cannot be read, 3 for one that is too large or a damaged archive.
    """
    read = _read(name, stream)
    first = next(read, b"")
    if first.startswith(_ZIP):
        help = "unpack it, and import the XML file in it; a gzip archive can stay as it is"
        raise CoopctlError(f'"{name}" is a ZIP archive or an office document', help=help, exit_code=Exit.INVALID)
    all = chain([first], read)
    total = 0
    for piece in _unpacked(name, all) if first.startswith(_GZIP) else all:
        total += len(piece)
        if total > LARGEST:
            raise CoopctlError(
                f'"{name}" is larger than {LARGEST // 1024**3} GiB',
                help="ask for fewer activities, such as those on one country",
                exit_code=Exit.INVALID,
            )
        if piece:
            yield piece


def _read(name: str, stream: BinaryIO) -> Iterator[bytes]:
    try:
        while piece := stream.read(_PIECE):
            yield piece
    except OSError as error:
        reason = error.strerror or str(error)
        raise CoopctlError(f'cannot read "{name}": {reason}', exit_code=Exit.INPUT_OUTPUT) from error


def _unpacked(name: str, packed: Iterator[bytes]) -> Iterator[bytes]:
    """What a gzip archive (RFC 1952) of any number of members holds, in pieces of bounded size."""
    inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
    try:
        for piece in packed:
            waiting = piece
            while waiting:
                if inflater.eof:
                    inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
                yield inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail or inflater.unused_data
    except zlib.error as error:
        raise _damaged(name) from error
    while rest := inflater.decompress(b"", _PIECE):
        yield rest
    if not inflater.eof:
        raise _damaged(name)


def _damaged(name: str) -> CoopctlError:
    return CoopctlError(f'"{name}" is a damaged gzip archive', help="fetch it again", exit_code=Exit.INVALID)
