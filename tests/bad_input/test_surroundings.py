"""Bad surroundings: what is missing, too small, or says something absurd about the machine."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.bad_input.bed import GOOD, Bed, made
from tests.bad_input.contents import ROADMAP
from tests.terminal import run_in_terminal

READING = (["list"], ["export", "html"])


# --- The environment ---

ODD = [
    pytest.param({"LC_ALL": "C"}, id="locale-of-C"),
    pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="no-unicode-at-all"),
    pytest.param({"LC_ALL": "xx_YY.KOI-99", "LANG": "?"}, id="v04-a-locale-that-nobody-knows"),
    pytest.param({"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, id="v04-turkish"),
    pytest.param({"LC_ALL": "de_DE.UTF-8"}, id="v04-german"),
    pytest.param({"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8:strict"}, id="strict"),
    pytest.param({"HOME": ""}, id="empty-home"),
    pytest.param({"HOME": "/nowhere", "XDG_CACHE_HOME": ""}, id="home-that-is-not-there"),
    pytest.param({"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null"}, id="v15-cache-that-is-a-device"),
    pytest.param({"XDG_CACHE_HOME": "relative"}, id="v15-cache-that-is-relative"),
    pytest.param({"XDG_CACHE_HOME": "/proc"}, id="v15-cache-that-nobody-can-write"),
    pytest.param({"TERM": "", "COLUMNS": "0", "LINES": "0"}, id="no-terminal"),
    pytest.param({"TERM": "nosuch" * 1000, "COLUMNS": "9" * 5000}, id="a-terminal-that-nobody-knows"),
    pytest.param({"TZ": "Pacific/Kiritimati"}, id="v01-tomorrow"),
    pytest.param({"TZ": "Nowhere/" + "x" * 3000}, id="v01-a-zone-that-nobody-knows"),
    pytest.param({"SOURCE_DATE_EPOCH": "never"}, id="v03-a-stamp-that-is-none"),
    pytest.param({"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "0"}, id="v13-optimised"),
    pytest.param({"PYTHONHASHSEED": "4294967295", "PYTHONUNBUFFERED": "1"}, id="v13-other-hashes"),
    pytest.param({"PYTHONDEVMODE": "1"}, id="v13-watched"),
    pytest.param({"PAGER": "'", "COOPCTL_PAGER": "$(", "LESS": "%"}, id="a-pager-that-is-none"),
    pytest.param({"GIT_DIR": "/nowhere", "GIT_PAGER": "false"}, id="f26-another-repository"),
    pytest.param({f"V{number}": "x" * 1000 for number in range(1500)}, id="an-enormous-environment"),
    pytest.param({"BIG": "x" * 120_000}, id="an-enormous-variable"),
    pytest.param({"COOPCTL_PORTFOLIO": "."}, id="named"),
]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, bytes]]:
    """The answers in an environment like any other."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    bed = made(tmp_path_factory.mktemp("usual"), kept)
    return [bed.run(*command)[:2] for command in READING]


@pytest.mark.parametrize("more", ODD)
def test_v01_v03_v04_v13_v15_an_odd_environment_changes_no_answer(
    more: dict[str, str], bed: Bed, usual: list[tuple[int, bytes]]
) -> None:
    assert [bed.run_unchanged(*command, **more)[:2] for command in READING] == usual


def test_f24_without_any_environment_and_without_a_user(bed: Bed) -> None:
    """As from cron, or as a user that the machine does not know, in a container."""
    expected = bed.run("list")
    assert bed.shell("env -i $coopctl list") == expected
    without = {name: value for name, value in bed.environment.items() if name not in ("HOME", "XDG_CACHE_HOME")}
    nobody = Bed(bed.home, without)
    assert nobody.run_unchanged("list") == expected
    program = (
        "import pwd, sys\n"
        "def getpwuid(id): raise KeyError(id)\n"
        "pwd.getpwuid = getpwuid\n"
        "from coopctl.cli.main import main; code = main(['list']); sys.stdout.flush(); sys.exit(code)"
    )
    assert nobody.start([sys.executable, "-c", program]) == expected


