"""What reaches a person's terminal: fitted to its width, aligned, in colour where it can be, never steered by data."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import wcwidth

from coopctl import measure
from coopctl.visible import visible
from tests.conftest import EXAMPLE, SHIPPED, Ran, Run

WIDTHS = (40, 60, 80, 100, 120, 200)
COLOUR = re.compile("\x1b\\[(?:0|1|2|3[1-6]|1;3[1-6])m")
DRIVER = """
import json, sys
from coopctl.cli.main import main
for command in json.loads(sys.argv[1]):
    code = main(command)
    sys.stdout.flush()
    print(f"\\x1e{code}\\x1e", end="", flush=True)
"""

LISTS = ("roadmaps", "deliverables", "milestones", "countries", "areas", "partners", "engagements")
EVERY_TABLE = [
    *(["list", what] for what in LISTS),
    *(
        ["report", "--by", by]
        for by in (
            "area,owner",
            "region,country,roadmap",
            "roadmap",
            "country",
            "region",
            "area",
            "aim",
            "partner",
            "owner",
        )
    ),
    ["show"],
]


class Terminal:
    """A pseudo-terminal that changes nothing of what it is sent."""

    def __init__(self, width: int, command: list[str], cwd: Path, environment: dict[str, str]) -> None:
        self.master, slave = pty.openpty()
        modes = termios.tcgetattr(slave)
        modes[1] &= ~termios.OPOST
        termios.tcsetattr(slave, termios.TCSANOW, modes)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        os.close(slave)

    def read(self) -> str:
        """Everything that is sent until the end."""
        return b"".join(self._pieces()).decode("utf-8", "surrogateescape")

    def _pieces(self) -> Iterator[bytes]:
        with contextlib.suppress(OSError):  # EIO: nobody writes any more
            while piece := os.read(self.master, 65536):
                yield piece

    def end(self) -> int:
        """Wait for the end; the exit code."""
        code = self.process.wait(timeout=30)
        os.close(self.master)
        return code


@pytest.fixture
def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """The environment of a common terminal."""
    return environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def on_terminal(
    commands: Iterable[list[str]], width: int, at: Path, environment: dict[str, str]
) -> list[tuple[list[str], int, str]]:
    """Run commands one after the other on one terminal: each with its exit code and what was shown."""
    given = list(commands)
    terminal = Terminal(width, [sys.executable, "-c", DRIVER, json.dumps(given)], at, environment)
    parts = terminal.read().split("\x1e")
    assert terminal.end() == 0
    return [(command, int(parts[2 * n + 1]), parts[2 * n]) for n, command in enumerate(given)]


def rows_of(what: str, at: Path, run: Run) -> list[dict[str, Any]]:
    """The rows of a list, from JSON."""
    return list(json.loads(run("list", what, "-f", "json", at=at).out)["rows"])


def ids_of(what: str, at: Path, run: Run) -> list[str]:
    """The ids of a list, from JSON."""
    return [next(iter(row.values())) for row in rows_of(what, at, run)]


def too_wide(shown: str, width: int, ids: Iterable[str] = ()) -> list[str]:
    """The lines that do not fit, but for an id that stands alone."""
    lines = COLOUR.sub("", shown).split("\n")
    return [line for line in lines if not 0 <= wcwidth.wcswidth(line) <= width and line.strip() not in ids]


# --------------------------------------------------------------------------------------------------------- Widths


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("portfolio", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_nothing_is_wider_than_the_terminal_and_no_id_is_cut(
    portfolio: Path, width: int, run: Run, surroundings: dict[str, str]
) -> None:
    ids = {what: ids_of(what, portfolio, run) for what in ("roadmaps", "deliverables", "milestones")}
    known = {id for listed in ids.values() for id in listed}
    if portfolio == EXAMPLE:
        indicators = [
            "ruritania-2025/trainer-pool/trainers",
            "inner-kingdoms-2024/judges-network/months-to-decision",
            "inner-kingdoms-2024/coi-portal/reports",
            "ruritania-2025/contingency-plan/places-in-reserve",
            "ruritania-2022/border-registration/guards-trained-count",
            "erewhon-2026/resettlement-pilot/persons",
        ]
        known |= set(indicators)
    commands = [
        *EVERY_TABLE,
        *(["show", id] for id in sorted(known)),
        ["list", "--stage", "active", "--kind", "roadmap"],
    ]
    for command, code, shown in on_terminal(commands, width, portfolio, surroundings):
        assert code == 0
        assert not too_wide(shown, width, known), command
        whole = set(re.split(r"\s+", COLOUR.sub("", shown)))
        if command[0] == "show" and len(command) > 1:
            assert command[1] in whole, command
        elif command[0] == "list" and command[1] in ids:
            assert set(ids[command[1]]) <= whole, command


@pytest.mark.parametrize("width", [60, 80])
def test_helps_fit(width: int, surroundings: dict[str, str]) -> None:
    commands = [
        [*command.split(), "-h"] for command in ("list", "show", "report status", "check", "export csv", "init")
    ]
    for command, code, shown in on_terminal(commands, width, EXAMPLE, surroundings):
        assert code == 0
        words, _, examples = shown.partition("Examples:")
        assert not too_wide(words, width), command
        assert examples


def test_what_does_not_fit_is_left_out_with_a_note_of_it(surroundings: dict[str, str]) -> None:
    ((_, _, narrow), (_, _, deliverables)) = on_terminal(
        [["list"], ["list", "deliverables"]], 80, EXAMPLE, surroundings
    )
    assert "Not shown: " in narrow
    assert "(in a wider terminal, or with -f csv)" in " ".join(COLOUR.sub("", narrow).split())
    assert "Not shown: " in deliverables
    ((_, _, wide),) = on_terminal([["list"]], 250, EXAMPLE, surroundings)
    assert "Not shown" not in wide


def test_on_a_very_narrow_terminal_each_row_is_a_block_under_its_id(surroundings: dict[str, str]) -> None:
    ((_, _, shown),) = on_terminal([["list", "milestones", "--status", "overdue"]], 40, EXAMPLE, surroundings)
    lines = COLOUR.sub("", shown).splitlines()
    place = lines.index("graustark-2022/liaison-officers/evaluated")
    assert lines[place + 1].split() == ["Title", "Joint", "evaluation", "of", "the"]


@pytest.mark.parametrize(
    ("columns", "width"),
    [("0", 80), ("abc", 80), ("1", 80), ("-5", 80), ("", 80), ("100000", 80), ("９９", 80), ("120", 120)],
)
def test_columns_that_make_no_sense_are_passed_over(columns: str, width: int, surroundings: dict[str, str]) -> None:
    ((_, code, shown),) = on_terminal([["list"]], 80, EXAMPLE, surroundings | {"COLUMNS": columns})
    ((_, _, expected),) = on_terminal([["list"]], width, EXAMPLE, surroundings)
    assert (code, shown) == (0, expected)


@pytest.mark.parametrize("width", [0, 1, 5, 19])
def test_a_terminal_without_a_sensible_width_counts_as_80(width: int, surroundings: dict[str, str]) -> None:
    ((_, _, shown),) = on_terminal([["list"]], width, EXAMPLE, surroundings)
    ((_, _, expected),) = on_terminal([["list"]], 80, EXAMPLE, surroundings)
    assert shown == expected


# ------------------------------------------------------------------------------------------------ Wide characters

WIDE = [
    "日本語の題名がとても長いので折り返す必要があります",
    "👨‍👩‍👧‍👦 family 👍🏽 and 🇫🇷 flag of a very long title indeed",
    "e\u0301" * 30,
    "a" + "\u0301" * 40 + "zalgo" * 5,
    "ｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ",
    "ไทยไม่มีช่องว่างระหว่างคำเลยนะครับ",
    "❤️ ☎️ variation selectors",
    "العربية نص طويل",
    "한국어 제목도 꽤 길어서 줄바꿈이 필요합니다",
    "plain text that is long enough to be wrapped as well",
]


def write_wide(folder: Path, number: int) -> Path:
    """A portfolio of so many roadmaps whose words are all wide."""
    (folder / "framework.toml").write_text(
        f'title = "{WIDE[0]}"\nas_of = 2026-06-30\n[countries.ZZ]\nname = "{WIDE[1]}"\nfootnote = "{WIDE[0] * 6}"\n'
        f'[organisations.RMM]\nname = "{WIDE[0]}"\n[focus_areas.f]\ntitle = "{WIDE[1]}"\n',
        "utf-8",
    )
    for place in range(number):
        title = WIDE[place % len(WIDE)]
        (folder / f"r-{place:03}.toml").write_text(
            f'title = "{title}"\nkind = "roadmap"\ncountries = ["ZZ"]\nfocus_areas = ["f"]\nsummary = "{title * 4}"\n'
            f'partners = {{ RMM = "lead" }}\n[deliverables.d]\ntitle = "{title}"\n'
            f'[deliverables.d.milestones.m]\ntitle = "{title}"\ndue = "2025"\n',
            "utf-8",
        )
    return folder


@pytest.mark.parametrize("number", [10, 60], ids=["short", "long"])
def test_wide_characters_keep_to_the_width(number: int, tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = write_wide(tmp_path, number)
    commands = [
        *EVERY_TABLE,
        *(["show", f"r-{place:03}"] for place in range(10)),
        ["show", "r-001/d"],
        ["show", "r-000/d/m"],
    ]
    for width in WIDTHS:
        for command, code, shown in on_terminal(commands, width, folder, surroundings):
            assert code == 0
            assert not too_wide(shown, width), (width, command)


@pytest.mark.parametrize("number", [10, 60], ids=["short", "long"])
def test_columns_after_wide_characters_are_aligned(
    number: int, tmp_path: Path, surroundings: dict[str, str], run: Run
) -> None:
    folder = write_wide(tmp_path, number)
    ((_, _, shown),) = on_terminal([["list", "milestones"]], 100, folder, surroundings)
    for text in (shown, run("list", "milestones", at=folder).out):
        lines = [line for line in COLOUR.sub("", text).split("\n") if "overdue" in line]
        assert len(lines) == number
        assert len({wcwidth.wcswidth(line.partition("overdue")[0]) for line in lines}) == 1


def test_one_character_has_at_most_eight_marks(tmp_path: Path, surroundings: dict[str, str], run: Run) -> None:
    folder = write_wide(tmp_path, 10)
    ((_, _, shown),) = on_terminal([["show", "r-003"]], 80, folder, surroundings)
    for text in (shown, run("list", at=folder).out):
        assert "a" + "\u0301" * 8 in text
        assert "\u0301" * 9 not in text


@pytest.mark.parametrize("most", range(1, 30))
@pytest.mark.parametrize("text", WIDE)
def test_text_is_cut_and_wrapped_by_cells(text: str, most: int) -> None:
    whole = visible(text)
    assert wcwidth.wcswidth(measure.cut(whole, most)) <= most
    lines = measure.wrapped(whole, max(most, 2), "")
    assert "".join(lines).replace(" ", "") == whole.replace(" ", "")
    assert all(wcwidth.wcswidth(line) <= max(most, 2) for line in lines)


def test_text_is_wrapped_at_blanks_and_later_lines_are_indented() -> None:
    assert measure.wrapped("as of today · country TR", 12, "  ") == ["as of today", "  · country", "  TR"]
    assert measure.wrapped("averyveryverylongword", 8, "  ") == ["averyver", "  yveryl", "  ongwor", "  d"]
    assert measure.wrapped("", 8) == [""]


# -------------------------------------------------------------------------------------------------- Long tables


def write_long(folder: Path, number: int) -> Path:
    """A portfolio of so many roadmaps with long titles."""
    (folder / "framework.toml").write_text('title = "T"\nas_of = 2026-06-30\n')
    for place in range(number):
        (folder / f"r-{place:03}.toml").write_text(
            f'title = "{"A long title of many words " * 4}"\nkind = "roadmap"\n'
            'period = { start = "2025", end = "2026" }\n'
            '[deliverables.d]\ntitle = "D"\n'
        )
    return folder


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_table_has_one_line_a_row_that_fits(width: int, tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = write_long(tmp_path, 50)
    for command, code, shown in on_terminal([["list"], ["report"]], width, folder, surroundings):
        assert code == 0
        assert not too_wide(shown, width), command
        lines = [line for line in COLOUR.sub("", shown).split("\n") if line.startswith("r-")]
        assert [line.split()[0] for line in lines] == [f"r-{place:03}" for place in range(50)]


def test_a_long_table_says_that_something_was_cut_and_its_total_stands_last(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    ((_, _, shown),) = on_terminal([["report"]], 100, write_long(tmp_path, 50), surroundings)
    lines = COLOUR.sub("", shown).split("\n")
    assert any("…" in line for line in lines if line.startswith("r-"))
    total = next(line for line in lines if line.startswith("All "))
    assert "50 roadmaps" in total


# ---------------------------------------------------------------------------------------------------------- Colour


def test_a_terminal_gets_colour_and_a_pipe_none(surroundings: dict[str, str], run: Run) -> None:
    for command, _, shown in on_terminal(
        [["report"], ["list"], ["show"], ["list", "nosuch"]], 100, EXAMPLE, surroundings
    ):
        assert COLOUR.search(shown), command
    for command in (["report"], ["list"], ["show"], ["list", "nosuch"]):
        ran = run(*command, at=EXAMPLE, TERM="xterm-256color")
        assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(
    "setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}], ids=str
)
def test_no_escape_sequence_where_no_colour_is_wanted(setting: dict[str, str], surroundings: dict[str, str]) -> None:
    commands = [*EVERY_TABLE, ["show", "ruritania-2025"], ["check"], ["list", "nosuch"], ["-h"]]
    for command, _, shown in on_terminal(commands, 100, EXAMPLE, surroundings | setting):
        assert "\x1b" not in shown, command


def test_without_colour_a_terminal_shows_the_same_words(surroundings: dict[str, str]) -> None:
    coloured, plain = (on_terminal(EVERY_TABLE, 100, EXAMPLE, surroundings | more) for more in ({}, {"NO_COLOR": "1"}))
    for (command, _, one), (_, _, other) in zip(coloured, plain, strict=True):
        assert [line.rstrip() for line in COLOUR.sub("", one).split("\n")] == [
            line.rstrip() for line in other.split("\n")
        ], command


def test_json_and_csv_on_a_terminal_are_what_a_pipe_gets(surroundings: dict[str, str], run: Run) -> None:
    commands = [
        ["list", "-f", "json"],
        ["list", "-f", "csv"],
        ["list", "-f", "tsv"],
        ["export", "json"],
        ["export", "csv"],
    ]
    for command, _, shown in on_terminal(commands, 40, EXAMPLE, surroundings):
        assert shown == run(*command, at=EXAMPLE).out


# --------------------------------------------------------------------------------------------------- Hostile texts

HOSTILE = [
    "[red]x[/red]",
    "[/]",
    "[/foo]",
    "[bold",
    ":bomb:",
    "path\\",
    "x\\[red]",
    "\x1b[31mred",
    "\x1b[8mhidden",
    "\x1b]0;title\x07",
    "\x1b[2J",
    "real\rfake",
    "bell\x07",
    "\u202egnp.exe",
    "\u2066isolate\u2069",
    "mark\u200e\u200f",
    "line\u2028sep\u2029",
    "c1\x9b31m\x85",
    "two\nlines",
    "tab\there",
    "\x08back",
    "\x7fdel",
    "\u00adsoft",
    "\u061calm",
    "\ufeffbom",
    "\U000e0041tag",
    "\ue000private",
    "\x00nul",
]
HOSTILE = [text for text in HOSTILE if "\x00" not in text]  # the reader refuses NUL
ALL = " ".join(HOSTILE)
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def quoted(text: str) -> str:
    """A TOML string of plain ASCII."""
    safe = (sign if " " <= sign <= "~" and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text)
    return f'"{"".join(safe)}"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio in which every word is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    everything = quoted(ALL)
    (folder / "framework.toml").write_text(f"""\
