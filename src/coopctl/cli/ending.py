"""How a command ends before its time: by a signal, or because the machine gives no more memory.

SIGTERM and SIGHUP do as Ctrl-C does, so that what was begun is undone and nothing is left behind.
"""

from __future__ import annotations

import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # nothing is caught yet while this is imported, so that it is to be over soon
    from types import FrameType
    from typing import NoReturn

ASKING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a process to end; Windows has but one of them."""

_BY_SIGNAL = 128
_SHORTAGES = (
    *("can't start new thread", "failed to map segment", "cannot allocate memory"),
    *("without exception set", "without setting an exception"),
)
"""What Python, its compiled parts and the system say in exceptions of other kinds when there is no memory."""

_OTHER_KINDS = (OSError, RuntimeError, ImportError, SystemError)

_MOMENT = 0.01
_received: list[int] = []


class Asked(KeyboardInterrupt):
    """Somebody asked this process to end, and was no key."""


def listen() -> None:
    """End as by Ctrl-C where a signal asks for it; one that is ignored, as under ``nohup``, stays so."""
    for number in (signal.SIGINT, *ASKING):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _interrupt)
    sys.unraisablehook = _come_again


def _come_again(lost: sys.UnraisableHookArgs) -> None:
    """An interruption that fell where Python can raise nothing, as in a callback of its imports, comes again.

    Of memory that was short there nothing is said: who needs it next says so.
    """
    if isinstance(lost.exc_value, KeyboardInterrupt) and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda number, frame: _interrupt(_received[0], frame))
        signal.setitimer(signal.ITIMER_REAL, _MOMENT)
    elif not isinstance(lost.exc_value, MemoryError):
        sys.__unraisablehook__(lost)


def _interrupt(number: int, frame: FrameType | None) -> None:
    _received.append(number)
    raise KeyboardInterrupt if number == signal.SIGINT else Asked


def was_interrupted() -> bool:
    """Whether a signal came: pydantic, for one, makes an error of its own of the interruption."""
    return bool(_received)


def end(code: int) -> NoReturn:
    """End the running command here, with this exit code."""
    from typer._click.globals import get_current_context

    get_current_context().exit(code)


def exit_code(otherwise: int) -> int:
    """The exit code: 128 and the signal's number once one was received (POSIX shells), else that of the command."""
    return _BY_SIGNAL + _received[0] if _received else otherwise


def is_shortage(error: BaseException) -> bool:
    """Whether an exception says that there is not enough memory."""
    if isinstance(error, MemoryError):
        return True
    said = str(error).lower() if isinstance(error, _OTHER_KINDS) else ""
    return any(sign in said for sign in _SHORTAGES)
