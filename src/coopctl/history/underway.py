"""What git is in the middle of in a working tree, seen from the files that it keeps for it; git itself is not run."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_SIGNS = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
_POINTER = "gitdir: "
_LONGEST_POINTER = 4096


def operation(folder: Path) -> str:
    """``merge``, ``rebase``, ``cherry-pick`` or ``revert``; empty when none is under way, or without a repository."""
    home = Path(os.path.realpath(folder))
    for above in (home, *home.parents):
        own = above / ".git"
        if os.path.lexists(own):
            kept = _kept_in(own)
            return next((what for sign, what in _SIGNS.items() if (kept / sign).exists()), "")
    return ""


def _kept_in(own: Path) -> Path:
    """Where git keeps what is under way: the folder, or where the file of a worktree or submodule leads."""
    with contextlib.suppress(OSError, ValueError):
        if own.is_file():
            with own.open(encoding="utf-8", errors="surrogateescape") as stream:
                said = stream.read(_LONGEST_POINTER).strip()
            if said.startswith(_POINTER):
                return own.parent / said.removeprefix(_POINTER)
    return own
