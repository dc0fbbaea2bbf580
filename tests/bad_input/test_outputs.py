"""Where what is written goes nowhere: closed, full and broken outputs, for each kind of command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from pkgutil import iter_modules

import pytest

from coopctl import exports
from coopctl.cli import output
from tests.bad_input.bed import Bed, made
from tests.conftest import EXAMPLE

EXPORTS = sorted(module.name for module in iter_modules(exports.__path__))
ANSWERS = [
    *(f"list -f {format}" for format in output.format_names()),
    *(f"export {format}" for format in EXPORTS),
    *("report", "report timeline", "show ruritania-2025", "check --fail-on overdue", "sql 'SELECT 1'", "schema output"),
    *("--help", "--version", "list --help", "completion bash", "check --explain toml"),
    *("set ruritania-2025 title=X --dry-run", "init demo --dry-run", "fmt --check --dry-run ruritania-2022"),
]
"""A command of every kind that has something to say on standard output."""

SILENT = [
    "set ruritania-2025 title=X{}",
    "mark ruritania-2025/trainer-pool/certified done --on 2026-06-0{}",
    "fmt",
    "init x{}",
]
"""Commands that write files, and speak on standard error."""

needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Bed:
    """A bed with the example portfolio, for commands that change nothing."""
    home = tmp_path_factory.mktemp("outputs")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    bed = made(home, kept | {"COOPCTL_PAGER": "cat", "PYTHONWARNINGS": "error"})
    shutil.rmtree(bed.portfolio)
    shutil.copytree(EXAMPLE, bed.portfolio)
    (bed.portfolio / "ruritania-2022.toml").write_text(
        (EXAMPLE / "ruritania-2022.toml").read_text("utf-8") + "\n\n\n", "utf-8"
    )
    return bed


@pytest.mark.parametrize("command", ANSWERS)
def test_every_way_in_which_nobody_reads_the_answer(command: str, example: Bed) -> None:
    """One test a command, because most of the time goes into starting it."""
    before = example.fingerprint()
    assert example.shell(f"$coopctl {command} >&-") == (6, b"", b"error: standard output is closed\n")
    assert example.shell(f"$coopctl {command} <&- >&- 2>&-") == (6, b"", b"")
    left = example.shell(f"{{ $coopctl {command}; echo $? >&2; }} | true")
    assert left.err.endswith(b"141\n"), left
    assert len(left.err.splitlines()) <= 2, "no message about a reader who left"
    full = example.shell(f"$coopctl {command} >/dev/full")
    assert full.code == 6, full
    assert b"No space left on device" in full.err
    unheard = example.shell(f"$coopctl {command} 2>&- <&-")
    assert unheard.code in (0, 1)
    assert unheard.out
    assert example.fingerprint() == before


@pytest.mark.parametrize("command", SILENT)
@pytest.mark.parametrize("way", ["<&- >&- 2>&-", ">&-", "2>&-", "2>/dev/full", ">/dev/full", "<&-"])
def test_a_change_is_made_or_refused_wherever_its_words_go(
    command: str, way: str, tmp_path: Path, example: Bed
) -> None:
    bed = made(tmp_path, example.environment)
    shutil.rmtree(bed.portfolio)
    shutil.copytree(example.portfolio, bed.portfolio)
    before = bed.fingerprint()

    answer = bed.shell(f"$coopctl {command.format(1)} {way}")

    assert answer.code in (0, 6)
    assert (bed.fingerprint() == before) == (answer.code == 6)
    assert not [path for path in bed.home.rglob("*") if path.name.startswith(".coopctl-") or path.suffix == ".tmp"]


@needs_full
def test_a_file_on_a_full_disk_is_said_and_none_is_left(example: Bed) -> None:
    for format in EXPORTS:
        answer = example.run("export", format, "-o", "/dev/full")
        assert (answer.code, answer.out) == (6, b""), format
        assert b"No space left" in answer.err


def test_a_file_size_limit_is_a_full_disk(example: Bed) -> None:
    for command in ("export html -o ../answer.html", "list -f csv -o ../answer.csv", "export json > ../out.json"):
        answer = example.shell(f"ulimit -f 0; trap '' XFSZ; $coopctl {command}")
        assert answer.code == 6, answer
        assert b"File too large" in answer.err
    assert not [path for path in example.home.iterdir() if path.name.startswith((".answer", "answer"))]


@pytest.mark.parametrize("command", ["sql -", "mark - done --dry-run"])
def test_standard_input_that_is_missing_endless_or_no_text_is_said(command: str, example: Bed) -> None:
    for source, code, says in (
        ("<&-", 6, b"standard input is closed"),
        ("</dev/zero", 2, b"more than 4 MiB on standard input"),
        ("< <(head -c 1000 /dev/urandom)", 2, b"not valid UTF-8"),
    ):
        answer = example.shell(f"$coopctl {command} {source}")
        assert (answer.code, answer.out) == (code, b"")
        assert says in answer.err
