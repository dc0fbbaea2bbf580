"""Which roadmap an activity is, was, or is to be: by its identifier, which never changes."""

from __future__ import annotations

from coopctl.activities import names
from coopctl.activities.element import Element
from coopctl.iati.codes import INTERNAL_IDENTIFIER
from coopctl.intake.known import Known


class Identity:
    """The ids of roadmaps by the identifiers of activities: those there are, and those given out."""

    def __init__(self, known: Known) -> None:
        self._known = known
        agency = known.framework.get("agency")
        organisations = known.framework.get("organisations", {})
        self._prefix = f"{organisations.get(agency, {}).get('iati', {}).get('identifier', '')}-"
        self._by: dict[str, str] = {}
        for id in known.mentioning("identifier"):
            named = known.roadmap(id).get("iati", {}).get("identifier")
            if named:
                self._by[named] = id
        # Not every file system tells large letters from small ones.
        self._taken = {id.casefold() for id in (*known.roadmaps, "framework")}
        self._own = [id for id in known.roadmaps if id not in self._by.values()]

    def find(self, identifier: str) -> str:
        """The id of the roadmap that is this activity; empty when there is none."""
        if identifier in self._by:
            return self._by[identifier]
        bare = identifier.removeprefix(self._prefix) if len(self._prefix) > 1 else identifier
        return bare if bare != identifier and bare in self._own else ""

    def give(self, activity: Element, title: str) -> str:
        """A new id: what the publisher calls it within, else its identifier without the publisher's own, else the
        whole of it, else of its title; the first of these that is free."""
        identifier = _text(activity, "iati-identifier")
        internal = [
            one.get("ref") for one in activity.all("other-identifier") if one.get("type") == INTERNAL_IDENTIFIER
        ]
        reporter = activity.first("reporting-org")
        bare = identifier.removeprefix(f"{reporter.get('ref')}-" if reporter is not None else "")
        wanted = [one for one in map(names.as_id, (*internal[:1], bare, identifier)) if one]
        wanted.append(names.slug(title) or "activity")
        id = next((one for one in wanted if one.casefold() not in self._taken), "")
        id = id or names.unique(wanted[-1].casefold(), self._taken)
        self._taken.add(id.casefold())
        if identifier:
            self._by[identifier] = id
        return id


def _text(activity: Element, name: str) -> str:
    element = activity.first(name)
    return element.text if element is not None else ""
