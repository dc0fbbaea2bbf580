"""Files as they can be found on a disk: every one is read, or named with the reason, and none hides another."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl import files, load, toml
from coopctl.problems import Problem
from tests.conftest import EXAMPLE, FRAMEWORK, SHARED, Ran, Run

GOOD = 'title = "Good"\nkind = "roadmap"\n'
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portfolio of one good roadmap."""
    home = tmp_path / "portfolio"
    home.mkdir()
    (home / "framework.toml").write_text(FRAMEWORK, "utf-8")
    (home / "good.toml").write_text(GOOD, "utf-8")
    return home


def read(path: Path, content: bytes) -> load.Loaded:
    """Write the file and read it as coopctl does."""
    path.write_bytes(content)
    return load.load(files.Folder(path.parent), path.name)


def said(loaded: load.Loaded) -> tuple[str, str, str, int]:
    """The one problem of a file that is not used: code, message, help and line."""
    assert loaded.model is None
    (problem,) = loaded.problems
    return problem.code, problem.message, problem.help, problem.line


def listed(told: Ran) -> list[str]:
    """The ids in an answer of `coopctl list -f csv`."""
    return [line.partition(",")[0] for line in told.out.splitlines()[1:]]


# --- What a file's bytes may be ---


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="as everybody writes"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="with a byte-order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="with the line ends of Windows"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), id="from Notepad"),
        pytest.param(GOOD.replace("\n", "\r\n", 1).encode(), id="with mixed line ends"),
        pytest.param(GOOD.rstrip().encode(), id="without an end to its last line"),
        pytest.param('title = "Grüße, 鲁里坦尼亚 🏠"\nkind = "roadmap"'.encode(), id="in any script"),
        pytest.param(b'title="Tight"\n\t kind  =\t"roadmap"   \n', id="with blanks and tabs anywhere"),
        pytest.param(b'title = "In \\x4B"\nkind = "roadmap"\nperiod = {\n  start = "2025",\n}\n', id="in TOML 1.1"),
    ],
)
def test_a_file_is_accepted(folder: Path, content: bytes) -> None:
    loaded = read(folder / "new.toml", content)

    assert loaded.problems == []
    assert loaded.model is not None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(
            GOOD.replace("\n", "\r").encode(),
            (
                "bare-returns",
                "the file has a carriage return without a line feed",
                "save it with line ends LF or CRLF",
                1,
            ),
            id="line ends of very old systems",
        ),
        pytest.param(
            GOOD.encode("utf-16"),
            ("not-utf8", "the file looks like UTF-16", "save it as UTF-8", 0),
            id="UTF-16",
        ),
        pytest.param(
            GOOD.encode() + b'notes = "Z\xfcrich"\n',
            ("not-utf8", "the file is not valid UTF-8", "save it as UTF-8", 3),
            id="Latin-1",
        ),
        pytest.param(
            'title = "Grüße'.encode()[:-2],
            ("not-utf8", "the file is not valid UTF-8", "save it as UTF-8", 1),
            id="a character cut in two",
        ),
        pytest.param(
            GOOD.encode() + b'notes = "\xed\xa0\x80"\n',
            ("not-utf8", "the file is not valid UTF-8", "save it as UTF-8", 3),
            id="half of a surrogate pair",
        ),
        pytest.param(
            b"\0" * 100,
            ("nul-bytes", "the file contains NUL bytes", "restore it, for example with git checkout", 1),
            id="what a power cut leaves",
        ),
        pytest.param(
            GOOD.encode() + b'notes = "\0"\n',
            ("nul-bytes", "the file contains NUL bytes", "restore it, for example with git checkout", 3),
            id="one NUL",
        ),
    ],
)
def test_a_file_is_refused_with_the_reason(folder: Path, content: bytes, problem: tuple[str, str, str, int]) -> None:
    assert said(read(folder / "new.toml", content)) == problem


