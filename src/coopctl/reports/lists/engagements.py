"""`list engagements`: standing cooperation outside any roadmap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from coopctl import suggest, texts
from coopctl.conditions import quoted
from coopctl.problems import CoopctlError, Exit
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.listing import Field, extra, linked, report

_linked = partial(linked, "engagement", engagement="e.id")
FIELDS = (
    Field("engagement", "Engagement", "id", "id"),
    Field("title", "Title", "title", weight=1),
    Field("countries", "Countries", _linked("country"), "list", weight=3, countries=True),
    Field("regions", "Regions", _linked("region"), "list", weight=4),
    Field("aims", "Aims", _linked("aim"), "list", weight=5),
    Field("areas", "Focus areas", _linked("focus_area"), "list", weight=6),
    Field("partners", "Partners", _linked("partner"), "list", weight=2),
    extra("sources", "Sources", _linked("source"), "list"),
    extra("notes", "Notes", "notes"),
)

FINDS_IDS = True

_REACH = {
    "country": """SELECT engagement, country AS value FROM engagement_country
        UNION SELECT engagement, country FROM engagement_region JOIN region_country USING (region)""",
    "region": """SELECT engagement, region AS value FROM engagement_region
        UNION SELECT engagement, region FROM engagement_country JOIN region_country USING (country)""",
    "area": "SELECT engagement, focus_area AS value FROM engagement_focus_area",
    "aim": "SELECT engagement, aim AS value FROM engagement_aim",
    "partner": "SELECT engagement, partner AS value FROM engagement_partner",
}
"""What each filter looks at; the other filters are about roadmaps and match no engagement."""


def known(question: Question) -> dict[str, str]:
    """The engagements there are, each with its title."""
    return dict(question.rows("SELECT id, title FROM engagement ORDER BY position"))


def build(question: Question, ids: Sequence[str] = ()) -> Report:
    """The engagements that the question leaves, in the order of the framework; of some ``ids``, these.

    Raises CoopctlError (4) for an id that is none.
    """
    found = [_named(one, known(question)) for one in ids]
    terms = [f"id IN {quoted(found)}"] if found else ["1"]
    for name, values in question.asked.items():
        if name == "text":
            terms.append(texts.condition(question.connection, values, "engagement"))
            continue
        reach = _REACH.get(name, "SELECT NULL AS engagement, NULL AS value")
        terms.append(f"id IN (SELECT engagement FROM ({reach}) WHERE value IN {quoted(values)})")
    source = f"engagement e WHERE {' AND '.join(terms)}"
    listed = report(question, "engagements", "Engagements", FIELDS, source, "position", "No engagement matches.")
    return listed._replace(header=f"{listed.header} · ids {' or '.join(found)}") if found else listed


def _named(wanted: str, there: dict[str, str]) -> str:
    """The id that ``wanted`` is, or else that it or a title is in another case."""
    folded = wanted.casefold()
    for id, title in there.items():
        if folded in (id.casefold(), title.casefold()):
            return id
    near = suggest.did_you_mean(wanted, [*there, *there.values()])
    there_are = f"the engagements are {suggest.either(there, most=30)}" if there else "the portfolio has none"
    message = f'no engagement "{wanted}" in this portfolio'
    raise CoopctlError(message, help=f"{near} {there_are}".strip(), exit_code=Exit.NOT_FOUND)
