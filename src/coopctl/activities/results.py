"""Results as deliverables: their indicators, and the milestones that this program exported as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coopctl.activities import documents, indicators, names
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import facts, places
from coopctl.iati.codes import OUTPUT, OWN_VOCABULARY
from coopctl.iati.places import Place
from coopctl.intake.slugs import free
from coopctl.intake.value import Fields

_DATES = ("due", "expected", "started", "done", "dropped")
_SEVERAL = {"topic": "topics", "evidence": "evidence"}


def deliverables(activity: Element, known: Mapping[str, Any], context: Context) -> Fields:
    """The deliverables of a roadmap, by id. Those that are ``known`` by their titles keep their ids."""
    found: Fields = {}
    for result in activity.all("result"):
        fields = _deliverable(result, known, context)
        if fields:
            id = fields.pop("id")
            found[free(id, found)] = fields
    return found


def _deliverable(result: Element, known: Mapping[str, Any], context: Context) -> Fields:
    """The fields of a deliverable and its ``id``; none for a result that nothing is called by."""
    title = _title(result, context) or next((_title(one, context) for one in result.all("indicator")), "")
    if not title:
        return {}
    marks = [place for one in result.all("indicator") if (place := _place(one, context))]
    id = marks[0].deliverable if marks and context.own else _known(title, known) or names.of_title(title, "result")
    result.mark("type" if result.get("type") == OUTPUT else "")
    fields: Fields = {"id": id, "title": title}
    told = context.told(result.first("description"))
    fields |= _facts(told, facts.OF_DELIVERABLE, context) if context.own else {"notes": told} if told else {}
    _add_links(fields, result, context)
    for element, part, kind, own in _parts(result, known.get(id, {}), context):
        if kind and not part:
            fields |= own
        else:
            element.mark()
            fields.setdefault(kind or "indicators", {})[part] = own
    return fields


def _parts(result: Element, known: Mapping[str, Any], context: Context) -> Iterator[tuple[Element, str, str, Fields]]:
    """What the indicators of a result are: id, ``milestones`` or nothing, fields; the deliverable itself has no id."""
    taken: set[str] = set()
    for element in result.all("indicator"):
        place = _place(element, context)
        title = _title(element, context)
        if place and place.kind == "milestones":
            yield element, place.id, "milestones", ({"title": title} if place.id else {}) | _milestone(element, context)
            continue
        if not title:
            context.losses.note("result/indicator", element, "it has no title")
            element.mark_all()
            continue
        id = (
            place.id
            if place
            else _known(title, known.get("indicators", {}))
            or _by_reference(element)
            or names.of_title(title, "indicator")
        )
        id = free(id, taken)
        taken.add(id)
        yield element, id, "", {"title": title, **indicators.indicator(element, context)}


def _title(element: Element, context: Context) -> str:
    """Its title, else the first words of its description."""
    title = context.named(element.first("title"))
    if title or context.own:
        return title
    description = element.first("description")
    return context.looked_at(description) if description is not None else ""


def _place(indicator: Element, context: Context) -> Place | None:
    """Which milestone or indicator it is of the portfolio that this program exported."""
    for reference in indicator.all("reference") if context.own else ():
        if reference.get("vocabulary") == OWN_VOCABULARY:
            found = places.read(reference.get("code"))
            if found:
                reference.mark("vocabulary", "code")
            return found
    return None


def _by_reference(indicator: Element) -> str:
    """An id of the code under which a publisher has an indicator."""
    for reference in indicator.all("reference"):
        id = names.as_id(reference.get("code"))
        if id:
            reference.mark("code", "vocabulary")
            return id
    return ""


def _known(title: str, entries: Mapping[str, Any]) -> str:
    return next((id for id, one in entries.items() if isinstance(one, Mapping) and one.get("title") == title), "")


def _milestone(element: Element, context: Context) -> Fields:
    """A milestone, or a deliverable that is tracked as one; how far it is follows from its dates."""
    fields = _facts(context.told(element.first("description")), facts.OF_MILESTONE, context)
    _add_links(fields, element, context)
    element.mark("measure", "ascending")
    for period in element.all("period"):
        period.mark_all()
    return fields


def _add_links(fields: Fields, holder: Element, context: Context) -> None:
    """Have the documents that are linked to in front of the evidence in words."""
    evidence = [*documents.evidence(holder, context), *fields.pop("evidence", [])]
    if evidence:
        fields["evidence"] = evidence


def _facts(text: str, keys: tuple[str, ...], context: Context) -> Fields:
    """The facts in a text as fields; organisations and sources by their ids."""
    _, told = facts.read(text, keys)
    fields: Fields = {}
    for key, value in told:
        if key in _SEVERAL:
            fields.setdefault(_SEVERAL[key], []).append(_source(value, context) if key == "evidence" else value)
        else:
            fields[key] = _organisation(value, context) if key == "owner" else value
    return fields


def _organisation(name: str, context: Context) -> str:
    """The id of the organisation of this name, new if need be."""
    found = context.entries.find("organisations", name=name)
    wanted = names.short_name(name) or names.of_title(name, "organisation")
    return found or context.entries.add("organisations", wanted, {"name": name})


def _source(words: str, context: Context) -> str:
    """The id of the source that has this title and no address, if there is one; else the words themselves."""
    found = context.entries.find("sources", name=words)
    return found if found and "url" not in context.entries.fields("sources", found) else words
