"""Who an activity is for: its countries and regions, with the share of each."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coopctl.exports.iati import shares
from coopctl.exports.iati.elements import add, figure, narrate
from coopctl.exports.iati.lacks import Lacks
from coopctl.exports.iati.rows import Portfolio, Row
from coopctl.iati import codes


class Recipient(NamedTuple):
    """A country or a region of the portfolio."""

    table: str
    id: str
    name: str
    code: str | None
    vocabulary: str | None


def add_recipients(activity: Element, portfolio: Portfolio, links: dict[str, list[Row]], id: str, lacks: Lacks) -> None:
    """Add the scope of the roadmap ``id`` and its recipients."""
    known = _known(portfolio, links)
    if not known:
        help = 'add the line countries = ["..."] or regions = ["..."], with what is in framework.toml'
        lacks.add(id, (), "IATI demands a country or a region", help)
        return
    add(activity, "activity-scope", code=_scope(known))
    given = _given(links["iati_recipient"], known, id, lacks)
    each = dict(zip(known, given or shares.equal(len(known)), strict=True))
    vocabulary = _common_vocabulary(known)
    for one in sorted(known, key=_is_regional):
        _add(activity, one, vocabulary, each[one])


def _known(portfolio: Portfolio, links: dict[str, list[Row]]) -> list[Recipient]:
    found = []
    for table, name in (("country", "name"), ("region", "title")):
        for link in links[table]:
            row = portfolio.named[table].get(link[table])
            if row:
                code, vocabulary = row.get("iati_code"), row.get("iati_vocabulary")
                found.append(Recipient(table, row["id"], row[name], code, vocabulary if code else None))
    return list(dict.fromkeys(found))


def _scope(known: list[Recipient]) -> str:
    if any(one.table == "region" for one in known):
        return codes.REGIONAL
    return codes.NATIONAL if len(known) == 1 else codes.MULTINATIONAL


def _given(rows: list[Row], known: list[Recipient], id: str, lacks: Lacks) -> list[Decimal] | None:
    """The shares of ``known`` in their order, where the roadmap says them."""
    if not rows:
        return None
    written = {(table, row[table]): row["percentage"] for row in rows for table in ("country", "region") if row[table]}
    wanted = [(one.table, one.id) for one in known]
    if len(rows) != len(written) or set(written) != set(wanted):
        names = ", ".join(one for _, one in wanted)
        lacks.add(
            id,
            ("iati", "recipients"),
            "these are not the countries and regions of the roadmap",
            f"name {names}, each once",
        )
        return None
    found = shares.given([written[one] for one in wanted])
    if found is None:
        lacks.add(id, ("iati", "recipients"), "the percentages do not add up to 100", "correct them")
    return found


def _is_regional(one: Recipient) -> bool:
    """Whether it is published as a region: countries that IATI does not know are regions of the portfolio's own."""
    return one.table == "region" or one.id not in codes.COUNTRIES


def _common_vocabulary(known: list[Recipient]) -> str | None:
    """The public vocabulary in which every region has a code: shares add up to 100 in each vocabulary there is."""
    vocabularies = {one.vocabulary for one in known if _is_regional(one)}
    return vocabularies.pop() if len(vocabularies) == 1 else None


def _add(activity: Element, one: Recipient, vocabulary: str | None, share: Decimal) -> None:
    percentage = figure(share)
    if not _is_regional(one):
        narrate(add(activity, "recipient-country", code=one.id, percentage=percentage), one.name)
        return
    code, own = (one.code, vocabulary) if vocabulary else (one.id, codes.OWN_VOCABULARY)
    narrate(add(activity, "recipient-region", code=code, vocabulary=own, percentage=percentage), one.name)