title = {everything}
as_of = 2026-06-30
agency = "RMM"
notes = {everything}
strategy = {{ title = {everything}, notes = {everything} }}
aims.a = {{ title = {everything}, notes = {everything} }}
regions.r = {{ title = {everything}, countries = ["ZZ"] }}
countries.ZZ = {{ name = {everything}, footnote = {everything} }}
organisations.RMM = {{ name = {everything}, country = "ZZ" }}
focus_areas.f = {{ title = {everything} }}
sources.s = {{ title = {everything}, publisher = {everything} }}
engagements.e = {{ title = {everything}, countries = ["ZZ"], notes = {everything} }}
""")
    for number, text in enumerate(HOSTILE):
        one = quoted(text)
        (folder / f"r{number:02}.toml").write_text(f"""\
title = {one}
kind = "roadmap"
countries = ["ZZ"]
regions = ["r"]
aims = ["a"]
focus_areas = ["f"]
partners = {{ RMM = "lead" }}
sources = ["s"]
summary = {quoted(text + ALL)}
notes = {everything}
period = {{ start = "2025", end = "2026" }}
extensions = [{{ until = "2027-03", agreed = "2026", reason = {one} }}]
funding = [{{ funder = "RMM", instrument = {one} }}]
signed = {{ on = 2025-01-01, place = {one}, by = [{{ name = {one}, post = {one} }}] }}
[deliverables.d]
title = {one}
[deliverables.d.milestones.m]
title = {one}
topics = [{one}]
responsible = {one}
owner = "RMM"
evidence = [{one}]
notes = {one}
due = "2025-12"
reason = {one}
[deliverables.d.indicators.i]
title = {one}
unit = {one}
notes = {one}
baseline = {{ value = 1, on = "2025" }}
""")
    return folder


HOSTILE_COMMANDS = [
    *EVERY_TABLE,
    *([["show", f"r{number:02}{part}"] for number in range(len(HOSTILE)) for part in ("", "/d/m")]),
    ["show", "r07/d"],
    ["show", "r07/d/i"],
]


def steering(shown: str, allowed: str = "") -> set[str]:
    """The characters in ``shown`` that are not meant to be seen, but for line ends and this program's own colours."""
    return {
        sign for sign in COLOUR.sub("", shown) if unicodedata.category(sign) in UNSEEN and sign not in "\n" + allowed
    }