def test_the_largest_file_is_read_and_one_byte_more_is_not(folder: Path) -> None:
    content = GOOD.encode() + b"#" * (files.LARGEST - len(GOOD))

    assert read(folder / "new.toml", content).problems == []
    assert said(read(folder / "new.toml", content + b"#"))[:2] == ("too-large", "the file is larger than 4 MiB")


# --- What a name may lead to ---


def test_a_pipe_does_not_keep_anybody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe.toml")

    assert said(load.load(files.Folder(folder), "pipe.toml"))[:2] == ("not-a-file", "the file is a pipe, not a file")


def test_a_folder_with_a_name_like_a_roadmap(folder: Path) -> None:
    (folder / "folder.toml").mkdir()

    assert said(load.load(files.Folder(folder), "folder.toml"))[:2] == (
        "not-a-file",
        "the file is a folder, not a file",
    )


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../outside.toml", ".."])
def test_a_link_may_not_lead_out_of_the_portfolio(folder: Path, target: str) -> None:
    (folder.parent / "outside.toml").write_text(GOOD, "utf-8")
    (folder / "link.toml").symlink_to(target)

    code, message, *_ = said(load.load(files.Folder(folder), "link.toml"))

    assert (code, message) == ("link-outside", "the file is a link that leads out of the portfolio's folder")


def test_a_link_to_a_folder_with_a_similar_name_leads_out_too(folder: Path) -> None:
    neighbour = folder.with_name("portfolio-old")
    neighbour.mkdir()
    (neighbour / "old.toml").write_text(GOOD, "utf-8")
    (folder / "link.toml").symlink_to(neighbour / "old.toml")

    assert said(load.load(files.Folder(folder), "link.toml"))[0] == "link-outside"


def test_a_link_within_the_portfolio_is_a_file_like_any_other(folder: Path) -> None:
    (folder / "link.toml").symlink_to("good.toml")

    assert load.load(files.Folder(folder), "link.toml").problems == []


def test_the_portfolio_itself_may_be_a_link(folder: Path, run: Run) -> None:
    folder.with_name("link").symlink_to(folder)

    assert listed(run("list", "-f", "csv", at=folder.with_name("link"))) == ["good"]


@pytest.mark.parametrize("target", ["link.toml", "nowhere.toml"], ids=["itself", "nothing"])
def test_a_link_to_itself_or_to_nothing_is_named(folder: Path, target: str, run: Run) -> None:
    (folder / "link.toml").symlink_to(target)

    told = run("check", at=folder)

    assert told.code == 1
    assert "link.toml: error[unreadable]: the file cannot be read: " in told.out


