"""What the tests share: portfolios on disk, and the program run as a person runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("same")
"""The suite tries the same cases on every machine; ``--hypothesis-profile explore`` looks for new ones."""

# Under nohup, or in the background of a shell, signals are ignored, and would be by the programs that are tried.
for _number in {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL)

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "roadmaps"
EXAMPLE = ROOT / "src" / "coopctl" / "example"
SHARED = ROOT.parent / "shared"


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment of its own: an empty cache, no colour, width or pager from outside."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR")
    }
    return kept | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONWARNINGS": "error", "COOPCTL_PAGER": "cat"}


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `coopctl` as a process of its own: ``run("list", "--country", "TR", at=FOLDER)``."""

    def execute(*arguments: str, at: Path | None = None, cwd: Path | None = None, **more: str) -> Ran:
        place = ["-C", str(at)] if at else []
        ended = subprocess.run(
            [sys.executable, "-m", "coopctl", *place, *arguments],
            capture_output=True,
            cwd=cwd or tmp_path,
            env=environment | more,
            timeout=60,
            check=False,
        )
        out, err = (stream.decode("utf-8", "surrogateescape") for stream in (ended.stdout, ended.stderr))
        assert "Traceback" not in err, err
        return Ran(ended.returncode, out, err)

    return execute


@pytest.fixture
def portfolio(tmp_path: Path) -> Callable[..., Path]:
    """Write a portfolio: ``portfolio(ruritania="title = ...", framework="...")``; a framework is there by default."""

    def write(**files: str) -> Path:
        folder = tmp_path / "portfolio"
        folder.mkdir(exist_ok=True)
        for name, text in {"framework": FRAMEWORK, **files}.items():
            (folder / f"{name.replace('_', '-')}.toml").write_text(text, "utf-8", newline="")
        return folder

    return write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the harnesses of tests/saving have counted."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    said = {
        str(what) for report in reports for name, what in getattr(report, "user_properties", ()) if name == "figures"
    }
    if said:
        terminalreporter.section("saving: what the harnesses counted")
        for line in sorted(said):
            terminalreporter.line(line)


FRAMEWORK = """\
title = "Test portfolio"
as_of = 2026-06-30
[aims.systems]
title = "Better systems"
[regions.islands]
title = "Islands"
priority = true
countries = ["XL"]
[countries.ZZ]
name = "Ruritania"
[countries.XL]
name = "Lilliput"
[organisations.RMM]
name = "Ministry of Migration"
country = "ZZ"
[focus_areas.reception]
title = "Reception"
[focus_areas.training]
title = "Training"
[sources.minutes]
title = "Minutes"
"""
