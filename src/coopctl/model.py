"""The file format: one pydantic model a table, each field with its meaning beside it.

Validation is strict (text is never read as a number, nor a number as text) and closed (a key that is not
listed here is an error), so that a slip of the pen is found when it is made. What one model cannot know, such
as whether an id exists in another file, is the business of :mod:`coopctl.checks`.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from coopctl.fields import ID_PATTERN as ID_PATTERN
from coopctl.fields import (
    AimId,
    Amount,
    CountryCode,
    CountryId,
    Currency,
    Day,
    Event,
    FocusAreaId,
    Id,
    Number,
    OrganisationId,
    PlannedDate,
    RegionId,
    RoadmapId,
    SourceId,
    SupportKindId,
    Text,
    many,
    named,
)
from coopctl.fields import Model as Model
from coopctl.fields import Refers as Refers
from coopctl.publishing import IatiActivity, IatiDocument, IatiOrganisation, IatiRegion, IatiReporting

Kind = Literal["roadmap", "working-arrangement", "project", "programme", "facility", "bilateral"]
OrganisationType = Literal["government", "eu", "multilateral", "ngo", "other"]
Role = Literal["counterpart", "lead", "partner", "funder", "implementer", "support"]
Activity = Literal[
    "assessment",
    "training",
    "workshop",
    "site-visit",
    "study-visit",
    "publication",
    "translation",
    "mission",
    "deployment",
    "meeting",
    "legislation",
    "other",
]


class Described(Model):
    """What framework entries have in common."""

    notes: Text | None = Field(None, description="Anything worth knowing, in words.")
    sources: list[SourceId] = many("Ids of the sources that say so.")


class Strategy(Described):
    """The strategy that the whole portfolio serves."""

    title: Text = Field(description="The strategy's name.")
    adopted: Event | None = Field(None, description="When it was adopted.")


class Aim(Described):
    """An aim that roadmaps serve."""

    title: Text = Field(description="The aim, in a few words.")


class SupportKind(Described):
    """A kind of support that the agency gives, such as capacity building."""

    title: Text = Field(description="The kind of support, in a few words.")


class FocusArea(Described):
    """A field of work that roadmaps and deliverables belong to."""

    title: Text = Field(description="The area, in a few words.")


class Region(Described):
    """A group of partner countries."""

    title: Text = Field(description="The region's name.")
    priority: bool = Field(False, description="Whether its countries have priority.")
    countries: list[CountryId] = Field(
        default_factory=list, description="ISO 3166-1 alpha-2 codes of the region's countries."
    )
    iati: IatiRegion | None = Field(None, description="What export iati calls it; without it, by id and title.")


class Country(Described):
    """A partner country; its key is the ISO 3166-1 alpha-2 code, or a user-assigned one (XK, ZZ)."""

    name: Text = Field(description="The name to show.")
    priority: bool = Field(False, description="Whether the country has priority by itself.")
    footnote: Text | None = Field(None, description="Printed below every table that names the country.")


class Organisation(Described):
    """An authority, agency, organisation or network."""

    name: Text = Field(description="The full name.")
    country: CountryId | None = Field(None, description="Code of the country it belongs to.")
    type: OrganisationType = Field("other", description="What sort of organisation it is.")
    iati: IatiOrganisation | None = Field(None, description="Who it is to IATI.")


class Source(Model):
    """A document that says what the portfolio claims."""

    title: Text = Field(description="The document's title, or a description of it.")
    publisher: Text | None = Field(None, description="Who published it.")
    published: Event | None = Field(None, description="When it was published.")
    url: Text | None = Field(None, description="Where it can be read.")
    iati: IatiDocument | None = Field(None, description="What IATI wants to know of it.")
    notes: Text | None = Field(None, description="Anything worth knowing, in words.")


class SavedReport(Model):
    """A report under a name of its own: `coopctl report NAME`."""

    title: Text = Field(description="The report's title.")
    command: Text = Field(description="The command line after `coopctl`.")


class Engagement(Described):
    """Standing cooperation outside any roadmap: a forum, a dialogue, joint work."""

    title: Text = Field(description="What it is, in a few words.")
    countries: list[CountryId] = many("Codes of the countries concerned.")
    regions: list[RegionId] = many("Ids of the regions concerned.")
    aims: list[AimId] = many("Ids of the aims it serves.")
    focus_areas: list[FocusAreaId] = many("Ids of its focus areas.")
    partners: list[OrganisationId] = many("Ids of the organisations taking part.")


class Framework(Model):
    """`framework.toml`: what roadmaps refer to, and whose portfolio this is."""

    title: Text = Field(description="The portfolio's title.")
    agency: OrganisationId | None = Field(None, description="The organisation whose portfolio this is.")
    as_of: Day | None = Field(None, description="Reporting date of the data; without it, today.")
    strategy: Strategy | None = Field(None, description="The strategy that the portfolio serves.")
    partners: list[OrganisationId] = many("Organisations consulted on everything.")
    coordination: list[OrganisationId] = Field(
        default_factory=list, description="Organisations with which work is coordinated when necessary."
    )
    notes: Text | None = Field(None, description="Anything worth knowing, in words.")
    sources: dict[Id, Source] = named("The documents behind the data.")
    aims: dict[Id, Aim] = named("Aims of the cooperation.")
    support_kinds: dict[Id, SupportKind] = named("Kinds of support given.")
    regions: dict[Id, Region] = named("Groups of countries.")
    countries: dict[CountryCode, Country] = Field(
        default_factory=dict, description="Partner countries, by ISO 3166-1 code."
    )
    organisations: dict[Id, Organisation] = named("Everybody who takes part.")
    focus_areas: dict[Id, FocusArea] = named("Fields of work.")
    engagements: dict[Id, Engagement] = Field(
        default_factory=dict, description="Standing cooperation outside any roadmap."
    )
    reports: dict[Id, SavedReport] = named("Saved reports.")
    iati: IatiReporting | None = Field(None, description="How the portfolio is published in the IATI standard.")


class Period(Model):
    """When a roadmap runs; either end may be open."""

    start: PlannedDate | None = Field(None, description="When it starts.")
    end: PlannedDate | None = Field(None, description="When it ends.")


class Extension(Model):
    """A later end that was agreed on."""

    until: PlannedDate = Field(description="The new end.")
    agreed: Event | None = Field(None, description="When this was agreed; it counts from then on.")
    reason: Text | None = Field(None, description="Why.")


class Signatory(Model):
    """A person who signed."""

    name: Text = Field(description="The person's name.")
    post: Text | None = Field(None, description="The post held.")
    organisation: OrganisationId | None = Field(None, description="The organisation signed for.")


class Signature(Model):
    """Where, when and by whom it was signed."""

    on: Event | None = Field(None, description="When.")
    place: Text | None = Field(None, description="Where.")
    by: list[Signatory] = many("Who signed.")


class Funding(Model):
    """Money from one funder."""

    funder: OrganisationId | None = Field(None, description="The organisation that pays.")
    instrument: Text | None = Field(None, description="The programme or budget line.")
    amount: Amount | None = Field(None, description="How much, in whole units of the currency.")
    currency: Currency | None = Field(None, description="ISO 4217 code, such as EUR.")


class Measure(Model):
    """A value at a time."""

    value: Number = Field(description="The value, in the indicator's unit.")
    on: Event | None = Field(None, description="When it was, or is to be, so.")


class Indicator(Model):
    """Something counted: where it started, where it should be, where it is."""

    title: Text = Field(description="What is counted.")
    unit: Text | None = Field(None, description="The unit, such as people.")
    baseline: Measure | None = Field(None, description="The value before the work began.")
    target: Measure | None = Field(None, description="The value to reach, and by when.")
    actual: list[Measure] = many("Values measured, in the order of time.")
    notes: Text | None = Field(None, description="Anything worth knowing, in words.")


class Tracked(Model):
    """What is followed up: a milestone, or a deliverable that has none."""

    title: Text = Field(description="What is to be there in the end.")
    activity: Activity | None = Field(None, description="What sort of work it is.")
    topics: list[Text] = many("Free words, searched by --text.")
    owner: OrganisationId | None = Field(None, description="The organisation in charge.")
    responsible: Text | None = Field(None, description="The person or post in charge.")
    due: PlannedDate | None = Field(None, description="The agreed deadline; without it, the roadmap's end.")
    expected: PlannedDate | None = Field(None, description="The forecast, when it moved.")
    started: Event | None = Field(None, description="When work began.")
    done: Event | None = Field(None, description="When it was there.")
    dropped: Event | None = Field(None, description="When it was given up.")
    reason: Text | None = Field(None, description="Why it was given up, or moved.")
    evidence: list[Text] = many("What shows it: a source's id, a link, or words.")
    sources: list[SourceId] = many("Ids of the sources that say so.")
    notes: Text | None = Field(None, description="Anything worth knowing, in words.")


class Milestone(Tracked):
    """A step towards a deliverable, with its own deadline."""


class Deliverable(Tracked):
    """What a roadmap is to bring about. Its status follows from its milestones, or else from its own dates."""

    focus_area: FocusAreaId | None = Field(None, description="Id of its focus area.")
    milestones: dict[Id, Milestone] = named("The steps, by id.")
    indicators: dict[Id, Indicator] = named("What is counted, by id.")


class Roadmap(Model):
    """A roadmap file: what was agreed with whom, for when, and how far it is."""

    title: Text = Field(description="The roadmap's title.")
    kind: Kind = Field(description="What sort of instrument it is.")
    summary: Text | None = Field(None, description="What it is about, in a sentence or two.")
    countries: list[CountryId] = many("Codes of the countries concerned.")
    regions: list[RegionId] = many("Ids of the regions concerned.")
    period: Period | None = Field(None, description="When it runs.")
    in_preparation: bool = Field(False, description="Whether it is still being defined.")
    signed: Signature | None = Field(None, description="The signature.")
    extensions: list[Extension] = many("Later ends that were agreed on.")
    started: Event | None = Field(None, description="When the work began.")
    concluded: Event | None = Field(None, description="When the work was concluded.")
    cancelled: Event | None = Field(None, description="When it was cancelled.")
    reason: Text | None = Field(None, description="Why it was cancelled.")
    follows: list[RoadmapId] = many("Ids of the roadmaps that it follows.")
    part_of: RoadmapId | None = Field(None, description="Id of the larger roadmap that it is part of.")
    aims: list[AimId] = many("Ids of the aims it serves.")
    support: list[SupportKindId] = many("Ids of the kinds of support it gives.")
    focus_areas: list[FocusAreaId] = many("Ids of its focus areas.")
    cross_cutting: list[FocusAreaId] = Field(
        default_factory=list, description="Ids of focus areas that run through all of it."
    )
    partners: dict[OrganisationId, Role] = Field(
        default_factory=dict, description="Organisations taking part, and as what."
    )
    funding: list[Funding] = many("Who pays.")
    sources: list[SourceId] = many("Ids of the sources that say so.")
    notes: Text | None = Field(None, description="Anything worth knowing, in words.")
    iati: IatiActivity | None = Field(None, description="What it is to IATI.")
    deliverables: dict[Id, Deliverable] = named("What it is to bring about, by id.")


def json_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema of a file as pydantic makes it, references marked with ``x-refers``; see file_schema.py."""
    return model.model_json_schema()
