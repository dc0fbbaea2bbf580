"""Country codes of ISO 3166-1 alpha-2, with the codes the standard leaves to its users (XK, ZZ, ...)."""

from __future__ import annotations

import re
from functools import cache

from coopctl.accents import without_accents

_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
_COMMONLY_MEANT = {"UK": "GB", "EL": "GR"}
_COMMONLY_CALLED = {
    "America": "US",
    "Antigua": "AG",
    "Belorussia": "BY",
    "Bosnia": "BA",
    "Britain": "GB",
    "Brunei": "BN",
    "Burma": "MM",
    "Cape Verde": "CV",
    "Congo-Brazzaville": "CG",
    "Congo-Kinshasa": "CD",
    "DR Congo": "CD",
    "DRC": "CD",
    "Democratic Republic of Congo": "CD",
    "Democratic Republic of the Congo": "CD",
    "East Timor": "TL",
    "FYROM": "MK",
    "Falkland Islands": "FK",
    "Former Yugoslav Republic of Macedonia": "MK",
    "Great Britain": "GB",
    "Holland": "NL",
    "Ivory Coast": "CI",
    "Kosovo": "XK",
    "Macau": "MO",
    "Macedonia": "MK",
    "Micronesia": "FM",
    "Occupied Palestinian Territory": "PS",
    "Occupied Palestinian Territories": "PS",
    "Palestine": "PS",
    "Republic of Korea": "KR",
    "Republic of the Congo": "CG",
    "Russia": "RU",
    "St Kitts and Nevis": "KN",
    "St Lucia": "LC",
    "St Vincent and the Grenadines": "VC",
    "Swaziland": "SZ",
    "Turkey": "TR",
    "UAE": "AE",
    "Vatican": "VA",
    "Vatican City": "VA",
}
"""Names in wide use, and former ones, that neither ISO 3166-1 nor pycountry's common names have."""


def parse_code(value: object) -> str:
    """Return ``value`` if it is a country code; raises ValueError with the nearest one otherwise."""
    if isinstance(value, str) and (_USER_ASSIGNED.fullmatch(value) or name_of(value)):
        return value
    near = find_code(value) if isinstance(value, str) else None
    advice = f'; write "{near}" for {name_of(near)}' if near else ""
    raise ValueError(f"{str(value)!r} is not a country code of ISO 3166-1 alpha-2{advice}".replace("'", '"'))


def name_of(code: str) -> str | None:
    """The standard's short name of an officially assigned code, or None."""
    import pycountry

    if not re.fullmatch(r"[A-Z]{2}", code):
        return None
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else None


def find_code(text: str) -> str | None:
    """The code of the country that ``text`` names by code, name or three-letter code, or None.

    Names may be official, common or former ones, in any case, with or without accents, points and "the".
    """
    import pycountry

    commonly = _COMMONLY_MEANT.get(text.upper())
    if commonly:
        return commonly
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return _by_name().get(_plain(text))


def names() -> list[str]:
    """What countries are called, for who wants the nearest one: common names before the standard's own."""
    import pycountry

    return [*(str(getattr(one, "common_name", one.name)) for one in pycountry.countries), *_COMMONLY_CALLED]


@cache
def _by_name() -> dict[str, str]:
    """Codes by plain names."""
    import pycountry

    fields = ("official_name", "name", "common_name")
    standard = {
        _plain(getattr(one, field, one.name)): str(one.alpha_2) for field in fields for one in pycountry.countries
    }
    return standard | {_plain(name): code for name, code in _COMMONLY_CALLED.items()}


def _plain(name: str) -> str:
    """A name in small letters without accents, points and articles: ``cote d ivoire``."""
    bare = without_accents(name.casefold().replace("&", " and ").replace("ı", "i"))
    return " ".join(re.findall(r"\w+", re.sub(r"^\s*the\b|\bthe\s*$", "", bare)))


def codes() -> list[str]:
    """Every code that :func:`parse_code` takes."""
    import string
    from itertools import product

    import pycountry

    free = ("".join(pair) for pair in product(string.ascii_uppercase, repeat=2))
    return sorted({*filter(_USER_ASSIGNED.fullmatch, free), *(one.alpha_2 for one in pycountry.countries)})
