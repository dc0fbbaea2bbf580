"""Where it is: countries by their codes, regions by those of public lists or the publisher's own, and their shares."""

from __future__ import annotations

import re

from coopctl import countries
from coopctl.activities import names, shares
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import codes
from coopctl.intake.value import Fields

_DAC, _UN = "1", "2"
_CODE = re.compile("[0-9]{1,4}")
_COUNTRY_LIKE = re.compile("[A-Z]{2}")
_NAMES = {
    "88": "States of the former Yugoslavia",
    "89": "Europe",
    "189": "North of Sahara",
    "289": "South of Sahara",
    "298": "Africa",
    "380": "West Indies",
    "389": "Caribbean and Central America",
    "489": "South America",
    "498": "America",
    "589": "Middle East",
    "619": "Central Asia",
    "679": "South Asia",
    "689": "South and Central Asia",
    "789": "Far East Asia",
    "798": "Asia",
    "889": "Oceania",
    "998": "Developing countries",
    "1027": "Eastern Africa",
    "1028": "Middle Africa",
    "1029": "Southern Africa",
    "1030": "Western Africa",
    "1031": "Caribbean",
    "1032": "Central America",
    "1033": "Melanesia",
    "1034": "Micronesia",
    "1035": "Polynesia",
}
"""Codelist Region, by the OECD's DAC: what a region is called where the file does not say."""


def places(activity: Element, context: Context) -> Fields:
    """Countries, regions and, where they are not equal, how much is for each (``recipients``)."""
    found: list[tuple[str, str, Element]] = []
    for element in activity.children:
        key, id = "", ""
        if element.name == "recipient-country":
            key, id = "country", country(element, context)
        elif element.name == "recipient-region":
            key, id = _region(element, context)
        if id and (key, id) not in [(one, other) for one, other, _ in found]:
            element.mark("code", "vocabulary")
            found.append((key, id, element))
    fields: Fields = {}
    for key, id, _ in found:
        fields.setdefault({"country": "countries", "region": "regions"}[key], []).append(id)
    percentages = shares.taken([element for _, _, element in found])
    if percentages:
        told = zip(found, percentages, strict=True)
        fields["recipients"] = [{key: id, "percentage": percentage} for (key, id, _), percentage in told]
    return fields


def country(element: Element, context: Context) -> str:
    """The code of the country that an element names, new in the framework if need be; empty for what is no code."""
    code = element.get("code").upper()
    try:
        countries.parse_code(code)
    except ValueError:
        return ""
    if not context.entries.has("countries", code):
        told = context.looked_at(element)
        name = (
            (told if context.language_of(element) == context.languages.wanted else countries.name_of(code))
            or told
            or code
        )
        context.entries.add("countries", code, {"name": name})
    context.told(element)
    return code


def _region(element: Element, context: Context) -> tuple[str, str]:
    """What is meant: a ``region`` or, by a code that the IATI list of countries lacks, a ``country``; and its id."""
    vocabulary, code = element.get("vocabulary") or _DAC, element.get("code")
    name = context.looked_at(element)
    if vocabulary == codes.OWN_VOCABULARY and context.own and _COUNTRY_LIKE.fullmatch(code):
        return "country", country(element, context)
    if vocabulary in (_DAC, _UN) and _CODE.fullmatch(code):
        id = _public(vocabulary, code, name or _NAMES.get(code, f"Region {code}"), context)
    elif vocabulary == codes.OWN_VOCABULARY and (code or name):
        id = _own(code, name or context.fitting(code, element), context)
    else:
        return "region", ""
    context.named(element)
    return "region", id


def _public(vocabulary: str, code: str, name: str, context: Context) -> str:
    own = {"code": code} | ({"vocabulary": vocabulary} if vocabulary != _DAC else {})
    for id, fields in context.entries.all("regions"):
        known = fields.get("iati", {})
        is_other = context.own and fields.get("title") != name
        if (known.get("code"), known.get("vocabulary", _DAC)) == (code, vocabulary) and not is_other:
            return id
    found = context.entries.find("regions", name=name)
    if found and "iati" not in context.entries.fields("regions", found):
        context.entries.complete("regions", found, {"iati": own})
        return found
    return context.entries.add("regions", names.of_title(name, f"region-{code}"), {"title": name, "iati": own})


def _own(code: str, name: str, context: Context) -> str:
    if context.own:
        has = context.entries.has("regions", code)
        return code if has else context.entries.add("regions", names.as_id(code) or "region", {"title": name})
    found = context.entries.find("regions", name=name)
    wanted = names.as_id(code) if re.search("[A-Za-z]", code) else names.of_title(name, "region")
    return found or context.entries.add("regions", wanted or "region", {"title": name})
