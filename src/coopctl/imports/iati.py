"""Take over activities that are published in the IATI standard, versions 2.01 to 2.03, as roadmaps.

An activity becomes a roadmap, its results deliverables; organisations, countries, regions and documents go into the
framework. What finds no place is counted by element. FILE may be a gzip archive.

Activities that are in the portfolio already, by their identifiers, stay as they are without --update.
"""

from __future__ import annotations

from coopctl.imports import ImportOption
from coopctl.intake.known import Known
from coopctl.intake.value import Imported, Source

EXAMPLES = """
coopctl import iati activities.xml --dry-run
coopctl import iati activities.xml --country Lebanon --language fr
coopctl import iati activities.xml --id 'XM-DAC-7-PPR-*' --each 2> lost.txt
curl -s https://example.org/activities.xml | coopctl import iati - --update
"""

OPTIONS = (
    ImportOption(
        "id", "Only activities with this identifier; patterns such as 'XM-DAC-7-*' too.", "PATTERN", several=True
    ),
    ImportOption("country", "Only activities for this country.", "COUNTRY", several=True),
    ImportOption("language", "Of texts in several languages, take this one.", "CODE"),
    ImportOption("each", "List everything that is not taken one by one, with its line."),
)


def read(
    source: Source,
    known: Known,
    *,
    update: bool,
    id: list[str],
    country: list[str],
    language: str | None,
    each: bool,
) -> Imported:
    """What becomes of the activities in ``source``; see :func:`coopctl.activities.importing.imported`."""
    from coopctl.activities import importing

    wanted = importing.Wanted(id, importing.codes_of(country))
    return importing.imported(source, known, wanted, importing.code_of(language), update=update, each=each)
