"""Country codes of ISO 3166-1 alpha-2, with the codes the standard leaves to its users (XK, ZZ, ...)."""

from __future__ import annotations

import re

_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
_COMMONLY_MEANT = {"UK": "GB", "EL": "GR", "KOSOVO": "XK"}


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
    """The code of the country that ``text`` names by code, name or three-letter code, in any case, or None."""
    import pycountry

    commonly = _COMMONLY_MEANT.get(text.upper())
    if commonly:
        return commonly
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return None


def codes() -> list[str]:
    """Every code that :func:`parse_code` takes."""
    import string
    from itertools import product

    import pycountry

    free = ("".join(pair) for pair in product(string.ascii_uppercase, repeat=2))
    return sorted({*filter(_USER_ASSIGNED.fullmatch, free), *(one.alpha_2 for one in pycountry.countries)})
