"""Anything at all, made by hypothesis: read, edited, asked for; nothing fails but with a sentence.

What files hold is tried in tests/test_reading.py, ranges in tests/test_ranges.py, edits in tests/edits; here are files
that were damaged on their way, texts that edits meet, and whole command lines. ``tests/fuzz`` does it for hours.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coopctl import dates, files, load, ranges, toml
from coopctl.cli import main as program
from coopctl.edits import assign, fields, mark, tidy
from coopctl.edits.places import Place, in_roadmap
from coopctl.problems import CoopctlError
from coopctl.toml.outline import outlined
from tests.conftest import EXAMPLE, SHIPPED
from tests.fuzz.targets import TARGETS, seeds

ANY_TIME = settings(deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(ANY_TIME, max_examples=20_000, derandomize=False)
SEEDS = [path.read_bytes() for path in sorted([*EXAMPLE.glob("*.toml"), *SHIPPED.glob("*.toml")])]
DAY = date(2026, 6, 30)


# --- Files that were damaged ---


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of a portfolio after some of what happens to files: bytes that flip, ends that are missing, lines that are
    doubled, moved or lost, and two files in one."""
    content = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(content)))
        how = draw(st.sampled_from(("flip", "cut", "insert", "double", "move", "lose", "join")))
        lines = content.splitlines(keepends=True) or [b""]
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        if how == "flip" and place < len(content):
            content = content[:place] + bytes([content[place] ^ 1 << draw(st.integers(0, 7))]) + content[place + 1 :]
        elif how == "cut":
            content = content[:place]
        elif how == "insert":
            content = content[:place] + draw(st.binary(max_size=8)) + content[place:]
        elif how == "double":
            content = b"".join([*lines[:one], lines[one], *lines[one:]])
        elif how == "move":
            lines.insert(other, lines.pop(one))
            content = b"".join(lines)
        elif how == "lose":
            content = b"".join([*lines[:one], *lines[one + 1 :]])
        elif how == "join":
            content += draw(st.sampled_from(SEEDS))
    return content


def assert_read(content: bytes, name: str, folder: Path) -> None:
    """A file is used, or there is a problem that can be shown; and what is not used is not edited into worse."""
    (folder / name).write_bytes(content)
    loaded = load.load(files.Folder(folder), name)
    assert (loaded.model is None) == any(problem.severity == "error" for problem in loaded.problems)
    for problem in loaded.problems:
        assert problem.message
        assert 0 <= problem.column <= len(problem.excerpt) + 1
        assert "\n" not in problem.excerpt


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one file."""
    return tmp_path_factory.mktemp("lone")


@ANY_TIME
@given(content=damaged(), name=st.sampled_from(("roadmap.toml", "framework.toml")))
def test_a_damaged_file_is_used_or_explained(content: bytes, name: str, lone: Path) -> None:
    assert_read(content, name, lone)


@pytest.mark.long
@LONG
@given(content=damaged(), name=st.sampled_from(("roadmap.toml", "framework.toml")))
def test_very_many_damaged_files_are_used_or_explained(content: bytes, name: str, lone: Path) -> None:
    assert_read(content, name, lone)


# --- Edits of whatever is there ---

WORDS = st.one_of(
    st.sampled_from(
        ["title", "due", "done", "period.start", "partners.RMM", "focus_areas", "notes", "actual", "funding"]
    ),
    st.text(max_size=12),
)
VALUES = st.one_of(
    st.sampled_from(["", "2026-06", "../2026", "training, tool", "[1, 2]", "{ a = 1 }", "true", "nan", "1e999", '"""']),
    st.text(max_size=30),
)
ASSIGNMENTS = st.builds(
    lambda word, sign, value: f"{word}{sign}{value}", WORDS, st.sampled_from(("=", "+=", "-=")), VALUES
)
PLACES = st.sampled_from(
    [
        [],
        ["contingency-plan"],
        ["contingency-plan", "drafted"],
        ["trainer-pool", "trainers"],
        ["roadmap", "site-visit"],
    ]
)


def outcome(change: Callable[[], str]) -> str:
    """What an edit makes; empty when it was refused, which needs a sentence."""
    try:
        return change()
    except CoopctlError as error:
        return "" if error.message else "no sentence"


def assert_edited(content: bytes, steps: list[str], words: list[str], state: mark.State) -> None:
    """An edit is refused with a sentence, or its outcome is TOML that reads back."""
    try:
        text = files.decode(content)
    except files.Unreadable:
        return
    wanted = mark.Mark(state, DAY, "", "", ())

    def place() -> Place:
        return in_roadmap(outlined(text).data, steps)

    for after in (
        outcome(lambda: fields.assign(text, "roadmap.toml", place(), assign.parse(words)).text),
        outcome(lambda: mark.mark(text, "roadmap.toml", place(), wanted).text),
        outcome(lambda: tidy.tidied(text)),
    ):
        assert not isinstance(toml.read(after.removeprefix("\ufeff")), toml.Fault)
        assert after.encode() or not after


STATES = st.sampled_from(("done", "started", "dropped", "open"))


@ANY_TIME
@given(content=damaged(), steps=PLACES, words=st.lists(ASSIGNMENTS, max_size=3), state=STATES)
def test_an_edit_of_a_damaged_file_is_made_whole_or_refused(
    content: bytes, steps: list[str], words: list[str], state: mark.State
) -> None:
    assert_edited(content, steps, words, state)


