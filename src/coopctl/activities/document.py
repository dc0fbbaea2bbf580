"""A file of published activities: whether it is one, of which version, and its activities one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from coopctl import suggest
from coopctl.activities import parsing, source
from coopctl.activities.element import Element
from coopctl.problems import CoopctlError, Exit

VERSIONS = ("2.01", "2.02", "2.03")
PROGRAM = "coopctl"
_AS_OF = re.compile(r'as-of="([0-9]{4}-[0-9]{2}-[0-9]{2})"')
_VERSION = re.compile(r"([0-9]+)\.([0-9]+)")


class Document(NamedTuple):
    """A file being read: what it is called, its version as it says, when it was made, and its activities to come.

    ``made`` is the text of an ``xsd:dateTime``, empty where the file does not say. ``as_of`` is the reporting date
    (ISO 8601) of the portfolio that this very program exported, empty where it did not: then texts are as they were.
    """

    name: str
    version: str
    made: str
    as_of: str
    activities: Iterator[Element]


def opened(name: str, stream: BinaryIO) -> Document:
    """Begin to read the file called ``name``.

    Raises CoopctlError: 6 when it cannot be read, 3 for what is no file of IATI activities in version 2.
    """
    parsed = parsing.Stream(source.pieces(name, stream), name)
    root = parsed.root()
    version = root.attributes.get("version", "").strip()
    if root.name not in (parsing.ROOT, parsing.ACTIVITY):
        raise _foreign(name, root.name)
    if _major(version) not in (0, 2):
        raise _other_version(name, version)
    as_of = _AS_OF.match(root.instructions.get(PROGRAM, ""))
    made = root.attributes.get("generated-datetime", "")
    return Document(name, version, made, as_of[1] if as_of else "", parsed.activities())


def _major(version: str) -> int:
    """The first number of a version; 0 where the file names none."""
    match = _VERSION.fullmatch(version)
    return int(match[1]) if match else 0


def _foreign(name: str, root: str) -> CoopctlError:
    if root == "iati-organisations":
        what, help = "is an IATI file of organisations", "activities are in another file of the same publisher"
    else:
        what, help = f"is no IATI file: its outermost element is <{root}>", f"it has to be <{parsing.ROOT}>"
    return CoopctlError(f'"{name}" {what}', help=help, exit_code=Exit.INVALID)


def _other_version(name: str, version: str) -> CoopctlError:
    return CoopctlError(
        f'"{name}" is IATI version {version}, which cannot be imported',
        help=f"versions {suggest.enumerated(VERSIONS)} can; ask the publisher for a file in one of them",
        exit_code=Exit.INVALID,
    )
