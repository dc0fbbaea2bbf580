"""What the file format has for publishing in the standard of the International Aid Transparency Initiative.

IATI 2.03, https://iatistandard.org. Codes are those of its codelists; all of it is optional until a portfolio is
published by `coopctl export iati`, which says what it lacks.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coopctl.fields import CountryId, Language, Like, Model, Percentage, RegionId, many

OrganisationIdentifier = Annotated[
    str, Like(r"[!-%'-.0->@-{}~]{1,200}", 'write it as registered, such as "XM-DAC-7": no blanks, and none of / & | ?')
]
ActivityIdentifier = Annotated[
    str, Like(r"[!-~]+( [!-~]+)*", "write it as published: letters, digits and signs of ASCII")
]
SectorCode = Annotated[str, Like(r"[!-~]{1,80}", 'write a code of the vocabulary, such as "15190"')]
RegionCode = Annotated[str, Like(r"[0-9]{1,4}", 'write a number of the vocabulary in quotes, such as "298" for Africa')]
MediaType = Annotated[
    str, Like(r"[a-z]+/[A-Za-z0-9!#$&^_.+\-]+", 'write what kind of file it is, such as "application/pdf"')
]
OrganisationTypeCode = Annotated[
    str,
    Like(
        "1[015]|2[1-4]|30|40|60|7[0-3]|80|90",
        'write a code of the codelist OrganisationType, such as "10" (government)',
    ),
]
RegionVocabulary = Annotated[str, Like("1|2", 'write "1" for regions of the OECD\'s DAC or "2" for those of the UN')]
SectorVocabulary = Annotated[
    str, Like("[1-9]|1[0-2]|9[89]", 'write a code of the codelist SectorVocabulary, such as "1" (DAC, 5 digits)')
]
DocumentCategory = Annotated[
    str,
    Like(
        "A(0[1-9]|1[0-2])|B(0[1-9]|1[0-8])",
        'write a code of the codelist DocumentCategory, such as "B01" (annual report)',
    ),
]


class IatiRegion(Model):
    """Which region of a public list this is."""

    code: RegionCode = Field(description="The region's code, such as 298 for Africa.")
    vocabulary: RegionVocabulary = Field("1", description="Whose code: 1 for the OECD's DAC, 2 for the UN (M49).")


class IatiOrganisation(Model):
    """Who an organisation is to IATI."""

    identifier: OrganisationIdentifier | None = Field(
        None, description="Its IATI organisation identifier: registration agency, hyphen, number."
    )
    type: OrganisationTypeCode | None = Field(
        None, description="Code of IATI's OrganisationType, where type says too little."
    )


class IatiDocument(Model):
    """What IATI wants to know of a document that is linked to."""

    format: MediaType | None = Field(None, description="Its media type; without it, what the url's ending says.")
    category: DocumentCategory | None = Field(None, description="Code of IATI's DocumentCategory, such as B01.")


class IatiSector(Model):
    """A sector, and how much of the whole is in it."""

    code: SectorCode = Field(description="The sector's code; of vocabularies 98 and 99, the id of a focus area.")
    vocabulary: SectorVocabulary = Field("1", description="Code of IATI's SectorVocabulary: 1 for the OECD's DAC.")
    percentage: Percentage | None = Field(None, description="Its share, 100 in all of one vocabulary.")


class IatiReporting(Model):
    """How the portfolio is published in the IATI standard, by `coopctl export iati`."""

    language: Language | None = Field(None, description="Language of the texts, by its ISO 639-1 code.")
    secondary_reporter: bool = Field(False, description="Whether the agency reports what others are responsible for.")
    sectors: list[IatiSector] = many("The sectors of roadmaps that name none themselves.")


class IatiRecipient(Model):
    """A country or region of a roadmap, and how much of the whole is for it."""

    country: CountryId | None = Field(None, description="Code of a country of the roadmap.")
    region: RegionId | None = Field(None, description="Or the id of a region of the roadmap.")
    percentage: Percentage = Field(description="Its share, 100 in all.")


class IatiActivity(Model):
    """What a roadmap is to IATI, where that does not follow from the rest of it."""

    identifier: ActivityIdentifier | None = Field(
        None, description="Its identifier; without it, the agency's, a hyphen and the roadmap's id."
    )
    sectors: list[IatiSector] = many("Its sectors; without any, the portfolio's.")
    recipients: list[IatiRecipient] = many("Shares of its countries and regions; without any, equal ones.")
