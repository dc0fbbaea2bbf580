"""What git could not merge, as it stands between the markers that git leaves in a file.

The markers are those of ``git help merge``, with or without the common ancestor (``merge.conflictStyle``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 60
_REMARK = re.compile(r"""\s#[^"']*$""")


class Side(NamedTuple):
    """One side of a conflict: the name that git gives it, and its lines."""

    name: str
    lines: list[str]

    def told_apart(self, other: Side) -> str:
        """What this side has and the other has not, in short, with the side's name."""
        own = [_REMARK.sub("", line).strip() for line in self.lines if line.strip() and line not in other.lines]
        first = own[0] if own else "nothing"
        more = " …" if len(own) > 1 or len(first) > _LONGEST else ""
        return f"{first[:_LONGEST]}{more} ({self.name})"


def sides(text: str, line: int) -> tuple[Side, Side] | None:
    """The two sides of the conflict whose first marker is on ``line`` (from 1); None where markers are missing."""
    found: dict[str, Side] = {}
    current: list[str] = []
    for content in text.splitlines()[line - 1 :]:
        marker, _, name = content.partition(" ")
        if marker == "<<<<<<<" and not found:
            found["ours"] = Side(name or "ours", current)
        elif marker == "|||||||":
            current = []
        elif marker == "=======" and not name:
            current = []
            found["theirs"] = Side("theirs", current)
        elif marker == ">>>>>>>" and "theirs" in found:
            return found["ours"], found["theirs"]._replace(name=name or "theirs")
        else:
            current.append(content)
    return None
