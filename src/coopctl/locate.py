"""Which folder the portfolio is in."""

from __future__ import annotations

import os
from pathlib import Path

from coopctl.files import FRAMEWORK
from coopctl.problems import CoopctlError, Exit


def portfolio(asked: str | None, start: Path) -> Path:
    """The portfolio's folder: ``asked``, or the nearest one at or above ``start``.

    Raises CoopctlError (4) when there is none.
    """
    if asked is not None:
        return _portfolio_at(asked)
    for folder in (start, *start.parents):
        for candidate in (folder, folder / "roadmaps"):
            if os.path.lexists(candidate / FRAMEWORK):
                return Path(os.path.relpath(candidate, start))
    raise CoopctlError(
        f"no {FRAMEWORK} here, in roadmaps/, or in a folder above",
        help="name the portfolio's folder with -C DIR, or write an example with: coopctl init --example DIR",
        exit_code=Exit.NOT_FOUND,
    )


def _portfolio_at(asked: str) -> Path:
    if "\0" in asked:
        raise CoopctlError("a folder's name cannot contain a NUL character", exit_code=Exit.USAGE)
    for candidate in (Path(asked), Path(asked, "roadmaps")):
        if os.path.lexists(candidate / FRAMEWORK):
            return candidate
    if not os.path.isdir(asked):
        raise CoopctlError(f'there is no folder "{asked}"', exit_code=Exit.NOT_FOUND)
    if not os.access(asked, os.R_OK | os.X_OK):
        raise CoopctlError(f'the folder "{asked}" may not be read: Permission denied', exit_code=Exit.INPUT_OUTPUT)
    raise CoopctlError(
        f'no {FRAMEWORK} in "{asked}"',
        help=f"a portfolio is a folder with a {FRAMEWORK} and one file a roadmap",
        exit_code=Exit.NOT_FOUND,
    )
