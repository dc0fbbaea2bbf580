"""Every console block of the README is run, one after the other in one folder, and must print what stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from coopctl import __version__
from tests.conftest import ROOT
from tests.terminal import run_in_terminal

README = (ROOT / "README.md").read_text("utf-8")
WIDTH = 100
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Flavia"), ("EMAIL", "flavia@mapa.example"), ("DATE", "2026-06-01T09:00:00+0200"))
}


def steps() -> Iterator[tuple[str, str]]:
    """Each command of the README's console blocks, with the output below it."""
    for block in re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def test_the_tour_prints_what_the_readme_shows(tmp_path: Path, environment: dict[str, str]) -> None:
    known = list(steps())
    assert len(known) >= 8
    surroundings = {**environment, "NO_COLOR": "1", **IDENTITY}
    for name, content in re.findall(r"^```csv (\S+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        (tmp_path / name).write_text(content, "utf-8")
    for command, expected in known:
        program, *arguments = shlex.split(command)
        if program == "git":
            subprocess.run(["git", *arguments], cwd=tmp_path, env=surroundings, check=True)
            continue
        assert program == "coopctl"
        _, shown = run_in_terminal(arguments, WIDTH, env=surroundings, cwd=tmp_path)
        assert shown.rstrip("\n") == expected.rstrip("\n"), f"$ {command}\n{shown}"


def test_the_ci_script_calls_the_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"^python3 -m venv .*pytest.*$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_readme_names_every_exit_code() -> None:
    from coopctl.problems import Exit

    codes = [value for name, value in vars(Exit).items() if name.isupper()]
    assert all(re.search(rf"^\| {code} ", README, re.MULTILINE) for code in codes)


def test_the_guide_names_files_that_are_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[a-z_.]+/)*[a-z_]+(?:\.py|\.sql|/))`", guide))
    assert {"src/coopctl/__main__.py", "filters.py", "tests/errors/"} <= named
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "src" / "coopctl" / name).exists(), name


def test_the_change_log_has_the_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