@pytest.mark.parametrize("width", [40, 100])
def test_no_text_from_a_file_steers_the_terminal(width: int, hostile: Path, surroundings: dict[str, str]) -> None:
    for command, code, shown in on_terminal(HOSTILE_COMMANDS, width, hostile, surroundings | {"NO_COLOR": "1"}):
        assert code == 0, (command, shown)
        assert "\x1b" not in shown, command
        assert not steering(shown), command
        assert not too_wide(shown, width), command


def test_in_colour_only_this_programs_own_colours_reach_the_terminal(
    hostile: Path, surroundings: dict[str, str]
) -> None:
    for command, _, shown in on_terminal(HOSTILE_COMMANDS, 100, hostile, surroundings):
        assert not steering(shown), command
        assert "\x1b[31mred" not in shown, command
        assert "\x1b[8m" not in shown, command


@pytest.mark.parametrize("format", ["csv", "tsv", "json"])
def test_no_text_from_a_file_steers_the_terminal_in_any_format(
    format: str, hostile: Path, surroundings: dict[str, str]
) -> None:
    commands = [[*command, "-f", format] for command in HOSTILE_COMMANDS[:30]]
    commands += [["export", format]] if format != "tsv" else []
    for command, code, shown in on_terminal(commands, 100, hostile, surroundings):
        assert code == 0
        assert "\x1b" not in shown, command
        assert not steering(shown, allowed="\t" if format != "json" else ""), command