@contextlib.contextmanager
def no_privileges() -> Iterator[None]:
    """Act as an ordinary person; an administrator can read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, wherever the other test folders are."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_file_without_permission_is_named(open_folder: Path) -> None:
    (open_folder / "secret.toml").write_text(GOOD, "utf-8")
    (open_folder / "secret.toml").chmod(0)

    with no_privileges():
        loaded = load.load(files.Folder(open_folder), "secret.toml")

    assert said(loaded)[:2] == ("unreadable", "the file cannot be read: Permission denied")


def test_a_file_that_goes_away_while_it_is_read_is_named(folder: Path) -> None:
    assert said(load.load(files.Folder(folder), "gone.toml"))[:2] == (
        "unreadable",
        "the file cannot be read: No such file or directory",
    )


# --- Names ---


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"bad\xff.toml", r"bad\xff.toml"),
        (b"two\nlines.toml", r"two\nlines.toml"),
        (b"red\x1b[31m.toml", r"red\x1b[31m.toml"),
        ("rechts\u202elinks.toml".encode(), r"rechts\u202elinks.toml"),
        (b"with blank.toml", "with blank.toml"),
        ("größe.toml".encode(), "größe.toml"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_shown_harmlessly(folder: Path, run: Run, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(GOOD.encode())

    told = run("check", cwd=folder)

    assert told.code == 1
    assert told.out.splitlines()[0] == f"{shown}: error[bad-id]: the file's name cannot be a roadmap's id"
    assert told.err == "1 error, 0 warnings\n"
    assert listed(run("list", "-f", "csv", cwd=folder)) == ["good"]


@pytest.mark.parametrize(
    "name", [".hidden.toml", ".good.toml.swp", "good.toml~", "good.toml.orig", "good.TOML", "#good.toml#", "notes.md"]
)
def test_hidden_files_and_backups_are_passed_over(folder: Path, run: Run, name: str) -> None:
    (folder / name).write_text("not = = toml", "utf-8")

    assert run("check", "--strict", at=folder) == (0, "", "")


def test_folders_below_are_passed_over(folder: Path, run: Run) -> None:
    (folder / "archive").mkdir()
    (folder / "archive" / "old.toml").write_text("not = = toml", "utf-8")
    (folder / "loop").symlink_to(".")

    assert run("check", "--strict", at=folder) == (0, "", "")


# --- The rest of the portfolio ---


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link_out(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_noise(path: Path) -> None:
    path.write_bytes(b"\0\xff\r")


def make_half(path: Path) -> None:
    path.write_text('title = "Half', "utf-8")


def make_stranger(path: Path) -> None:
    path.write_text("[tool.ruff]\nline-length = 120\n", "utf-8")


BAD: list[Callable[[Path], None]] = [make_pipe, make_folder, make_link_out, make_noise, make_half, make_stranger]


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_one_bad_file_never_hides_the_good_ones(folder: Path, run: Run, make: Callable[[Path], None]) -> None:
    make(folder / "bad.toml")

    told = run("list", "-f", "csv", at=folder)

    assert told.code == 3
    assert listed(told) == ["good"]
    assert f"{folder / 'bad.toml'}" in told.err
    assert "leaves out" in told.err
    assert run("list", "-f", "csv", at=folder) == told, "from the snapshot"


def test_a_mended_file_is_back_in_the_next_answer(folder: Path, run: Run) -> None:
    (folder / "bad.toml").write_text("title = ", "utf-8")
    assert run("list", "-f", "csv", at=folder).code == 3

    (folder / "bad.toml").write_text(GOOD, "utf-8")

    told = run("list", "-f", "csv", at=folder)
    assert (told.code, listed(told), told.err) == (0, ["bad", "good"], "")


def test_a_target_that_is_there_but_did_not_load_is_no_second_problem(folder: Path, run: Run) -> None:
    (folder / "first.toml").write_text("title = ", "utf-8")
    (folder / "second.toml").write_text(GOOD + 'follows = ["first"]\npart_of = "first"\n', "utf-8")

    told = run("check", cwd=folder)

    assert told.err == "1 error, 0 warnings\n"
    assert told.out.startswith("first.toml:1:")


def test_a_dangling_reference_is_named_and_the_file_stays(folder: Path, run: Run) -> None:
    (folder / "second.toml").write_text(GOOD + 'aims = ["nowhere"]\n', "utf-8")

    told = run("list", "-f", "csv", at=folder)

    assert told.code == 3
    assert listed(told) == ["good", "second"]
    assert "error[unknown-aim]" in told.err


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_without_a_readable_framework_there_is_no_answer(folder: Path, run: Run, make: Callable[[Path], None]) -> None:
    (folder / "framework.toml").unlink()
    make(folder / "framework.toml")

    told = run("list", at=folder)

    assert told.code == 3
    assert told.out == ""
    assert f"{folder / 'framework.toml'}" in told.err
    assert "nothing can be said without it" in told.err


def test_with_a_broken_framework_check_still_reads_the_roadmaps(folder: Path, run: Run) -> None:
    (folder / "framework.toml").write_text("title = ", "utf-8")
    (folder / "good.toml").write_text(GOOD + 'aims = ["anything"]\nfollows = ["nowhere"]\n', "utf-8")
    (folder / "half.toml").write_text('title = "Half', "utf-8")

    told = run("check", cwd=folder)

    assert told.code == 1
    assert [line.partition(" ")[0] for line in told.out.splitlines() if "error[" in line] == [
        "framework.toml:1:9:",
        "good.toml:4:12:",
        "half.toml:1:14:",
    ]


def test_without_a_framework_there_is_no_portfolio(folder: Path, run: Run) -> None:
    (folder / "framework.toml").unlink()

    for command in (["list"], ["check"], ["report"], ["show", "good"]):
        told = run(*command, at=folder)
        assert (told.code, told.out) == (4, "")
        assert "no framework.toml in" in told.err
    assert run("list", cwd=folder).code == 4
    assert run("list", at=folder / "nowhere").code == 4


def test_a_portfolio_without_roadmaps_is_none_to_complain_about(folder: Path, run: Run) -> None:
    (folder / "good.toml").unlink()

    assert run("check", at=folder) == (0, "", "")
    assert run("list", "-f", "csv", at=folder).code == 0


@pytest.mark.parametrize("name", ["portfolio\nwith two lines", "\x1b[31m", "mit Leerzeichen und ß"])
def test_the_folder_may_have_any_name(folder: Path, run: Run, name: str) -> None:
    odd = folder.rename(folder.with_name(name))
    (odd / "bad.toml").write_text("title = ", "utf-8")

    told = run("list", "-f", "csv", at=odd)

    assert (told.code, listed(told)) == (3, ["good"])
    assert "\x1b" not in told.err


# --- Numbers that no database and no person can hold ---


@pytest.mark.parametrize("number", ["99999999999999999999", "0x" + "F" * 5000, "1" * 4301, "-9223372036854775809"])
@pytest.mark.parametrize("place", ["concluded = {}\n", "[[funding]]\namount = {}\n", "summary = {}\n", "x = [[{}]]\n"])
def test_a_number_of_too_many_digits_is_named(folder: Path, number: str, place: str) -> None:
    loaded = read(folder / "new.toml", (GOOD + place.format(number)).encode())

    code, message, _, line = said(loaded)
    assert (code, message) == ("toml", "a number is too long")
    assert line == 2 + place.count("\n")


def test_the_largest_numbers_of_toml_are_read() -> None:
    assert toml.read("a = 9223372036854775807\nb = -9223372036854775808\nc = 0x7fffffffffffffff") == {
        "a": 2**63 - 1,
        "b": -(2**63),
        "c": 2**63 - 1,
    }


def test_long_runs_of_digits_in_text_are_no_numbers() -> None:
    assert toml.read(f'a = "{"1" * 5000}"') == {"a": "1" * 5000}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('notes = """\nnever closed\n', 1, 9),
        ('notes = """closed"""\ntitle = "not closed', 2, 20),
        ("a = 1\nnotes = '''\nnever closed\n", 2, 9),
    ],
)
def test_text_that_is_never_closed_is_shown_where_it_begins_over_several_lines(
    text: str, line: int, column: int
) -> None:
    fault = toml.read(text)

    assert isinstance(fault, toml.Fault)
    assert (fault.message, fault.line, fault.column) == ("text is not closed", line, column)


