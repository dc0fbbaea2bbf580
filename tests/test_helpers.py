"""Work shared with other processes comes out as if one had done it, whatever becomes of the others."""

from __future__ import annotations

import marshal
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopctl import files, reading
from tests.benchmarks import generate
from tests.conftest import EXAMPLE, ROOT, SHIPPED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="helpers are for Linux")
PROCESSORS = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def said(script: str) -> str:
    """What a script prints that shares work; nothing goes to standard error, and no process is left."""
    begin = "import os, signal, sys, time\nfrom coopctl import helpers\n"
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", begin + script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.strip()


def test_what_comes_back_is_in_order() -> None:
    script = """
with helpers.shared(lambda number: [number, None, "x" * number], 300, 3) as done:
    print([one[0] for one in done] == list(range(300)))
"""
    assert said(script) == "True"


def test_helpers_do_their_share() -> None:
    script = """
import multiprocessing
meeting = multiprocessing.get_context("fork").Barrier(3)

def do(number):
    meeting.wait(20)
    return os.getpid()

with helpers.shared(do, 3, 2) as done:
    print(len(set(done)))
"""
    assert said(script) == "3"


@pytest.mark.parametrize(
    "fate",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGINT)",
        "os._exit(1)",
        "raise ValueError('unforeseen')",
        "return object()",
        "os.closerange(3, 256)",
    ],
)
def test_what_a_helper_does_not_hand_over_is_done_here(fate: str) -> None:
    script = f"""
here = os.getpid()

def do(number):
    if os.getpid() != here and number > 20:
        {fate}
    time.sleep(0.001)
    return number

with helpers.shared(do, 100, 2) as done:
    print(list(done) == list(range(100)))
"""
    assert said(script) == "True"


def test_what_goes_wrong_here_goes_wrong() -> None:
    script = """
def do(number):
    if number == 7:
        raise ValueError(number)
    return number

try:
    with helpers.shared(do, 10, 2) as done:
        list(done)
except ValueError as error:
    print("raised", error)
"""
    assert said(script) == "raised 7"


@pytest.mark.parametrize("what", ["fork", "pipe"])
def test_where_the_system_gives_no_more_one_does_it_all(what: str) -> None:
    script = f"""
def refused():
    raise OSError(11, "there are no more")

os.{what} = refused
before = len(os.listdir("/proc/self/fd"))
with helpers.shared(lambda number: number, 10, 2) as done:
    print(list(done) == list(range(10)))
print(len(os.listdir("/proc/self/fd")) - before)
"""
    assert said(script).split() == ["True", "0"]


NONE_LEFT = """
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none", len(os.listdir("/proc/self/fd")) - before)
"""


def test_no_helper_is_left_or_waited_for_when_the_work_is_given_up() -> None:
    script = f"""
before = len(os.listdir("/proc/self/fd"))
here = os.getpid()

def do(number):
    if os.getpid() != here:
        time.sleep(600)
    raise ValueError(number)

try:
    with helpers.shared(do, 50, 2) as done:
        next(done)
except ValueError:
    pass
{NONE_LEFT}"""
    assert said(script) == "none 0"


def test_a_signal_that_comes_while_a_helper_starts_finds_it_known() -> None:
    script = f"""
before = len(os.listdir("/proc/self/fd"))
fork = os.fork

def interrupted():
    process = fork()
    if process:
        os.kill(os.getpid(), signal.SIGINT)
    return process

os.fork = interrupted
try:
    with helpers.shared(lambda number: time.sleep(600), 50, 2):
        pass
except KeyboardInterrupt:
    pass
{NONE_LEFT}"""
    assert said(script) == "none 0"


def test_a_signal_ends_a_helper_unless_it_is_ignored() -> None:
    script = """
import multiprocessing
meeting = multiprocessing.get_context("fork").Barrier(2)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda number, frame: None)
signal.signal(signal.SIGHUP, signal.SIG_IGN)

def do(number):
    meeting.wait(20)
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) if os.getpid() != here else ()
    return [[int(signal.getsignal(one)) for one in signals], len(signal.pthread_sigmask(signal.SIG_BLOCK, []))]

here = os.getpid()
with helpers.shared(do, 2, 1) as done:
    print(sorted(done))
"""
    assert said(script) == "[[[], 0], [[0, 0, 1], 0]]"


