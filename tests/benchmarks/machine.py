"""On what the figures were measured, in a few words beside them."""

from __future__ import annotations

import os
import platform
import sqlite3


def words() -> str:
    """The interpreter, SQLite, and the processors there are."""
    system = f"{platform.system()} {platform.machine()}"
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors, {system}"


def load() -> float:
    """How many programs wanted a processor over the last minute, on average; on a quiet machine 1 at most, by us."""
    return os.getloadavg()[0]


def made_by(command: str) -> list[str]:
    """The line that stands below figures: the command that they come from, and what it ran on."""
    return [f"Written by `{command}`: {words()}, load {load():.1f}."]
