"""Which roadmap an activity is, was, or is to be: by its identifier, which never changes."""

from __future__ import annotations

from coopctl.activities import names
from coopctl.activities.element import Element
from coopctl.iati.codes import INTERNAL_IDENTIFIER
from coopctl.intake.known import Known
from coopctl.intake.slugs import free


class Identity:
    """The ids of roadmaps by the identifiers of activities: those there are, and those given out."""

    def __init__(self, known: Known) -> None:
        self._known = known
        agency = known.framework.get("agency")
        organisations = known.framework.get("organisations", {})
        self._prefix = f"{organisations.get(agency, {}).get('iati', {}).get('identifier', '')}-"
        self._by = dict(known.identifiers)
        self._taken = {"framework", *known.roadmaps, *map(str.casefold, known.roadmaps)}
        self._own = {*known.roadmaps} - {*self._by.values()}

    def find(self, identifier: str, title: str = "") -> str:
        """The id of the roadmap that is this activity; empty when there is none. Without an identifier, the ``title``
        has to do."""
        if not identifier:
            id = names.of_title(title, "activity")
            return id if id in self._own and self._known.roadmap(id).get("title") == title else ""
        if identifier in self._by:
            return self._by[identifier]
        bare = identifier.removeprefix(self._prefix) if len(self._prefix) > 1 else identifier
        return bare if bare != identifier and bare in self._own else ""

    def give(self, activity: Element, title: str, *, own: bool) -> str:
        """A new id: what the publisher calls it within, else its identifier without the publisher's own, else the
        whole of it, else of its title; the first of these that is free.

        What is this program's ``own`` keeps its id also beside one that differs only in large and small letters, which
        not every file system tells apart.
        """
        identifier = of(activity)
        internal = _internal(activity)
        reporter = activity.first("reporting-org")
        bare = identifier.removeprefix(reporter.get("ref") if reporter is not None else "").lstrip("-/_: ")
        told = [*(one.get("ref") for one in internal[:1]), bare, identifier]
        wanted = [one for one in map(names.as_id, told) if one]
        wanted.append(names.of_title(title, "activity"))
        id = next((one for one in wanted if (one if own else one.casefold()) not in self._taken), "")
        id = id or free(wanted[-1].casefold(), self._taken)
        self._taken |= {id, id.casefold()}
        if identifier:
            self._by[identifier] = id
        return id


def mark(activity: Element, id: str) -> bool:
    """Count as taken what the roadmap's ``id`` came from; whether that is what the publisher calls it within."""
    for element in activity.all("iati-identifier"):
        element.mark_all()
    found = [element for element in _internal(activity) if element.get("ref") == id]
    for element in found:
        element.mark("ref", "type")
    return bool(found)


def _internal(activity: Element) -> list[Element]:
    return [one for one in activity.all("other-identifier") if one.get("type") == INTERNAL_IDENTIFIER]


def of(activity: Element) -> str:
    """The identifier of an activity; empty when it has none."""
    element = activity.first("iati-identifier")
    return element.text if element is not None else ""
