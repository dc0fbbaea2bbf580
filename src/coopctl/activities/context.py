"""What every part of an activity needs to know while it is read."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from coopctl.activities import words
from coopctl.activities.element import Element
from coopctl.activities.entries import Entries
from coopctl.activities.losses import Losses

LONGEST_TEXT = 20_000
"""As much as a text of the file format may have."""


class Context(NamedTuple):
    """Around one activity: the languages to read it in, the framework's entries, and the list of what is lost.

    ``own`` says that this program exported it, so that texts and conventions are its own. ``today`` is the real one
    (ISO 8601).
    """

    languages: words.Languages
    entries: Entries
    losses: Losses
    own: bool
    today: str

    def told(self, element: Element | None) -> str:
        """The words of an element in one language, with their paragraphs; empty without any."""
        narrative = words.chosen(element, self.languages) if element is not None else None
        if element is None or narrative is None:
            return ""
        narrative.mark()
        return narrative.text if self.own else _without_indentation(narrative.indented)

    def looked_at(self, element: Element) -> str:
        """The words of an element on one line, as much of them as the file format takes, not counted as taken."""
        narrative = words.chosen(element, self.languages)
        if narrative is None:
            return ""
        return (narrative.text if self.own else words.line(narrative.text))[:LONGEST_TEXT].rstrip()

    def language_of(self, element: Element) -> str:
        """The language in which its words are taken; empty where there are none, or nothing says so."""
        narrative = words.chosen(element, self.languages)
        return self.languages.of(narrative) if narrative is not None else ""

    def named(self, element: Element | None) -> str:
        """The words of an element on one line, as much of them as the file format takes."""
        text = self.told(element) if self.own else words.line(self.told(element))
        return self.fitting(text, element) if element is not None else text

    def fitting(self, text: str, element: Element, path: str = "narrative") -> str:
        """As much of a text of an element as the file format takes."""
        if len(text) <= LONGEST_TEXT:
            return text
        self.losses.note(path, element, f"a text is cut after {LONGEST_TEXT:,} characters")
        return text[:LONGEST_TEXT].rstrip()


def _without_indentation(text: str) -> str:
    """Words without the blanks by which their lines were indented together with the XML around them."""
    first, _, rest = text.partition("\n")
    below = textwrap.dedent(rest).split("\n")
    return "\n".join(line.rstrip() for line in (first, *below)).strip()