def test_a_piped_table_is_as_harmless(hostile: Path, run: Run) -> None:
    for command in (
        ["list"],
        ["list", "milestones"],
        ["list", "countries"],
        ["report", "--by", "partner"],
        ["show"],
        ["show", "r07"],
        ["show", "r18/d/m"],
        ["show", "r07/d/i"],
    ):
        ran = run(*command, at=hostile)
        assert ran.code == 0
        assert not steering(ran.out + ran.err), command
        assert "\x1b" not in ran.out, command


def test_markup_is_shown_as_it_is_written_and_the_rest_as_escapes(hostile: Path, surroundings: dict[str, str]) -> None:
    ((_, _, shown),) = on_terminal([["list"]], 200, hostile, surroundings)
    for words in (
        "[red]x[/red]",
        "[/]",
        "[/foo]",
        "[bold",
        ":bomb:",
        "path\\",
        "x\\[red]",
        "\\x1b[31mred",
        "real\\rfake",
        "bell\\x07",
        "\\u202egnp.exe",
        "line\\u2028sep\\u2029",
        "c1\\x9b31m\\x85",
        "two\\nlines",
        "tab\\there",
        "\\xadsoft",
        "\\U000e0041tag",
    ):
        assert re.search(rf"^r\d\d +{re.escape(words)} ", shown, re.MULTILINE), words


