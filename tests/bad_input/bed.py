"""A portfolio among bad things, and the rule for all of them: no traceback, no hang, nothing changed unasked."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import FRAMEWORK

GOOD = 'title = "Good"\nkind = "roadmap"\n'
LONGEST = 60.0
"""Seconds after which a command counts as hanging, on a machine that has much else to do."""

Mark = tuple[object, ...]


class Answer(NamedTuple):
    """How a command ended, and both of what it wrote."""

    code: int
    out: bytes
    err: bytes

    @property
    def said(self) -> str:
        """What a person sees of it, lines joined."""
        return " ".join((self.out + b"\n" + self.err).decode("utf-8", "replace").split())


class Bed(NamedTuple):
    """A folder with a ``portfolio`` of one good roadmap, and the environment that commands run in.

    They run in the portfolio's folder, or in ``cwd``.
    """

    home: Path
    environment: dict[str, str]
    cwd: Path | None = None

    @property
    def portfolio(self) -> Path:
        """The portfolio's folder."""
        return self.home / "portfolio"

    def within(self, folder: Path) -> Bed:
        """The same, where commands run in another folder."""
        return self._replace(cwd=folder)

    def put(self, contents: Mapping[str, str | bytes]) -> None:
        """Write files of the portfolio."""
        for name, content in contents.items():
            (self.portfolio / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def run(self, *arguments: str | bytes, **more: str) -> Answer:
        """Run a command; it may not hang nor show a traceback, nor call itself broken."""
        return self.start([sys.executable, "-m", "coopctl", *arguments], more)

    def shell(self, line: str, **more: str) -> Answer:
        """Run a line of shell, in which ``$coopctl`` is the program."""
        program = f"{sys.executable} -m coopctl"
        return self.start(["/bin/bash", "-c", line], {"coopctl": program, **more})

    def start(self, command: Sequence[str | bytes], more: Mapping[str, str] | None = None) -> Answer:
        """Run any command line under the rule."""
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=self.cwd or self.portfolio,
            env={**self.environment, **(more or {})},
            timeout=LONGEST,
            check=False,
        )
        for sign in (b"Traceback", b"coopctl itself failed"):
            assert sign not in ended.stdout + ended.stderr, (command, ended.stderr)
        return Answer(ended.returncode, ended.stdout, ended.stderr)

    def run_unchanged(self, *arguments: str | bytes, **more: str) -> Answer:
        """Run a command that may not change a thing."""
        before = self.fingerprint()
        answer = self.run(*arguments, **more)
        assert self.fingerprint() == before, f"changed by {arguments}"
        return answer

    def fingerprint(self) -> dict[str, Mark]:
        """Every file below the home but the cache: its kind, mode, times, size, and what stands in it."""
        return {str(path): mark(path) for path in sorted(self.home.rglob("*")) if "cache" not in path.parts}


def mark(path: Path) -> Mark:
    """What tells one state of a file from another; a folder's time is that of the last name in it that changed."""
    status = path.lstat()
    known = (status.st_mode, status.st_ino, status.st_mtime_ns, status.st_nlink)
    if stat.S_ISLNK(status.st_mode):
        return *known, os.readlink(path)
    if not stat.S_ISREG(status.st_mode):
        return known
    if status.st_size > 1 << 30:
        return *known, status.st_size
    mode = stat.S_IMODE(status.st_mode)
    content = path.read_bytes() if mode & 0o400 or os.geteuid() == 0 else b""
    return *known, hashlib.sha256(content).hexdigest()


def made(home: Path, environment: dict[str, str]) -> Bed:
    """A new bed in an empty folder."""
    bed = Bed(home, environment | {"XDG_CACHE_HOME": str(home / "cache")})
    bed.portfolio.mkdir()
    bed.put({"framework.toml": FRAMEWORK, "good.toml": GOOD})
    return bed
