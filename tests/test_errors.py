"""Every kind of mistake and what is said about it: a folder of tests/errors is a portfolio with its expected.txt.

To add a case, write the files, run ``coopctl -C . check`` beside them (a case without a framework.toml gets
the one in tests/errors), read what is said as the person who made the mistake would, and keep it as
expected.txt. A file named ``exit`` holds the exit code where it is not 1.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coopctl import explain
from coopctl.cli.main import main
from tests.conftest import Run

ERRORS = Path(__file__).parent / "errors"
CASES = sorted(path.name for path in ERRORS.iterdir() if path.is_dir())

# Shown by test_reading.py: git does not keep such files, or would only keep them as very large ones.
NOT_IN_GIT = {"unreadable", "not-a-file", "link-outside", "too-large", "not-utf8", "nul-bytes", "bare-returns"}
NOT_IN_GIT |= {"same-name"}  # one of the two would be lost where nobody tells them apart

# Said only by `check --fail-on`, shown by test_team.py; and by `export iati`, shown by iati/test_export.py.
ONLY_WHEN_ASKED = {"overdue", "at-risk", "lacks-for-iati", "malformed-xml", "refused-xml"}


def expected(case: str) -> str:
    """What `coopctl check` is to print, line for line."""
    path = ERRORS / case / "expected.txt"
    if not path.exists():
        pytest.fail(f"{path} is missing: run `coopctl -C . check` on the case, read what it says, and keep it there")
    return path.read_bytes().decode("utf-8")


def exit_code(case: str) -> int:
    """The exit code that belongs to it."""
    path = ERRORS / case / "exit"
    return int(path.read_text("ascii")) if path.exists() else 1


@pytest.fixture
def lay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty portfolio with the common framework, as the current folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("COOPCTL_PORTFOLIO", raising=False)
    folder = tmp_path / "portfolio"
    folder.mkdir()
    shutil.copy(ERRORS / "framework.toml", folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("case", CASES)
def test_check_says_exactly_this(case: str, lay_out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for path in (ERRORS / case).glob("*.toml"):
        shutil.copy(path, lay_out)

    code = main(["-C", ".", "check"])

    out = capfdbinary.readouterr().out.decode("utf-8")
    assert out == expected(case)
    assert code == exit_code(case)


def test_a_warning_is_an_error_under_strict(lay_out: Path) -> None:
    shutil.copy(ERRORS / "due-outside-period" / "ruritania.toml", lay_out)

    assert main(["-C", ".", "check"]) == 0
    assert main(["-C", ".", "check", "--strict"]) == 1


def test_a_clean_portfolio_is_left_in_peace(lay_out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    shutil.copy(ERRORS / "clean-portfolio" / "ruritania.toml", lay_out)

    assert main(["-C", ".", "check", "--strict"]) == 0

    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert captured.err == b""


def test_checking_twice_says_the_same_from_the_snapshot(run: Run, lay_out: Path) -> None:
    for path in (ERRORS / "several-files-with-several-errors").glob("*.toml"):
        shutil.copy(path, lay_out)

    first, second = run("check", cwd=lay_out), run("check", cwd=lay_out)

    assert first == second
    assert first.out == expected("several-files-with-several-errors")
    assert first.err == "5 errors, 1 warning\n"


def test_json_holds_the_same_problems_as_records(run: Run, lay_out: Path) -> None:
    import json

    shutil.copy(ERRORS / "unknown-aim" / "ruritania.toml", lay_out)

    told = run("check", "-f", "json", cwd=lay_out)

    assert told.code == 1
    assert json.loads(told.out)["problems"] == [
        {
            "code": "unknown-aim",
            "path": "ruritania.toml",
            "message": 'no aim "beter-systems" in framework.toml',
            "help": 'did you mean "better-systems"?',
            "line": 5,
            "column": 5,
            "width": 15,
            "excerpt": '    "beter-systems",',
            "severity": "error",
        }
    ]


def test_no_line_end_of_windows_comes_out_of_a_file_that_has_them() -> None:
    assert b"\r\n" in (ERRORS / "crlf" / "ruritania.toml").read_bytes(), "git changed the line ends of this case"
    assert "\r" not in expected("crlf")


def shown(code: str) -> bool:
    """Whether a case of the catalogue has this code."""
    return any(f"[{code}]" in expected(case) for case in CASES)


@pytest.mark.parametrize("code", sorted(explain.codes()))
def test_every_code_is_shown_by_a_case_and_explained(code: str, run: Run) -> None:
    assert shown(code) != (code in NOT_IN_GIT | ONLY_WHEN_ASKED)
    told = run("check", "--explain", code)
    assert told.code == 0
    assert told.out == f"{code}\n\n{explain.codes()[code]}\n"


def test_no_case_has_a_code_that_nobody_explains() -> None:
    headings = [
        heading for case in CASES for heading in re.findall(r": (?:error|warning)\[([\w-]+)\]: ", expected(case))
    ]

    assert set(headings) <= set(explain.codes())


@pytest.mark.parametrize("case", CASES)
def test_the_caret_stands_below_the_column_that_is_named(case: str) -> None:
    blocks = re.findall(r"^\S+?:(\d+):(\d+): .*\n(\d+) \| (.*)\n *\| ( *)\^+$", expected(case), re.MULTILINE)

    for line, column, number, excerpt, blanks in blocks:
        assert number == line
        if excerpt.isascii() and "    " not in excerpt[: int(column) - 1].lstrip():
            assert len(blanks) == int(column) - 1


def test_an_unknown_code_is_answered_with_the_nearest(run: Run) -> None:
    told = run("check", "--explain", "unknown-aims")

    assert told.code == 2
    assert 'did you mean "unknown-aim"?' in told.err
