"""Who publishes an activity, and who takes part in it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from coopctl import suggest
from coopctl.exports.iati.elements import add, clean, narrate
from coopctl.exports.iati.lacks import FRAMEWORK, Lacks
from coopctl.exports.iati.rows import Portfolio, Row
from coopctl.iati import codes

_REGISTERED = re.compile("[A-Z]{2}-[A-Za-z0-9_]+-.+")
_WHERE = "https://iatistandard.org says how to get one"


class Reporter:
    """The agency as the organisation that publishes."""

    def __init__(self, portfolio: Portfolio, lacks: Lacks) -> None:
        self._secondary = "1" if portfolio.framework["iati_secondary_reporter"] else "0"
        self._agency = portfolio.agency() or {}
        self.identifier = self._agency.get("iati_identifier")
        self._demand(portfolio, lacks)

    def add(self, activity: Element) -> None:
        """Add the reporting-org."""
        type = _type(self._agency) if self._agency else None
        reporter = add(activity, "reporting-org", ref=self.identifier, type=type, secondary_reporter=self._secondary)
        narrate(reporter, self._agency.get("name"))

    def _demand(self, portfolio: Portfolio, lacks: Lacks) -> None:
        agency = self._agency
        if not agency:
            help = f'add the line agency = "...", one of {suggest.either(portfolio.named["organisation"])}'
            lacks.add(FRAMEWORK, (), "IATI demands to know whose portfolio this is", help)
            return
        path = ("organisations", agency["id"])
        if not self.identifier:
            message = f"IATI demands the organisation identifier of {agency['id']}, which publishes"
            lacks.add(FRAMEWORK, path, message, f'add the line iati = {{ identifier = "..." }} below it; {_WHERE}')
        elif not _REGISTERED.fullmatch(self.identifier):
            message = f'"{self.identifier}" does not begin with a registration agency, as in XM-DAC-7'
            lacks.add(FRAMEWORK, (*path, "iati", "identifier"), message, f"correct it; {_WHERE}", at_key=False)
        if not _type(agency):
            known = f'identifier = "{self.identifier}", ' if self.identifier else ""
            help = f'write iati = {{ {known}type = "21" }} below it, if it is international; "22" if it is national'
            lacks.add(FRAMEWORK, path, "IATI demands to know which kind of NGO publishes", help)
        if not clean(agency["name"]):
            lacks.add(FRAMEWORK, (*path, "name"), "IATI demands a name, and this one is blank", "name it")


def add_parties(
    activity: Element, portfolio: Portfolio, roadmap: str, links: dict[str, list[Row]], lacks: Lacks
) -> None:
    """Add the participating-orgs: the partners in their roles, and who else pays."""
    partners = [(row["partner"], codes.ROLE_OF_PARTNER[row["role"]]) for row in links["partner"]]
    funders = [(row["funder"], codes.FUNDING) for row in links["funding"] if row["funder"]]
    organisations = portfolio.named["organisation"]
    known = [one for one in dict.fromkeys([*partners, *funders]) if one[0] in organisations]
    for id, role in known:
        organisation = organisations[id]
        if not organisation["iati_identifier"] and not clean(organisation["name"]):
            lacks.add(FRAMEWORK, ("organisations", id, "name"), "IATI demands a name, and this one is blank", "name it")
        party = add(
            activity,
            "participating-org",
            ref=organisation["iati_identifier"],
            type=_type(organisation),
            role=role,
        )
        narrate(party, organisation["name"])
    if not known:
        who = portfolio.framework["agency"] or "..."
        help = f'add the line partners = {{ {who} = "lead" }}, or whoever else takes part, as what'
        lacks.add(roadmap, (), "IATI demands an organisation that takes part", help)


def _type(organisation: Row) -> str | None:
    """The code of IATI's OrganisationType, as far as it is known."""
    return organisation["iati_type"] or codes.TYPE_OF_ORGANISATION.get(organisation["type"])
