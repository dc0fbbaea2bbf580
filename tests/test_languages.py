"""Codes of languages, against the list of pycountry."""

from __future__ import annotations

import pycountry
import pytest

from coopctl import languages


def test_the_codes_are_those_of_iso_639_1() -> None:
    assert set(languages.CODES) == {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    assert languages.parse_code("en") == "en"


@pytest.mark.parametrize(
    ("written", "advice"),
    [("EN", '"en"'), ("pt-BR", '"pt"'), ("english", "such as"), ("xx", "such as"), (3, "such")],
)
def test_what_is_no_code_is_answered_with_what_to_write(written: object, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        languages.parse_code(written)
