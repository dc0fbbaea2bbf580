"""What of the published activities finds no place in roadmaps: counted by element, and one by one where asked for."""

from __future__ import annotations

from typing import NamedTuple

from coopctl.activities.element import Element

_LONGEST = 80


class Lost(NamedTuple):
    """One thing that was not taken: of which activity, which element, in which line, why if that is not plain, and
    what was in it."""

    activity: str
    path: str
    line: int
    reason: str
    content: str


class Sum(NamedTuple):
    """How often an element was not taken for one ``reason``, in how many activities, and first in which line."""

    path: str
    reason: str
    number: int
    activities: int
    line: int


class Losses:
    """Gathers what was not taken; each one only if it ``keeps_each``, for there can be millions."""

    def __init__(self, *, keeps_each: bool = False) -> None:
        self.each: list[Lost] = []
        self._keeps_each = keeps_each
        self._sums: dict[tuple[str, str], Sum] = {}
        self._activity = ""
        self._seen: set[tuple[str, str]] = set()

    def begin(self, activity: str) -> None:
        """What comes now belongs to this activity."""
        self._activity = activity
        self._seen = set()

    def note(self, path: str, element: Element, reason: str = "") -> None:
        """``path`` was not taken, or not as it is, for this ``reason``."""
        key = (path, reason)
        before = self._sums.get(key, Sum(path, reason, 0, 0, element.line))
        new = key not in self._seen
        self._seen.add(key)
        self._sums[key] = before._replace(number=before.number + 1, activities=before.activities + new)
        if self._keeps_each:
            self.each.append(Lost(self._activity, path, element.line, reason, _content(path, element)))

    def note_left(self, activity: Element) -> None:
        """Everything that was not taken from this activity."""
        for path, element in activity.left():
            self.note(path, element)

    def sums(self) -> list[Sum]:
        """What was not taken, the most frequent first."""
        return sorted(self._sums.values(), key=lambda one: (-one.number, one.path, one.reason))


def _content(path: str, element: Element) -> str:
    """What was in it, in short: its attributes and words."""
    if "@" in path:
        return element.get(path.rpartition("@")[2])[:_LONGEST]
    told = [f"{name}={value}" for name, value in element.attributes.items()]
    words = [" ".join(one.text.split()) for one in (element, *element.children, *_grandchildren(element)) if one.text]
    shown = " ".join([*told, *words])
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _grandchildren(element: Element) -> list[Element]:
    return [below for child in element.children for below in child.children]
