"""The IATI standard as its publishers have it: schema, official rules and codelists, beside the checkout."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tests.conftest import SHARED
from tests.iati.ruleset import Breach, Checker

HOME = SHARED / "iati"
REAL = sorted((HOME / "real").glob("*.xml"))
needed = pytest.mark.skipif(not HOME.is_dir(), reason=f"the IATI standard is not in {HOME}")


@cache
def schema() -> Any:
    """The schema of activities."""
    return etree.XMLSchema(etree.parse(HOME / "xsd-2.03" / "iati-activities-schema.xsd"))


@cache
def codelist(name: str) -> dict[str, str]:
    """The codes of a codelist, each with its name."""
    items = etree.parse(HOME / "codelists" / f"{name}.xml").iterfind(".//codelist-item")
    return {item.findtext("code"): item.findtext("name/narrative") for item in items}


@cache
def checker() -> Checker:
    """The official rules, today."""
    ruleset = json.loads((HOME / "xsd-2.03" / "standard_ruleset.json").read_text("utf-8"))
    return Checker(ruleset, set(codelist("OrganisationRegistrationAgency")), date.today())


def parse(text: str | bytes) -> Any:
    """The tree of a file."""
    return etree.ElementTree(etree.fromstring(text.encode() if isinstance(text, str) else text))


CODED = {
    "iati-activity/activity-status/@code": "ActivityStatus",
    "iati-activity/activity-date/@type": "ActivityDateType",
    "iati-activity/activity-scope/@code": "ActivityScope",
    "iati-activity/description/@type": "DescriptionType",
    "iati-activity/reporting-org/@type": "OrganisationType",
    "iati-activity/participating-org/@type": "OrganisationType",
    "iati-activity/participating-org/@role": "OrganisationRole",
    "iati-activity/other-identifier/@type": "OtherIdentifierType",
    "iati-activity/recipient-country/@code": "Country",
    "iati-activity/recipient-region/@vocabulary": "RegionVocabulary",
    "iati-activity/recipient-region[@vocabulary='1']/@code": "Region",
    "iati-activity/sector/@vocabulary": "SectorVocabulary",
    "iati-activity/sector[@vocabulary='1']/@code": "Sector",
    "iati-activity/tag/@vocabulary": "TagVocabulary",
    "iati-activity/related-activity/@type": "RelatedActivityType",
    "iati-activity/result/@type": "ResultType",
    "iati-activity/result/indicator/@measure": "IndicatorMeasure",
    "iati-activity/result/indicator/reference/@vocabulary": "IndicatorVocabulary",
    "//document-link/category/@code": "DocumentCategory",
}
"""Where codes stand, and in which list they must be."""


def unlisted(tree: Any) -> list[tuple[str, str]]:
    """The codes of a file that their lists do not have, each with its place."""
    return [
        (path, code)
        for path, name in CODED.items()
        for code in tree.xpath(path if path.startswith("/") else f"/iati-activities/{path}")
        if code not in codelist(name)
    ]


def wrong(text: str | bytes) -> list[Any]:
    """Everything that the standard has against a file: its schema, its codelists, its rules."""
    tree = parse(text)
    schema().validate(tree)
    breaches: list[Breach] = checker().check(tree)
    return [*map(str, schema().error_log), *unlisted(tree), *breaches]
