"""What it is about: sectors of public lists, and focus areas for those of the publisher's own."""

from __future__ import annotations

import re

from coopctl.activities import names, shares
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import codes
from coopctl.intake.value import Fields

_PUBLIC = re.compile("[1-9]|1[0-2]")
_CODE = re.compile("[!-~]{1,80}")
_FIELD_OF_VOCABULARY = {codes.OWN_VOCABULARY: "focus_areas", codes.SECOND_OWN_VOCABULARY: "cross_cutting"}


def sectors(activity: Element, context: Context) -> Fields:
    """Focus areas for sectors of the publisher's own (``focus_areas``, ``cross_cutting``), and all others as they
    are (``sectors``), unless they are those of the whole portfolio."""
    public: list[Fields] = []
    own: dict[str, dict[str, Element]] = {}
    for element in activity.all("sector"):
        vocabulary, code = element.get("vocabulary") or codes.DAC_VOCABULARY, element.get("code")
        if vocabulary in _FIELD_OF_VOCABULARY:
            id = _focus_area(element, code, context)
            if id and id not in own.get(vocabulary, {}):
                element.mark("vocabulary", "code")
                own.setdefault(vocabulary, {})[id] = element
        elif _PUBLIC.fullmatch(vocabulary) and _CODE.fullmatch(code):
            public.append(_public(element, vocabulary, code))
    found: Fields = {_FIELD_OF_VOCABULARY[vocabulary]: list(them) for vocabulary, them in own.items()}
    unequal = [one for vocabulary, them in own.items() for one in _unequal(vocabulary, them)]
    if unequal or public != [dict(one) for one in context.entries.framework.get("iati", {}).get("sectors", [])]:
        found["sectors"] = [*public, *unequal]
    return found


def _public(element: Element, vocabulary: str, code: str) -> Fields:
    """A sector of a public list, which says what its code stands for."""
    element.mark("vocabulary", "code")
    for narrative in element.all("narrative"):
        narrative.mark_all()
    share = shares.of(element)
    if share is not None:
        element.mark("percentage")
    fields: Fields = {"code": code}
    fields |= {"vocabulary": vocabulary} if vocabulary != codes.DAC_VOCABULARY else {}
    return fields | ({"percentage": share} if share is not None else {})


def _unequal(vocabulary: str, areas: dict[str, Element]) -> list[Fields]:
    """The shares of focus areas, where they are not equal."""
    told = shares.taken(list(areas.values()))
    return [
        {"code": id, "vocabulary": vocabulary, "percentage": share} for id, share in zip(areas, told, strict=bool(told))
    ]


def _focus_area(element: Element, code: str, context: Context) -> str:
    """The id of the focus area that a publisher's own sector is: of its code or its title, new if need be."""
    title = context.named(element) or code
    by_code = names.as_id(code) if context.own or re.search("[A-Za-z]", code) else ""
    if by_code and (context.own or context.entries.fields("focus_areas", by_code).get("title") == title):
        if not context.entries.has("focus_areas", by_code):
            context.entries.add("focus_areas", by_code, {"title": title})
        return by_code
    found = context.entries.find("focus_areas", name=title) if title else ""
    return found or (
        context.entries.add("focus_areas", by_code or names.of_title(title, "area"), {"title": title}) if title else ""
    )