# --- The test suite of TOML itself ---

SUITE = SHARED / "toml-test"
VALID = [b"", b"a = 1", b'"quoted key" = [1, [2, {b = 3}]]', b"[a.b]\nc = 1979-05-27T07:32:00Z\n[[d]]\n[[d]]\n"]
INVALID = [
    b"a",
    b"a =",
    b"= 1",
    b"[a",
    b"[a]\n[a]",
    b"a = 1\na = 2",
    b'a = "\n"',
    b"a = [1 2]",
    b"a = {b = 1",
    b"\xff",
    b"a = 1\rb = 2",
    b"a = 2025-02-30",
]


def suite(kind: str) -> list[Path]:
    """The files of the suite for TOML 1.1 of this kind, or skip where it is not at hand."""
    listing = SUITE / "files-toml-1.1.0"
    if not listing.exists():
        pytest.skip(f"toml-test is not in {SUITE}")
    names = [name for name in listing.read_text("utf-8").splitlines() if name.startswith(f"{kind}/")]
    found = [SUITE / name for name in names if name.endswith(".toml")]
    assert len(found) > 200
    return found


def test_no_invalid_file_of_the_suite_is_accepted(tmp_path: Path) -> None:
    for path in suite("invalid"):
        shutil.copyfile(path, tmp_path / "roadmap.toml")
        loaded = load.load(files.Folder(tmp_path), "roadmap.toml")
        codes = {problem.code for problem in loaded.problems}
        assert loaded.model is None
        assert codes <= {"toml", "declared-twice", "written-twice", "not-utf8", "nul-bytes", "bare-returns"}, path
        assert codes, path


