"""Who published the activities, and what that makes of the portfolio."""

from __future__ import annotations

from coopctl import languages
from coopctl.activities import names, people
from coopctl.activities.context import Context
from coopctl.activities.document import Document
from coopctl.activities.element import Element
from coopctl.activities.entries import Entries
from coopctl.intake.value import Fields


class Reporters:
    """The organisations that published what is imported. What is not the portfolio's own names them as its source."""

    def __init__(self, entries: Entries, *, is_first: bool) -> None:
        self._entries, self._is_first = entries, is_first
        self._agency = str(entries.framework.get("agency", ""))
        self._found: dict[str, list[tuple[Fields, str]]] = {}
        self._secondary = False
        self._languages: set[str] = set()

    def note(self, activity: Element, fields: Fields, context: Context) -> None:
        """Note who published the activity that became a roadmap with these ``fields``."""
        element = activity.first("reporting-org")
        reporter = people.organisation(element, context) if element is not None else ""
        if element is not None and reporter:
            self._secondary |= element.take("secondary-reporter") in ("1", "true")
            self._languages.add(context.language_of(activity.first("title") or activity))
            self._found.setdefault(reporter, []).append((fields, context.known_by))

    def framework(self, document: Document) -> Fields:
        """What the framework is to say where it is silent: whose portfolio it is and in what language, if there were no
        roadmaps and one organisation published all of these; of what this program exported, also its reporting date.

        Roadmaps that somebody else published get that as a source.
        """
        fields: Fields = {}
        if not self._agency and self._is_first and len(self._found) == 1:
            (self._agency,) = self._found
            spoken = [language for language in self._languages if language in languages.CODES]
            own = {"language": spoken[0]} if len(self._languages) == len(spoken) == 1 else {}
            fields["agency"] = self._agency
            fields["iati"] = own | ({"secondary_reporter": True} if self._secondary else {})
            fields["as_of"] = document.as_of
        for reporter, published in self._found.items():
            if reporter != self._agency:
                self._name_source(reporter, published)
        return {key: value for key, value in fields.items() if key not in self._entries.framework and value}

    def _name_source(self, reporter: str, published: list[tuple[Fields, str]]) -> None:
        name = str(self._entries.fields("organisations", reporter).get("name", reporter))
        title = f"IATI activities of {name}"
        found = self._entries.find("sources", name=title) or self._entries.add(
            "sources", names.as_id(f"iati-{reporter.lower()}"), {"title": title, "publisher": name}
        )
        for fields, _ in published:
            fields["sources"] = [found, *fields.get("sources", [])]

    def identifier_of(self, framework: Fields) -> str:
        """The agency's identifier; empty when it has none."""
        found = self._entries.fields("organisations", str(framework.get("agency", self._agency)))
        return str(found.get("iati", {}).get("identifier", ""))
