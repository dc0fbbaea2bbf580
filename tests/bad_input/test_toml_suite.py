"""Every file of toml-test, the suite of TOML's own project: read to the value it has, or refused with a place.

https://github.com/toml-lang/toml-test; the files are not part of this project.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from coopctl import files, load, toml
from coopctl.edits import assign, fields, tidy
from coopctl.edits.places import Place
from coopctl.problems import CoopctlError
from tests.bad_input.bed import GOOD, Bed
from tests.conftest import SHARED

SUITE = SHARED / "toml-test"
SAMPLE = 10
CODES = {"toml", "declared-twice", "written-twice", "not-utf8", "nul-bytes", "bare-returns", "too-deep"}

OWN = {
    "all-kinds": (
        "a = 1\nb = 1.5\nc = true\nd = 'x'\ne = [1, 'y']\n"
        "f = {g = 1979-05-27}\nh = 07:32:00\ni = 1979-05-27 07:32:00Z\n",
        {
            "a": {"type": "integer", "value": "1"},
            "b": {"type": "float", "value": "1.5"},
            "c": {"type": "bool", "value": "true"},
            "d": {"type": "string", "value": "x"},
            "e": [{"type": "integer", "value": "1"}, {"type": "string", "value": "y"}],
            "f": {"g": {"type": "date-local", "value": "1979-05-27"}},
            "h": {"type": "time-local", "value": "07:32:00"},
            "i": {"type": "datetime", "value": "1979-05-27T07:32:00Z"},
        },
    ),
}
"""A file in the form of the suite, for where that is not at hand."""


def listed(kind: str) -> list[Path]:
    """The suite's files of this kind for TOML 1.1, the dialect of coopctl; none where the suite is not at hand."""
    listing = SUITE / "files-toml-1.1.0"
    names = listing.read_text("utf-8").splitlines() if listing.exists() else []
    return [SUITE / name for name in names if name.startswith(f"{kind}/") and name.endswith(".toml")]


def both() -> list[Path]:
    """All files of the suite, those that only TOML 1.0 refuses too."""
    return sorted(SUITE.rglob("*.toml"))


def needed(found: list[Path]) -> list[Any]:
    """The files as parameters, or one that is skipped with the reason."""
    missing = pytest.param(None, marks=pytest.mark.skip(f"toml-test is not in {SUITE}"), id="missing")
    return [pytest.param(path, id=str(path.relative_to(SUITE))) for path in found] or [missing]


def is_as_tagged(value: Any, expected: Any) -> bool:
    """Whether a value is what the suite's JSON says, which tags each with its type."""
    if isinstance(expected, list):
        return isinstance(value, list) and len(value) == len(expected) and all(map(is_as_tagged, value, expected))
    if set(expected) == {"type", "value"} and isinstance(expected["value"], str):
        return is_scalar(value, expected["type"], expected["value"])
    return value.keys() == expected.keys() and all(is_as_tagged(value[key], expected[key]) for key in expected)


def is_scalar(value: Any, kind: str, text: str) -> bool:
    """The same for a value that is no table and no list."""
    if kind == "string":
        return bool(value == text)
    if kind == "bool":
        return value is (text == "true")
    if kind == "integer":
        return type(value) is int and value == int(text)
    if kind == "float":
        return type(value) is float and (value == float(text) or (math.isnan(value) and "nan" in text))
    kinds = {"date-local": date, "time-local": time, "datetime": datetime, "datetime-local": datetime}
    read = {"date-local": date.fromisoformat, "time-local": time.fromisoformat}.get(kind, datetime.fromisoformat)
    has_zone = getattr(value, "tzinfo", None) is not None
    return type(value) is kinds[kind] and value == read(text) and has_zone == (kind == "datetime")


def test_a_file_of_each_kind_is_read_to_its_value() -> None:
    for text, expected in OWN.values():
        data = toml.read(text)
        assert is_as_tagged(data, expected)
        assert not is_as_tagged(data, {**expected, "a": {"type": "float", "value": "1"}})


@pytest.mark.parametrize("path", needed(listed("valid")))
def test_t01_a_valid_file_is_read_to_the_value_that_it_has(path: Path, tmp_path: Path) -> None:
    text, _ = files.read_text(path, path.parent)

    assert is_as_tagged(toml.read(text), json.loads(path.with_suffix(".json").read_text("utf-8")))
    assert_no_crash(path, tmp_path)


@pytest.mark.parametrize("path", needed(listed("invalid")))
def test_t01_an_invalid_file_is_refused_with_its_line_and_a_sentence(path: Path, tmp_path: Path) -> None:
    loaded = assert_no_crash(path, tmp_path)

    assert loaded.model is None
    (problem,) = loaded.problems
    assert problem.code in CODES
    assert problem.path == "roadmap.toml"
    assert problem.line or "UTF-16" in problem.message
    assert "not valid TOML: " not in problem.message or "date" in problem.message, "that is the parser's sentence"


def assert_no_crash(path: Path, folder: Path) -> load.Loaded:
    """Read a file as a roadmap's, tidy it, and set a field in it: each is done or refused, and said."""
    content = path.read_bytes()
    (folder / "roadmap.toml").write_bytes(content)
    loaded = load.load(files.Folder(folder), "roadmap.toml")
    assert (loaded.model is None) == any(problem.severity == "error" for problem in loaded.problems)
    assert all(problem.message and "\n" not in problem.excerpt for problem in loaded.problems)
    for text in texts(content):
        for change in (tidy.tidied, retitled):
            try:
                after = change(text)
            except CoopctlError:
                continue
            assert not isinstance(toml.read(after.removeprefix("\ufeff")), toml.Fault)
    return loaded


def retitled(text: str) -> str:
    """The text with another title."""
    return fields.assign(text, "roadmap.toml", Place("roadmap", ()), assign.parse(["title=New"])).text


def texts(content: bytes) -> Iterator[str]:
    """The content as text, if it is some."""
    try:
        yield files.decode(content)
    except files.Unreadable:
        return


def assert_answered(path: Path, bed: Bed) -> None:
    """Every kind of command on a file, by subprocess."""
    content = path.read_bytes()
    bed.put({"bad.toml": content})
    is_valid = path.parts[len(SUITE.parts)] == "valid"
    for command, codes in (
        (["check"], (1,)),
        (["list", "-f", "ids"], (3,)),
        (["show", "bad"], (4,)),
        (["fmt", "--check"], (0, 1) if is_valid else (0, 1, 3)),
        (["set", "bad", "title=New", "--dry-run"], (0, 2, 3)),
        (["export", "json"], (3,)),
    ):
        answer = bed.run_unchanged(*command)
        assert answer.code in codes, (command, answer.said)
    bed.put({"bad.toml": GOOD})


@pytest.mark.parametrize("path", needed(random.Random(1).sample(both(), min(SAMPLE, len(both())))))
def test_t01_some_files_by_every_kind_of_command(path: Path, bed: Bed) -> None:
    assert_answered(path, bed)


@pytest.mark.long
@pytest.mark.parametrize("path", needed(both()))
def test_t01_all_files_by_every_kind_of_command(path: Path, bed: Bed) -> None:
    assert_answered(path, bed)
