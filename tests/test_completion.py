"""Tab in a shell: what is offered, in a real bash, zsh and fish, and that nothing is ever said or run by it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from coopctl.cli import shells
from tests.conftest import EXAMPLE, SHIPPED, Run

Complete = Callable[..., list[str]]
Portfolio = Callable[..., Path]


@pytest.fixture
def shell_environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH has this coopctl first, in the example portfolio."""
    place = tmp_path / "bin"
    place.mkdir()
    program = place / "coopctl"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coopctl "$@"\n')
    program.chmod(0o755)
    more = {"PATH": f"{place}{os.pathsep}{environment['PATH']}", "COOPCTL_PORTFOLIO": str(EXAMPLE)}
    return environment | more | {"HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache that is kept for all tests, as a person has it."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def complete(run: Run, warm: str) -> Complete:
    """What bash is offered after ``complete("list", "--cou")``; the last word is being typed."""

    def ask(*words: str, at: Path | None = EXAMPLE, of: str = "bash") -> list[str]:
        line = {"COMP_WORDS": "\n".join(["coopctl", *words]), "COMP_CWORD": str(len(words))}
        if of != "bash":
            line = {"_TYPER_COMPLETE_ARGS": " ".join(["coopctl", *words]), "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        place = {"COOPCTL_PORTFOLIO": str(at)} if at else {}
        ran = run(**line, **place, XDG_CACHE_HOME=warm, _COOPCTL_COMPLETE=f"complete_{of}")
        assert (ran.code, ran.err) == (0, "")
        return ran.out.splitlines()

    return ask


# ------------------------------------------------------------------------------------------------- What is offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("re", ["rename", "report"]),
        ("list mil", ["milestones"]),
        ("list --colu", ["--columns"]),
        ("list milestones --sta", ["--stage", "--status", "--stale"]),
        ("list --country X", ["XG", "XA", "XL", "XB", "XE"]),
        ("list --country xg", ["xg"]),
        ("list --country rur", ["ruritania"]),
        ("list --country = XG", ["XG"]),
        ("report --region ", ["inner-kingdoms", "channel", "far-shores"]),
        ("export csv --area re", ["registration", "reception", "resettlement"]),
        ("report status --partner LAN", ["LANTERN"]),
        ("list --status o", ["overdue", "open"]),
        ("list --stage a", ["active"]),
        ("list --kind wor", ["working-arrangement"]),
        ("list --aim d", ["dignified-reception"]),
        ("list --due next-", ["next-week", "next-month", "next-quarter", "next-year"]),
        ("list --stale 1", ["1y"]),
        ("list --text a", []),
        ("list -f cs", ["csv"]),
        ("report --by ow", ["owner"]),
        ("report --by region,co", ["region,country"]),
        ("report --by area,owner,a", ["area,owner,aim"]),
        ("report status --by area,owner --columns area_", ["area_title"]),
        ("report sta", ["status"]),
        ("report mon", ["monday"]),
        ("report monday --with", []),
        ("report coverage --by ar", ["area"]),
        ("report erew", ["erewhon-2026", "erewhon-2026/needs", "erewhon-2026/open-centre"]),
        ("show ruritania-", ["ruritania-2022", "ruritania-2025"]),
        ("show ruritania-2025/tr", ["ruritania-2025/trainer-pool", "ruritania-2025/trainer-pool/selected"]),
        ("show ruritania-2025/trainer-pool/ce", ["ruritania-2025/trainer-pool/certified"]),
        ("list milestones --columns id,resp", ["id,responsible"]),
        ("list --columns stage,st", ["stage,start"]),
        ("list countries --sort name,-ov", ["name,-overdue"]),
        ("report status --by country --columns at", ["at_risk"]),
        ("list countries ", ["ZZ", "XG", "XA", "XL", "XB", "XE", "QM"]),
        ("list country rur", ["ruritania"]),
        ("list areas tr", ["training"]),
        ("list partners LAN", ["LANTERN"]),
        ("list engagements ", ["coi-network", "channel-forum"]),
        ("list milestones erewhon-2026/op", ["erewhon-2026/open-centre"]),
        ("show are", ["area:", "area:asylum-procedure"]),
        ("show a", ["area:", "aim:"]),
        ("show area:tr", ["area:training"]),
        ("show country:rur", ["country:ruritania"]),
        ("show --as-of 2025 are", ["area:", "area:asylum-procedure"]),
        ("list --as-of 2025 --status done --owner RA", ["RAO"]),
        ("show roadmap:ere", ["roadmap:erewhon-2026"]),
        ("schema ", ["framework", "roadmap", "output"]),
        ("schema o", ["output"]),
        ("report deadlines --within ", ["30d", "90d", "6m", "1y"]),
        ("report late --columns deadline", ["deadline", "deadline_from"]),
        ("report late --sort id,-da", ["id,-days"]),
        ("report monday --columns ov", ["overdue"]),
        ("list --as-of t", ["today"]),
        (
            "report ",
            [
                "status",
                "changes",
                "coverage",
                "deadlines",
                "indicators",
                "timeline",
                "monday",
                "late",
                "brobdingnag-2024",
            ],
        ),
        ("report l", ["late"]),
        ("report --country XE deadlines --wi", ["--within"]),
        ("check --explain area-", ["area-not-in-roadmap"]),
        ("completion f", ["fish"]),
        ("nonsense ", []),
        ("show nothing-like-it", []),
        ("show ruritania-2025 --table in", ["indicators"]),
        ("show ZZ --table ", ["roadmaps", "open_milestones"]),
    ],
)
def test_what_is_offered(complete: Complete, line: str, offered: list[str]) -> None:
    found = complete(*line.split(" "))
    assert found[: len(offered)] == offered
    assert bool(found) == bool(offered)


