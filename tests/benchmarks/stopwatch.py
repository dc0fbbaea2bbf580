"""What a program takes as a whole process: time on the clock, time of processor, peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple


class Cost(NamedTuple):
    """Seconds on the clock and of processor, both with the children it waited for; peak resident bytes; exit code.

    Pages of a mapped file count as memory too, though the system can have them back at any time.
    """

    wall: float
    cpu: float
    memory: int
    code: int


class Failed(Exception):
    """A program that ended with another exit code than 0, or was ended because it took too long."""


class Stopwatch:
    """Runs programs, writing what they print into files of ``folder``. To be closed by ``with``."""

    def __init__(self, folder: Path) -> None:
        self.out, self.err = folder / "out", folder / "err"
        spawner = Path(__file__).with_name("spawn.py")
        self.server = subprocess.Popen(
            [sys.executable, "-I", "-S", str(spawner)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Stopwatch:
        return self

    def __exit__(self, *ended: object) -> None:
        self._pipe(self.server.stdin).close()
        self.server.wait()
        self._pipe(self.server.stdout).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe

    def time(
        self,
        command: Sequence[str],
        env: dict[str, str],
        *,
        cwd: Path | None = None,
        on_terminal: bool = False,
        limit: float = 0,
    ) -> Cost:
        """Run a program, by its whole path. Raises Failed when it fails or takes more than ``limit`` seconds (0: any).

        What it prints replaces what was printed before.
        """
        place = str(cwd or self.out.parent)
        streams = {"out": str(self.out), "err": str(self.err)}
        asked = {"command": list(command), "env": env, "cwd": place, **streams, "terminal": on_terminal, "limit": limit}
        print(json.dumps(asked), file=self._pipe(self.server.stdin), flush=True)
        cost = Cost(**json.loads(self._pipe(self.server.stdout).readline()))
        if limit and cost.wall >= limit:
            raise Failed(f"took more than {limit:g} s")
        if cost.code != 0:
            said = self.err.read_text("utf-8", "replace") if self.err.exists() else ""
            raise Failed(f"{' '.join(command)}: exit code {cost.code}\n{said}")
        return cost

    def printed(self) -> str:
        """What the last program wrote to standard output, or to the terminal."""
        return self.out.read_text("utf-8")
