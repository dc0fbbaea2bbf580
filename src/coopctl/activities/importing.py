"""A file of published activities as roadmaps and what they refer to: one activity at a time in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from coopctl import clock, countries, languages, suggest
from coopctl.activities import activity as activities
from coopctl.activities import document, identity, shown, stages, times, updating, words
from coopctl.activities.context import Context
from coopctl.activities.document import Document
from coopctl.activities.element import Element
from coopctl.activities.entries import Entries
from coopctl.activities.identity import Identity
from coopctl.activities.losses import Losses
from coopctl.activities.parsing import ACTIVITY
from coopctl.activities.relations import Relation, circular, related, relations
from coopctl.activities.reporting import Reporters
from coopctl.iati.codes import CHILD
from coopctl.intake.known import Known
from coopctl.intake.value import Fields, Imported, Origin, Source, Unfit
from coopctl.problems import CoopctlError, Exit

MOST = 10_000
"""So many roadmaps can be imported at once: as many as a portfolio is built for."""


_MOST_NAMED = 1_000
"""So many identifiers are kept to say what there is, when nothing is wanted."""


class Wanted(NamedTuple):
    """Which activities: by patterns of their identifiers and codes of countries; all where there are none."""

    patterns: Sequence[str] = ()
    countries: Sequence[str] = ()

    def has(self, element: Element) -> bool:
        """Whether this activity is one of them."""
        identifier = identity.of(element)
        places = {one.get("code").upper() for one in element.all("recipient-country")}
        return (not self.patterns or any(fnmatchcase(identifier, one) for one in self.patterns)) and (
            not self.countries or bool(places & {*self.countries})
        )


def codes_of(named: Sequence[str]) -> list[str]:
    """The codes of countries that are named in any way. Raises CoopctlError (2) for what is none."""
    found = []
    for one in named:
        code = one.upper() if len(one) == 2 else countries.find_code(one)
        if code is None:
            raise CoopctlError(f'--country: "{one}" is no country', help="name it by its ISO 3166-1 code, such as LB")
        found.append(code)
    return found


def code_of(language: str | None) -> str:
    """The code of a language that is asked for, empty without one. Raises CoopctlError (2) for what is none."""
    try:
        return languages.parse_code(language.lower()) if language else ""
    except ValueError as error:
        raise CoopctlError(f'--language: "{language}" is no language', help=str(error)) from error


class Import:
    """One import under way: what was found so far."""

    def __init__(self, read: Document, known: Known, language: str, *, update: bool, each: bool) -> None:
        self._document, self._known, self._update = read, known, update
        self._language = language or known.framework.get("iati", {}).get("language", "en")
        self._entries, self._losses = Entries(known.framework), Losses(keeps_each=each)
        self._identity, self._reporters = Identity(known), Reporters(self._entries, is_first=not known.roadmaps)
        self._roadmaps: dict[str, Fields] = {}
        self._identifiers: dict[str, str] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._origins: dict[tuple[str, ...], Origin] = {}
        self._seen: set[str] = set()
        self._named_within: set[str] = set()
        self._left_alone: list[str] = []
        self._untitled: list[str] = []
        self._statuses: dict[str, tuple[str, Element]] = {}
        self._today = clock.today().isoformat()

    def take(self, element: Element) -> None:
        """Have an activity among the roadmaps, unless it is there already and is not to be changed."""
        identifier = identity.of(element)
        self._losses.begin(identifier)
        if identifier and identifier in self._seen:
            self._losses.note(ACTIVITY, element, "its identifier is there twice")
            return
        self._seen.add(identifier)
        context = self._context(element)
        title = activities.title(element, context)
        id = self._identity.find(identifier, title)
        if not title:
            self._losses.note(ACTIVITY, element, "it has neither an identifier nor a title")
        elif id and not self._update:
            self._left_alone.append(id)
        else:
            self._have(id or self._identity.give(element, title, own=context.own), element, context)

    def _have(self, id: str, element: Element, context: Context) -> None:
        """Have an activity as the roadmap ``id``. Raises Unfit when there are too many."""
        if identity.mark(element, id):
            self._named_within.add(id)
        fields = activities.roadmap(element, self._known.roadmap(id), context)
        self._roadmaps[id] = activities.fitted(fields, element, context)
        self._identifiers[id] = identity.of(element)
        self._reporters.note(element, self._roadmaps[id], context)
        if not context.named(element.first("title")):
            self._untitled.append(id)
        status = element.first("activity-status")
        if status is not None and status.get("code") in times.STATUSES and not context.own:
            self._statuses[id] = (self._identifiers[id], status)
        self._relations[id] = relations(element)
        self._origins[(id,)] = Origin(element.line, label=self._identifiers[id])
        self._losses.note_left(element)
        if len(self._roadmaps) > MOST:
            help = "choose some of them with --country or --id"
            raise Unfit(f'"{self._document.name}" has more than {MOST:,} activities', help=help)

    def _context(self, element: Element) -> Context:
        own = bool(self._document.as_of)
        default = words.code(element.get("xml:lang"))
        languages = words.Languages(default if own else self._language, default)
        return Context(languages, self._entries, self._losses, own, self._today)

    def imported(self) -> Imported:
        """All that was found, and what could not be taken."""
        self._relate()
        stages.compare(self._roadmaps, self._statuses, self._losses)
        framework = self._reporters.framework(self._document)
        self._identify(framework)
        there = {id: self._known.roadmap(id) for id in self._roadmaps if id in self._known.roadmaps}
        new = {id: updating.changed(them, there[id]) if id in there else them for id, them in self._roadmaps.items()}
        return Imported(
            {id: fields for id, fields in new.items() if fields},
            self._entries.new,
            notes=(
                *shown.notes(self._left_alone, framework, self._entries),
                *shown.thin(self._untitled, 0 if self._document.as_of else _open_results(new)),
            ),
            shown=tuple(shown.tables(self._losses)),
            origins=self._origins,
            framework=framework,
        )

    def _relate(self) -> None:
        for id, said in self._relations.items():
            fields, lost = related(id, said, self._identity, own=bool(self._document.as_of))
            self._losses.begin(self._identifiers[id])
            for one in lost:
                self._losses.note("related-activity", one.as_element(), "the other is not here, or is no part of it")
            self._roadmaps[id] |= fields
        for id, said in self._relations.items():
            for part in (self._identity.find(one.ref) for one in said if one.kind == CHILD and one.ref):
                if part in self._roadmaps and part != id and "part_of" not in self._known.roadmap(part):
                    self._roadmaps[part].setdefault("part_of", id)
        for id in circular(self._roadmaps):
            del self._roadmaps[id]["part_of"]

    def _identify(self, framework: Fields) -> None:
        """Keep the identifiers, unless they are those that the agency's and the roadmap's id make."""
        agency = self._reporters.identifier_of(framework)
        for id, identifier in self._identifiers.items():
            follows = identifier == f"{agency}-{id}" and not (self._document.as_of and id in self._named_within)
            if not follows and activities.IDENTIFIER.fullmatch(identifier):
                self._roadmaps[id]["iati"] = {"identifier": identifier, **self._roadmaps[id].get("iati", {})}


def _open_results(roadmaps: Mapping[str, Fields]) -> int:
    """How many new deliverables have a title, and nothing to say how far they are."""
    found = (one for fields in roadmaps.values() for one in fields.get("deliverables", {}).values())
    return sum("title" in one and not any(key in one for key in ("milestones", "done")) for one in found)


def imported(source: Source, known: Known, wanted: Wanted, language: str, *, update: bool, each: bool) -> Imported:
    """What becomes of the activities in ``source`` that are ``wanted``; those that are there change on ``update``.

    ``each`` asks for everything that is lost, one by one. Raises CoopctlError: 3 for a file that is none of
    activities, 4 when nothing in it is wanted.
    """
    read = document.opened(source.name, source.stream)
    taking = Import(read, known, language, update=update, each=each)
    identifiers: list[str] = []
    number = 0
    for element in read.activities:
        if len(identifiers) < _MOST_NAMED:
            identifiers.append(identity.of(element))
        if wanted.has(element):
            number += 1
            taking.take(element)
    if not number:
        raise _nothing(source.name, wanted, identifiers)
    return taking.imported()


def _nothing(name: str, wanted: Wanted, identifiers: list[str]) -> CoopctlError:
    if not identifiers:
        return Unfit(
            f'"{name}" has no activities', help="look at where it comes from: the selection may have been empty"
        )
    asked = suggest.either([*wanted.patterns, *wanted.countries])
    near = suggest.did_you_mean(wanted.patterns[0], identifiers) if wanted.patterns else ""
    help = f"{near} {suggest.there_are(identifiers, most=5)}".strip()
    return CoopctlError(f"no activity in the file is wanted: {asked}", help=help, exit_code=Exit.NOT_FOUND)
