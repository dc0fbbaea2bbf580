"""Every character that Unicode has, as a title, through every format: what a terminal gets is only what can be seen."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import html5lib
import pytest

from coopctl.cli import output
from coopctl.visible import visible
from tests.bad_input.bed import Bed, made
from tests.bad_input.test_outputs import EXPORTS
from tests.conftest import FRAMEWORK
from tests.test_terminal import COLOUR, on_terminal

TITLE = 4_000
"""Characters in a title; the format takes 20 000."""

SURROGATES = range(0xD800, 0xE000)
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
KEPT = "\u200c\u200d"
"""Joiners, which belong to what is written."""

LINES = "SELECT title AS id FROM roadmap"
COMMANDS = [
    ["list"],
    ["report"],
    ["show", "r0"],
    ["check"],
    *(["list", "-f", format] for format in output.format_names()),
    *(["export", format] for format in EXPORTS if format in ("csv", "html", "json", "markdown")),
    *(["sql", LINES, "-f", format] for format in ("table", "csv", "tsv", "markdown", "json")),
]


def everything() -> list[str]:
    """Every character there is but the halves of pairs, which no file can hold."""
    return [chr(code) for code in range(sys.maxunicode + 1) if code not in SURROGATES]


def telling() -> list[str]:
    """Those of which something might be special: all that cannot be seen, all blanks and marks, all of the common
    scripts, the last of each plane, and a few of the private ones."""
    kinds = UNSEEN | {"Zs", "Mn", "Me", "Sk"}
    wanted = []
    for code in range(sys.maxunicode + 1):
        kind = unicodedata.category(chr(code))
        is_edge = code & 0xFFFF >= 0xFFF0 or code & 0xFFFF < 0x10
        rest = code < 0x3000 or 0xFE00 <= code < 0x10000 or 0xE0000 <= code < 0xE1000 or is_edge
        if code not in SURROGATES and (rest or (kind in kinds and kind not in ("Cn", "Co"))):
            wanted.append(chr(code))
    return wanted


def quoted(text: str) -> str:
    """A string of TOML in which every character is an escape."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def lay_out(bed: Bed, signs: list[str]) -> list[str]:
    """A portfolio of roadmaps that have the characters in their titles; returns the titles by id."""
    titles = ["".join(signs[start : start + TITLE]) for start in range(0, len(signs), TITLE)]
    (bed.portfolio / "good.toml").unlink()
    bed.put({"framework.toml": FRAMEWORK})
    for number, title in enumerate(titles):
        text = (
            f'title = {quoted(title)}\nkind = "roadmap"\ncountries = ["ZZ"]\n'
            f"[deliverables.d]\ntitle = {quoted(title)}\nnotes = {quoted(title)}\n"
        )
        bed.put({f"r{number}.toml": text})
    return titles


def steering(shown: str, allowed: str) -> dict[str, str]:
    """The characters that are not to be seen and were sent all the same, with some of what stands around each."""
    plain = COLOUR.sub("", shown)
    signs = {sign for sign in set(plain) if unicodedata.category(sign) in UNSEEN and sign not in allowed + KEPT}
    return {f"U+{ord(sign):04X}": plain[max(0, plain.index(sign) - 40) : plain.index(sign) + 40] for sign in signs}


def assert_no_control_reaches_a_terminal(bed: Bed) -> None:
    environment = bed.environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    for command, code, shown in on_terminal(COMMANDS, 100, bed.portfolio, environment):
        assert code == 0, command
        assert shown
        assert not steering(shown, "\n\t" if {"csv", "tsv"} & set(command) else "\n"), command


def assert_nothing_is_lost_or_obeyed(bed: Bed, titles: list[str]) -> None:
    """Through a pipe: data are exact, documents show the text, and no cell of a spreadsheet is a formula."""
    told = json.loads(bed.run("list", "-f", "json").out)
    by_id = {row["id"]: row["title"] for row in told["rows"]}
    assert [by_id[f"r{number}"] for number in range(len(titles))] == titles
    for format, separator in (("csv", ","), ("tsv", "\t")):
        exact = cells(bed.run("list", "-f", format, "--raw").out, separator)
        assert [exact[f"r{number}"] for number in range(len(titles))] == [t.replace("\0", r"\x00") for t in titles]
        safe = cells(bed.run("list", "-f", format).out, separator)
        assert not [title for title in safe.values() if title[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")]
    for command in (["list", "-f", "html"], ["export", "html"]):
        page = html5lib.parse(bed.run(*command).out.decode(), namespaceHTMLElements=False)
        names = {element.tag for element in page.iter() if isinstance(element.tag, str)}
        assert not names & {"script", "iframe", "img", "object", "b", "i", "a-b"}
        shown = "".join(page.itertext())
        assert all(flat(shown_lines(title)) in flat(shown.replace(r"\n", "")) for title in titles), command
    for command in (["list"], ["list", "-f", "markdown"], ["export", "markdown"]):
        assert not steering(bed.run(*command).out.decode(), "\n"), command


def cells(content: bytes, separator: str) -> dict[str, str]:
    """The titles by id that a reader of CSV finds."""
    usual = csv.field_size_limit(1 << 24)
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=separator, strict=True))
    finally:
        csv.field_size_limit(usual)
    return {row["id"]: row["title"] for row in rows}


def shown_lines(text: str) -> str:
    """The text as documents show it, of several lines or with the line end as an escape."""
    return "".join(map(visible, text.split("\n")))


def flat(text: str) -> str:
    """The text without blanks, which documents may break and join."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bed, list[str]]]:
    """A bed with the characters that tell most."""
    yield from laid_out(tmp_path_factory.mktemp("telling"), telling)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bed, list[str]]]:
    """A bed with all of them."""
    yield from laid_out(tmp_path_factory.mktemp("everything"), everything)


def laid_out(home: Path, signs: Callable[[], list[str]]) -> Iterator[tuple[Bed, list[str]]]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    bed = made(home, kept | {"COOPCTL_PAGER": "cat"})
    yield bed, lay_out(bed, signs())


def test_no_character_that_might_steer_reaches_a_terminal(shared: tuple[Bed, list[str]]) -> None:
    assert_no_control_reaches_a_terminal(shared[0])


def test_no_character_that_might_mean_something_is_lost_or_obeyed(shared: tuple[Bed, list[str]]) -> None:
    assert_nothing_is_lost_or_obeyed(*shared)


@pytest.mark.long
def test_no_character_at_all_steers_a_terminal(
    whole: tuple[Bed, list[str]], record_property: Callable[[str, object], None]
) -> None:
    assert_no_control_reaches_a_terminal(whole[0])
    number = sum(map(len, whole[1]))
    record_property("figures", f"code points: {number} in {len(COMMANDS)} commands on a terminal, none steers it")


@pytest.mark.long
def test_no_character_at_all_is_lost_or_obeyed(whole: tuple[Bed, list[str]]) -> None:
    assert_nothing_is_lost_or_obeyed(*whole)
