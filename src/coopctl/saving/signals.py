"""Signals that would end the process, kept waiting for the moments in which files change."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_ENDING = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}


@contextmanager
def kept_waiting() -> Iterator[None]:
    """What is done within the block is done whole: a signal that comes meanwhile is delivered when it ends.

    Only for what takes moments. Windows cannot hold signals back; there the journal puts right what was cut short.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_at_once() -> None:
    """From now on a signal ends this process and nothing else comes of it; one that is ignored stays so."""
    for number in _ENDING:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