def test_every_command_and_every_option_is_offered(complete: Complete, run: Run) -> None:
    commands = complete("")
    told = run("--help").out.partition("Commands:")[2].partition("Examples")[0]
    assert commands == re.findall(r"^  (\w+)", told, re.MULTILINE)
    for command in commands:
        told = run(command, "--help").out.partition("Options:")[2].partition("Examples:")[0]
        options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", told, re.MULTILINE)
        assert options
        assert set(options) <= set(complete(command, "--"))


def test_what_an_offer_stands_for_is_counted_among_what_the_line_leaves(complete: Complete) -> None:
    assert '"ZZ":"Ruritania · 3 roadmaps"' in complete("list", "--country", "", of="zsh")[0]
    fish = dict(line.split("\t") for line in complete("list", "--status", "", of="fish"))
    assert (fish["overdue"], fish["open"]) == ("3 milestones", "20 milestones")
    fish = dict(line.split("\t") for line in complete("list", "--country", "XE", "--status", "", of="fish"))
    assert (fish["overdue"], fish["planned"]) == ("0 milestones", "4 milestones")
    fish = dict(line.split("\t") for line in complete("list", "--owner", "", of="fish"))
    assert fish["RAO"].startswith("Ruritanian Asylum Office · ")


def counts(complete: Complete, *words: str) -> dict[str, str]:
    """What each offer stands for, without its name."""
    return {
        value: what.rpartition(" · ")[2] for value, what in (line.split("\t") for line in complete(*words, of="fish"))
    }


@pytest.mark.parametrize("status", ["overdue", "open", "dropped"])
def test_what_is_counted_is_what_the_command_would_list(complete: Complete, run: Run, status: str) -> None:
    for name, listed in (("country", "roadmaps"), ("kind", "roadmaps"), ("owner", "milestones")):
        offered = counts(complete, "list", "--status", status, f"--{name}", "")
        for value, what in offered.items():
            found = run("list", listed, "--status", status, f"--{name}", value, "-f", "jsonl", at=EXAMPLE).out
            number = len(found.splitlines())
            assert what == f"{number} {listed if number != 1 else listed.removesuffix('s')}", (name, value)


def test_days_are_today_and_the_ends_of_the_last_quarters(complete: Complete) -> None:
    today = date.today()
    days = dict(line.split("\t") for line in complete("list", "--as-of", "", of="fish"))
    assert days.pop("today") == today.isoformat()
    ends = [date.fromisoformat(day) for day in days]
    assert len(ends) == 4
    assert all(
        (day + timedelta(days=1)).day == 1 and day.month % 3 == 0 and timedelta(0) < today - day < timedelta(days=460)
        for day in ends
    )
    assert ends == sorted(ends, reverse=True)


def test_what_takes_long_to_count_is_offered_uncounted(complete: Complete) -> None:
    assert complete("list", "--text", "visit", "--country", "XE", of="fish") == ["XE\tErewhon"]
    assert complete("list", "--status", "open", "--area", "tr", of="fish") == ["training\tTraining"]
    assert complete("list", "--area", "tr", of="fish")[0].startswith("training\tTraining · ")


def test_the_portfolio_named_on_the_line_is_asked(complete: Complete) -> None:
    assert complete("-C", str(SHIPPED), "show", "ser", at=None)[0] == "serbia-2017"
    assert complete("show", "-C", str(SHIPPED), "ser", at=None)[0] == "serbia-2017"


