"""One published activity as the data of a roadmap file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from coopctl.activities import documents, identity, people, places, results, sectors, times
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import codes, facts
from coopctl.intake.value import Fields

_HEADINGS = {"2": "Objectives", "3": "Target groups"}
"""DescriptionType: what stands in front of these in a roadmap's notes."""

_KINDS = ("roadmap", "working-arrangement", "project", "programme", "facility", "bilateral")
_TAGS = {"aims": "aims", "support": "support_kinds"}


def title(activity: Element, context: Context) -> str:
    """What the activity is called: its identifier, where it has no title."""
    return context.named(activity.first("title")) or identity.of(activity)


def roadmap(activity: Element, known: Mapping[str, Any], context: Context) -> Fields:
    """The data of its roadmap, but for what other roadmaps have to do with it. ``known`` is the roadmap as it was."""
    fields: Fields = {"title": title(activity, context), "kind": _kind(activity)}
    fields |= _described(activity, context)
    where = places.places(activity, context)
    what = sectors.sectors(activity, context)
    own = {key: part.pop(key) for key, part in (("sectors", what), ("recipients", where)) if key in part}
    fields |= where | times.times(activity, context) | _tags(activity, context) | what
    fields |= people.partners(activity, context)
    linked = documents.sources(activity, context)
    fields |= {"sources": linked} if linked else {}
    fields |= {"iati": own} if own else {}
    found = results.deliverables(activity, known.get("deliverables", {}), context)
    _require_areas(fields, found)
    for element in activity.all("activity-scope"):
        element.mark_all()
    activity.mark("hierarchy", "default-currency", "last-updated-datetime")
    return fields | ({"deliverables": found} if found else {})


def _kind(activity: Element) -> str:
    """What it says itself, if this program exported it; else a programme if it has parts, and a project if not."""
    tags = (_own_tag(tag) for tag in activity.all("tag"))
    named = next((id for key, id in tags if key == "kind" and id in _KINDS), "")
    has_parts = any(one.get("type") == codes.CHILD for one in activity.all("related-activity"))
    return named or ("programme" if has_parts else "project")


def _own_tag(tag: Element) -> tuple[str, str]:
    """What a tag of this program's own says: ``kind/project``, ``aims/asylum-systems``."""
    key, _, id = tag.get("code").partition("/") if tag.get("vocabulary") == codes.OWN_VOCABULARY else ("", "", "")
    return key, id


def _tags(activity: Element, context: Context) -> Fields:
    """Aims and kinds of support, new in the framework if need be."""
    fields: Fields = {}
    for tag in activity.all("tag") if context.own else ():
        key, id = _own_tag(tag)
        if key in _TAGS:
            name = context.named(tag)
            if not context.entries.has(_TAGS[key], id):
                context.entries.add(_TAGS[key], id, {"title": name or id})
            fields.setdefault(key, []).append(id)
        if key in (*_TAGS, "kind"):
            tag.mark_all()
    return fields


def _described(activity: Element, context: Context) -> Fields:
    """Summary, notes and, where this program exported it, the reason for an end."""
    texts: dict[str, list[str]] = {"summary": [], "notes": []}
    for element in activity.all("description"):
        kind, text = element.take("type") or codes.GENERAL, context.told(element)
        if text:
            heading = "" if context.own or kind not in _HEADINGS else f"{_HEADINGS[kind]}: "
            texts["summary" if kind == codes.GENERAL else "notes"].append(heading + text)
    told = _told(texts["notes"][-1]) if context.own and texts["notes"] else {}
    if told:
        texts["notes"].pop()
    return {key: "\n\n".join(text) for key, text in texts.items() if text} | told


def _told(text: str) -> Fields:
    """The facts of a roadmap that a text consists of; nothing for any other text."""
    lead, told = facts.read(text, facts.OF_ROADMAP)
    expected = facts.BEGUN if "started" in dict(told) else ""
    return dict(told) if lead == expected and facts.write(told, lead) == text else {}


def _require_areas(fields: Fields, found: Fields) -> None:
    """A deliverable's focus area is one of the roadmap's own."""
    areas = {*fields.get("focus_areas", ()), *fields.get("cross_cutting", ())}
    for one in found.values():
        if one.get("focus_area") not in areas:
            one.pop("focus_area", None)


def fitted(fields: Any, activity: Element, context: Context) -> Any:
    """The fields with no text longer than the file format allows."""
    if isinstance(fields, dict):
        return {key: fitted(value, activity, context) for key, value in fields.items()}
    if isinstance(fields, list):
        return [fitted(value, activity, context) for value in fields]
    return context.fitting(fields, activity, "iati-activity") if isinstance(fields, str) else fields


IDENTIFIER = re.compile("[!-~]+( [!-~]+)*")
"""What an identifier can be in the file format."""