def test_a_paragraph_keeps_its_own_lines_and_only_those(hostile: Path, run: Run) -> None:
    number = HOSTILE.index("two\nlines")
    shown = run("show", f"r{number}/d/m", at=hostile).out
    assert "\nNotes        two\n             lines\n" in shown
    number = HOSTILE.index("real\rfake")
    assert "real\\rfake" in run("show", f"r{number}/d/m", at=hostile).out.partition("Notes")[2]


@pytest.mark.parametrize("argument", ["\x1b[31mred", "\u202eevil", "a\nb", "bell\x07", "[red]x[/red]", "[/]"])
def test_an_argument_is_shown_harmless_in_an_error(argument: str, surroundings: dict[str, str]) -> None:
    commands = [
        ["list", argument],
        ["list", "--country", argument],
        ["show", argument],
        ["list", "-f", argument],
        ["report", "--as-of", argument],
        [argument],
        ["list", f"--{argument}"],
        ["-C", f"/{argument}", "list"],
        ["check", "--explain", argument],
    ]
    for command, code, shown in on_terminal(commands, 100, EXAMPLE, surroundings):
        assert code in (2, 4, 6), (command, shown)
        assert "\x1b[31mred" not in shown, command
        assert not steering(shown), command


def test_a_hostile_name_of_a_file_to_write_is_shown_harmless(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "coopctl", "list", "-o", "/nowhere/\x1b[31mred\u202e/file"]
    terminal = Terminal(100, command, EXAMPLE, surroundings)
    shown = terminal.read()
    assert terminal.end() == 6
    assert "\\x1b[31mred\\u202e" in shown
    assert not steering(shown)


