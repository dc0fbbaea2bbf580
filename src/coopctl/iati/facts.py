"""Facts for which IATI has no element of their own, in its texts: a line each, ``started: 2025-09``.

A key may come several times. A value of several lines goes on in lines that begin with two blanks. What stands in
front of the first key is for readers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Fact = tuple[str, str]

OF_DELIVERABLE = ("focus_area", "activity", "owner", "responsible", "topic", "evidence", "reason", "notes")
OF_MILESTONE = (
    *("due", "expected", "started", "done", "dropped"),
    *("activity", "owner", "responsible", "topic", "evidence", "reason", "notes"),
)
OF_INDICATOR = ("unit", "notes")
OF_DOCUMENT = ("publisher", "published", "notes")
OF_ROADMAP = ("started", "reason")
"""The keys of each kind of text, in their order: keys of the file format, and ``topic`` and ``evidence`` one by one.
An owner is named, not referred to by an id; so is evidence that is a source without an address."""

MILESTONE = "Milestone: 1 when it is done, 0 until then."
"""What stands in front of a milestone's facts."""

BEGUN = "It has begun; since when is not known."
"""What stands in front of a roadmap's facts where ``started`` is one of them, which has no first day then."""

_MORE = "  "
_BEGINS = re.compile(r"([a-z_]+): ?(.*)")


def write(facts: Iterable[Fact], lead: str = "") -> str:
    """The facts as a text, behind a ``lead``; empty when there are none of either."""
    lines = [lead] if lead else []
    lines += [f"{key}: {value}".replace("\n", f"\n{_MORE}") for key, value in facts]
    return "\n".join(lines)


def read(text: str, keys: Iterable[str]) -> tuple[str, list[Fact]]:
    """What stands before the first fact with one of the ``keys``, and the facts: the inverse of :func:`write`."""
    known, lead, facts = frozenset(keys), [], list[Fact]()
    for line in text.split("\n"):
        begins = _BEGINS.fullmatch(line)
        if begins and begins[1] in known:
            facts.append((begins[1], begins[2]))
        elif facts:
            key, value = facts[-1]
            facts[-1] = (key, f"{value}\n{line.removeprefix(_MORE)}")
        else:
            lead.append(line)
    return "\n".join(lead).strip(), facts
