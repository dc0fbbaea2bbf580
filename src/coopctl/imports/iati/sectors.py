"""What it is about: sectors of public lists, and focus areas for those of the publisher's own."""

from __future__ import annotations

import re
from typing import Any

from coopctl.iati import codes
from coopctl.imports.iati import names, shares
from coopctl.imports.iati.context import Context
from coopctl.imports.iati.element import Element
from coopctl.intake.value import Fields

_PUBLIC = re.compile("[1-9]|1[0-2]")
_CODE = re.compile("[!-~]{1,80}")
_FIELD_OF_VOCABULARY = {codes.OWN_VOCABULARY: "focus_areas", codes.SECOND_OWN_VOCABULARY: "cross_cutting"}


def sectors(activity: Element, context: Context) -> Fields:
    """Focus areas for sectors of the publisher's own (``focus_areas``, ``cross_cutting``), and all others as they
    are (``sectors``), unless they are those of the whole portfolio."""
    found: Fields = {}
    public: list[Fields] = []
    for element in activity.all("sector"):
        vocabulary, code = element.get("vocabulary") or codes.DAC_VOCABULARY, element.get("code")
        if vocabulary in _FIELD_OF_VOCABULARY:
            id = _focus_area(element, code, context)
            if id and not any(id in them for them in found.values()):
                found.setdefault(_FIELD_OF_VOCABULARY[vocabulary], []).append(id)
                element.mark("vocabulary", "code")
        elif _PUBLIC.fullmatch(vocabulary) and _CODE.fullmatch(code):
            element.mark("vocabulary", "code")
            public.append({"code": code} | ({"vocabulary": vocabulary} if vocabulary != "1" else {}))
            # The list says what the code stands for.
            _ = [one.mark_all() for one in element.all("narrative")]
    return found | _published(public, context)
