"""Links to documents: the sources of a roadmap, and the evidence of what it brought about."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from coopctl.exports.iati.days import day_of, is_exact
from coopctl.exports.iati.elements import add, narrate, say
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
        for id in ids:
            source = self._sources.get(id)
            url = address(source["url"]) if source and source["url"] else None
            if source and url:
                if not source["iati_category"]:
                    help = (
                        f"{_line(source, 'category', codes.EVIDENCE)}, with the code of DocumentCategory that is true"
                    )
                    self._lacks.add(
                        FRAMEWORK, ("sources", id), "IATI demands to know what sort of document it is", help
                    )
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
                format = _format(url)
                if not format:
                    message = "IATI demands to know in what format this is, and the address does not say"
                    help = (
                        f'make it a source with url = "{proof}" and iati = {{ format = "text/html" }}, and name its id'
                    )
                    self._lacks.add(roadmap, (*place, "evidence", position), message, help, at_key=False)
                _end(_begin(parent, url, format, proof), [codes.EVIDENCE], None)

    def words(self, proofs: list[str]) -> list[str]:
        """The evidence that is no link: words, and the titles of sources without an address."""
        held = [self._sources.get(proof) for proof in proofs]
        urls = [source["url"] if source else proof for source, proof in zip(held, proofs, strict=True)]
        named = zip(held, proofs, urls, strict=True)
        return [source["title"] if source else proof for source, proof, url in named if not (url and address(url))]

    def _add_source(self, parent: Element, source: Row, url: str, categories: list[str | None]) -> None:
        format = source["iati_format"] or _format(url)
        if not format:
            help = f"{_line(source, 'format', 'application/pdf')}, with what is true"
            message = "IATI demands to know in what format the document is, and its address does not say"
            self._lacks.add(FRAMEWORK, ("sources", source["id"]), message, help)
        published = day_of(source["published"])
        exact = published.text if published and is_exact(published) else None
        told = {key: source[key] for key in facts.OF_DOCUMENT if source[key] and not (key == "published" and exact)}
        link = _begin(parent, url, format, source["title"])
        say(link, "description", facts.write(told.items()))
        _end(link, categories, exact)


def _begin(parent: Element, url: str, format: str | None, title: str) -> Element:
    link = add(parent, "document-link", url=url, format=format)
    narrate(add(link, "title"), title)
    return link


def _end(link: Element, categories: list[str | None], published: str | None) -> None:
    for category in categories:
        add(link, "category", code=category)
    if published:
        add(link, "document-date", iso_date=published)


def _line(source: Row, key: str, value: str) -> str:
    """The line of a source that says one thing more to IATI."""
    held = {name: source[f"iati_{name}"] for name in ("format", "category")} | {key: value}
    written = ", ".join(f'{name} = "{one}"' for name, one in held.items() if one)
    return f"write iati = {{ {written} }} below it"


def _format(url: str) -> str | None:
    ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")[2]
    return codes.FORMAT_OF_ENDING.get(ending.lower())