def test_f23_in_a_folder_that_is_gone_one_line_says_so(bed: Bed) -> None:
    answer = bed.shell("mkdir ../gone; cd ../gone; rmdir ../gone; $coopctl list")
    assert answer == (4, b"", b"error: the current folder no longer exists\n")
    answer = bed.shell("mkdir ../gone; cd ../gone; rmdir ../gone; $coopctl -C ../portfolio list; $coopctl --version")
    assert answer.code == 0
    answer = bed.shell("mkdir ../gone; cd ../gone; rmdir ../gone; $coopctl init demo")
    assert answer.code in (4, 6)
    assert len(answer.err.splitlines()) <= 2


@pytest.mark.parametrize("day", ["1970-01-01", "1999-12-31 23:59:59", "2038-01-19 03:14:08", "2199-12-31"])
def test_v01_a_clock_that_is_wrong_is_no_trouble(day: str, bed: Bed) -> None:
    if not shutil.which("faketime"):
        program = (
            "import sys; from datetime import date; from coopctl import clock\n"
            f"clock.today = lambda: date.fromisoformat({day[:10]!r})\n"
            "from coopctl.cli.main import main; sys.exit(main(sys.argv[1:]))"
        )
        start = [sys.executable, "-c", program]
    else:
        start = ["faketime", day, sys.executable, "-m", "coopctl"]
    bed.put({"framework.toml": 'title = "No date"\n', "good.toml": f'{ROADMAP}concluded = "2030"\n'})
    for command in (["check"], ["report", "timeline"], ["set", "good", "title=X"]):
        assert bed.start([*start, *command]).code == 0, command


# --- Limits ---


@pytest.mark.parametrize(
    "limit", ["ulimit -n 16", "ulimit -n 8", "ulimit -s 1024", "ulimit -u 50", "ulimit -c 0; ulimit -t 20"]
)
def test_v12_limits_that_still_let_python_run_are_enough(limit: str, bed: Bed) -> None:
    for number in range(40):
        bed.put({f"more-{number}.toml": GOOD})
    (bed.home / "cache").mkdir()
    for command in ("list", "check", "export html"):
        assert bed.shell(f"{limit}; $coopctl {command}").code == 0
    assert bed.shell(f"{limit}; $coopctl set good title=X").code == 0


@pytest.mark.parametrize("kilobytes", [20_000, 28_000, 34_000, 40_000, 45_000, 50_000, 56_000, 70_000, 100_000])
def test_v12_with_too_little_memory_a_sentence_says_so(kilobytes: int, bed: Bed) -> None:
    """How much is too little depends on the machine; what happens then does not."""
    before = (bed.portfolio / "good.toml").read_text()
    for command in ("list", "set good title=Other", "export html"):
        try:
            ended = subprocess.run(
                ["/bin/bash", "-c", f"ulimit -v {kilobytes}; exec {sys.executable} -m coopctl {command}"],
                capture_output=True,
                cwd=bed.portfolio,
                env=bed.environment,
                timeout=30,
                check=False,
            )
        except subprocess.TimeoutExpired:
            if sys.version_info < (3, 14):
                continue  # once in some thousand times Python goes round in circles itself: python/cpython#132508
            raise
        if ended.returncode not in (0, 6) and (
            b"coopctl" not in ended.stderr or b"memory allocation of" in ended.stderr
        ):
            continue  # Python itself did not come so far, or the library in Rust, which then stops at once
        assert ended.returncode in (0, 6), ended.stderr
        assert b"Traceback" not in ended.stderr
        if ended.returncode:
            assert b"memory" in ended.stderr or b"cannot be started" in ended.stderr, ended.stderr
        else:
            assert ended.stdout or command.startswith("set")
    assert (bed.portfolio / "good.toml").read_text() in (before, before.replace("Good", "Other"))