def test_a_hostile_file_name_or_key_is_shown_harmless(tmp_path: Path, surroundings: dict[str, str]) -> None:
    (tmp_path / "framework.toml").write_text('title = "T"\nas_of = 2026-06-30\n')
    for name in ("\x1b[31mred.toml", "\u202eevil.toml", "new\nline.toml"):
        (tmp_path / name).write_text('title = "T"\nkind = "roadmap"\n')
    (tmp_path / "keys.toml").write_text(
        'title = "T"\nkind = "roadmap"\n"\\u001b[31mred" = 1\nsummary = "\\u202eevil"\naims = ["\\u001b[31mred"]\n'
    )
    for command, code, shown in on_terminal(
        [["list"], ["check"], ["check", "-f", "json"]], 100, tmp_path, surroundings
    ):
        assert code in (1, 3), command
        assert not steering(shown), command
        assert "\x1b[31mred" not in shown, command


def test_no_code_point_comes_through_that_cannot_be_seen() -> None:
    kept = "\u200c\u200d"
    for code in range(sys.maxunicode + 1):
        shown = visible(f"a{chr(code)}b")
        category = unicodedata.category(chr(code))
        if category in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and chr(code) not in kept:
            assert re.fullmatch(r"a\\([nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})b", shown), hex(code)
        elif category != "Cn":
            assert shown == f"a{chr(code)}b", hex(code)