@pytest.mark.long
@LONG
@given(content=damaged(), steps=PLACES, words=st.lists(ASSIGNMENTS, max_size=3), state=STATES)
def test_very_many_edits_of_damaged_files_are_made_whole_or_refused(
    content: bytes, steps: list[str], words: list[str], state: mark.State
) -> None:
    assert_edited(content, steps, words, state)


# --- Dates and ranges ---

PIECES = st.sampled_from(
    ["2026", "-", "06", "/", "..", "Q3", "d", "30", "+", "this", "next", "month", "0", " ", "W", "T", "٣"]
)


@ANY_TIME
@given(
    text=st.one_of(st.lists(PIECES, max_size=6).map("".join), st.text(max_size=20)),
    day=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
)
def test_any_words_are_a_range_a_date_or_get_advice(text: str, day: date) -> None:
    for read in (lambda: ranges.parse(text, day), lambda: dates.parse_text(text), lambda: ranges.after(text, day)):
        found = result(read)
        known = [one for one in (found if isinstance(found, tuple) else (found,)) if isinstance(one, date)]
        assert all(1900 <= one.year <= 2200 for one in known)
        assert found
        assert "\n" not in str(found) or "\n" in text


def result(read: Callable[[], Any]) -> Any:
    """What a text is read as, or the advice instead."""
    try:
        return read()
    except ValueError as error:
        return str(error)


# --- Command lines ---

IDS = [
    "ruritania-2025",
    "ruritania-2025/contingency-plan",
    "ruritania-2025/contingency-plan/drafted",
    "ZZ",
    "area:training",
    "framework",
    "*",
    "*/*/drafted",
    "monday",
    "nosuch",
    "",
    "-",
    "a b",
    "\x1b[31m",
    "ü",
    "🏠" * 50,
    "../x",
    "%s",
    "{0}",
]
GIVEN = st.one_of(
    st.sampled_from(
        [*IDS, "2026-06", "90d", "../2026", "open", "red", "id,title", "-due", "csv", "json", "99999", "-1"]
    ),
    st.text(max_size=10),
)


def options_of(name: str) -> list[tuple[str, bool]]:
    """The options of a command, and whether each takes a value; none that leads elsewhere."""
    command = program.load(name)
    members = [command.load(member) for member in command.names()] if hasattr(command, "names") else [command]
    found = {
        option: bool(one.is_flag)
        for member in members
        for one in member.params
        for option in getattr(one, "opts", ())
        if option.startswith("-")
    }
    return [(option, is_flag) for option, is_flag in found.items() if option not in ("-o", "--output", "-C")]


READING = {name: options_of(name) for name in program.names() if name not in ("edit", "init", "completion")}


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command, a member of it perhaps, ids and options of its own and of others, with values that fit or not."""
    name = draw(st.sampled_from(sorted(READING)))
    command = program.load(name)
    words = [name]
    if hasattr(command, "names"):
        words += draw(st.lists(st.sampled_from(command.names()), max_size=1))
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            words.append(draw(GIVEN))
        else:
            option, is_flag = draw(st.sampled_from(READING[name] or [("--help", True)]))
            words += [option] if is_flag else [option, draw(GIVEN)]
    return words


def assert_answered(words: list[str], folder: Path) -> None:
    """A command line ends with a documented code, and no sign that steers goes to standard error."""
    before = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    writes = words[0] in ("set", "mark", "new", "add", "rename", "fmt") and "--dry-run" not in words
    out, err = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        patch.setattr("sys.stdin", TextIOWrapper(BytesIO(), "utf-8"))
        code = program.main(["-C", str(folder), *words])
        err.flush()
    said = err.buffer.getvalue().decode()
    assert code in (0, 1, 2, 3, 4, 6), (words, said)
    assert "\x1b" not in said
    if code in (2, 4, 6):
        assert said.startswith(("error: ", "Usage")) or "\nerror: " in said, (words, said)
    after = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    if code or not writes:
        assert after == before, words
    for path in folder.glob("*.toml"):
        if path.name not in before:
            path.unlink()
    for name, content in before.items():
        if after.get(name) != content:
            (folder / name).write_bytes(content)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example portfolio in a folder of its own, with a cache of its own."""
    folder = tmp_path_factory.mktemp("fuzz") / "example"
    shutil.copytree(EXAMPLE, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        patch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
        patch.chdir(folder)
        yield folder


@settings(ANY_TIME, max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(words=command_lines())
def test_any_command_line_is_answered(words: list[str], example: Path) -> None:
    assert_answered(words, example)


@pytest.mark.long
@settings(LONG, max_examples=5_000)
@given(words=command_lines())
def test_very_many_command_lines_are_answered(words: list[str], example: Path) -> None:
    assert_answered(words, example)


@pytest.mark.parametrize("target", TARGETS)
def test_what_atheris_tries_holds_for_what_it_begins_with(target: str) -> None:
    for data in (b"", b"\n", b"\xff", *seeds(target)):
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
@settings(ANY_TIME, max_examples=40)
@given(data=st.binary(max_size=200))
def test_and_for_anything(target: str, data: bytes) -> None:
    TARGETS[target](data)
