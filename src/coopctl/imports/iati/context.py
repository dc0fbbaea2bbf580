"""What every part of an activity needs to know while it is read."""

from __future__ import annotations

from typing import NamedTuple

from coopctl.imports.iati import words
from coopctl.imports.iati.element import Element
from coopctl.imports.iati.entries import Entries
from coopctl.imports.iati.losses import Losses

LONGEST_TEXT = 20_000
"""As much as a text of the file format may have."""


class Context(NamedTuple):
    """Around one activity: the languages to read it in, the framework's entries, and the list of what is lost.

    ``known_by`` is the day up to which what it says is known (ISO 8601): that of its last change, else of the file;
    empty where neither says. ``today`` is the real one.
    """

    languages: words.Languages
    entries: Entries
    losses: Losses
    known_by: str
    today: str

    def told(self, element: Element | None) -> str:
        """The words of an element in one language, with their paragraphs; empty without any."""
        narrative = words.chosen(element, self.languages) if element is not None else None
        if element is None or narrative is None:
            return ""
        text = words.paragraphs(narrative.take_text())
        if len(text) > LONGEST_TEXT:
            self.losses.note(f"{element.name}/narrative", element, f"cut after {LONGEST_TEXT:,} characters")
            text = text[:LONGEST_TEXT].rstrip()
        return text

    def looked_at(self, element: Element) -> str:
        """The words of an element on one line, not counted as taken."""
        narrative = words.chosen(element, self.languages)
        return words.line(narrative.text)[:LONGEST_TEXT] if narrative is not None else ""

    def named(self, element: Element | None) -> str:
        """The words of an element on one line."""
        return words.line(self.told(element))
