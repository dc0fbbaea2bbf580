"""Links to documents: the sources of a roadmap, and the evidence of what it brought about."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from coopctl.exports.iati.days import day_of, is_exact
from coopctl.exports.iati.elements import add, clean, narrate, said, say
from coopctl.exports.iati.lacks import FRAMEWORK, Lacks
from coopctl.exports.iati.rows import Portfolio, Row
from coopctl.iati import codes, facts
from coopctl.toml.parts import Path

_HOST = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:-]*@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
_SIGNS = "/?#:@!$&'()*+,;=-._~%"
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")


def address(text: str) -> str | None:
    """``text`` as an address that can stand in XML; None when it is none, but words."""
    try:
        parts = urlsplit(text.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    path, query, fragment = (_escaped(part) for part in (parts.path, parts.query, parts.fragment))
    return parts._replace(netloc=host, path=path, query=query, fragment=fragment).geturl()


def _escaped(part: str) -> str:
    return quote(_NO_ESCAPE.sub("%25", part), safe=_SIGNS).replace("#", "%23")


class Documents:
    """Adds links to documents; of each source, what the framework says of it."""

    def __init__(self, portfolio: Portfolio, lacks: Lacks) -> None:
        self._sources = portfolio.named["source"]
        self._lacks = lacks

    def add_sources(self, activity: Element, ids: list[str]) -> None:
        """Add a roadmap's sources, as far as they have an address."""
        for source in filter(None, map(self._sources.get, ids)):
            url = address(source["url"] or "")
            if url:
                if not source["iati_category"]:
                    self._lack(source, "category", codes.EVIDENCE, "what sort of document it is")
                self._add_source(activity, source, url, [source["iati_category"]])

    def add_evidence(self, parent: Element, proofs: list[str], roadmap: str, place: Path) -> None:
        """Add what shows something that stands at ``place``, as far as it has an address."""
        for position, proof in enumerate(proofs):
            source = self._sources.get(proof)
            url = address((source["url"] or "") if source else proof)
            if url and source:
                own = [source["iati_category"]] if source["iati_category"] not in (None, codes.EVIDENCE) else []
                self._add_source(parent, source, url, [*own, codes.EVIDENCE])
            elif url:
                self._add_link(parent, proof, url, roadmap, (*place, "evidence", position))

    def words(self, proofs: list[str]) -> list[str]:
        """The evidence that is no link: words, and the titles of sources without an address."""
        held = [self._sources.get(proof, {"title": proof, "url": proof}) for proof in proofs]
        return [one["title"] for one in held if not address(one["url"] or "")]

    def _add_link(self, parent: Element, proof: str, url: str, roadmap: str, place: Path) -> None:
        format = _format(url)
        if not format:
            message = "IATI demands to know in what format this is, and the address does not say"
            line = f'[sources.ID] title = "...", url = "{proof}", iati = {{ format = "text/html" }}'
            self._lacks.add(roadmap, place, message, f"make it a source, {line}, and name its id here", at_key=False)
        _end(_begin(parent, url, format, proof), [codes.EVIDENCE], None)

    def _add_source(self, parent: Element, source: Row, url: str, categories: list[str | None]) -> None:
        format = source["iati_format"] or _format(url)
        if not format:
            self._lack(source, "format", "application/pdf", "in what format it is, and its address does not say")
        if not clean(source["title"]):
            path = ("sources", source["id"], "title")
            self._lacks.add(FRAMEWORK, path, "IATI demands a title, and this one is blank", "name it")
        published = day_of(source["published"])
        exact = published.last.isoformat() if published and is_exact(published) else None
        told = {key: source[key] for key in facts.OF_DOCUMENT if not (key == "published" and exact)}
        link = _begin(parent, url, format, source["title"])
        say(link, "description", facts.write(said(told.items())))
        _end(link, categories, exact)

    def _lack(self, source: Row, key: str, value: str, what: str) -> None:
        """Note that IATI wants to know something of a source; ``value`` is an example."""
        held = {name: source[f"iati_{name}"] for name in ("format", "category")} | {key: value}
        written = ", ".join(f'{name} = "{one}"' for name, one in held.items() if one)
        message = f"IATI demands to know {what}"
        help = f"write iati = {{ {written} }} below it, with what is true"
        self._lacks.add(FRAMEWORK, ("sources", source["id"]), message, help)


def _begin(parent: Element, url: str, format: str | None, title: str) -> Element:
    link = add(parent, "document-link", url=url, format=format)
    narrate(add(link, "title"), title)
    return link


def _end(link: Element, categories: list[str | None], published: str | None) -> None:
    for category in categories:
        add(link, "category", code=category)
    if published:
        add(link, "document-date", iso_date=published)


def _format(url: str) -> str | None:
    ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")[2]
    return codes.FORMAT_OF_ENDING.get(ending.lower())
