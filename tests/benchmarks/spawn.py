"""Runs programs for `stopwatch.py`, from a process that is small itself: ``python -I -S spawn.py``.

Linux counts into a program's peak memory that of the process which started it, up to the moment of the start; started
from here, that is less than any interpreter needs. So this imports little, and keeps nothing of what is written.
A line of JSON in is a program to run, a line of JSON out is what it took.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from threading import Thread, Timer

_PIECE = 1 << 16


def main() -> None:
    """Run what the lines on standard input say, until there are no more."""
    for line in sys.stdin:
        print(json.dumps(_run(**json.loads(line))), flush=True)


def _run(
    command: list[str], env: dict[str, str], cwd: str, out: str, err: str, terminal: bool, limit: float
) -> dict[str, float]:
    os.chdir(cwd)
    if not terminal:
        return _timed(command, env, [_opened(0, os.devnull), _opened(1, out), _opened(2, err)], limit)
    ours, theirs = os.openpty()
    reader = Thread(target=_keep, args=(ours, out))
    reader.start()
    taken = _timed(command, env, [_opened(0, os.devnull), *((os.POSIX_SPAWN_DUP2, theirs, to) for to in (1, 2))], limit)
    os.close(theirs)
    reader.join()
    os.close(ours)
    return taken


def _opened(descriptor: int, path: str) -> tuple[int, int, str, int, int]:
    flags = os.O_RDONLY if descriptor == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return (os.POSIX_SPAWN_OPEN, descriptor, path, flags, 0o600)


def _timed(
    command: list[str], env: dict[str, str], actions: list[tuple[object, ...]], limit: float
) -> dict[str, float]:
    """Seconds on the clock, seconds of processor (its own children's too), peak bytes, and how it ended."""
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, env, file_actions=actions)
    alarm = Timer(limit, os.kill, (process, signal.SIGKILL))
    if limit:
        alarm.start()
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    alarm.cancel()
    unit = 1 if sys.platform == "darwin" else 1024
    cpu = used.ru_utime + used.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": used.ru_maxrss * unit, "code": os.waitstatus_to_exitcode(status)}


def _keep(terminal: int, out: str) -> None:
    with open(out, "wb") as stream:
        try:
            while piece := os.read(terminal, _PIECE):
                stream.write(piece)
        except OSError:  # how Linux says that nobody holds the other side any more
            pass


if __name__ == "__main__":
    main()