# ----------------------------------------------------------------------- Encodings, pipes, full and closed outputs


@pytest.mark.parametrize(
    "setting",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=str,
)
def test_any_encoding_of_the_output_will_do(setting: dict[str, str], run: Run) -> None:
    for command in (["report"], ["list", "milestones"], ["show", "ruritania-2025"], ["list", "Zürnau"], ["--help"]):
        ran = run(*command, at=EXAMPLE, **setting)
        assert ran.code in (0, 2, 4), ran.err
    shown = run("show", "ruritania-2025/zuernau", at=EXAMPLE, PYTHONIOENCODING="ascii").out
    assert shown.isascii()
    assert "Reception centre at Z\\xfcrnau" in shown
    assert "0/2" in shown


@pytest.mark.parametrize(
    "command", ["list -f json", "list -f csv", "list -f tsv", "export json", "export csv", "check -f json"]
)
def test_data_is_utf_8_whatever_the_encoding_of_the_output(command: str, run: Run) -> None:
    expected = run(*command.split(), at=EXAMPLE)
    assert run(*command.split(), at=EXAMPLE, PYTHONIOENCODING="ascii") == expected


def test_a_terminal_that_knows_ascii_only_gets_ascii_and_keeps_its_columns(surroundings: dict[str, str]) -> None:
    ((_, code, shown),) = on_terminal([["report"]], 100, SHIPPED, surroundings | {"PYTHONIOENCODING": "ascii"})
    assert code == 0
    assert shown.isascii()
    assert "#####... 12/20" in shown


