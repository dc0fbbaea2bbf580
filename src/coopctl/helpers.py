"""Work is shared with helpers: processes split off this one, as many as there are processors and use for them.

Each process, this one included, takes the next piece that nobody has taken, until none is left. Helpers only ever help:
what one of them does not hand over, for it could not be started, was ended or met something unforeseen, is done here.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from coopctl.saving import signals

MOST_PIECES = 1_000
"""Their numbers have to fit into a pipe, which may be as small as a page of memory."""

_MOST_HELPERS = 4
_DESCRIPTORS = 64
_NUMBER, _SIZE = 4, 8
_ROOM = 1024 * 1024

Do = Callable[[int], Any]
"""Does the piece of work of a number, and returns plain data: what marshal can write."""


class Helper(NamedTuple):
    """A process that helps, and the pipe by which it hands over what it has done."""

    process: int
    results: int


def available() -> int:
    """How many helpers there could be: none where it is not known to be safe to split a process in two.

    It is on Linux, as long as nothing else goes on in it.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    import resource

    few_descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0] < _DESCRIPTORS
    return 0 if few_descriptors else min(len(os.sched_getaffinity(0)) - 1, _MOST_HELPERS)


@contextmanager
def shared(do: Do, pieces: int, helpers: int) -> Iterator[Iterator[Any]]:
    """What ``do`` returns for the pieces from 0 on, in their order; there may be up to `MOST_PIECES`.

    The helpers begin at once, with all that is loaded by now, and are gone when the block ends. One that somebody
    stops is waited for.
    """
    started: list[Helper] = []
    untaken = _numbers(pieces)
    if untaken is None:
        yield map(do, range(pieces))
        return
    try:
        with suppress(OSError):  # the system gives no more: then there are fewer
            while len(started) < helpers:
                _start(do, untaken, started)
        yield _in_order(do, pieces, untaken, started)
    finally:
        os.close(untaken)
        for helper in started:
            _stop(helper)


def _numbers(pieces: int) -> int | None:
    """A pipe with the numbers of all pieces, from which each is read once, by whichever process asks; None where there
    are no more pipes."""
    try:
        untaken, writing = os.pipe()
    except OSError:
        return None
    os.write(writing, b"".join(number.to_bytes(_NUMBER, "big") for number in range(pieces)))
    os.close(writing)
    return untaken


def _take(untaken: int) -> int | None:
    number = os.read(untaken, _NUMBER)
    return int.from_bytes(number, "big") if number else None


def _start(do: Do, untaken: int, started: list[Helper]) -> None:
    """Add a helper at work to those ``started``. Raises OSError where there can be none."""
    with signals.kept_waiting():
        results, handing_over = os.pipe()
        try:
            process = os.fork()
            if process == 0:
                _help(do, untaken, handing_over, [results, *(other.results for other in started)])
            started.append(Helper(process, results))
        except OSError:
            os.close(results)
            raise
        finally:
            os.close(handing_over)


def _help(do: Do, untaken: int, handing_over: int, not_ours: list[int]) -> None:
    """What a helper does from its beginning to its end; why it ends is nobody's concern, for it may at any moment.

    The pipes it does not need are closed, so that it ends when nobody waits for it any more.
    """
    try:
        signals.end_at_once()
        for descriptor in not_ours:
            os.close(descriptor)
        _make_room(handing_over)
        while (number := _take(untaken)) is not None:
            _send(handing_over, marshal.dumps((number, do(number))))
    finally:
        os._exit(0)


def _make_room(pipe: int) -> None:
    """Let the helper be some pieces ahead."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _send(pipe: int, content: bytes) -> None:
    rest = memoryview(len(content).to_bytes(_SIZE, "big") + content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _receive(pipe: int) -> tuple[int, Any] | None:
    """A piece's number and what came of it; None when there will be no more."""
    size = _read(pipe, _SIZE)
    content = _read(pipe, int.from_bytes(size, "big")) if size else None
    return marshal.loads(content) if content else None  # noqa: S302 - written by a helper


def _read(pipe: int, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = os.read(pipe, min(size, _ROOM))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _in_order(do: Do, pieces: int, untaken: int, helpers: list[Helper]) -> Iterator[Any]:
    """What came of each piece. While the next one is not done, this process does others."""
    waiting = [helper.results for helper in helpers]
    done: dict[int, Any] = {}
    all_taken = False
    for number in range(pieces):
        while not _collect(done, waiting, number, patiently=all_taken):
            mine = _take(untaken)
            all_taken = mine is None
            if mine is None and not waiting:
                mine = number
            if mine is not None:
                done[mine] = do(mine)
        yield done.pop(number)


def _collect(done: dict[int, Any], waiting: list[int], wanted: int, *, patiently: bool) -> bool:
    """Take what helpers have handed over, and say whether what is ``wanted`` is done.

    ``patiently``, wait for it until one of them hands something over or ends.
    """
    ready = select.poll()
    for pipe in waiting:
        ready.register(pipe, select.POLLIN)
    for pipe, _ in ready.poll(None if patiently and waiting and wanted not in done else 0):
        received = _receive(pipe)
        if received is None:
            waiting.remove(pipe)
        else:
            done[received[0]] = received[1]
    return wanted in done


def _stop(helper: Helper) -> None:
    os.close(helper.results)
    with suppress(OSError):
        os.kill(helper.process, signal.SIGKILL)
    with suppress(OSError):
        os.waitpid(helper.process, 0)
