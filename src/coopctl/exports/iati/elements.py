"""XML elements as IATI builds them. Every text and attribute on its way into the file passes through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from coopctl.visible import visible

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def clean(text: str) -> str:
    """``text`` without blanks around it, its lines ended by LF; characters that XML 1.0 forbids show as escapes."""
    allowed = text if text.isascii() and text.isprintable() else _FORBIDDEN.sub(lambda sign: visible(sign[0]), text)
    return _LINE_END.sub("\n", allowed).strip()


_attribute = lru_cache(maxsize=1000)(clean)


def add(parent: Element, tag: str, **attributes: str | None) -> Element:
    """A new last element of ``parent``; ``iso_date`` stands for the attribute iso-date, None for one left out."""
    known = {
        name.rstrip("_").replace("_", "-"): _attribute(value) for name, value in attributes.items() if value is not None
    }
    return SubElement(parent, tag, known)


def narrate(parent: Element, text: str | None) -> Element:
    """Add a narrative to ``parent`` unless there is nothing to say; returns ``parent``."""
    told = clean(text or "")
    if told:
        SubElement(parent, "narrative").text = told
    return parent


def say(parent: Element, tag: str, text: str | None, **attributes: str | None) -> None:
    """Add an element that holds nothing but a narrative; nothing for no text."""
    if clean(text or ""):
        narrate(add(parent, tag, **attributes), text)


def said(facts: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    """The facts of which anything is known, cleaned."""
    for key, value in facts:
        if value and clean(value):
            yield key, clean(value)


def figure(value: int | float | Decimal) -> str:
    """A number in digits, without an exponent and without zeros that say nothing."""
    written = format(Decimal(str(value)) if value else Decimal(0), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
