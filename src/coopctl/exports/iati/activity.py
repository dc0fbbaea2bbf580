"""One roadmap as one activity, its elements in the order that the schema has them in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from coopctl import clock
from coopctl.exports.iati.days import add_dates, begun_by
from coopctl.exports.iati.documents import Documents
from coopctl.exports.iati.elements import LANGUAGE, add, clean, narrate, said, say
from coopctl.exports.iati.lacks import FRAMEWORK, Lacks
from coopctl.exports.iati.parties import Reporter, add_parties
from coopctl.exports.iati.recipients import add_recipients
from coopctl.exports.iati.results import Results
from coopctl.exports.iati.rows import Portfolio, Row
from coopctl.exports.iati.sectors import Sectors, add_tags
from coopctl.iati import codes, facts
from coopctl.question import Question


def activities(question: Question, lacks: Lacks) -> Iterator[Element]:
    """An activity for each roadmap that the question leaves, by id; what is missing in them is noted."""
    portfolio = Portfolio(question)
    builder = _Builder(portfolio, lacks)
    for roadmap in portfolio.roadmaps():
        yield builder.build(roadmap)


class _Builder:
    """Builds one activity after the other."""

    def __init__(self, portfolio: Portfolio, lacks: Lacks) -> None:
        self._portfolio = portfolio
        self._lacks = lacks
        self._until = min(date.fromisoformat(portfolio.question.day), clock.today())
        self._reporter = Reporter(portfolio, lacks)
        self._sectors = Sectors(portfolio, lacks)
        self._documents = Documents(portfolio, lacks)
        self._results = Results(portfolio, self._documents, lacks)
        self._links, self._events = portfolio.links(), portfolio.events()
        self._published: dict[str, str] = {}
        self._language = portfolio.framework["iati_language"]
        if not self._language:
            line = 'language = "en"' if portfolio.has_iati else '[iati] and below it language = "en"'
            message = "IATI demands to know the language of the texts"
            lacks.add(FRAMEWORK, ("iati",), message, f"add the line {line}, or the code of another language")

    def build(self, roadmap: Row) -> Element:
        """The roadmap as an activity."""
        id = roadmap["roadmap"]
        links = {name: stream.of(id) for name, stream in self._links.items()}
        activity = Element("iati-activity", {LANGUAGE: self._language or ""})
        depth = self._depth(id)
        if depth > 1:
            activity.set("hierarchy", str(depth))
        self._add_texts(activity, roadmap)
        add_parties(activity, self._portfolio, id, links, self._lacks)
        if roadmap["iati_identifier"]:
            add(activity, "other-identifier", ref=id, type=codes.INTERNAL_IDENTIFIER)
        add(activity, "activity-status", code=codes.STATUS_OF_STAGE[roadmap["stage"]])
        add_dates(activity, roadmap, self._events.of(id), self._until, self._lacks)
        add_recipients(activity, self._portfolio, links, id, self._lacks)
        self._sectors.add(activity, id, links)
        add_tags(activity, self._portfolio, roadmap, links)
        self._documents.add_sources(activity, [link["source"] for link in links["source"]])
        self._add_related(activity, id, links)
        self._results.add(activity, id)
        return activity

    def _add_texts(self, activity: Element, roadmap: Row) -> None:
        id = roadmap["roadmap"]
        add(activity, "iati-identifier").text = self._published_as(id)
        self._reporter.add(activity)
        narrate(add(activity, "title"), roadmap["title"])
        say(activity, "description", roadmap["summary"], type=codes.GENERAL)
        say(activity, "description", roadmap["notes"], type=codes.OTHER)
        begun = begun_by(roadmap, self._until)
        more = said([("started", begun), ("reason", roadmap["reason"])])
        say(activity, "description", facts.write(more, facts.BEGUN if begun else ""), type=codes.OTHER)
        for key, help in (("title", "name it"), ("summary", 'add the line summary = "..."')):
            if not clean(roadmap[key] or ""):
                self._lacks.add(id, (key,), f"IATI demands a {key}", help)

    def _published_as(self, id: str) -> str:
        """The identifier of a roadmap that is published now; each can be there only once."""
        identifier = self._identifier(id)
        other = self._published.setdefault(identifier, id)
        if other != id or identifier == self._reporter.identifier:
            whose = f"that of {other}" if other != id else "the agency's"
            message = f'its identifier "{identifier}" is {whose} too'
            self._lacks.add(id, ("iati", "identifier"), message, "give it one of its own", at_key=False)
        return identifier

    def _identifier(self, id: str) -> str:
        return self._portfolio.identifiers[id] or f"{self._reporter.identifier}-{id}"

    def _add_related(self, activity: Element, id: str, links: dict[str, list[Row]]) -> None:
        parent = self._portfolio.parents.get(id)
        related = [(codes.PARENT, parent)] if parent else []
        related += [(codes.SIBLING, row["follows"]) for row in links["follows"]]
        related += [(codes.CHILD, child) for child in self._portfolio.children.get(id, [])]
        for type, other in related:
            if other in self._portfolio.identifiers:
                add(activity, "related-activity", ref=self._identifier(other), type=type)

    def _depth(self, id: str) -> int:
        """How deep it lies: 1, or one more than what it is part of."""
        passed = {id}
        while (id := self._portfolio.parents.get(id, "")) and id not in passed:
            passed.add(id)
        return len(passed)
