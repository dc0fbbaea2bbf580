"""Every row of the list of bad inputs is a test that can be found by its key: ``pytest -k t03``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bad_input.contents import ROWS
from tests.bad_input.elsewhere import ELSEWHERE
from tests.conftest import SHARED

HERE = Path(__file__).parent
LIST = SHARED / "bad_inputs.md"
KEY = re.compile(r"^[A-Z][0-9]{2}$")


def names_in(path: Path) -> list[str]:
    """The names of the tests in a file."""
    return re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)


def named() -> set[str]:
    """The keys that stand in the names of the tests of this folder."""
    names = [name for path in HERE.glob("test_*.py") for name in names_in(path)]
    return {key.upper() for name in names for key in re.findall(r"(?<=_)[a-z][0-9]{2}(?=_)", name)}


def covered() -> set[str]:
    """The keys that have a test."""
    return named() | {row.key for row in ROWS} | set(ELSEWHERE)


@pytest.mark.parametrize("key", sorted(ELSEWHERE))
def test_what_is_shown_elsewhere_is_there(key: str) -> None:
    file, name = ELSEWHERE[key]
    assert name in names_in(HERE.parent / file)


def test_keys_are_keys_and_many() -> None:
    assert all(map(KEY.match, covered()))
    assert {key[0] for key in covered()} == set("TMFXEICV")
    assert len(covered()) > 120


def test_every_row_of_the_list_has_a_test() -> None:
    if not LIST.exists():
        pytest.skip(f"the list of bad inputs is not in {LIST}")
    keys = set(re.findall(r"^\| ([A-Z][0-9]{2}) \|", LIST.read_text("utf-8"), re.MULTILINE))

    assert len(keys) > 100
    assert keys - covered() == set()
    assert covered() - keys == set(), "a key that the list does not have"
