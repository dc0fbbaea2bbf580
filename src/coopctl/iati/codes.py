"""Codes of IATI's codelists, beside what they stand for in a portfolio. Each table names its codelist."""

from __future__ import annotations

VERSION = "2.03"

STATUS_OF_STAGE = {
    "preparation": "1",
    "active": "2",
    "undated": "2",
    "ended": "3",
    "concluded": "4",
    "cancelled": "5",
}
"""ActivityStatus. What is undated has something begun, or it could not be published: IATI demands a start. The period
of what has ended is over, but nobody has concluded it: Finalisation."""

ROLE_OF_PARTNER = {
    "funder": "1",
    "lead": "2",
    "implementer": "4",
    "counterpart": "4",
    "partner": "4",
    "support": "4",
}
"""OrganisationRole. Counterparts, partners and support carry the work out too: Implementing."""

FUNDING = "1"

TYPE_OF_ORGANISATION = {"government": "10", "eu": "15", "multilateral": "40", "other": "90"}
"""OrganisationType. IATI knows several kinds of NGO and none in general, so for ``ngo`` nothing can be said; a union's
own bodies are "Other Public Sector", as which the European Commission reports itself."""

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
"""ActivityDateType."""

GENERAL, OTHER = "1", "4"
"""DescriptionType: a roadmap's summary, and its notes."""

REGIONAL, MULTINATIONAL, NATIONAL = "2", "3", "4"
"""ActivityScope."""

OWN_VOCABULARY, SECOND_OWN_VOCABULARY = "99", "98"
"""RegionVocabulary, SectorVocabulary, TagVocabulary and IndicatorVocabulary: the reporting organisation's own codes,
which are the ids in the portfolio. Focus areas are sectors of the first, cross-cutting ones of the second."""

DAC_VOCABULARY = "1"
"""RegionVocabulary and SectorVocabulary: codes of the OECD's Development Assistance Committee."""

PARENT, CHILD, SIBLING = "1", "2", "3"
"""RelatedActivityType: what a roadmap is part of, what is part of it, and what it follows."""

OUTPUT = "1"
"""ResultType: a deliverable."""

UNIT, PERCENTAGE = "1", "2"
"""IndicatorMeasure: in units, milestones too, and in percent."""

PERCENT = ("%", "percent", "per cent", "percentage")
"""Units of indicators that are measured in percentages, in small letters."""

EVIDENCE = "A08"
"""DocumentCategory: "Results, outcomes and outputs", of what shows a milestone and of nothing else."""

FORMAT_OF_ENDING = {
    "pdf": "application/pdf",
    "html": "text/html",
    "htm": "text/html",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "rtf": "application/rtf",
    "xml": "application/xml",
    "json": "application/json",
    "zip": "application/zip",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""FileFormat: IANA's media types, by the endings of addresses. Not the system's own list, which differs by machine."""

INTERNAL_IDENTIFIER = "A1"
"""OtherIdentifierType: a roadmap's id, where its identifier does not contain it."""

_COUNTRIES = """
AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM
FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN
MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT
PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""

COUNTRIES = frozenset(_COUNTRIES.split())
"""Country. Any other code, such as the user-assigned ZZ, is published as a region of the portfolio's own."""