def test_v07_arguments_without_measure_are_answered(bed: Bed) -> None:
    long = "x" * 120_000
    many = ["good"] * 10_000
    different = [f"*{number}*" for number in range(9_000)]
    for command, codes in (
        (["list", long], (4,)),
        (["list", "--country", long], (4,)),
        (["list", "--text", long], (0,)),
        (["list", "--due", long], (2,)),
        (["show", long], (4,)),
        (["sql", f"SELECT '{long}'"], (2,)),
        (["-C", long, "list"], (4,)),
        (["list", "-o", long], (6,)),
        (["set", "good", f"title={long}"], (2,)),
        (["set", "good", *(f"notes={number}" for number in range(5_000))], (2,)),
        (["report", "--by", ",".join(["area"] * 9_000)], (2,)),
        (["list", *many], (0,)),
        (["list", *different], (2,)),
        (["list", *(f"--due={number}d" for number in range(1_900))], (0,)),
        (["list", *(f"--active={number}d" for number in range(2_100))], (2,)),
    ):
        answer = bed.run_unchanged(*command)
        assert answer.code in codes, (command[:3], answer.said[:300])
        assert len(answer.err) < 10_000, "nobody wants all of it back"


def test_v06_e17_an_argument_that_is_no_text_is_refused(bed: Bed) -> None:
    for command in ([b"list", b"\xff"], [b"set", b"good", b"title=\xed\xa0\x80"], [b"list", b"--text", b"\xc3"]):
        for setting in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
            answer = bed.run_unchanged(*command, **setting)
            assert answer.code == 2
            assert b"is not valid UTF-8" in answer.err


# --- Things that change while they are read ---


def test_files_that_come_go_and_change_while_they_are_read_are_answered(bed: Bed) -> None:
    stop = threading.Event()

    def disturb() -> None:
        path = bed.portfolio / "bad.toml"
        states = [ROADMAP, "title = ", "", "x" * 100_000, None, ROADMAP * 2]
        while not stop.is_set():
            for state in states:
                if state is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_text(state)

    disturber = threading.Thread(target=disturb)
    disturber.start()
    try:
        seen = [bed.run("list", "-f", "ids") for _ in range(12)]
    finally:
        stop.set()
        disturber.join()
    assert all(answer.code in (0, 3) and b"good" in answer.out for answer in seen)
    (bed.portfolio / "bad.toml").write_text(GOOD)
    assert bed.run("list", "-f", "ids") == (0, b"bad\ngood\n", b"")


def test_c10_a_cache_is_never_run(bed: Bed) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (f"touch {bed.home}/sprung",)

    expected = bed.run("list")
    for path in (bed.home / "cache").rglob("*.sqlite"):
        path.write_bytes(pickle.dumps(Trap()))

    assert bed.run("list") == expected
    assert not (bed.home / "sprung").exists()


def test_x23_a_bug_is_called_one_without_a_traceback(bed: Bed) -> None:
    program = (
        "import sys; from coopctl.reports.lists import roadmaps\n"
        "roadmaps.build = None\n"
        "from coopctl.cli.main import main; sys.exit(main(['list']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=bed.portfolio, env=bed.environment, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (70, b"")
    assert ended.stderr.startswith(b"error: coopctl itself failed (TypeError: ")
    assert b"please report this" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "settings", [{"TERM": "nosuch"}, {"TERM": ""}, {"COLUMNS": "1"}, {"COLUMNS": "0"}, {"TERM": "dumb"}]
)
def test_x13_a_terminal_that_says_odd_things_shows_the_answer(settings: dict[str, str], bed: Bed) -> None:
    code, shown = run_in_terminal(["list"], 80, env=bed.environment | settings, cwd=bed.portfolio)

    assert code == 0
    assert "good" in shown


def test_a_link_to_the_portfolio_itself_in_a_circle_is_said(bed: Bed) -> None:
    (bed.home / "one").symlink_to("two")
    (bed.home / "two").symlink_to("one")

    answer = bed.run_unchanged("-C", str(bed.home / "one"), "list")

    assert answer.code == 4
    assert "one" in answer.said


@pytest.mark.parametrize("length", [200, 3_000])
def test_a_portfolio_deep_below_other_folders_is_read(length: int, tmp_path: Path, environment: dict[str, str]) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(length // 200):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        bed = Bed(Path("."), environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")})
        Path("portfolio").mkdir()
        for name, text in (("framework.toml", 'title = "T"\n'), ("good.toml", GOOD)):
            Path("portfolio", name).write_text(text)
        for _ in range(2):
            assert bed.run("list", "-f", "ids") == (0, b"good\n", b"")
        assert bed.run("set", "good", "title=X").code == 0
    finally:
        os.chdir(here)
