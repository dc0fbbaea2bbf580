"""Files that come out, written whole or not at all. Those of a portfolio that is there are changed by `saving`."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from coopctl.problems import CoopctlError, Exit
from coopctl.saving import signals


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file so that there is either the old content or all of the new one, never a part.

    What is no regular file, such as a device, is written to as it is. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with open(path, "wb") as stream:
            stream.writelines(pieces)
        return
    target = path.resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no folder for it", str(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}.{time.time_ns():x}.tmp")
    try:  # from before there is something to remove: a signal may come at any moment
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as stream:
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            stream.writelines(pieces)
            stream.flush()
            os.fsync(handle)
        os.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def write_new(folder: Path, contents: dict[str, bytes]) -> None:
    """Write new files into ``folder``, making it where needed. Raises CoopctlError (6) if one of them exists."""
    taken = [name for name in contents if os.path.lexists(folder / name)]
    if taken:
        raise CoopctlError(
            f'"{folder / taken[0]}" is there already; nothing was written',
            help="name a new folder",
            exit_code=Exit.INPUT_OUTPUT,
        )
    with signals.kept_waiting():
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            write(folder / name, [content])
