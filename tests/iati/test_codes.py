"""The codes that export and import share, against IATI's codelists."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from coopctl import model, publishing
from coopctl.fields import Like
from coopctl.filters import STAGES
from coopctl.iati import codes, facts, places
from tests.iati import standard


def test_every_stage_role_and_type_of_a_portfolio_has_its_code() -> None:
    assert set(codes.STATUS_OF_STAGE) == set(STAGES)
    assert set(codes.ROLE_OF_PARTNER) == set(get_args(model.Role))
    assert set(codes.TYPE_OF_ORGANISATION) == set(get_args(model.OrganisationType)) - {"ngo"}


@standard.needed
@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("ActivityStatus", set(codes.STATUS_OF_STAGE.values())),
        ("OrganisationRole", set(codes.ROLE_OF_PARTNER.values()) | {codes.FUNDING}),
        ("OrganisationType", set(codes.TYPE_OF_ORGANISATION.values())),
        ("DocumentCategory", {codes.EVIDENCE}),
        ("OtherIdentifierType", {codes.INTERNAL_IDENTIFIER}),
        ("SectorVocabulary", {codes.OWN_VOCABULARY, codes.SECOND_OWN_VOCABULARY}),
        ("RegionVocabulary", {codes.OWN_VOCABULARY}),
        ("TagVocabulary", {codes.OWN_VOCABULARY}),
        ("IndicatorVocabulary", {codes.OWN_VOCABULARY}),
    ],
)
def test_the_codes_that_are_used_are_in_their_lists(name: str, used: set[str]) -> None:
    assert used <= set(standard.codelist(name))


@standard.needed
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("ActivityDateType", codes.PLANNED_START, "Planned start"),
        ("ActivityDateType", codes.ACTUAL_START, "Actual start"),
        ("ActivityDateType", codes.PLANNED_END, "Planned End"),
        ("ActivityDateType", codes.ACTUAL_END, "Actual end"),
        ("ActivityStatus", codes.STATUS_OF_STAGE["ended"], "Finalisation"),
        ("ActivityScope", codes.REGIONAL, "Regional"),
        ("ActivityScope", codes.MULTINATIONAL, "Multi-national"),
        ("ActivityScope", codes.NATIONAL, "National"),
        ("DescriptionType", codes.GENERAL, "General"),
        ("DescriptionType", codes.OTHER, "Other"),
        ("DocumentCategory", codes.EVIDENCE, "Results, outcomes and outputs"),
        ("IndicatorMeasure", codes.UNIT, "Unit"),
        ("IndicatorMeasure", codes.PERCENTAGE, "Percentage"),
        ("OrganisationRole", codes.FUNDING, "Funding"),
        ("OrganisationRole", codes.ROLE_OF_PARTNER["lead"], "Accountable"),
        ("OrganisationType", codes.TYPE_OF_ORGANISATION["eu"], "Other Public Sector"),
        ("RelatedActivityType", codes.PARENT, "Parent"),
        ("RelatedActivityType", codes.CHILD, "Child"),
        ("RelatedActivityType", codes.SIBLING, "Sibling"),
        ("ResultType", codes.OUTPUT, "Output"),
    ],
)
def test_a_code_means_what_its_name_says(name: str, code: str, words: str) -> None:
    assert standard.codelist(name)[code] == words


@standard.needed
def test_countries_are_those_of_the_list() -> None:
    assert set(standard.codelist("Country")) == codes.COUNTRIES


@standard.needed
@pytest.mark.parametrize(
    ("field", "name"),
    [
        (publishing.OrganisationTypeCode, "OrganisationType"),
        (publishing.DocumentCategory, "DocumentCategory"),
        (publishing.SectorVocabulary, "SectorVocabulary"),
    ],
)
def test_the_format_takes_exactly_the_codes_of_a_list(field: object, name: str) -> None:
    (like,) = (mark for mark in get_args(field) if isinstance(mark, Like))
    tried = {
        f"{letter}{number}" for letter in ("", "A", "B") for number in [*range(100), *map("{:02}".format, range(100))]
    }
    assert {one for one in tried if re.fullmatch(like.pattern, one)} == set(standard.codelist(name))


def test_facts_are_read_as_they_were_written() -> None:
    told = [("due", "2026-06"), ("topic", "a: b"), ("topic", "c"), ("notes", "One.\n\n  due: two\nunit: three")]
    text = facts.write(told, facts.MILESTONE)
    assert facts.read(text, facts.OF_MILESTONE) == (facts.MILESTONE, told)
    assert facts.read("Nothing: of ours\nhere", facts.OF_MILESTONE) == ("Nothing: of ours\nhere", [])
    assert facts.write([]) == ""


@pytest.mark.parametrize(
    "place",
    [
        places.Place("plan", "milestones", ""),
        places.Place("plan", "milestones", "drafted"),
        places.Place("plan", "indicators", "staff.trained"),
    ],
)
def test_a_place_is_read_as_it_was_written(place: places.Place) -> None:
    assert places.read(places.write(place)) == place


@pytest.mark.parametrize("code", ["", "a/b", "a/steps/b", "a/milestones/", "/milestones/b", "a/milestones/b/c"])
def test_codes_of_others_are_no_places(code: str) -> None:
    assert places.read(code) is None
