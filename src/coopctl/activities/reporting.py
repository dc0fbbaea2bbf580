"""Who published the activities, and what that makes of the portfolio."""

from __future__ import annotations

from coopctl import languages
from coopctl.activities import names, people
from coopctl.activities.context import LONGEST_TEXT, Context
from coopctl.activities.document import Document
from coopctl.activities.element import Element
from coopctl.activities.entries import Entries
from coopctl.intake.value import Fields


class Reporters:
    """The organisations that published what is imported. What is not the portfolio's own names them as its source."""

    def __init__(self, entries: Entries, *, is_first: bool) -> None:
        self._entries, self._is_first = entries, is_first
        self._agency = str(entries.framework.get("agency", ""))
        self._found: dict[str, list[Fields]] = {}
        self._number = 0
        self._secondary = False
        self._languages: set[str] = set()

    def note(self, activity: Element, fields: Fields, context: Context) -> None:
        """Note who published the activity that became a roadmap with these ``fields``."""
        self._number += 1
        self._languages.add(context.language_of(activity.first("title") or activity))
        element = activity.first("reporting-org")
        reporter = people.organisation(element, context) if element is not None else ""
        if element is not None and reporter:
            self._secondary |= element.take("secondary-reporter") in ("1", "true")
            self._found.setdefault(reporter, []).append(fields)

    def framework(self, document: Document) -> Fields:
        """What the framework is to say where it is silent: in what language it is, if there were no roadmaps; if one
        organisation published all of these, whose portfolio it is; of what this program exported, its reporting date.

        Roadmaps that somebody else published get that as a source.
        """
        fields: Fields = {"iati": self._language()} if self._is_first else {}
        published_all = [one for one, published in self._found.items() if len(published) == self._number]
        if not self._agency and self._is_first and published_all:
            (self._agency,) = published_all
            fields["agency"] = self._agency
            fields["iati"] |= {"secondary_reporter": True} if self._secondary else {}
            fields["as_of"] = document.as_of
        for reporter, published in self._found.items():
            if reporter != self._agency:
                self._name_source(reporter, published)
        return {key: value for key, value in fields.items() if key not in self._entries.framework and value}

    def _language(self) -> Fields:
        """The language, if all that is called anything is called so in the same one."""
        spoken = self._languages - {""}
        language = spoken.pop() if len(spoken) == 1 else ""
        return {"language": language} if language in languages.CODES else {}

    def _name_source(self, reporter: str, published: list[Fields]) -> None:
        name = str(self._entries.fields("organisations", reporter).get("name", reporter))
        title = f"IATI activities of {name}"[:LONGEST_TEXT]
        found = self._entries.find("sources", name=title) or self._entries.add(
            "sources", names.as_id(f"iati-{reporter.lower()}"), {"title": title, "publisher": name}
        )
        for fields in published:
            fields["sources"] = [found, *fields.get("sources", [])]

    def identifier_of(self, framework: Fields) -> str:
        """The agency's identifier; empty when it has none."""
        found = self._entries.fields("organisations", str(framework.get("agency", self._agency)))
        return str(found.get("iati", {}).get("identifier", ""))
