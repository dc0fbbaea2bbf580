"""What stands under a file's name, changed in one step: at every moment one whole file does, and none is overwritten.

What stood there before is kept under the other name, so that it can be looked at, and put back.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import filecmp
import os
import shutil
import sys
from typing import Any

_HERE = -100  # AT_FDCWD
_ONLY_IF_FREE, _EXCHANGE = 1, 2
_NOT_OFFERED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


class Overtaken(Exception):
    """Somebody else has changed, made or removed the file at this moment."""


def exchange(beside: str, target: str) -> None:
    """Let two files change places; ``target`` is never missing. Raises OSError, or Overtaken.

    On Linux the kernel does it in one step. Elsewhere, and on file systems that cannot, somebody who saves
    ``target`` by renaming between a look at it and the next system call is overwritten.
    """
    try:
        if not _rename(beside, target, _EXCHANGE):
            _exchange_by_link(beside, target)
    except FileNotFoundError as error:
        if os.path.lexists(target):
            raise
        raise Overtaken from error


def move(source: str, target: str) -> None:
    """Give a file a name that nothing has yet. Raises OSError, or Overtaken."""
    try:
        if not _rename(source, target, _ONLY_IF_FREE):
            if os.path.lexists(target):
                raise Overtaken
            os.rename(source, target)
    except (FileExistsError, FileNotFoundError) as error:
        raise Overtaken from error


def kept(beside: str) -> str:
    """The name under which the original stands for a moment where files cannot be exchanged in one step."""
    return f"{beside}~"


def _exchange_by_link(beside: str, target: str) -> None:
    original = kept(beside)
    os.lstat(beside)  # without it, what is kept is all that there is
    with contextlib.suppress(FileNotFoundError):
        os.unlink(original)  # of a run that was cut short
    try:
        os.link(target, original)
    except OSError:
        shutil.copy2(target, original)
    if not (os.path.samefile(target, original) or filecmp.cmp(target, original, shallow=False)):
        raise Overtaken
    try:
        os.replace(beside, target)
        os.replace(original, beside)
    except BaseException:
        if not os.path.lexists(beside):
            os.replace(original, target)
        raise


def _rename(source: str, target: str, flag: int) -> bool:
    """Whether the kernel has done it; False where it, or the file system, does not offer it."""
    call = _renameat2()
    if call is None:
        return False
    if call(_HERE, os.fsencode(source), _HERE, os.fsencode(target), flag) == 0:
        return True
    error = ctypes.get_errno()
    if error in _NOT_OFFERED:
        return False
    raise OSError(error, os.strerror(error), source, None, target)


def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    with contextlib.suppress(AttributeError, OSError):
        call = ctypes.CDLL(None, use_errno=True).renameat2
        call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
        return call
    return None
