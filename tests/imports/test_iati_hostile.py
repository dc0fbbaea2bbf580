"""Whatever is in a file: it is refused with a sentence, or what comes out is valid."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl import model
from coopctl.activities import importing
from coopctl.activities.importing import Wanted
from coopctl.drafts import Drafts
from coopctl.intake.known import Known
from coopctl.intake.value import Imported, Source
from coopctl.problems import CoopctlError
from tests.conftest import ROOT

ODD = Path(__file__).parent / "iati" / "odd.xml"
CONTENT = ODD.read_bytes()
OWN = (ROOT / "tests" / "golden" / "example.iati.xml").read_bytes()
NUMBERS = ("", " ", "-1", "0", "NaN", "1e999", "9" * 400, "999999999999999", "99", "1", "2")
DATES = ("2026-02-30", "0000-01-01", "9999-12-31", "2026-01-01T99:99:99Z")
TEXTS = ("N/A", "../..", "/etc/passwd", "framework", "a" * 30_000, "e\u0301" * 200, "\u202e", "XK", "ZZ", "en-GB")
SLY = (*NUMBERS, *DATES, *TEXTS)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """A portfolio with nothing in it."""
    folder = tmp_path_factory.mktemp("portfolio")
    (folder / "framework.toml").write_text('title = "Test"\n')
    return Known(Drafts(folder))


def imported(content: bytes, known: Known) -> Imported | None:
    """What comes of a file; None where it is refused."""
    source = Source("it.xml", io.BytesIO(content), len(content))
    try:
        return importing.imported(source, known, Wanted(), "en", update=False, each=True)
    except CoopctlError:
        return None


def validate(found: Imported) -> None:
    """Raise unless all of it fits the file format, and every reference leads somewhere."""
    framework = model.Framework.model_validate({"title": "Test", **found.framework, **found.entries})
    for id, fields in found.roadmaps.items():
        assert re.match(model.ID_PATTERN, id)
        roadmap = model.Roadmap.model_validate(fields)
        assert {*roadmap.countries} <= {*framework.countries}
        assert {*roadmap.regions} <= {*framework.regions}
        assert {*roadmap.partners} <= {*framework.organisations}
        assert {*roadmap.sources} <= {*framework.sources}
        assert {*roadmap.focus_areas, *roadmap.cross_cutting} <= {*framework.focus_areas}


def changed(content: bytes, chance: random.Random) -> bytes:
    """The file cut off, with bytes flipped, or with pieces taken out, put twice or changed for others."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data)), chance.randint(1, 60)
        match chance.randrange(5):
            case 0:
                del data[at:]
            case 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case 4:
                data[at : at + length] = content[:length]
        data = data or bytearray(b" ")
    return bytes(data)


def values(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the values of attributes, and texts, begin and end."""
    for sign, end in ((b'="', b'"'), (b">", b"<")):
        at = content.find(sign)
        while at >= 0:
            begin = at + len(sign)
            until = content.find(end, begin)
            if until < 0:
                break
            if content[begin:until].strip():
                yield begin, until
            at = content.find(sign, until)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_refused_or_valid(known: Known, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        found = imported(changed(CONTENT, chance), known)
        if found:
            validate(found)


@pytest.mark.parametrize("seed", range(10))
def test_damaged_files_of_our_own_bring_no_traceback(known: Known, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        imported(changed(OWN, chance), known)


PLACES = sorted(place for place in values(CONTENT) if place[0] > CONTENT.index(b"<iati-activity "))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, len(SLY) - 1)), min_size=1, max_size=6))
def test_whatever_values_are_in_it_what_comes_out_is_valid(
    known: Known, wanted: list[tuple[tuple[int, int], int]]
) -> None:
    content = CONTENT
    for (begin, end), number in sorted(dict(wanted).items(), reverse=True):
        content = content[:begin] + SLY[number].encode() + content[end:]
    found = imported(content, known)
    assert found is not None
    validate(found)


def test_whatever_is_too_long_in_it_what_comes_out_is_valid(known: Known) -> None:
    for begin, end in PLACES:
        found = imported(CONTENT[:begin] + b"a" * 30_000 + CONTENT[end:], known)
        assert found is not None
        validate(found)


def test_the_file_itself_is_valid(known: Known) -> None:
    found = imported(CONTENT, known)
    assert found is not None
    validate(found)
    assert len(found.roadmaps) == 4
