"""One writer at a time: a lock on the portfolio's folder that ends with the process that holds it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from coopctl.problems import CoopctlError, Exit

WAIT = 10.0
"""How long, in seconds, a writer waits for another one."""

_LONGEST = 100


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder`` alone for as long as the block lasts.

    The lock is the kernel's, on the folder itself: it needs no right but reading, excludes other users of the
    same machine too, dies with its process, and leaves nothing in the folder. Windows cannot lock a folder;
    there it is a file that goes when the lock does. Machines that share a folder over the network exclude each
    other only where its file system passes such locks on.

    Raises CoopctlError: 5 and who holds it after ten seconds, 6 where the folder cannot be locked.
    """
    if sys.platform == "win32":
        with held_by_file(folder):
            yield
        return
    handle = _acquire(folder)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the lock is gone all the same, and there may be worse to tell
            os.close(handle)


def _acquire(folder: Path) -> int:
    """The locked folder, as an open file; the one that stands under the name now, should it have been replaced."""
    deadline = time.monotonic() + WAIT
    try:
        while True:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                _lock(handle, folder, deadline)
                if os.path.samestat(os.fstat(handle), os.stat(folder)):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)
    except OSError as error:
        raise _cannot(folder, error) from error


def _lock(handle: int, folder: Path, deadline: float) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _queue(handle, folder, deadline)


def _queue(handle: int, folder: Path, deadline: float) -> None:
    """Wait in the kernel's queue, in a thread that can be left behind.

    Asking again and again instead lets others overtake: with eight writers that hold the lock for 0.1 s each,
    the longest wait was 8.4 s, against 1.4 s in the queue.
    """
    import fcntl
    import threading

    failed: list[OSError] = []

    def wait() -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            failed.append(error)

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(max(0.0, deadline - time.monotonic()))
    if waiting.is_alive():
        raise _busy(folder, _holder(handle))
    if failed:
        raise failed[0]


@contextlib.contextmanager
def held_by_file(folder: Path) -> Iterator[None]:
    """Hold ``folder`` by a lock on a hidden file in it, for systems that cannot lock a folder. Raises as `held`."""
    import filelock

    try:
        lock = filelock.FileLock(folder / ".coopctl-lock", timeout=WAIT)
        lock.acquire()
    except filelock.Timeout as error:
        raise _busy(folder, "another program") from error
    except OSError as error:
        raise _cannot(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _busy(folder: Path, holder: str) -> CoopctlError:
    return CoopctlError(
        f'"{folder}" is being changed by {holder}',
        help=f"waited {WAIT:g} seconds; nothing was written; try again when it has ended",
        exit_code=Exit.BUSY,
    )


def _cannot(folder: Path, error: OSError) -> CoopctlError:
    return CoopctlError(f'cannot lock the folder "{folder}": {error.strerror}', exit_code=Exit.INPUT_OUTPUT)


def _holder(handle: int) -> str:
    """Who has locked the open folder, in words, as far as the system tells."""
    status = os.fstat(handle)
    place = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    with contextlib.suppress(OSError):
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            _, kind, _, _, process, where, *_ = line.split()
            if kind == "FLOCK" and where == place:
                return _described(process)
    return "another program"


def _described(process: str) -> str:
    """A process by its number, its user and its command line, where these can be read."""
    described = f"process {process}"
    with contextlib.suppress(OSError, KeyError, ImportError):
        import pwd

        about = Path("/proc", process)
        described += f" of {pwd.getpwuid(about.stat().st_uid).pw_name}"
        command = os.fsdecode((about / "cmdline").read_bytes()).rstrip("\0").replace("\0", " ")
        described += f": {command if len(command) <= _LONGEST else command[:_LONGEST] + '…'}"
    return described
