"""Programs under strace: which system calls they make, and what becomes of them when one is refused or the last."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.saving.bed import Ended, run

_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)")


class Call(NamedTuple):
    """A system call: its name, and the how-manieth of this name in the program it is."""

    name: str
    nth: int
    arguments: str
    result: str


@cache
def missing() -> str:
    """Why programs cannot be traced here; empty when they can."""
    if not shutil.which("strace"):
        return "there is no strace"
    tried = subprocess.run(
        ["strace", "-f", "-e", "trace=exit_group", "-qq", "-o", "/dev/null", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"strace does not work: {tried.stderr}" if tried.returncode or tried.stderr else ""


def calls(command: Sequence[str], log: Path, *, without: str = "") -> list[Call]:
    """The system calls of a program from its first lock on."""
    ended = run(["strace", "-f", "-qq", "-xx", "-s", "1000000", "-o", str(log), *command], without)
    assert ended.code == 0, ended.err
    return list(_from_lock_on(_parsed(log)))


def _from_lock_on(made: Iterator[Call]) -> Iterator[Call]:
    for call in made:
        if call.name == "flock":
            yield call
            break
    yield from made


def _parsed(log: Path) -> Iterator[Call]:
    counts: Counter[str] = Counter()
    for line in log.read_text("ascii").splitlines():
        if found := _LINE.match(line):
            name, arguments, result = found.groups()
            counts[name] += 1
            yield Call(name, counts[name], arguments, result)


def killed_at(call: Call, command: Sequence[str], without: str = "") -> Ended:
    """Run a program until it is about to make ``call``, and kill it there."""
    return _injected(command, call.name, f"signal=SIGKILL:when={call.nth}", without)


def refused(call: Call, error: str, command: Sequence[str], without: str = "", *, from_then_on: bool = False) -> Ended:
    """Run a program, but have ``call`` fail with ``error``; or this one and all later ones of its name."""
    return _injected(command, call.name, f"error={error}:when={call.nth}{'+' if from_then_on else ''}", without)


def _injected(command: Sequence[str], name: str, injected: str, without: str) -> Ended:
    # Not with --seccomp-bpf, which is no faster here and, in strace 6.1, never sends the signal.
    options = ["-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{injected}"]
    return run(["strace", *options, *command], without)
