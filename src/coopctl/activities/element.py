"""An element of XML that knows what of it was taken, so that what was not can be listed without a list of its own."""

from __future__ import annotations

from collections.abc import Iterator

_SAYS_NOTHING = ("xml:lang", "xmlns", "xsi:")
"""Attributes, by their beginnings, that say how to read an element and nothing of their own."""

_FOREIGN = "(not IATI)"
"""What stands for the names that other namespaces add, each publisher or program its own."""


class Element:
    """One element: its name and attributes as they are written, its children, its own text, its line in the file.

    Whatever is got out of it with :meth:`take` counts as taken, and so do the elements around.
    """

    __slots__ = ("_parts", "_taken", "attributes", "children", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.children: list[Element] = []
        self._parts = ""
        self._taken: set[str] | None = None

    def add_text(self, text: str) -> None:
        """Have this at the end of its own text."""
        self._parts += text

    @property
    def text(self) -> str:
        """Its own text, without the blanks around it."""
        return self._parts.strip()

    @property
    def indented(self) -> str:
        """Its own text as it stands in the file."""
        return self._parts

    def all(self, name: str) -> list[Element]:
        """The children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def get(self, attribute: str) -> str:
        """The value of an attribute without blanks around it, to be looked at only; empty when there is none."""
        return self.attributes.get(attribute, "").strip()

    def take(self, *attributes: str) -> str:
        """The value of the first of these attributes; they all count as taken."""
        self.mark(*attributes)
        return self.get(attributes[0]) if attributes else ""

    def mark(self, *attributes: str) -> None:
        """Count the element and these attributes as taken."""
        self._taken = (self._taken or set()).union(attributes)

    @property
    def is_taken(self) -> bool:
        """Whether it was taken, or something in it."""
        return self._taken is not None or any(child.is_taken for child in self.children)

    def mark_all(self) -> None:
        """Count everything in it as taken."""
        self.mark(*self.attributes)
        for child in self.children:
            child.mark_all()

    def left(self) -> Iterator[tuple[str, Element]]:
        """What was not taken, below an element that was: the path to it, such as `result/indicator/@measure`."""
        for attribute, value in self.attributes.items():
            if attribute not in (self._taken or ()) and value.strip() and not attribute.startswith(_SAYS_NOTHING):
                yield f"@{_FOREIGN if ':' in attribute else attribute}", self
        for child in self.children:
            if child.is_taken:
                yield from ((f"{child.name}/{path}", element) for path, element in child.left())
            else:
                yield _FOREIGN if ":" in child.name else child.name, child
