"""Every bad content of a file, by subprocess: the good roadmap is listed, and what is wrong is said, with its place."""

from __future__ import annotations

import pytest

from coopctl.cli.main import main
from tests.bad_input.bed import Bed
from tests.bad_input.contents import LARGE, ROWS, Row

SUMMARY = b'summary = "One line"'


def assert_said(words: tuple[str, ...], said: str) -> None:
    """All the words stand there, in this order."""
    at = 0
    for word in words:
        place = said.find(word, at)
        assert place >= 0, f"{word!r} is not said, or not behind the words before it: {said[:2000]}"
        at = place + len(word)


def assert_explained(row: Row, bed: Bed) -> None:
    """The good roadmap is listed, and both an answer and `check` say what is wrong with the other."""
    bed.put({"bad.toml": row.content})
    listed = bed.run_unchanged("list", "-f", "ids")
    assert listed.code == row.code
    assert "good" in listed.out.decode().split()
    assert len(listed.err) < 20_000, "nobody reads that much"
    if row.code:
        assert_said(row.says, listed.said)
    checked = bed.run_unchanged("check", "--strict") if row.says else bed.run_unchanged("check")
    assert checked.code == (1 if row.says else 0)
    assert_said(row.says, checked.said)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_good_roadmap_is_listed_and_the_bad_one_explained(row: Row, bed: Bed) -> None:
    assert_explained(row, bed)


@pytest.mark.long
@pytest.mark.parametrize("row", LARGE, ids=str)
def test_a_large_one_is_explained_too(row: Row, bed: Bed) -> None:
    assert_explained(row, bed)


@pytest.mark.parametrize("row", [row for row in ROWS if row.code == 0 and row.says], ids=str)
def test_what_is_only_warned_of_passes_unless_warnings_count(row: Row, bed: Bed) -> None:
    bed.put({"bad.toml": row.content})

    assert bed.run_unchanged("check").code == 0


@pytest.mark.parametrize("row", [row for row in ROWS if row.code], ids=str)
def test_no_edit_makes_a_bad_file_worse(row: Row, bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit is made and the rest of the file stays, or it is refused and all of it stays."""
    bed.put({"bad.toml": row.content})
    before = (bed.portfolio / "bad.toml").read_bytes()
    monkeypatch.setenv("XDG_CACHE_HOME", bed.environment["XDG_CACHE_HOME"])

    code = main(["-C", str(bed.portfolio), "set", "bad", "summary=One line"])

    after = (bed.portfolio / "bad.toml").read_bytes()
    assert code in (0, 2, 3)
    if code:
        assert after == before
    else:
        assert SUMMARY in after
        assert after.replace(SUMMARY, b"").split() == before.split()
    assert {path.name for path in bed.portfolio.iterdir()} == {"framework.toml", "good.toml", "bad.toml"}