def shell(line: str, environment: dict[str, str], cwd: Path) -> Ran:
    """A line of shell; ``$coopctl`` is the program."""
    ended = subprocess.run(
        ["/bin/bash", "-c", line],
        env=environment | {"coopctl": f"{sys.executable} -m coopctl"},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize("command", ["report", "list milestones", "export json", "list -f csv", "--help", "show"])
@pytest.mark.parametrize("setting", ["", "PYTHONUNBUFFERED=1"])
def test_a_reader_that_leaves_early_is_no_trouble(command: str, setting: str, environment: dict[str, str]) -> None:
    line = f"{{ {setting} $coopctl {command}; echo $? >&2; }} | true"
    assert shell(line, environment, EXAMPLE).err == "141\n"


def test_the_first_line_is_enough(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = write_long(tmp_path, 400)
    ran = shell("set -o pipefail; $coopctl export json | head -1", environment, folder)
    assert (ran.code, ran.out, ran.err) == (141, "{\n", "")


@pytest.mark.parametrize(
    "command", ["report", "list -f csv", "export json", "--help", "--version", "list -h", "check", "list nosuch"]
)
def test_a_closed_output_is_said(command: str, environment: dict[str, str]) -> None:
    ran = shell(f"$coopctl {command} >&-", environment, EXAMPLE)
    assert (ran.code, ran.err) == (6, "error: standard output is closed\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("command", ["report", "list -f csv", "export json", "--help", "--version", "list -h", "show"])
def test_a_full_device_is_said(command: str, environment: dict[str, str]) -> None:
    ran = shell(f"$coopctl {command} >/dev/full", environment, EXAMPLE)
    assert (ran.code, ran.err) == (6, "error: No space left on device\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_file_on_a_full_device_is_said(environment: dict[str, str]) -> None:
    ran = shell("$coopctl list -o /dev/full", environment, EXAMPLE)
    assert (ran.code, len(ran.err.splitlines())) == (6, 1)


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_messages_that_nobody_can_read_do_not_change_the_exit_code(where: str, environment: dict[str, str]) -> None:
    assert shell(f"$coopctl list nosuch {where}", environment, EXAMPLE).code == 4
    assert shell(f"$coopctl list milestones --status overdue --country XL {where}", environment, EXAMPLE).code == 0
    assert shell(f"$coopctl list {where}", environment, EXAMPLE).code == 0


def interrupted(terminal: Terminal, marker: bytes, key: bytes = b"\x03") -> tuple[int, bytes]:
    """Press a key (Ctrl-C) when ``marker`` has been shown; the exit code, and all that was shown."""
    shown = b""
    until = time.monotonic() + 30
    while marker not in shown and time.monotonic() < until:
        if select.select([terminal.master], [], [], 1)[0]:
            shown += os.read(terminal.master, 65536)
    os.write(terminal.master, key)
    shown += b"".join(terminal._pieces())
    return terminal.end(), shown


def test_ctrl_c_ends_with_130_and_leaves_nothing_behind(tmp_path: Path, surroundings: dict[str, str]) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    command = [sys.executable, "-m", "coopctl", "list", "-o", str(tmp_path / "answer")]
    # On a busy machine all may have been read before the key is pressed: that shows nothing, and is tried with more.
    for attempt in range(5):
        write_long(folder, 2500 << attempt)
        surroundings["XDG_CACHE_HOME"] = str(tmp_path / f"cache-{attempt}")
        code, shown = interrupted(Terminal(80, command, folder, surroundings), b"Reading roadmaps")
        if code:
            break
        (tmp_path / "answer").unlink()
    assert code == 130, shown
    assert b"Traceback" not in shown
    assert b"Error" not in shown
    assert not [path for path in tmp_path.rglob("*") if "answer" in path.name or path.suffix == ".tmp"]
    ((_, again, answer),) = on_terminal([["list", "r-000"]], 80, folder, surroundings)
    assert (again, "r-000" in answer) == (0, True)


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_does_not_answer_a_question_has_ended_the_command(
    key: bytes, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "portfolio")
    before = (folder / "erewhon-2026.toml").read_bytes()
    (tmp_path / "tracker.csv").write_text("Milestone,Deadline\nGuides found,2027-03\n")
    command = [sys.executable, "-m", "coopctl", "import", "csv", "../tracker.csv", "--roadmap", "erewhon-2026"]
    code, shown = interrupted(Terminal(80, command, folder, surroundings), b"Write this?", key)
    assert code == 130, shown
    assert b"Traceback" not in shown
    assert b"rror" not in shown
    assert (folder / "erewhon-2026.toml").read_bytes() == before


def test_the_progress_bar_is_on_standard_error_of_a_terminal_only(
    tmp_path: Path, surroundings: dict[str, str], run: Run
) -> None:
    folder = write_long(tmp_path, 400)
    cold = run("list", "-f", "csv", at=folder)
    assert (cold.code, cold.err) == (0, "")
    fresh = surroundings | {"XDG_CACHE_HOME": str(tmp_path / "other")}
    ((_, _, shown),) = on_terminal([["list", "-f", "csv", "-o", str(tmp_path / "answer")]], 80, folder, fresh)
    assert "Reading roadmaps" in shown
    assert (tmp_path / "answer").read_text("utf-8") == cold.out


def test_on_a_dumb_terminal_there_is_no_progress_bar_that_moves_the_cursor(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    folder = write_long(tmp_path, 400)
    ((_, code, shown),) = on_terminal([["check"]], 80, folder, surroundings | {"TERM": "dumb"})
    assert code == 0
    assert "\x1b" not in shown


def test_what_is_called_narrow_takes_one_cell_each() -> None:
    narrow = [chr(code) for code in range(0x20, 0x3000) if re.fullmatch(measure.NARROW, chr(code))]
    assert len(narrow) > 1000
    assert {sign for sign in narrow if wcwidth.wcwidth(sign) != 1 and unicodedata.category(sign) != "Cn"} == set()
