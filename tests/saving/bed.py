"""What the harnesses share: a piece of work that changes a portfolio, and the judgement of what is left of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.saving.driver import HEAD

Files = Mapping[str, bytes]
KINDS = ("torn", "lost", 'false "done"', "half done", "leftovers", "wrong")
_SIZE = 3 * 4096 - 4  # a line more takes a page more
DRIVER = Path(__file__).with_name("driver.py")


class Noticed(Exception):
    """A harness has found what it was to find."""


class Figures:
    """What went wrong, counted by kind, over a number of runs; `Noticed` is raised at the first of kind ``awaited``."""

    def __init__(self) -> None:
        self.awaited = ""
        self.runs = 0
        self.bad: list[tuple[str, str]] = []
        self.seen: Counter[str] = Counter()

    def note(self, kind: str, what: object) -> None:
        assert kind in KINDS
        self.bad.append((kind, str(what)))
        if kind == self.awaited:
            raise Noticed(what)

    def count(self, kind: str) -> int:
        return sum(kind == one for one, _ in self.bad)

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {self.count(kind)}" for kind in KINDS)
        seen = ", ".join(f"{kind} {number}" for kind, number in sorted(self.seen.items()) if number)
        return f"{self.runs} runs: {counts}" + (f" ({seen})" if seen else "")


class Ended(NamedTuple):
    """How a program ended; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str

    def said(self, word: str) -> bool:
        """Whether it told its user that the change is made."""
        return self.code == 0 or word in self.out + self.err


class Work(NamedTuple):
    """A program that saves, so that the harnesses can be run on any: the driver, or a command of coopctl.

    ``command`` makes the change of each token in turn. ``reading`` tells from a folder's files which of the
    changes are wholly there and which only in part; it raises ValueError for what no writer has written.
    ``word`` is what it says only when a change is made.
    """

    start: Files
    command: Callable[..., list[str]]
    reading: Callable[[Files], tuple[set[str], set[str]]]
    word: str


def driver(action: str) -> Work:
    """The driver's action, as work."""
    start = {f"{name}.toml": HEAD + (b"#" * _SIZE)[len(HEAD) : -1] + b"\n" for name in ("framework", "ruritania")}

    def command(folder: Path, *tokens: str) -> list[str]:
        return [sys.executable, "-I", "-S", str(DRIVER), action, str(folder), *tokens]

    def reading(files: Files) -> tuple[set[str], set[str]]:
        found = {name: _tokens(start.get(name, start["ruritania.toml"]), content) for name, content in files.items()}
        roadmap = found.get("ruritania.toml", set())
        if action == "one":
            return roadmap, set()
        if action == "two" and not roadmap <= found["framework.toml"]:
            raise ValueError("refers to what is not there yet")
        return roadmap & found["framework.toml"], roadmap ^ found["framework.toml"]

    return Work(start, command, reading, "done ")


def _tokens(head: bytes, content: bytes) -> set[str]:
    if not content.startswith(head) or not content.endswith(b"\n"):
        raise ValueError(f"not whole: {content[-60:]!r}")
    lines = content[len(head) :].decode("ascii").splitlines()
    changes = [line.removesuffix(" = true") for line in lines if not line.startswith("# ")]
    if len(set(lines)) < len(lines) or any(" " in change for change in changes):
        raise ValueError(f"not what was written: {lines}")
    return set(changes)


def run(command: Sequence[str], without: str = "") -> Ended:
    """Run a program to its end, with protections taken out."""
    ended = subprocess.run(command, capture_output=True, text=True, env=_environment(without), check=False, timeout=60)
    assert "Traceback" not in ended.stderr, ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def start(command: Sequence[str], without: str = "") -> subprocess.Popen[str]:
    """Start a program and leave it running."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=_environment(without))


def _environment(without: str) -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "0", "WITHOUT": without}


def write(folder: Path, files: Files) -> Path:
    """A folder that holds just these files."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    """The portfolio's files as a reader sees them."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def leftovers(folder: Path) -> list[str]:
    """What does not belong into a portfolio's folder."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


class Known:
    """The states that one run, and the run after it, may leave behind: those that they reach undisturbed."""

    def __init__(self, work: Work, scratch: Path, without: str = "") -> None:
        self.work, self.without = work, without
        self.before = dict(work.start)
        folder = write(scratch / "after", self.before)
        assert run(work.command(folder, "a")).code == 0
        self.after = read(folder)
        assert run(work.command(folder, "b")).code == 0
        self.after_then_next = read(folder)
        folder = write(scratch / "before", self.before)
        assert run(work.command(folder, "b")).code == 0
        self.before_then_next = read(folder)

    def judge(self, folder: Path, ended: Ended, figures: Figures, what: object, *, tidy_at_once: bool = True) -> None:
        """Judge what an interrupted run has left in ``folder``, and what the next run makes of it."""
        figures.runs += 1
        found = read(folder)
        mixed = [
            name for name, content in found.items() if content not in (self.before.get(name), self.after.get(name))
        ]
        if mixed or not self.before.keys() & self.after.keys() <= found.keys():
            figures.note("torn", (what, mixed))
        if ended.said(self.work.word) and found != self.after:
            figures.note('false "done"', what)
        halfway = "halfway" in ended.err
        if ended.code > 0 and not halfway and found != self.before and (found != self.after or "nothing" in ended.err):
            figures.note("wrong", (what, "said that nothing was changed", ended.err))
        if ended.code > 0 and not halfway and tidy_at_once and leftovers(folder):
            figures.note("leftovers", (what, ended, leftovers(folder)))
        figures.seen["halfway"] += int(halfway)
        self._judge_next(folder, ended, figures, what)

    def _judge_next(self, folder: Path, ended: Ended, figures: Figures, what: object) -> None:
        after = run(self.work.command(folder, "b"), self.without)
        if after.code != 0:
            figures.note("wrong", (what, "the next run fails", after))
        elif (found := read(folder)) == self.before_then_next:
            if ended.said(self.work.word):
                figures.note("lost", what)
        elif found != self.after_then_next:
            figures.note("half done", (what, {name: content[-80:] for name, content in found.items()}))
        if leftovers(folder):
            figures.note("leftovers", (what, leftovers(folder)))
