"""Countries by what people call them."""

from __future__ import annotations

import pycountry
import pytest

from coopctl import countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("Türkiye", "TR"),
        ("Russia", "RU"),
        ("Macedonia", "MK"),
        ("North Macedonia", "MK"),
        ("Palestine", "PS"),
        ("Ivory Coast", "CI"),
        ("Cote d’Ivoire", "CI"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("Cape Verde", "CV"),
        ("Bosnia & Herzegovina", "BA"),
        ("The Gambia", "GM"),
        ("Guinea Bissau", "GW"),
        ("Guinea", "GN"),
        ("Congo", "CG"),
        ("DR Congo", "CD"),
        ("St. Lucia", "LC"),
        ("kosovo", "XK"),
        ("uk", "GB"),
        ("Korea", None),
        ("Ruritania", None),
        ("", None),
    ],
)
def test_a_country_goes_by_what_people_call_it(name: str, code: str | None) -> None:
    assert countries.find_code(name) == code


def test_no_common_name_takes_a_name_of_the_standard_away() -> None:
    for one in pycountry.countries:
        for field in ("name", "common_name", "official_name", "alpha_3"):
            assert countries.find_code(getattr(one, field, one.name)) == one.alpha_2


def test_every_name_that_is_suggested_names_a_country() -> None:
    assert [name for name in countries.names() if not countries.find_code(name)] == []