def test_without_a_portfolio_values_are_missing_and_nothing_is_said(
    complete: Complete, tmp_path: Path, portfolio: Portfolio
) -> None:
    assert complete("show", "", at=None) == []
    assert complete("list", "--country", "", at=tmp_path / "nowhere") == []
    assert complete("list", "--status", "over", at=None) == []
    assert complete("li", at=None) == ["list"]
    broken = portfolio(framework="title = [")
    assert complete("list", "--country", "", at=broken) == []


def test_files_with_problems_are_passed_over_in_silence(complete: Complete, portfolio: Portfolio) -> None:
    folder = portfolio(good='title = "G"\nkind = "project"\n', bad="title = ")
    assert complete("show", "", at=folder)[:2] == ["good", "roadmap:"]
    assert complete("list", "", at=folder)[-1] == "good"


def test_only_kinds_of_which_there_is_something_are_offered(complete: Complete, portfolio: Portfolio) -> None:
    folder = portfolio(framework='title = "T"\n[countries.ZZ]\nname = "Ruritania"\n')
    assert complete("show", "", at=folder) == ["country:", "country:ZZ"]


def test_an_unknown_shell_and_a_wrong_line_end_quietly(run: Run) -> None:
    for instruction in ("complete_csh", "complete", "x", "complete_bash"):
        ran = run(_COOPCTL_COMPLETE=instruction)
        assert (ran.out, ran.err) == ("", "")


# ------------------------------------------------------------------------------------------------------ The scripts


