"""Documents that are linked to: sources of the framework, or bare addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from coopctl.activities import names, words
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.iati import codes, facts
from coopctl.intake.value import Fields

_FORMAT = re.compile(r"([A-Za-z]+)/([A-Za-z0-9!#$&^_.+\-]+)")
_CATEGORY = re.compile("A(0[1-9]|1[0-2])|B(0[1-9]|1[0-8])")


def sources(holder: Element, context: Context) -> list[str]:
    """The ids of the sources that an element's document links lead to, new in the framework if need be."""
    return _once([_source(link, context, ()) for link in holder.all("document-link")], context)


def evidence(holder: Element, context: Context) -> list[str]:
    """The same for what shows a milestone or a result: a link without a title of its own is kept as a bare address."""
    found = []
    for link in holder.all("document-link"):
        title = link.first("title")
        if title is not None and context.looked_at(title) == link.get("url") and context.own:
            link.mark_all()
            found.append(link.get("url"))
        else:
            found.append(_source(link, context, (codes.EVIDENCE,)))
    return _once(found, context)


def _once(found: list[str], context: Context) -> list[str]:
    """What there is, each once, unless this program exported it twice."""
    return [one for place, one in enumerate(found) if one and (context.own or one not in found[:place])]


def _source(link: Element, context: Context, not_its_own: tuple[str, ...]) -> str:
    url = context.fitting(link.take("url"), link, "document-link")
    if not url:
        return ""
    title = context.named(link.first("title")) or url
    fields: Fields = {"title": title, **_described(link, context), "url": url}
    own = _for_iati(link, url, not_its_own)
    for id in context.entries.find_all("sources", url=url):
        known = context.entries.fields("sources", id)
        told = known.get("iati", {})
        alike = all(_plain(known.get(key)) == fields.get(key) for key in ("title", "publisher", "published", "notes"))
        if alike and all(told.get(key, value) == value for key, value in own.items()):
            context.entries.complete("sources", id, {"iati": {**told, **own}} if own else {})
            return id
    return context.entries.add("sources", names.of_title(title, "document"), fields | ({"iati": own} if own else {}))


def _plain(value: object) -> str | None:
    """A value of the framework as text, as it is compared: dates too."""
    return None if value is None else str(value).strip()


def _described(link: Element, context: Context) -> Fields:
    """Publisher, date and notes."""
    lead, told = facts.read(context.told(link.first("description")), facts.OF_DOCUMENT)
    fields: Fields = dict(told) if context.own else {}
    date = link.first("document-date")
    day = words.day(date.get("iso-date")) if date is not None else ""
    if date is not None and day:
        date.mark("iso-date")
        fields["published"] = day
    if lead and not (context.own and "notes" in fields):
        fields["notes"] = lead
    return {key: fields[key] for key in facts.OF_DOCUMENT if key in fields}


def _ending(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2].rpartition(".")[2].lower()


def _for_iati(link: Element, url: str, not_its_own: tuple[str, ...]) -> Fields:
    """The media type where the address does not say it, and the first category of its own."""
    fields: Fields = {}
    media = _FORMAT.fullmatch(link.get("format"))
    if media:
        told = f"{media[1].lower()}/{link.get('format').partition('/')[2]}"
        link.mark("format")
        fields |= {"format": told} if told != codes.FORMAT_OF_ENDING.get(_ending(url)) else {}
    categories = [one for one in link.all("category") if _CATEGORY.fullmatch(one.get("code"))]
    for one in categories:
        if one.get("code") in not_its_own:
            one.mark("code")
    own = [one for one in categories if one.get("code") not in not_its_own]
    return fields | ({"category": own[0].take("code")} if own else {})