def test_every_valid_file_of_the_suite_is_read() -> None:
    for path in suite("valid"):
        text, _ = files.read_text(path, path.parent)
        assert not isinstance(toml.read(text), toml.Fault), path


@pytest.mark.parametrize("content", INVALID)
def test_what_is_no_toml_is_a_problem(folder: Path, content: bytes) -> None:
    assert said(read(folder / "new.toml", content))[1]


@pytest.mark.parametrize("content", VALID)
def test_what_is_toml_is_read(content: bytes) -> None:
    assert not isinstance(toml.read(content.decode()), toml.Fault)


# --- Anything at all ---

ANY_FOLDER = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FULL = (EXAMPLE / "ruritania-2025.toml").read_text("utf-8")
SIGNS = [
    '"',
    "'",
    '"""',
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\\",
    "-",
    "0x",
    "1e999",
]
WORDS = ["title", "deliverables", "due", "2025-13", "nan", "\u202e", "ü", "\x00", "\x1b", "<<<<<<< HEAD\n", "9" * 30]
PIECES = st.sampled_from(SIGNS + WORDS)


def is_presentable(problem: Problem) -> bool:
    """Whether a problem can be printed: a sentence, and a place within the file."""
    inside = problem.column <= len(problem.excerpt) + 1
    return bool(problem.code and problem.message) and inside and problem.line >= 0 and "\n" not in problem.excerpt


def assert_answered(loaded: load.Loaded) -> None:
    """Either there is a model, or there are errors that can be shown."""
    assert (loaded.model is None) == any(problem.severity == "error" for problem in loaded.problems)
    assert all(map(is_presentable, loaded.problems))


@ANY_FOLDER
@given(content=st.binary(max_size=200))
def test_random_bytes_are_answered_with_problems(folder: Path, content: bytes) -> None:
    assert_answered(read(folder / "new.toml", content))


@ANY_FOLDER
@given(content=st.text(max_size=200))
def test_random_text_is_answered_with_problems(folder: Path, content: str) -> None:
    assert_answered(read(folder / "new.toml", content.encode("utf-8", "surrogatepass")))


@ANY_FOLDER
@given(content=st.lists(PIECES, max_size=40).map("".join))
def test_pieces_of_toml_are_answered_with_problems(folder: Path, content: str) -> None:
    assert_answered(read(folder / "new.toml", content.encode()))


@ANY_FOLDER
@given(start=st.integers(0, len(FULL)), length=st.integers(0, 80), instead=st.lists(PIECES, max_size=3).map("".join))
def test_a_valid_file_with_a_piece_changed_is_answered(folder: Path, start: int, length: int, instead: str) -> None:
    changed = FULL[:start] + instead + FULL[start + length :]

    assert_answered(read(folder / "new.toml", changed.encode()))


@ANY_FOLDER
@given(lines=st.permutations(FRAMEWORK.splitlines(keepends=True)))
def test_a_framework_with_its_lines_shuffled_is_answered(folder: Path, lines: list[str]) -> None:
    assert_answered(read(folder / "framework.toml", "".join(lines).encode()))