@pytest.mark.parametrize("shell", list(shells.SHELLS))
def test_the_script_is_printed_and_the_shell_accepts_it(run: Run, tmp_path: Path, shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run(_COOPCTL_COMPLETE=f"source_{shell}").out
    needs(shell)
    script = tmp_path / "script"
    assert run("completion", shell, "-o", str(script)).out == ""
    checked = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_another_shell_is_an_error_that_names_those_there_are(run: Run) -> None:
    ran = run("completion", "fsh")
    assert ran.code == 2
    assert 'did you mean "fish"? there are bash, zsh or fish' in ran.err
    assert run("completion").code == 2


def needs(shell: str) -> None:
    """Skip where the shell is not installed."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed (apt-get install {shell})")


def in_bash(lines: str, env: dict[str, str]) -> list[str]:
    ended = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", lines], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_bash_calls_the_function_that_the_script_defines(shell_environment: dict[str, str]) -> None:
    needs("bash")
    shown = in_bash(
        """
        eval "$(coopctl completion bash)"
        complete -p coopctl
        COMP_WORDS=(coopctl list --country X); COMP_CWORD=3
        _coopctl_completion coopctl
        printf '%s\\n' "${COMPREPLY[@]}"
        """,
        shell_environment,
    )
    assert shown[0].endswith("-F _coopctl_completion coopctl")
    assert shown[1:] == ["XG", "XA", "XL", "XB", "XE"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["show", "area", ":"], "asylum-procedure registration reception contingency-planning"),
        (["show", "area", ":", "tr"], "training"),
        (["show", "area:tr"], "area:training"),
        (["show", "AREA", ":", "RES"], "RESettlement"),
        (["show", "country", ":", "X"], "XG XA XL XB XE"),
        (["list", "--country", "=", "X"], "XG XA XL XB XE"),
        (["list", "--country", "="], "ZZ XG"),
        (["-C", "a", ":", "b", "li"], "list"),
    ],
    ids=" ".join,
)
def test_bash_splits_words_at_colons_and_equals_signs(
    words: list[str], offered: str, shell_environment: dict[str, str]
) -> None:
    needs("bash")
    line = " ".join(f"'{word}'" for word in ["coopctl", *words])
    shown = in_bash(
        f"""
        eval "$(coopctl completion bash)"
        COMP_WORDS=({line}); COMP_CWORD={len(words)}
        _coopctl_completion coopctl
        echo "${{COMPREPLY[@]}}"
        """,
        shell_environment,
    )
    assert shown[0].split()[: len(offered.split())] == offered.split()


def typed(command: list[str], lines: list[str], expected: str, env: dict[str, str]) -> str:
    """Everything a shell in a terminal shows while the ``lines`` are typed, until what is ``expected`` is there."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, env)  # noqa: S606 (a terminal of its own is what is tested)
    shown = ""
    try:
        for line in lines:
            os.write(terminal, line.encode())
            until = time.monotonic() + 20
            wanted = expected if line is lines[-1] else "READY"
            while time.monotonic() < until and len(re.findall(wanted, shown)) < 1:
                if select.select([terminal], [], [], 0.2)[0]:
                    shown += os.read(terminal, 65_536).decode("utf-8", "replace").replace("\a", "")
            if line is not lines[-1]:
                shown = ""
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    return shown


def test_tab_in_a_real_bash(shell_environment: dict[str, str]) -> None:
    needs("bash")
    start = 'eval "$(coopctl completion bash)"; echo REA"DY"\n'
    shell = ["bash", "--norc", "--noprofile", "-i"]
    assert "coopctl show erewhon-2026" in typed(
        shell, [start, "coopctl show erew\t"], "erewhon-2026", shell_environment
    )
    shown = typed(shell, [start, "coopctl list --country X\t\t"], r"(?s)XB.*XL", shell_environment)
    assert re.search(r"XA\s+XB\s+XE\s+XG\s+XL", shown)
    assert "report" in typed(shell, [start, "coopctl rep\t"], "report ", shell_environment)
    assert "coopctl show area:training" in typed(
        shell, [start, "coopctl show area:tr\t"], "area:training", shell_environment
    )
    assert "coopctl show area:resettlement" in typed(
        shell, [start, "coopctl show are\tres\t"], "area:resettlement", shell_environment
    )
    unsplit = start.replace("; echo", "; COMP_WORDBREAKS=${COMP_WORDBREAKS//:}; echo")
    assert "coopctl show area:training" in typed(
        shell, [unsplit, "coopctl show area:tr\t"], "area:training", shell_environment
    )


def test_tab_in_a_real_zsh(shell_environment: dict[str, str]) -> None:
    needs("zsh")
    start = 'autoload -Uz compinit; compinit -u; eval "$(coopctl completion zsh)"; echo REA"DY"\n'
    shell = ["zsh", "-f", "-i"]
    assert "erewhon-2026" in typed(shell, [start, "coopctl show erew\t"], "erewhon-2026", shell_environment)
    shown = typed(shell, [start, "coopctl list --country Z\t"], "ZZ", shell_environment)
    assert "ZZ" in shown


def test_fish_lists_what_there_is(shell_environment: dict[str, str], tmp_path: Path) -> None:
    needs("fish")
    ended = subprocess.run(
        ["fish", "--no-config", "-c", 'coopctl completion fish | source; complete -C "coopctl list --country X"'],
        env=shell_environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    offered = dict(line.split("\t") for line in ended.stdout.splitlines())
    assert offered["XE"] == "Erewhon · 1 roadmap"
    assert ended.stderr == ""


# ------------------------------------------------------------------------------------------------ Hostile portfolios

HOSTILE = (
    '"',
    "'",
    "\\",
    '\\"',
    "`touch PWNED`",
    "$(touch PWNED)",
    '\\"; touch PWNED; "',
    "a\tb",
    "x\ny",
    "\x1b[31m",
    "))'",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_helps_lose_what_a_shell_could_act_on(text: str) -> None:
    assert re.fullmatch(r"[\w .,;!?/%+·–-]*", shells.plain(f"before {text} after"))


def test_a_title_runs_nothing_in_any_shell(
    shell_environment: dict[str, str], portfolio: Portfolio, tmp_path: Path
) -> None:
    title = " ".join(HOSTILE)
    escaped = title.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    escaped = escaped.replace("\x1b", "\\u001b")
    framework = f'title = "T"\n[countries.ZZ]\nname = "{escaped}"\n'
    folder = portfolio(framework=framework, one=f'title = "{escaped}"\nkind = "project"\ncountries = ["ZZ"]\n')
    env = shell_environment | {"COOPCTL_PORTFOLIO": str(folder), "PWD": str(tmp_path)}
    line = 'eval "$(coopctl completion bash)"; COMP_WORDS=(coopctl show o); COMP_CWORD=2; _coopctl_completion coopctl'
    assert in_bash(f"cd {tmp_path}; {line}; echo ${{COMPREPLY[@]}}", env) == ["one"]
    if shutil.which("zsh"):
        start = f'cd {tmp_path}; autoload -Uz compinit; compinit -u; eval "$(coopctl completion zsh)"; echo REA"DY"\n'
        assert "one" in typed(["zsh", "-f", "-i"], [start, "coopctl show o\t"], "one", env)
        assert "ZZ" in typed(["zsh", "-f", "-i"], [start, "coopctl list --country Z\t"], "ZZ", env)
    assert not list(tmp_path.rglob("PWNED"))
