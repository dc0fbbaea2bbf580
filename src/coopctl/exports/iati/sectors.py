"""What an activity is about: sectors with the share of each, and tags."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from xml.etree.ElementTree import Element

from coopctl.exports.iati import shares
from coopctl.exports.iati.elements import add, clean, figure, narrate
from coopctl.exports.iati.lacks import FRAMEWORK, Lacks
from coopctl.exports.iati.rows import Portfolio, Row
from coopctl.iati import codes

_OWN = {codes.OWN_VOCABULARY: "focus_area", codes.SECOND_OWN_VOCABULARY: "cross_cutting"}
_DAC_CODE = re.compile("[0-9]{5}")
_LINE = 'sectors = [{ code = "15190", percentage = 100 }]'


class Sectors:
    """Adds the sectors of roadmaps."""

    def __init__(self, portfolio: Portfolio, lacks: Lacks) -> None:
        self._areas = portfolio.named["focus_area"]
        self._default = portfolio.sectors
        self._has_table = portfolio.has_iati
        self._lacks = lacks

    def add(self, activity: Element, roadmap: str, links: dict[str, list[Row]]) -> None:
        """Add a roadmap's sectors, or else the portfolio's, and its focus areas."""
        written = links["iati_sector"] or self._default
        if not written:
            where = _LINE if self._has_table else f"[iati] and below it {_LINE}"
            help = f"add the line {where}, or what is true, to framework.toml or to the roadmap"
            self._lacks.add(FRAMEWORK, ("iati",), "IATI demands a sector of the OECD's DAC", help)
        place = roadmap if links["iati_sector"] else FRAMEWORK
        by_vocabulary = sorted(written, key=lambda row: (len(row["vocabulary"]), row["vocabulary"]))
        named = {}
        for vocabulary, rows in groupby(by_vocabulary, lambda row: str(row["vocabulary"])):
            named[vocabulary] = list(rows)
            self._add_written(activity, vocabulary, named[vocabulary], place)
        for vocabulary, table in _OWN.items():
            ids = [row[table] for row in links[table] if row[table] in self._areas]
            if vocabulary not in named and ids:
                for id, share in zip(ids, shares.equal(len(ids)), strict=True):
                    self._add(activity, vocabulary, id, share)

    def _add_written(self, activity: Element, vocabulary: str, rows: list[Row], place: str) -> None:
        found = shares.given([row["percentage"] for row in rows])
        path = ("iati", "sectors")
        if found is None:
            message = f"the percentages of sectors of vocabulary {vocabulary} do not add up to 100"
            self._lacks.add(place, path, message, "give each one a percentage, 100 in all")
        for row, share in zip(rows, found or shares.equal(len(rows)), strict=True):
            code = row["code"]
            if vocabulary == codes.DAC_VOCABULARY and not _DAC_CODE.fullmatch(code):
                self._lacks.add(
                    place, path, f'"{code}" is no sector of vocabulary 1: these have five digits', "correct it"
                )
            if vocabulary in _OWN and code not in self._areas:
                message = f'there is no focus area "{code}", which a sector of vocabulary {vocabulary} is'
                self._lacks.add(place, path, message, "correct it, or add the focus area")
            self._add(activity, vocabulary, code, share)

    def _add(self, activity: Element, vocabulary: str, code: str, share: Decimal) -> None:
        sector = add(activity, "sector", vocabulary=vocabulary, code=code, percentage=figure(share))
        if vocabulary in _OWN:
            title = self._areas[code]["title"] if code in self._areas else code
            narrate(sector, title if clean(title) else code)


def add_tags(activity: Element, portfolio: Portfolio, roadmap: Row, links: dict[str, list[Row]]) -> None:
    """Add the roadmap's kind, its aims and the kinds of support, as tags of the portfolio's own."""
    _tag(activity, f"kind/{roadmap['kind']}", roadmap["kind"])
    for folder, link, table in (("aims", "aim", "aim"), ("support", "support", "support_kind")):
        for row in links[link]:
            known = portfolio.named[table].get(row[link])
            if known:
                _tag(activity, f"{folder}/{known['id']}", known["title"])


def _tag(activity: Element, code: str, title: str) -> None:
    narrate(add(activity, "tag", vocabulary=codes.OWN_VOCABULARY, code=code), title)
