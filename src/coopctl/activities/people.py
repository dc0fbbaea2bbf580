"""Who takes part: organisations, partners with one role each, and who pays besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from coopctl.activities import names
from coopctl.activities.context import Context
from coopctl.activities.element import Element
from coopctl.activities.entries import folded
from coopctl.iati import codes
from coopctl.intake.value import Fields

ROLE_OF_CODE = {"2": "lead", "4": "implementer", "3": "partner", "1": "funder"}
"""OrganisationRole: accountable, implementing, extending, funding; of several, the first here is kept."""

_KIND_OF_CODE = {"1": "government", "2": "ngo", "4": "multilateral"}
"""OrganisationType by its first digit: public sector, non-governmental, multilateral. All others are ``other``."""

_TYPES = ("10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90")
_IDENTIFIER = re.compile(r"[A-Z0-9]{2,}-[!-%'-.0->@-{}~]{1,190}", re.IGNORECASE)
_NO_IDENTIFIER = re.compile(r"n/?a|none|unknown|tbc|-+", re.IGNORECASE)


def organisation(element: Element, context: Context) -> str:
    """The id of the organisation that an element names, new in the framework if need be; empty when it names none."""
    ref, name, code = identifier(element.get("ref")), context.looked_at(element), element.get("type")
    if not name and not ref:
        return ""
    wanted = _fields(name or ref, ref, code, context)
    found = _exported(wanted, context) if context.own else _known(name, ref, context)
    if found and "type" not in context.entries.fields("organisations", found):
        context.entries.complete("organisations", found, {key: wanted[key] for key in wanted if key != "name"})
    id = found or context.entries.add("organisations", _id(name, ref), wanted)
    element.mark("ref" if ref or _NO_IDENTIFIER.fullmatch(element.get("ref")) else "")
    element.mark("type" if code in _TYPES else "")
    if folded(name) == folded(str(context.entries.fields("organisations", id).get("name", ""))):
        context.named(element)
    return id


def _known(name: str, ref: str, context: Context) -> str:
    """The organisation of this identifier, or one of this name that has no other; empty when there is none."""
    by_ref = context.entries.find("organisations", iati_identifier=ref)
    by_name = context.entries.find("organisations", name=name)
    another = context.entries.fields("organisations", by_name).get("iati", {}).get("identifier", "")
    return by_ref or ("" if ref and another else by_name)


def _exported(wanted: Fields, context: Context) -> str:
    """The very organisation that this program exported, or one of which nothing but the name is known yet."""
    same = context.entries.find_all("organisations", name=wanted["name"])
    known = [(id, context.entries.fields("organisations", id)) for id in same]
    alike = [id for id, one in known if _told(one) == _told(wanted)]
    return next(
        iter(alike or [id for id, one in known if [*one] == ["name"] and context.entries.is_new("organisations", id)]),
        "",
    )


def _told(fields: Mapping[str, Any]) -> tuple[str, str, str]:
    """What of an organisation is published: its name, its identifier, the code of its type."""
    own = fields.get("iati", {})
    code = own.get("type") or codes.TYPE_OF_ORGANISATION.get(fields.get("type", "other"), "")
    return str(fields.get("name", "")).strip(), own.get("identifier", ""), code


def identifier(ref: str) -> str:
    """An organisation's identifier if it is like one (org-id.guide), for much else stands in its place."""
    return ref if _IDENTIFIER.fullmatch(ref) and not _NO_IDENTIFIER.fullmatch(ref) else ""


def _id(name: str, ref: str) -> str:
    return names.short_name(name) or names.as_id(ref) or names.of_title(name, "organisation")


def _fields(name: str, ref: str, code: str, context: Context) -> Fields:
    """The fields of a new organisation. What this program exports without a type is an NGO, of which IATI knows several
    kinds and none in general."""
    own = {"identifier": ref} if ref else {}
    fields: Fields = {"name": name}
    if code in _TYPES:
        fields["type"] = _KIND_OF_CODE.get(code[:1], "other")
        own |= {"type": code} if codes.TYPE_OF_ORGANISATION.get(fields["type"]) != code else {}
    elif context.own:
        fields["type"] = "ngo"
    return fields | ({"iati": own} if own else {})


def partners(activity: Element, context: Context) -> Fields:
    """Partners and funding.

    A partner has one role; an organisation that pays and does something else too is a partner for the latter, and
    stands under funding, without an amount, for the former.
    """
    roles: dict[str, list[str]] = {}
    for element in activity.all("participating-org"):
        role, id = element.get("role"), organisation(element, context)
        if id and role in ROLE_OF_CODE:
            roles.setdefault(id, []).append(role)
            if role == codes.FUNDING or role == _kept(roles[id]):
                element.mark("role")
    found = {id: ROLE_OF_CODE[_kept(them)] for id, them in roles.items()}
    paying = [id for id, them in roles.items() if codes.FUNDING in them and found[id] != "funder"]
    if context.own:
        paying = _behind_partners(activity, paying, context)
    kept = {id: role for id, role in found.items() if role != "funder" or id not in paying}
    return ({"partners": kept} if kept else {}) | ({"funding": [{"funder": id} for id in paying]} if paying else {})


def _behind_partners(activity: Element, paying: list[str], context: Context) -> list[str]:
    """Those who pay and do something else too, in the order of the file, and with them who stands behind the first of
    them: this program exports partners first."""
    those = [
        organisation(one, context) for one in activity.all("participating-org") if one.get("role") == codes.FUNDING
    ]
    first = next((place for place, id in enumerate(those) if id in paying), len(those))
    return those[first:]


def _kept(roles: list[str]) -> str:
    return next(role for role in ROLE_OF_CODE if role in roles)