def test_helpers_end_with_a_process_that_is_killed() -> None:
    script = """
import sys, os, time
from coopctl import helpers

def do(number):
    time.sleep(0.01)
    os.write(1, b"%d\\n" % os.getpid())
    return "x" * 1_000_000

with helpers.shared(do, 1000, 2) as done:
    for one in done:
        pass
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    seen = {int(process.stdout.readline()) for _ in range(20)} | {process.pid}
    process.kill()
    process.wait()
    _wait_for_the_end_of(seen)
    process.stdout.close()
    assert len(seen) > 1


def _wait_for_the_end_of(processes: set[int]) -> None:
    deadline = time.monotonic() + 20
    while running := [pid for pid in processes if _is_running(pid)]:
        assert time.monotonic() < deadline, running
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text("ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_none_are_available_beside_another_thread_or_with_few_descriptors() -> None:
    script = """
import resource, threading
alone = helpers.available()
waiting = threading.Event()
thread = threading.Thread(target=waiting.wait)
thread.start()
beside = helpers.available()
waiting.set()
thread.join()
resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
print(alone, beside, helpers.available())
"""
    expected = min(PROCESSORS - 1, 4)
    assert said(script).split() == [str(expected), "0", "0"]


SO_MANY = """
import sys
from coopctl import helpers
helpers.available = lambda: {count}
from coopctl.__main__ import entry
entry()
"""


def test_a_portfolio_is_the_same_read_by_one_or_by_many(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "portfolio"
    generate.write(folder, 150, deliverables=1)
    for number, text in {20: "title = ", 80: 'title = "Slip"\nkind = "roadmp"\n', 120: ""}.items():
        (folder / f"{generate.id_of(number)}.toml").write_text(text, "utf-8")
    (folder / "Büro.toml").write_text('title = "No id"\nkind = "roadmap"\n', "utf-8")
    found = []
    for count in (0, 1, 3):
        answers = []
        for command in ("check", "export json"):
            ended = subprocess.run(
                [sys.executable, "-c", SO_MANY.format(count=count), "-C", str(folder), *command.split()],
                capture_output=True,
                env=environment | {"XDG_CACHE_HOME": str(tmp_path / f"{command}-{count}")},
                timeout=60,
                check=False,
            )
            answers.append((ended.returncode, ended.stdout, ended.stderr))
        found.append(answers)
    alone = found[0]
    assert [code for code, _, _ in alone] == [1, 3]
    assert alone[0][1].count(b"error[") == 4
    assert alone[1][1].count(b'"roadmap-00') >= 147
    assert found == [alone] * 3


@pytest.mark.parametrize("folder", [EXAMPLE, SHIPPED, *sorted((ROOT / "tests" / "errors").iterdir())], ids=str)
def test_what_is_read_can_be_handed_over(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        one = reading.read(files.Folder(folder), path.name)
        assert reading.from_plain(marshal.loads(marshal.dumps(reading.plain(one)))) == one  # noqa: S302


@pytest.mark.skipif(PROCESSORS < 2, reason="there is one processor, so there are no helpers")
@pytest.mark.parametrize("delay", [0, 0.02, 0.05, 0.1])
def test_an_interrupted_first_reading_leaves_nobody_behind(
    tmp_path: Path, environment: dict[str, str], delay: float
) -> None:
    folder = tmp_path / "portfolio"
    generate.write(folder, 250)
    process = subprocess.Popen(
        [sys.executable, "-m", "coopctl", "-C", str(folder), "list", "-f", "ids"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment | {"PYTHONWARNINGS": ""},
        start_new_session=True,
    )
    while not (helping := _children(process.pid)) and process.poll() is None:
        time.sleep(0.001)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    assert b"Traceback" not in err
    assert helping
    _wait_for_the_end_of(helping)


def _children(pid: int) -> set[int]:
    try:
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))
    except FileNotFoundError:
        return set()
